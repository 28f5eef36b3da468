import AdvocacyCore
import Foundation

/// The places among many at which independent events of one probability happen, in order.
///
/// Jumps from event to event, so that the work is that of the events and not of the places. The
/// places depend on key and probability alone.
struct GeometricSkips {
  private let factor: Double
  private var state: UInt64
  private var place = -1

  /// Makes the places of events whose probability is 1 - exp(-rate), a rate of 0 or more.
  @inline(__always)
  init(rate: Double, key: RandomKey) {
    factor = rate > 0 ? -1 / rate : -.infinity
    state = key.bits
  }

  /// The next place below a bound, or nil where there is none.
  @inline(__always)
  mutating func next(below bound: Int) -> Int? {
    state &+= 0x9E37_79B9_7F4A_7C15
    let uniform = Double((Mixing.mix(state) >> 11) + 1) * 0x1p-53
    let skip = log(uniform) * factor
    guard skip < Double(bound - 1 - place) else { return nil }
    place += 1 + Int(skip)
    return place
  }
}
