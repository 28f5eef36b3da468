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
