/// Where a figure comes from.
package enum Basis: String, Codable, Hashable, Sendable, CaseIterable {
  /// Computed from real posts.
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
  /// The low end of the range.
  package var low: Double
  /// The typical value, a median.
  package var typical: Double
  /// The high end of the range.
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

  /// The value at a quantile of the triangle between low, typical and high, in [0, 1].
  ///
  /// The triangle lies on the logarithm of the value where low is positive (log-triangular), on
  /// the value itself otherwise, since a logarithm can't reach zero.
  package func quantile(_ probability: Double) -> Double {
    guard !isFixed else { return typical }
    guard low > 0 else { return Self.triangle(probability, low, typical, high) }
    return exponential(
      Self.triangle(probability, logarithm(low), logarithm(typical), logarithm(high)))
  }

  private static func triangle(
    _ probability: Double, _ low: Double, _ mode: Double, _ high: Double
  ) -> Double {
    let split = (mode - low) / (high - low)
    guard probability >= split else {
      return low + (probability * (high - low) * (mode - low)).squareRoot()
    }
    return high - ((1 - probability) * (high - low) * (high - mode)).squareRoot()
  }
}
