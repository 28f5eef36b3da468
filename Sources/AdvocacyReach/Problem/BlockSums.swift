/// The sums of one draw of the parameters: what runs elsewhere hand over to be merged.
package struct BlockSums: Sendable, Hashable, Codable {
  /// The block, from 0.
  package var block: Int
  /// The number of worlds in it.
  package var worlds: Int
  /// The number of batches of worlds, whose totals are squared.
  package var batches: Int
  /// The sums of each group; nil of those that this draw didn't work out.
  package var cells: [Cell?]
  /// The sums in outline by group, where draws are worked out so: of the widest one, and of others
  /// where they are few.
  package var outlines: [Cell?]
  /// The sums of each contributor, and at the end those of the employees in none; empty where
  /// nobody's contributions are asked for, or this draw didn't work them out.
  package var contributors: [Contribution]
  /// The people of whom both of two contributors are sources, of those whose pairs are looked at:
  /// (0, 1), (0, 2), (1, 2), (0, 3), …; empty where this draw didn't work them out.
  package var overlaps: [Double]
  /// Sums of a draw that worked nothing out so far, of some groups.
  init(block: Int, groups: Int, batches: Int) {
    self.block = block
    worlds = 1
    self.batches = batches
    cells = Array(repeating: nil, count: groups)
    outlines = []
    contributors = []
    overlaps = []
  }

  /// A group's sums in outline; nil where this draw hasn't any.
  func outline(of group: Int) -> Cell? { outlines.indices.contains(group) ? outlines[group] : nil }

  /// The units of a person's credit.
  package static let creditUnits = 720_720

  /// The place of a pair of contributors among the overlaps, the first below the second.
  package static func pairIndex(_ first: Int, _ second: Int) -> Int {
    second * (second - 1) / 2 + first
  }

  /// The sums of a group over worlds, and of the squares and products of its batch totals.
  package struct Cell: Sendable, Hashable, Codable {
    /// People reached by the page alone.
    package var page = 0.0
    /// People reached with the employees.
    package var with = 0.0
    /// Σ of (page in a batch)².
    package var pageSquares = 0.0
    /// Σ of (with in a batch)².
    package var withSquares = 0.0
    /// Σ of page × with in a batch.
    package var products = 0.0
    /// Sightings with the employees, by network.
    package var sightings: [Double]
    /// People who see posts at depth 1 at least once, twice, …, ten times; empty where this draw
    /// didn't count.
    package var frequencies: [Double] = []
    /// People reached by the page alone within each horizon.
    package var pageWithin: [Double]
    /// People reached with the employees within each horizon.
    package var withWithin: [Double]

    init(sightings: [Double]) {
      self.sightings = sightings
      pageWithin = []
      withWithin = []
    }

    /// The sums with what the page reaches, and what employees add to it, multiplied by factors.
    func scaled(page ofPage: Double, additional ofRest: Double) -> Cell {
      var cell = self
      cell.page *= ofPage
      cell.with = cell.page + (with - page) * ofRest
      let ofAll = with > 0 ? cell.with / with : 1
      cell.pageSquares *= ofPage * ofPage
      cell.withSquares *= ofAll * ofAll
      cell.products *= ofPage * ofAll
      cell.sightings = sightings.map { $0 * ofAll }
      cell.frequencies = frequencies.map { $0 * ofAll }
      cell.pageWithin = pageWithin.map { $0 * ofPage }
      cell.withWithin = zip(pageWithin, withWithin).map { $0 * ofPage + ($1 - $0) * ofRest }
      return cell
    }

    mutating func addBatch(page batchPage: Double, with batchWith: Double) {
      page += batchPage
      with += batchWith
      pageSquares += batchPage * batchPage
      withSquares += batchWith * batchWith
      products += batchPage * batchWith
    }
  }

  /// The sums of a contributor.
  package struct Contribution: Sendable, Hashable, Codable {
    /// People whom only this contributor brought.
    package var additional = 0.0
    /// People credited, in units of 1/720,720 of a person.
    package var credit = 0.0
    /// People of whom this contributor is a source; 0 where there are too many contributors.
    package var alone = 0.0
    /// People who saw it from the contributor's own shares, share by share.
    package var gross = 0.0

    /// The sums with all people multiplied by a factor.
    func scaled(by factor: Double) -> Contribution {
      var own = self
      own.additional *= factor
      own.credit *= factor
      own.alone *= factor
      own.gross *= factor
      return own
    }
  }
}
