import Foundation

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
