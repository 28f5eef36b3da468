import AdvocacyModel
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
    let high = values[1..<values.count - 1].firstPosition { $0 > value }
    let low = high - 1
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

/// A falling function of a size, on logarithms, from as few values as will do.
///
/// Values stand at powers of 5/4 of an origin, worked out when first asked for, and between them
/// follow a cubic.
struct SizeCurve {
  private let origin: Double
  private let value: (Double) -> Double
  private var known: [Int: Double] = [:]
  /// The factor from one size to the next smaller one.
  static let step = 0.8
  private static let width = -log(step)

  /// Makes a curve.
  ///
  /// - Parameters:
  ///   - origin: A size at which the value stands as it is.
  ///   - value: The logarithm of the function.
  init(from origin: Double, _ value: @escaping (Double) -> Double) {
    self.origin = origin
    self.value = value
  }

  private mutating func node(_ number: Int) -> Double {
    if let value = known[number] { return value }
    let found = value(origin * exp(Double(number) * Self.width))
    known[number] = found
    return found
  }

  /// The logarithm of the function at a size.
  mutating func at(_ size: Double) -> Double {
    let place = log(size / origin) / Self.width
    let nearest = place.rounded()
    if abs(place - nearest) < 1e-9 { return node(Int(nearest)) }
    let first = Int(place.rounded(.down)) - 1
    let t = place - Double(first)
    // Lagrange's form at 0, 1, 2, 3.
    let (a, b, c, d) = (t, t - 1, t - 2, t - 3)
    return node(first) * (b * c * d / -6) + node(first + 1) * (a * c * d / 2)
      + node(first + 2) * (a * b * d / -2) + node(first + 3) * (a * b * c / 6)
  }
}

/// Finds where a function of a positive number crosses zero, on the logarithm of the number.
enum RootFinding {
  /// The number between two bounds at which a falling function is zero; the bound nearer to it
  /// where it isn't within them.
  ///
  /// From a guess the bracket is widened until it holds the root, and then narrowed from both sides
  /// by the Illinois variant of regula falsi (Dowell and Jarratt, BIT 11, 1971).
  ///
  /// - Parameters:
  ///   - low: The lower bound, above 0.
  ///   - high: The upper bound.
  ///   - guess: Where the root may be.
  ///   - tolerance: The relative width at which to stop.
  ///   - accuracy: The value near enough to zero to stop at.
  ///   - value: The function.
  /// - Returns: The root.
  /// - Complexity: About six evaluations from a good guess, twenty from a bad one.
  static func falling(
    between low: Double, and high: Double, near guess: Double, tolerance: Double = 1e-6,
    accuracy: Double = 0, _ value: (Double) -> Double
  ) -> Double {
    guard low < high else { return low }
    let (least, most) = (log(low), log(high))
    var place = min(max(log(max(guess, 1e-300)), least), most)
    var found = value(exp(place))
    guard found != 0 else { return exp(place) }
    var step = found > 0 ? 0.3 : -0.3
    var (other, atOther) = (place, found)
    repeat {
      (other, atOther) = (place, found)
      guard place != (step > 0 ? most : least) else { return exp(place) }
      place = min(max(place + step, least), most)
      found = value(exp(place))
      step *= 3
    } while (found > 0) == (atOther > 0) && found != 0
    var (left, atLeft, right, atRight) =
      place < other ? (place, found, other, atOther) : (other, atOther, place, found)
    var side = 0
    for _ in 0..<100 {
      guard right - left > tolerance else { break }
      let secant = (left * atRight - right * atLeft) / (atRight - atLeft)
      let middle = secant > left && secant < right ? secant : (left + right) / 2
      let found = value(exp(middle))
      if abs(found) <= accuracy { return exp(middle) }
      // An end that stays twice counts for half, so that it moves as well.
      if found > 0 {
        if side > 0 { atRight /= 2 }
        (left, atLeft, side) = (middle, found, 1)
      } else {
        if side < 0 { atLeft /= 2 }
        (right, atRight, side) = (middle, found, -1)
      }
    }
    return exp((left * atRight - right * atLeft) / (atRight - atLeft))
  }

  /// As `falling`, for a rising function.
  static func rising(
    between low: Double, and high: Double, near guess: Double, tolerance: Double = 1e-6,
    accuracy: Double = 0, _ value: (Double) -> Double
  ) -> Double {
    falling(
      between: low, and: high, near: guess, tolerance: tolerance, accuracy: accuracy
    ) { -value($0) }
  }
}
