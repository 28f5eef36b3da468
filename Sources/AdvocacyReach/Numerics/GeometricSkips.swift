import AdvocacyCore
import Foundation

/// The places among many at which independent events of one probability happen, in order.
///
/// Jumps from event to event, so that the work is that of the events and not of the places. The
/// places depend on key and probability alone.
struct GeometricSkips {
  private let rate: Rate
  private var state: UInt64
  private var place = -1

  /// How often events happen: each place has one with probability 1 - exp(-rate).
  struct Rate {
    fileprivate let value: Double
    fileprivate let factor: Double

    /// Makes a rate of 0 or more.
    init(_ value: Double) {
      self.value = value
      factor = value > 0 ? -1 / value : -.infinity
    }
  }

  /// Makes the places of events of a rate.
  @inline(__always)
  init(rate: Rate, key: RandomKey) {
    self.rate = rate
    state = key.bits
  }

  /// Whether there may be a place below a bound: a quick test before the first, sure of its no.
  ///
  /// There is none where the first draw u ≤ exp(-x), x the rate of all places together; and
  /// exp(-x) ≥ 1 - x + x²/2 - x³/6.
  @inline(__always)
  func mayHappen(below bound: Int) -> Bool {
    let all = rate.value * Double(bound)
    let none = 1 - all * (1 - all * (0.5 - all * (1.0 / 6)))
    return Self.uniform(Mixing.mix(state &+ Self.stride)) > none - 1e-9
  }

  /// The next place below a bound, or nil where there is none.
  @inline(__always)
  mutating func next(below bound: Int) -> Int? {
    state &+= Self.stride
    let skip = log(Self.uniform(Mixing.mix(state))) * rate.factor
    guard skip < Double(bound - 1 - place) else { return nil }
    place += 1 + Int(skip)
    return place
  }

  /// A uniform number in (0, 1].
  @inline(__always)
  private static func uniform(_ word: UInt64) -> Double { Double((word >> 11) + 1) * 0x1p-53 }

  private static let stride: UInt64 = 0x9E37_79B9_7F4A_7C15
}
