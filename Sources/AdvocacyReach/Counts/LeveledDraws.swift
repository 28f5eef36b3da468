/// Draws of which some were worked out in full, brought to what all of them say in outline.
struct LeveledDraws {
  /// The draws; the groups that follow the outline have a cell in each.
  private(set) var draws: [BlockSums]

  /// Brings draws to one level.
  ///
  /// - Parameters:
  ///   - draws: The draws in order.
  ///   - groups: The groups that follow an outline.
  ///   - widest: The group whose outline they follow that have none.
  /// - Complexity: O(draws × groups).
  init(_ draws: [BlockSums], groups: [Int], widest: Int) {
    self.draws = draws
    for group in groups {
      let source = draws.first?.outline(of: group) == nil ? widest : group
      guard let level = Level(draws, group: group, following: source) else { continue }
      for place in draws.indices where draws[place].cells[group] == nil {
        self.draws[place].cells[group] = draws[place].outline(of: source).map(level.cell)
      }
    }
  }

  /// What a group is of its outline.
  private struct Level {
    let page: Double
    let additional: Double
    let sightings: [Double]

    /// Nil where no draw has both, or all have the group.
    init?(_ draws: [BlockSums], group: Int, following source: Int) {
      let pairs = draws.compactMap { draw in
        draw.cells[group].flatMap { whole in
          draw.outline(of: source).map { (whole: whole, outline: $0) }
        }
      }
      guard !pairs.isEmpty, pairs.count < draws.count else { return nil }
      func factor(_ sum: (BlockSums.Cell) -> Double) -> Double {
        let (whole, outline) = pairs.reduce((0.0, 0.0)) {
          ($0.0 + sum($1.whole), $0.1 + sum($1.outline))
        }
        return outline > 0 ? whole / outline : 1
      }
      page = factor(\.page)
      additional = factor { $0.with - $0.page }
      sightings = pairs[0].whole.sightings.indices.map { network in
        factor { $0.sightings[network] }
      }
    }

    func cell(_ outline: BlockSums.Cell) -> BlockSums.Cell {
      var cell = outline.scaled(page: page, additional: additional)
      cell.sightings = zip(outline.sightings, sightings).map { $0 * $1 }
      return cell
    }
  }
}

/// Stand-ins for the page's reach and for what employees add, whose means over all possible draws are
/// known, and by what the draws that were made miss these.
struct KnownMeans {
  /// The stand-ins by draw, over their means; nil where there is none.
  private(set) var page: [Double]?
  private(set) var rest: [Double]?
  private let pageFactor: Double
  private let restFactor: Double

  /// Fits the stand-ins to the reach of a group that all draws have.
  ///
  /// - Parameters:
  ///   - draws: The draws.
  ///   - group: The group; nil: there is none.
  ///   - normals: The normals of each draw.
  init(_ draws: [BlockSums], group: Int?, normals: [[Double]]) {
    let cells = group.map { group in draws.compactMap { $0.cells[group] } } ?? []
    if cells.count == draws.count {
      page = LogQuadratic(cells.map(\.page), normals)?.parts
      rest = LogQuadratic(cells.map { $0.with - $0.page }, normals)?.parts
    }
    func factor(_ parts: [Double]?) -> Double {
      parts.map { Double($0.count) / $0.reduce(0, +) } ?? 1
    }
    pageFactor = factor(page)
    restFactor = factor(rest)
  }

  /// The draws, with all sums multiplied by what brings the stand-ins to their means.
  ///
  /// - Complexity: O(draws × groups).
  func applied(to draws: [BlockSums]) -> [BlockSums] {
    guard pageFactor != 1 || restFactor != 1 else { return draws }
    return draws.map { draw in
      var draw = draw
      draw.cells = draw.cells.map { $0?.scaled(page: pageFactor, additional: restFactor) }
      draw.contributors = draw.contributors.map { $0.scaled(by: restFactor) }
      draw.overlaps = draw.overlaps.map { $0 * restFactor }
      return draw
    }
  }
}
