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
