/// What the reach engine found.
package struct ReachEstimate: Sendable, Hashable, Codable {
  /// The number of worlds.
  package var worlds: Int
  /// The number of blocks.
  package var blocks: Int
  /// The simulation's own error: the relative standard error of the ratio of totals in the widest
  /// group, or of its additional people where it has no page; nil where that is zero.
  package var relativeStandardError: Double?
  /// The level of the intervals.
  package var intervalLevel: Double
  /// The groups' results, in the problem's order.
  package var groups: [Cell]
  /// The contributors' results, in the problem's order.
  package var contributors: [Contribution]
  /// What employees who belong to no contributor bring; nil where contributors aren't asked for.
  package var otherEmployees: Contribution?
  /// The pairs of contributors who lead to the same people, in order; those with none in common
  /// are left out, and of more than 63 contributors all but the 50 largest.
  package var overlaps: [Overlap]
  /// The overlaps that were asked and can't be had.
  package var notes: [AudienceNote]

  /// A mean with the estimate's interval.
  package struct Figure: Sendable, Hashable, Codable {
    /// The mean over all worlds; of the multiplier, the ratio of totals.
    package var mean: Double
    /// The 5 % quantile over the assumed parameters.
    package var low: Double
    /// The 95 % quantile over the assumed parameters.
    package var high: Double
  }

  /// The result of a group.
  package struct Cell: Sendable, Hashable, Codable {
    /// The people whom the page reaches alone; nil where no item has a page.
    package var page: Figure?
    /// The people whom page and employees reach.
    package var withEmployees: Figure
    /// The people whom the page would not have reached alone.
    package var additionalPeople: Figure
    /// People with the employees ÷ people with the page alone; nil where there is no page or
    /// nobody whom it reaches.
    package var reachMultiplier: Figure?
    /// The mean of the reach summed over sharers.
    package var grossReach: Double
    /// The mean number of displays.
    package var impressions: Double
    /// Impressions ÷ reach; nil where nobody was reached.
    package var frequency: Double?
    /// The mean number of people who see posts at least once, twice, …, ten times.
    ///
    /// The first is the mean of `withEmployees`. Who sees a post by way of somebody whom they don't
    /// follow counts once.
    package var byFrequency: [Double]
    /// The followers of the page and of every employee who took part, summed over items.
    package var potentialReach: Int
    /// The relative standard error of this group; nil where it isn't defined.
    package var relativeStandardError: Double?
    /// The reach within each horizon asked for, ascending.
    package var horizons: [Horizon]
  }

  /// The people reached within a time after each post's instant, in the same worlds.
  package struct Horizon: Sendable, Hashable, Codable {
    /// The time, in seconds.
    package var seconds: Int
    /// The mean number of people whom the page reaches alone by then; nil without a page.
    package var page: Double?
    /// The mean number of people whom page and employees reach by then.
    package var withEmployees: Double
  }

  /// The result of a contributor.
  ///
  /// A person's *sources* are the contributors from whose shares a chain of sightings leads to
  /// them. In every world, additional people ≤ share ≤ alone.
  package struct Contribution: Sendable, Hashable, Codable {
    /// The people whose only source is this contributor, and whom the page doesn't reach alone.
    package var additionalPeople: Figure
    /// The Shapley value: people whom the page doesn't reach alone, split among their sources.
    ///
    /// All shares and the other employees' sum to the group's additional people.
    package var share: Figure
    /// The simulation's own standard error of the share, in people.
    package var shareStandardError: Double
    /// The people whom this contributor would bring as the only one.
    package var alone: Figure
    /// The mean of the reach summed over the contributor's shares.
    package var grossReach: Double
  }

  /// The people whom two contributors both lead to.
  package struct Overlap: Sendable, Hashable, Codable {
    /// The contributors, the first below the second.
    package var first: Int
    package var second: Int
    /// The mean number of people, of those whom the page doesn't reach alone.
    package var people: Double
  }

  /// An overlap that was asked and can't be had.
  package struct AudienceNote: Sendable, Hashable, Codable {
    package var network: String
    /// The parameter's name.
    package var parameter: String
    /// The overlap asked for.
    package var asked: Double
    /// The overlap in use instead.
    package var attained: Double
  }
}

