import AdvocacyModel
import Foundation

/// The gaps between the places at which independent events of one probability happen.
///
/// Jumps from event to event, so that the work is that of the events and not of the places. The
/// gaps depend on key and probability alone.
struct GeometricSkips {
  private let factor: Double
  private var state: UInt64

  /// Makes the gaps of events of which each place has one with probability 1 - exp(-rate).
  @inline(__always)
  init(factor: Factor, key: UInt64) {
    self.factor = factor.value
    state = key
  }

  /// What the logarithm of a uniform number is multiplied by for the length of a skip.
  struct Factor {
    fileprivate let value: Double

    /// Makes the factor of a rate of 0 or more.
    init(rate: Double) { value = rate > 0 ? -1 / rate : -.infinity }
  }

  /// The places without an event before the next event, at most 2^53.
  @inline(__always)
  mutating func next(_ logarithms: LogarithmTable) -> Int {
    state &+= Self.stride
    let skip = logarithms.log(Self.uniform(Mixing.mix(state))) * factor
    return skip < 0x1p53 ? Int(skip) : 1 << 53
  }

  /// A uniform number in (0, 1].
  @inline(__always)
  private static func uniform(_ word: UInt64) -> Double { Double((word >> 11) + 1) * 0x1p-53 }

  private static let stride: UInt64 = 0x9E37_79B9_7F4A_7C15
}

/// Logarithms of numbers in (0, 1] by a table of 1,024 and a short series, a third as long as the
/// library's take.
struct LogarithmTable: Sendable {
  /// 1 / m and log m at the beginning of each 1,024th of [1, 2).
  private let entries: [SIMD2<Double>]

  init() {
    entries = (0..<1024).map { number in
      let m = 1 + Double(number) / 1024
      return SIMD2(1 / m, Foundation.log(m))
    }
  }

  /// The natural logarithm of a normal number; error below 1e-12.
  @inline(__always)
  func log(_ x: Double) -> Double {
    let bits = x.bitPattern
    let entry = entries[Int(truncatingIfNeeded: (bits &>> 42) & 1023)]
    let mantissa = Double(bitPattern: bits & 0x000F_FFFF_FFFF_FFFF | 0x3FF0_0000_0000_0000)
    let rest = mantissa * entry[0] - 1
    let series = rest * (1 - rest * (0.5 - rest * (1.0 / 3)))
    let exponent = Double(Int64(bits &>> 52) - 1023)
    return exponent * 0.693147180559945309 + (entry[1] + series)
  }
}

/// The mixing function of keyed draws, where the compiler can see it from the inner loop.
enum Mixing {
  /// The same function as `RandomKey.mix`: the finaliser of SplitMix64.
  @inline(__always)
  static func mix(_ word: UInt64) -> UInt64 {
    var z = word
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
