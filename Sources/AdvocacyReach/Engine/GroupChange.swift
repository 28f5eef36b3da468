/// How the figures of one group of posts differ from those of another, in the same blocks.
///
/// Both groups share each block's draw of the assumed parameters, so that what is unknown about
/// both alike cancels out of the difference.
package struct GroupChange: Sendable, Hashable {
  /// The difference of the people reached by the page alone; nil where either has no page.
  package var page: ReachEstimate.Figure?
  /// The difference of the people reached with the employees.
  package var withEmployees: ReachEstimate.Figure
  /// The difference of the additional people.
  package var additionalPeople: ReachEstimate.Figure
  /// The difference of the reach multipliers; nil where either has none.
  package var reachMultiplier: ReachEstimate.Figure?

  /// Compares two groups of a problem: the second less the first.
  ///
  /// - Complexity: O(blocks × log blocks).
  package init(_ blocks: [BlockSums], from first: Int, to second: Int) {
    let pairs = blocks.compactMap { Pair($0, first, second) }
    withEmployees = Self.difference(pairs, { $0.with }, { $0.withSquares })
    additionalPeople = Self.difference(
      pairs, { $0.with - $0.page }, { $0.withSquares - 2 * $0.products + $0.pageSquares })
    let pages = [
      pairs.reduce(0.0) { $0 + $1.first.page }, pairs.reduce(0.0) { $0 + $1.second.page },
    ]
    guard pages.allSatisfy({ $0 > 0 }) else { return }
    page = Self.difference(pairs, { $0.page }, { $0.pageSquares })
    reachMultiplier = Self.multiplierDifference(pairs, pages: pages)
  }

  /// A block's sums of both groups.
  private struct Pair {
    var first: BlockSums.Cell
    var second: BlockSums.Cell
    var worlds: Double
    var batches: Double

    init?(_ block: BlockSums, _ first: Int, _ second: Int) {
      guard let one = block.cells[first], let other = block.cells[second] else { return nil }
      self.first = one
      self.second = other
      worlds = Double(block.worlds)
      batches = Double(block.batches)
    }
  }

  /// The difference of means, its noise the sum of both groups': their coins are kept apart by
  /// post, so that given the parameters they are nearly independent.
  private static func difference(
    _ pairs: [Pair], _ sum: (BlockSums.Cell) -> Double, _ squares: (BlockSums.Cell) -> Double
  ) -> ReachEstimate.Figure {
    func noise(_ cell: BlockSums.Cell, _ pair: Pair) -> Double {
      guard pair.batches > 1 else { return 0 }
      let total = sum(cell)
      let spread = max(0, squares(cell) - total * total / pair.batches)
      return spread / (pair.batches - 1) * pair.batches / (pair.worlds * pair.worlds)
    }
    let total = pairs.reduce(0.0) { $0 + sum($1.second) - sum($1.first) }
    return Interval.figure(
      mean: total / pairs.reduce(0) { $0 + $1.worlds },
      values: pairs.map { (sum($0.second) - sum($0.first)) / $0.worlds },
      noise: pairs.map { noise($0.first, $0) + noise($0.second, $0) })
  }

  /// The difference of the ratios of totals, over the blocks in which both pages reach somebody.
  private static func multiplierDifference(
    _ pairs: [Pair], pages: [Double]
  ) -> ReachEstimate.Figure {
    let usable = pairs.filter { $0.first.page > 0 && $0.second.page > 0 }.map {
      (BlockRatio($0.first, batches: $0.batches), BlockRatio($0.second, batches: $0.batches))
    }
    let first = pairs.reduce(0.0) { $0 + $1.first.with }
    let second = pairs.reduce(0.0) { $0 + $1.second.with }
    return Interval.figure(
      mean: second / pages[1] - first / pages[0],
      values: usable.map { $0.1.value - $0.0.value },
      noise: usable.map { $0.0.noise + $0.1.noise })
  }
}
