import Foundation

/// A smooth function of positive numbers, worked out at a few places where it is asked at many.
struct SmoothTable {
  private let function: (Double) -> Double
  private let first: Double
  private let step: Double
  private let values: [Double]

  /// The places; a parabola through three of them errs by less than a thousandth where the function
  /// bends once over their range.
  private static let count = 24

  /// Prepares a function for some numbers; 0 stays 0.
  init(over numbers: [Double], _ function: @escaping (Double) -> Double) {
    self.function = function
    let positive = numbers.filter { $0 > 0 }
    guard numbers.count > 2 * Self.count, let low = positive.min(), let high = positive.max(),
      low < high
    else {
      (first, step, values) = (0, 0, [])
      return
    }
    let first = log(low)
    let step = (log(high) - first) / Double(Self.count - 1)
    self.first = first
    self.step = step
    values = (0..<Self.count).map { function(exp(first + Double($0) * step)) }
  }

  /// The function's value.
  func value(at number: Double) -> Double {
    guard number > 0 else { return 0 }
    guard !values.isEmpty else { return function(number) }
    let place = (log(number) - first) / step
    let start = min(max(0, Int(place.rounded()) - 1), values.count - 3)
    let t = place - Double(start)
    let (a, b, c) = (values[start], values[start + 1], values[start + 2])
    return a + t * (b - a) + t * (t - 1) / 2 * (c - 2 * b + a)
  }
}
