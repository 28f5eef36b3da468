import AdvocacyCore
import Foundation

/// Random numbers in a row from a key.
struct PlainDice {
  let key: RandomKey
  private var count: UInt64 = 0

  init(_ key: RandomKey) { self.key = key }

  @inline(__always) mutating func uniform() -> Double {
    count &+= 1
    return key.keyed(by: count).uniform
  }

  mutating func normal() -> Double { Normal.quantile(uniform()) }

  /// The whole number below or above, so that the mean is the number itself.
  mutating func whole(_ number: Double) -> Int {
    let below = number.rounded(.down)
    return Int(below) + (below < number && uniform() < number - below ? 1 : 0)
  }

  @inline(__always) mutating func happens(_ chance: Double) -> Bool { uniform() < chance }

  @inline(__always) mutating func happens(rate: Double, factor: Double = 1) -> Bool {
    Self.hits(uniform(), rate: rate, factor: factor)
  }

  /// Tells whether a uniform number lies below (1 − exp(−rate))·factor; as that is at most
  /// rate·factor, most need no exponential.
  @inline(__always) static func hits(_ u: Double, rate: Double, factor: Double = 1) -> Bool {
    u < rate * factor && u < -expm1(-rate) * factor
  }

  /// Gamma of scale 1 (Marsaglia, Tsang, ACM TOMS 26, 2000), with their boost for shapes below 1.
  mutating func gamma(_ shape: Double) -> Double {
    guard shape >= 1 else { return gamma(shape + 1) * pow(1 - uniform(), 1 / shape) }
    let d = shape - 1 / 3.0
    while true {
      let z = normal()
      let root = 1 + z / (9 * d).squareRoot()
      let v = root * root * root
      if v > 0, log(1 - uniform()) < z * z / 2 + d * (1 - v + log(v)) { return d * v }
    }
  }

  mutating func draw(_ mixing: PlainScene.Mixing) -> Double {
    switch mixing {
    case .none: return 1
    case .gamma(let shape): return gamma(shape) / shape
    case .nodes(let nodes):
      var left = uniform()
      for (weight, value) in nodes {
        left -= weight
        if left < 0 { return value }
      }
      return nodes.last?.value ?? 1
    }
  }
}

extension PlainScene.Mixing {
  /// The mean of a smooth function that is 0 at 0; for Gamma by the trapezoidal rule on log d,
  /// scaled so that the mean of d itself is 1.
  func mean(of function: (Double) -> Double) -> Double {
    switch self {
    case .none: return function(1)
    case .nodes(let nodes): return nodes.reduce(0) { $0 + $1.weight * function($1.value) }
    case .gamma(let shape):
      var (sum, scale) = (0.0, 0.0)
      for logarithm in stride(from: -30, through: log(60 / shape + 10), by: 0.01) {
        let d = exp(logarithm)
        let weight = exp(shape * (logarithm - d))
        sum += weight * function(d)
        scale += weight * d
      }
      return sum / scale
    }
  }
}
