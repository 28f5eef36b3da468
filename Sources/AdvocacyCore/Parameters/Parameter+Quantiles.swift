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
