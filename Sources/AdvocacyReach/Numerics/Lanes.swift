/// Eight numbers worked on at once: points over appeals and looks come in such groups.
typealias Lanes = SIMD8<Double>

extension Lanes {
  /// All lanes the same.
  static func all(_ value: Double) -> Self { Self(repeating: value) }

  /// Some numbers, eight at a time, with zeros at the end.
  static func packed(_ values: [Double]) -> [Self] {
    stride(from: 0, to: values.count, by: 8).map { first in
      var lanes = Self.zero
      for (lane, value) in values[first..<Swift.min(first + 8, values.count)].enumerated() {
        lanes[lane] = value
      }
      return lanes
    }
  }

  /// Each lane, and 0 where it is less.
  var atLeastZero: Self {
    var bounded = self
    bounded.replace(with: 0, where: self .< 0)
    return bounded
  }

  /// 1 − exp(−x) of each lane, for x of 0 or more.
  ///
  /// Relative error below 1e-12. 2^k · exp(r) with |r| ≤ log(2) / 2, exp(r) − 1 by its series to the
  /// tenth power, so that small x lose no digits.
  @inline(__always)
  static func chance(_ x: Self) -> Self {
    var bounded = -x
    bounded.replace(with: -700, where: x .> 700)
    // Adding 1.5 · 2^52 rounds to a whole number, which then stands in the lowest bits.
    let shifted = bounded * 1.442695040888963407 + 6_755_399_441_055_744
    let scale = shifted - 6_755_399_441_055_744
    let rest = (bounded - scale * 0.693147180369123816490) - scale * 1.90821492927058770002e-10
    var series = rest * (1.0 / 3_628_800) + 1.0 / 362_880
    series = series * rest + 1.0 / 40_320
    series = series * rest + 1.0 / 5_040
    series = series * rest + 1.0 / 720
    series = series * rest + 1.0 / 120
    series = series * rest + 1.0 / 24
    series = series * rest + 1.0 / 6
    series = series * rest + 0.5
    series = series * rest + 1
    let less = series * rest
    let power = Self(bits: (shifted.bits &+ 1023) &<< 52)
    // exp(x) − 1 = 2^k (e − 1) + 2^k − 1
    return -(power * less + (power - 1))
  }

  /// The natural logarithm of each lane, for normal numbers above 0.
  ///
  /// Relative error below 1e-13 but near 1, where the absolute one is below 1e-15. m · 2^e with m
  /// between √½ and √2, log m by its series in (m − 1) / (m + 1).
  @inline(__always)
  static func log(_ x: Self) -> Self {
    let bits = x.bits
    var exponent = Self(bits: (bits &>> 52) | 0x4330_0000_0000_0000) - 4_503_599_627_371_519
    var mantissa = Self(bits: (bits & 0x000F_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000)
    let isLarge = mantissa .> 1.414213562373095
    mantissa.replace(with: mantissa * 0.5, where: isLarge)
    exponent.replace(with: exponent + 1, where: isLarge)
    let f = (mantissa - 1) / (mantissa + 1)
    let square = f * f
    var series = Self.all(2.0 / 19)
    series = series * square + 2.0 / 17
    series = series * square + 2.0 / 15
    series = series * square + 2.0 / 13
    series = series * square + 2.0 / 11
    series = series * square + 2.0 / 9
    series = series * square + 2.0 / 7
    series = series * square + 2.0 / 5
    series = series * square + 2.0 / 3
    series = series * square + 2
    return exponent * 0.693147180559945309 + f * series
  }

  /// Each lane, in [0, 1], to a power of 0 or more.
  @inline(__always)
  static func power(_ x: Self, _ exponent: Double) -> Self {
    guard exponent != 1 else { return x }
    var bounded = x
    bounded.replace(with: 1e-300, where: x .< 1e-300)
    return 1 - chance(-exponent * log(bounded))
  }
}

extension SIMD8 where Scalar == Double {
  /// The bits of each lane.
  @inline(__always)
  fileprivate var bits: SIMD8<UInt64> { unsafe unsafeBitCast(self, to: SIMD8<UInt64>.self) }

  /// Makes lanes of their bits.
  @inline(__always)
  fileprivate init(bits: SIMD8<UInt64>) { self = unsafe unsafeBitCast(bits, to: Self.self) }
}