/// The interval that assumed parameters leave open, from noisy values of blocks.
enum Interval {
  /// The level of all intervals.
  static let level = 0.9

  /// A figure whose interval is the 5 % and 95 % quantiles of the blocks' values, shrunk towards
  /// their mean by the part of their variance that is noise within blocks.
  ///
  /// The interval is widened to hold the mean, which matters only where next to nothing is open.
  /// - Complexity: O(blocks × log blocks).
  static func figure(
    mean: Double, values: [Double], noise: [Double]
  ) -> ReachEstimate.Figure {
    guard values.count > 1 else { return ReachEstimate.Figure(mean: mean, low: mean, high: mean) }
    let count = Double(values.count)
    let centre = values.reduce(0, +) / count
    let variance = values.reduce(0) { $0 + ($1 - centre) * ($1 - centre) } / (count - 1)
    let within = noise.reduce(0, +) / count
    let factor = variance > 0 ? max(0, 1 - within / variance).squareRoot() : 0
    let shrunk = values.map { centre + factor * ($0 - centre) }.sorted()
    return ReachEstimate.Figure(
      mean: mean, low: min(mean, quantile((1 - level) / 2, of: shrunk)),
      high: max(mean, quantile((1 + level) / 2, of: shrunk)))
  }

  /// A quantile of sorted values, interpolated.
  static func quantile(_ probability: Double, of sorted: [Double]) -> Double {
    let place = probability * Double(sorted.count - 1)
    let below = Int(place)
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
  }
}

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
  /// The difference of the additional people per post.
  package var additionalPeoplePerPost: ReachEstimate.Figure
  /// The difference of the reach multipliers; nil where either has none.
  package var reachMultiplier: ReachEstimate.Figure?

  /// Compares two groups of a problem: the second less the first.
  ///
  /// - Parameters:
  ///   - blocks: The sums of both.
  ///   - first: The cell of the one.
  ///   - second: The cell of the other.
  ///   - posts: How many posts each has, 1 or more.
  /// - Complexity: O(blocks × log blocks).
  package init(
    _ blocks: [BlockSums], from first: Int, to second: Int, posts: (Int, Int) = (1, 1)
  ) {
    let pairs = blocks.compactMap { Pair($0, first, second) }
    withEmployees = Self.difference(pairs, { $0.with }, { $0.withSquares })
    let additional = { (cell: BlockSums.Cell) in cell.with - cell.page }
    let squares = { (cell: BlockSums.Cell) in
      cell.withSquares - 2 * cell.products + cell.pageSquares
    }
    additionalPeople = Self.difference(pairs, additional, squares)
    additionalPeoplePerPost = Self.difference(
      pairs, additional, squares, parts: (1 / Double(posts.0), 1 / Double(posts.1)))
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

  /// The difference of means, of each a part, its noise the sum of both groups': their coins are kept
  /// apart by post, so that given the parameters they are nearly independent.
  private static func difference(
    _ pairs: [Pair], _ sum: (BlockSums.Cell) -> Double, _ squares: (BlockSums.Cell) -> Double,
    parts: (Double, Double) = (1, 1)
  ) -> ReachEstimate.Figure {
    func noise(_ cell: BlockSums.Cell, _ pair: Pair) -> Double {
      guard pair.batches > 1 else { return 0 }
      let total = sum(cell)
      let spread = max(0, squares(cell) - total * total / pair.batches)
      return spread / (pair.batches - 1) * pair.batches / (pair.worlds * pair.worlds)
    }
    func change(_ pair: Pair) -> Double {
      parts.1 * sum(pair.second) - parts.0 * sum(pair.first)
    }
    let total = pairs.reduce(0.0) {
      $0 + parts.1 * sum($1.second) - parts.0 * sum($1.first)
    }
    return Interval.figure(
      mean: total / pairs.reduce(0) { $0 + $1.worlds },
      values: pairs.map { change($0) / $0.worlds },
      noise: pairs.map {
        parts.0 * parts.0 * noise($0.first, $0) + parts.1 * parts.1 * noise($0.second, $0)
      })
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
