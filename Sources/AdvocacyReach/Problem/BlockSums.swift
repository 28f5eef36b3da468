/// The sums of one block, integers only: what runs elsewhere hand over to be merged.
package struct BlockSums: Sendable, Hashable, Codable {
  /// The block, from 0.
  package var block: Int
  /// The number of worlds in it.
  package var worlds: Int
  /// The sums of each group.
  package var cells: [Cell]
  /// The sums of each contributor.
  package var contributors: [Contribution]

  /// The sums of a group over worlds, and of the squares and products of its batch totals.
  package struct Cell: Sendable, Hashable, Codable {
    /// People reached by the page alone.
    package var page = 0
    /// People reached with the employees.
    package var with = 0
    /// Σ of (page in a batch)².
    package var pageSquares = 0
    /// Σ of (with in a batch)².
    package var withSquares = 0
    /// Σ of page × with in a batch.
    package var products = 0
    /// Sightings with the employees, by network.
    package var sightings: [Int]

    mutating func addBatch(page batchPage: Int, with batchWith: Int) {
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
    package var additional = 0
    /// Σ of (additional in a batch)².
    package var additionalSquares = 0
    /// People who saw it from the contributor's own shares, share by share.
    package var gross = 0
  }
}
