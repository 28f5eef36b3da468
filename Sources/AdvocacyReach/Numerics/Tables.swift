import Foundation

/// A rising function, tabulated, to be turned around.
struct MonotoneTable {
  private let places: [Double]
  private let values: [Double]

  /// Tabulates a function at 32 places.
  init(from low: Double, to high: Double, _ function: (Double) -> Double) {
    let count = 32
    let places = (0..<count).map { low + (high - low) * Double($0) / Double(count - 1) }
    self.places = places
    values = places.map(function)
  }

  /// The place at which the function has a value, by a parabola through the three nearest points.
  ///
  /// - Complexity: O(log places).
  func place(of value: Double) -> Double {
    var (low, high) = (0, values.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if values[middle] <= value { low = middle } else { high = middle }
    }
    let third = low > 0 ? low - 1 : min(high + 1, values.count - 1)
    let (x0, x1, x2) = (values[low], values[high], values[third])
    let (y0, y1, y2) = (places[low], places[high], places[third])
    guard x1 > x0 else { return y0 }
    let slope = (y1 - y0) / (x1 - x0)
    guard x2 != x0, x2 != x1 else { return y0 + slope * (value - x0) }
    let bend = ((y2 - y0) / (x2 - x0) - slope) / (x2 - x1)
    return y0 + (value - x0) * (slope + bend * (value - x1))
  }
}

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
