/// Where a figure comes from.
package enum Basis: String, Codable, Hashable, Sendable, CaseIterable {
  /// Computed from real posts or real follower graphs.
  case measured
  /// Read in a named source.
  case read
  /// Assumed: no figure was found; the interval carries its range.
  case assumed
  /// Given by the company in its configuration.
  case configured
}

/// A number with its range and where it comes from.
package struct Parameter: Hashable, Sendable {
  /// The low end of the range: one value in twenty lies below it.
  package var low: Double
  /// The typical value: the median.
  package var typical: Double
  /// The high end of the range: one value in twenty lies above it.
  package var high: Double
  /// Where the figure comes from.
  package var basis: Basis
  /// The source in words: a study, a file, a reason.
  package var source: String

  /// Makes a parameter with a range.
  package init(low: Double, typical: Double, high: Double, basis: Basis, source: String) {
    self.low = low
    self.typical = typical
    self.high = high
    self.basis = basis
    self.source = source
  }

  /// Makes a parameter that is known: its range is one point.
  package init(_ value: Double, basis: Basis = .configured, source: String = "config.json") {
    self.init(low: value, typical: value, high: value, basis: basis, source: source)
  }

  /// Whether the range is a single point.
  package var isFixed: Bool { low == high }

  /// What is wrong with the values under a name, in words; nil where nothing is.
  package func fault(named name: String, within allowed: ClosedRange<Double>) -> String? {
    guard [low, typical, high].allSatisfy(\.isFinite) else { return "\(name) must be finite" }
    guard low <= typical, typical <= high else { return "\(name) must have low ≤ typical ≤ high" }
    guard allowed.contains(low), allowed.contains(high) else {
      return "\(name) must lie between \(allowed.lowerBound) and \(allowed.upperBound)"
    }
    return nil
  }
}
