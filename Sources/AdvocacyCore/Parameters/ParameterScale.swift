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
