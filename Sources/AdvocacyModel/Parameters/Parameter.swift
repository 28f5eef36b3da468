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

extension Parameter {
  /// The value at a quantile in [0, 1]: the median, and on either side a normal half of its own.
  ///
  /// At 0.05, 0.5 and 0.95 it is `low`, `typical` and `high`, but for what the scale cuts off.
  package func quantile(_ probability: Double, on scale: ParameterScale) -> Double {
    value(atNormal: Normal.quantile(probability), on: scale)
  }

  /// The value where a standard normal variable has the value z, within the scale's values.
  ///
  /// Two parameters are drawn as correlated by drawing their z as correlated. A fixed parameter
  /// has its value everywhere.
  package func value(atNormal z: Double, on scale: ParameterScale) -> Double {
    guard !isFixed, z != 0 else { return typical }
    let end = z < 0 ? low : high
    // A side without width has the median everywhere; infinity times no width would be no number.
    guard end != typical else { return typical }
    let steps = z.magnitude / Self.endNormal
    let value =
      switch scale.form(low: low, high: high) {
      case .plain: typical + steps * (end - typical)
      case .logarithm: typical * exponential(steps * logarithm(end / typical))
      case .logit: Self.share(odds: typical / (1 - typical), ratio: end / (1 - end), steps)
      }
    return min(max(value, scale.values.lowerBound), scale.values.upperBound)
  }

  /// The value at a quantile in [0, 1] of the parameter's name: on its scale, within what it allows.
  package func quantile(_ probability: Double, of name: ParameterName) -> Double {
    value(atNormal: Normal.quantile(probability), of: name)
  }

  /// The value at a standard normal z of the parameter's name: on its scale, within what it allows.
  package func value(atNormal z: Double, of name: ParameterName) -> Double {
    guard !isFixed else { return typical }
    let allowed = name.allowedValues
    return min(max(value(atNormal: z, on: name.scale), allowed.lowerBound), allowed.upperBound)
  }

  /// The share whose odds lie some steps from the median's towards an end's.
  private static func share(odds: Double, ratio end: Double, _ steps: Double) -> Double {
    1 / (1 + exponential(-logarithm(odds) - steps * logarithm(end / odds)))
  }

  /// The 95 % point of the standard normal distribution, at which a range ends.
  private static let endNormal = 1.644_853_626_951_472_2
}

/// The scale on which a parameter's range spreads about its median.
package enum ParameterScale: String, Hashable, Sendable, CaseIterable {
  /// A share in [0, 1]: on the logit, or the plain scale where an end is 0 or 1.
  case share
  /// A factor of at most 1: on the logarithm, cut at 1; on the plain scale where the low end is 0.
  case factor
  /// A positive quantity: on the logarithm; on the plain scale where the low end is 0.
  case positive
  /// A correlation: on the plain scale, cut to 0…0.99.
  case correlation
  /// Any number: on the plain scale, uncut.
  case plain

  /// The values that a draw on the scale may take.
  package var values: ClosedRange<Double> {
    switch self {
    case .share, .factor: 0...1
    case .positive: 0...Double.greatestFiniteMagnitude
    case .correlation: 0...0.99
    case .plain: -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
    }
  }

  /// How a value moves with a step from the median.
  enum Form {
    case plain
    case logarithm
    case logit
  }

  /// The form that can hold a range: a logarithm can't reach 0, nor a logit 1.
  func form(low: Double, high: Double) -> Form {
    switch self {
    case .share: low > 0 && high < 1 ? .logit : .plain
    case .factor, .positive: low > 0 ? .logarithm : .plain
    case .correlation, .plain: .plain
    }
  }
}
