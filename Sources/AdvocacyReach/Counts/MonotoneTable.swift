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
