import Foundation

/// The natural logarithm.
package func logarithm(_ value: Double) -> Double { log(value) }

/// The exponential.
package func exponential(_ value: Double) -> Double { exp(value) }

/// The probability that a standard normal variable lies below a value.
package func normalProbability(_ z: Double) -> Double { 0.5 * erfc(-z / 2.0.squareRoot()) }

/// The value below which a standard normal variable lies with a probability in (0, 1).
///
/// Found by bisection on the distribution function, to about 1e-12; monotone, and the same on
/// every machine whose `erfc` is.
///
/// - Complexity: 60 evaluations of `erfc`.
package func normalQuantile(_ probability: Double) -> Double {
  guard probability > 0 else { return -.infinity }
  guard probability < 1 else { return .infinity }
  var low = -40.0
  var high = 40.0
  for _ in 0..<60 {
    let middle = (low + high) / 2
    if normalProbability(middle) < probability { low = middle } else { high = middle }
  }
  return (low + high) / 2
}
