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
