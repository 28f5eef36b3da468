import Foundation
import Synchronization

/// A few classes of people in place of a Gamma distribution with mean 1.
///
/// The classes are those that bring Σ weight · exp(−r · value) nearest to the distribution's own
/// transform (1 + r / shape)^(−shape) for r from 0.001 to 1,000, the weights and the mean held: the
/// chances of the model are such transforms. Gauss–Laguerre nodes, made for polynomials, err by
/// 17 % where many accounts add up.
struct MixingNodes: Sendable {
  /// The shares of the classes; they sum to 1.
  let weights: [Double]
  /// The value of each class; Σ weight · value = 1.
  let values: [Double]

  /// One class: everybody is the same.
  static let single = MixingNodes(weights: [1], values: [1])

  /// The number of values from which classes are chosen (measured: 12 err by 0.5 % at most for
  /// shapes from 0.1 to 2).
  private static let count = 12

  private init(weights: [Double], values: [Double]) {
    self.weights = weights
    self.values = values
  }

  /// The classes of a Gamma distribution of a shape, above 0, with mean 1.
  ///
  /// - Complexity: O(1) for a shape asked about before; else about 0.2 ms.
  static func gamma(shape: Double) -> MixingNodes {
    if let known = known.withLock({ $0[shape] }) { return known }
    let nodes = fitted(shape)
    known.withLock { known in
      // Ranges hand out shapes of a grid; what is more is an ever new exact value.
      if known.count > 1000 { known.removeAll() }
      known[shape] = nodes
    }
    return nodes
  }

  /// The nearest of the shapes at which classes are fitted where a shape is drawn: 32 a factor of 10.
  static func onGrid(_ shape: Double) -> Double {
    pow(10, (log10(max(shape, 1e-3)) * 32).rounded() / 32)
  }

  private static let known = Mutex<[Double: MixingNodes]>([:])

  private static func fitted(_ shape: Double) -> MixingNodes {
    // Beyond a hundred hardly anybody differs from the mean.
    guard shape < 100 else { return single }
    let rates = (0...120).map { pow(10, -3 + Double($0) / 20) }
    let low = -4.0
    let high = log10(max(16, 40 / shape))
    let values = (0..<count).map { pow(10, low + (high - low) * Double($0) / Double(count - 1)) }
    let hold = 100.0
    let solver = NonNegativeLeastSquares(
      columns: values.map { value in rates.map { exp(-$0 * value) } + [hold, hold * value] },
      target: rates.map { pow(1 + $0 / shape, -shape) } + [hold, hold])
    let kept = zip(solver.solution(), values).filter { $0.0 > 1e-9 }
    let total = kept.reduce(0) { $0 + $1.0 }
    let mean = kept.reduce(0) { $0 + $1.0 * $1.1 } / total
    return MixingNodes(
      weights: kept.map { $0.0 / total }, values: kept.map { $0.1 / mean })
  }
}
