import Foundation

/// A stateless source of randomness: every draw is a function of a key and nothing else.
///
/// Results therefore don't depend on the order of draws, on batching, threads or repetition.
/// Mixing is the finaliser of SplitMix64 (Steele, Lea, Flood: "Fast Splittable Pseudorandom
/// Number Generators", OOPSLA 2014). Not for secrets. Public, so that other modules can inline it.
public struct RandomKey: Hashable, Sendable {
  /// The 64 bits of the key.
  public let bits: UInt64

  /// Makes a key of 64 bits, commonly a seed.
  @inlinable
  public init(_ bits: UInt64) { self.bits = bits }

  /// The key derived from this one by a word.
  @inlinable @inline(__always)
  public func keyed(by word: UInt64) -> RandomKey {
    RandomKey(Self.mix(bits ^ Self.mix(word &+ 0x9E37_79B9_7F4A_7C15)))
  }

  /// The key derived from this one by a text, by its UTF-8 bytes.
  ///
  /// - Complexity: O(length).
  public func keyed(by text: String) -> RandomKey {
    var key = keyed(by: UInt64(text.utf8.count))
    var word: UInt64 = 0
    var filled = 0
    for byte in text.utf8 {
      word |= UInt64(byte) << UInt64(filled * 8)
      filled += 1
      if filled == 8 {
        key = key.keyed(by: word)
        word = 0
        filled = 0
      }
    }
    return filled == 0 ? key : key.keyed(by: word)
  }

  /// A uniform number in [0, 1), with 53 random bits.
  @inlinable @inline(__always)
  public var uniform: Double { Double(bits >> 11) * 0x1p-53 }

  /// Tells whether an event of some probability happens; 0 never does and 1 always does.
  @inlinable @inline(__always)
  public func happens(withProbability probability: Double) -> Bool { uniform < probability }

  /// The mixing function: a bijection of 64-bit words with full avalanche.
  @inlinable @inline(__always)
  public static func mix(_ word: UInt64) -> UInt64 {
    var z = word
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Random numbers in a row, the same for the same seed: for shuffles, and for tests.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
  private let key: RandomKey
  private var count: UInt64 = 0

  /// Begins at a seed, which a failing test prints.
  package init(seed: UInt64) { key = RandomKey(seed) }

  /// The next number.
  package mutating func next() -> UInt64 {
    count &+= 1
    return key.keyed(by: count).bits
  }
}

/// The standard normal distribution.
package enum Normal {
  /// The quantile of a probability in (0, 1); outside, that of the nearest number inside.
  ///
  /// Algorithm AS 241, PPND16 (Wichura, Applied Statistics 37, 1988): relative error about 1e-16.
  package static func quantile(_ probability: Double) -> Double {
    let p = min(max(probability, 0x1p-60), 1 - 0x1p-53)
    let q = p - 0.5
    guard abs(q) > 0.425 else {
      let r = 0.180625 - q * q
      return q * ratio(centralNumerator, centralDenominator, r)
    }
    let r = (-log(q < 0 ? p : 1 - p)).squareRoot()
    let tail =
      r <= 5
      ? ratio(middleNumerator, middleDenominator, r - 1.6)
      : ratio(farNumerator, farDenominator, r - 5)
    return q < 0 ? -tail : tail
  }

  /// The probability that a standard normal variable lies below a value.
  package static func probability(below z: Double) -> Double {
    0.5 * erfc(-z / 2.0.squareRoot())
  }

  private static func ratio(_ numerator: [Double], _ denominator: [Double], _ r: Double) -> Double {
    numerator.reduce(0) { $0 * r + $1 } / denominator.reduce(0) { $0 * r + $1 }
  }

  private static let centralNumerator = [
    2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4,
    4.5921953931549871457e4, 1.3731693765509461125e4, 1.9715909503065514427e3,
    1.3314166789178437745e2, 3.3871328727963666080e0,
  ]
  private static let centralDenominator = [
    5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4,
    2.1213794301586595867e4, 5.3941960214247511077e3, 6.8718700749205790830e2,
    4.2313330701600911252e1, 1,
  ]
  private static let middleNumerator = [
    7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1,
    1.27045825245236838258e0, 3.64784832476320460504e0, 5.76949722146069140550e0,
    4.63033784615654529590e0, 1.42343711074968357734e0,
  ]
  private static let middleDenominator = [
    1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2,
    1.48103976427480074590e-1, 6.89767334985100004550e-1, 1.67638483018380384940e0,
    2.05319162663775882187e0, 1,
  ]
  private static let farNumerator = [
    2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3,
    2.65321895265761230930e-2, 2.96560571828504891230e-1, 1.78482653991729133580e0,
    5.46378491116411436990e0, 6.65790464350110377720e0,
  ]
  private static let farDenominator = [
    2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5,
    7.86869131145613259100e-4, 1.48753612908506148525e-2, 1.36929880922735805310e-1,
    5.99832206555887937690e-1, 1,
  ]
}

/// The natural logarithm.
package func logarithm(_ value: Double) -> Double { log(value) }

package func exponential(_ value: Double) -> Double { exp(value) }
