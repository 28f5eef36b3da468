/// Stand-ins for the page's reach and for what employees add, whose means over all possible draws are
/// known, and by what the draws that were made miss these.
struct KnownMeans {
  /// The stand-ins by draw, over their means; nil where there is none.
  private let page: LogQuadratic?
  private let rest: LogQuadratic?
  /// The parts into which draws are cut to tell their error.
  let cuts: DrawCuts

  /// What the stand-ins say of a draw: with a mean of 1 over all possible ones.
  struct Said {
    let page: Double
    let rest: Double
  }

  /// Fits the stand-ins to the reach of a group that all draws have.
  ///
  /// - Parameters:
  ///   - draws: The draws.
  ///   - group: The group; nil: there is none.
  ///   - normals: The normals of each draw.
  init(_ draws: [BlockSums], group: Int?, normals: [[Double]]) {
    cuts = DrawCuts(draws: draws.count)
    let cells = group.map { group in draws.compactMap { $0.cells[group] } } ?? []
    let isWhole = !cells.isEmpty && cells.count == draws.count
    page = isWhole ? LogQuadratic(cells.map(\.page), normals, cuts) : nil
    rest = isWhole ? LogQuadratic(cells.map { $0.with - $0.page }, normals, cuts) : nil
  }

  /// What is said of a draw.
  func said(of draw: Int) -> Said {
    Said(page: page?.values[draw] ?? 1, rest: rest?.values[draw] ?? 1)
  }

  /// What is said of a draw where the draws of a part are left out.
  func said(of draw: Int, cut: Int, without part: Int) -> Said {
    Said(
      page: page?.without[cut][part][draw] ?? 1, rest: rest?.without[cut][part][draw] ?? 1)
  }

  /// The draws, with all sums multiplied by what brings the stand-ins to their means.
  ///
  /// - Complexity: O(draws × groups).
  func applied(to draws: [BlockSums]) -> [BlockSums] {
    func factor(_ values: [Double]?) -> Double {
      values.map { Double($0.count) / $0.reduce(0, +) } ?? 1
    }
    let (page, rest) = (factor(page?.values), factor(rest?.values))
    guard page != 1 || rest != 1 else { return draws }
    return draws.map { draw in
      var draw = draw
      draw.cells = draw.cells.map { $0?.scaled(page: page, additional: rest) }
      draw.contributors = draw.contributors.map { $0.scaled(by: rest) }
      draw.overlaps = draw.overlaps.map { $0 * rest }
      return draw
    }
  }
}
