/// Turns a group's sums into figures.
struct CellSummary {
  /// The sums, block by block.
  let cells: [BlockSums.Cell]
  private let worlds: [Double]
  private let batches: [Double]
  private let totalWorlds: Double
  /// The blocks of the sums, by place.
  private let places: [Int]

  /// Gathers a group's sums.
  ///
  /// Where some blocks only worked it out, the others have sums that follow from what they say of a
  /// group that each has: what differs from block to block differs for both alike.
  init(_ blocks: [BlockSums], group: Int, reference: Int?) {
    let known = blocks.indices.filter { blocks[$0].cells[group] != nil }
    let own = known.compactMap { blocks[$0].cells[group] }
    let all = reference.map { group in blocks.compactMap { $0.cells[group] } } ?? []
    if known.count < blocks.count, !own.isEmpty, all.count == blocks.count {
      cells = FollowingCells(own, at: known, all).cells
      places = Array(blocks.indices)
    } else {
      (cells, places) = (own, known)
    }
    worlds = places.map { Double(blocks[$0].worlds) }
    batches = places.map { Double(blocks[$0].batches) }
    totalWorlds = worlds.reduce(0, +)
  }

  /// The group's result.
  func cell(
    _ impressions: [[Double]], hasPage: Bool, potential: Int, horizons: [Int], error: Double?
  ) -> ReachEstimate.Cell {
    let gross = cells.reduce(0.0) { $0 + $1.sightings.reduce(0, +) }
    var displays = 0.0
    for (cell, perPerson) in zip(cells, places.map { impressions[$0] }) {
      for (sightings, factor) in zip(cell.sightings, perPerson) {
        displays += sightings * factor
      }
    }
    let reached = cells.reduce(0.0) { $0 + $1.with }
    return ReachEstimate.Cell(
      page: hasPage ? figure({ $0.page }, { $0.pageSquares }) : nil,
      withEmployees: figure({ $0.with }, { $0.withSquares }),
      additionalPeople: figure(
        { $0.with - $0.page }, { $0.withSquares - 2 * $0.products + $0.pageSquares }),
      reachMultiplier: hasPage ? multiplier : nil, grossReach: gross / totalWorlds,
      impressions: displays / totalWorlds,
      frequency: reached > 0 ? displays / reached : nil, byFrequency: byFrequency,
      potentialReach: potential,
      relativeStandardError: error,
      horizons: horizons.enumerated().map { index, seconds in
        let page = cells.reduce(0.0) { $0 + $1.pageWithin[index] }
        let with = cells.reduce(0.0) { $0 + $1.withWithin[index] }
        return ReachEstimate.Horizon(
          seconds: seconds, page: hasPage ? page / totalWorlds : nil,
          withEmployees: with / totalWorlds)
      })
  }

  /// People by how often they see posts, from the blocks that counted, brought to the level of all.
  private var byFrequency: [Double] {
    let counted = cells.filter { !$0.frequencies.isEmpty }
    let with = counted.reduce(0.0) { $0 + $1.with }
    let mean = cells.reduce(0.0) { $0 + $1.with } / totalWorlds
    guard with > 0 else { return [mean] + Array(repeating: 0, count: SightingCounts.most - 1) }
    return (0..<SightingCounts.most).map { times in
      times == 0 ? mean : mean * counted.reduce(0.0) { $0 + $1.frequencies[times] } / with
    }
  }

  /// A mean of people per world, with its interval.
  private func figure(
    _ sum: (BlockSums.Cell) -> Double, _ squares: (BlockSums.Cell) -> Double
  ) -> ReachEstimate.Figure {
    Self.figure(
      sums: cells.map(sum), squares: cells.map(squares),
      worlds: worlds, batches: batches)
  }

  /// A mean of people per world, with its interval, from the blocks' sums over batches.
  static func figure(
    sums: [Double], squares: [Double], worlds: [Double], batches: [Double]
  ) -> ReachEstimate.Figure {
    let values = zip(sums, worlds).map { $0 / $1 }
    let noise = sums.indices.map { index in
      let batches = batches[index]
      guard batches > 1 else { return 0.0 }
      let spread = max(0, squares[index] - sums[index] * sums[index] / batches) / (batches - 1)
      return spread * batches / (worlds[index] * worlds[index])
    }
    let mean = sums.reduce(0, +) / worlds.reduce(0, +)
    return Interval.figure(mean: mean, values: values, noise: noise)
  }

  /// The ratio of totals with the interval of the blocks' ratios; nil where nobody was reached.
  private var multiplier: ReachEstimate.Figure? {
    let page = cells.reduce(0.0) { $0 + $1.page }
    guard page > 0 else { return nil }
    var values: [Double] = []
    var noise: [Double] = []
    for (cell, batches) in zip(cells, batches) where cell.page > 0 {
      let ratio = BlockRatio(cell, batches: batches)
      values.append(ratio.value)
      noise.append(ratio.noise)
    }
    let with = cells.reduce(0.0) { $0 + $1.with }
    return Interval.figure(mean: with / page, values: values, noise: noise)
  }
}

/// A block's ratio of people with the employees to people with the page alone.
struct BlockRatio {
  /// The ratio, corrected for the bias of a quotient (Tin, JASA 60, 1965).
  let value: Double
  /// Its variance from noise within the block, by the delta method over batches.
  let noise: Double

  init(_ cell: BlockSums.Cell, batches: Double) {
    let (page, with) = (cell.page, cell.with)
    let ratio = with / page
    guard batches > 1 else {
      value = ratio
      noise = 0
      return
    }
    let scale = batches / (batches - 1)
    let pages = (cell.pageSquares - page * page / batches) * scale
    let withs = (cell.withSquares - with * with / batches) * scale
    let both = (cell.products - page * with / batches) * scale
    let correction = with > 0 ? both / (page * with) - pages / (page * page) : 0
    value = max(1, ratio * (1 + min(max(correction, -0.5), 0.5)))
    noise = max(0, withs - 2 * ratio * both + ratio * ratio * pages) / (page * page)
  }
}

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
