/// Turns the contributors' sums into figures.
struct AttributionSummary {
  /// The contributors' results.
  private(set) var contributors: [ReachEstimate.Contribution] = []
  /// The result of the employees in none.
  private(set) var others: ReachEstimate.Contribution?
  /// The pairs with people in common.
  private(set) var overlaps: [ReachEstimate.Overlap] = []

  /// Sums up draws; paired: the contributors whose pairs were looked at.
  init(_ all: [BlockSums], _ division: ReachProblem.Contributors?, paired: [Int]) {
    guard let division else { return }
    // Where some blocks only split people, what they split is brought to the level of all blocks.
    let additional = all.map { block in
      block.cells[division.group].map { ($0.with - $0.page) / Double(block.worlds) } ?? 0
    }
    let chosen = all.indices.filter { !all[$0].contributors.isEmpty }
    guard !chosen.isEmpty else { return }
    let blocks = chosen.map { all[$0] }
    let part = chosen.reduce(0.0) { $0 + additional[$1] } / Double(chosen.count)
    let whole = additional.reduce(0, +) / Double(all.count)
    let scale = chosen.count < all.count && part > 0 ? whole / part : 1
    let worlds = blocks.map { Double($0.worlds) }
    let results = (0...division.count).map { part in
      Self.contribution(
        blocks.map { $0.contributors[part].scaled(by: scale) }, worlds)
    }
    contributors = Array(results.dropLast())
    others = results.last
    let total = worlds.reduce(0, +)
    for second in paired.indices {
      for first in 0..<second {
        let place = BlockSums.pairIndex(first, second)
        let people = scale * blocks.reduce(0.0) { $0 + $1.overlaps[place] }
        guard people > 0 else { continue }
        overlaps.append(
          .init(first: paired[first], second: paired[second], people: people / total))
      }
    }
    overlaps.sort { ($0.first, $0.second) < ($1.first, $1.second) }
  }

  private static func contribution(
    _ sums: [BlockSums.Contribution], _ worlds: [Double]
  ) -> ReachEstimate.Contribution {
    func figure(_ sums: [Double]) -> ReachEstimate.Figure {
      Interval.figure(
        mean: sums.reduce(0, +) / worlds.reduce(0, +),
        values: zip(sums, worlds).map { $0 / $1 }, noise: [])
    }
    let credits = sums.map { $0.credit / Double(BlockSums.creditUnits) }
    return ReachEstimate.Contribution(
      additionalPeople: figure(sums.map(\.additional)), share: figure(credits),
      shareStandardError: standardError(credits, worlds), alone: figure(sums.map(\.alone)),
      grossReach: sums.reduce(0.0) { $0 + $1.gross } / worlds.reduce(0, +))
  }

  /// The standard error of a mean per world, with the block as the replicate; 0 of one block.
  private static func standardError(_ sums: [Double], _ worlds: [Double]) -> Double {
    guard sums.count > 1 else { return 0 }
    let mean = sums.reduce(0, +) / worlds.reduce(0, +)
    let squares = zip(sums, worlds).reduce(0.0) { total, block in
      let residual = block.0 - mean * block.1
      return total + residual * residual
    }
    let count = Double(sums.count)
    return (squares * count / (count - 1)).squareRoot() / worlds.reduce(0, +)
  }
}
