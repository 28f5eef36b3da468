import AdvocacyCore

/// Where values stand across a chart, and the lines that tell.
enum ChartScale: Hashable, Sendable {
  /// From 0 to a multiple of a round step, in so many steps.
  case linear(step: Double, steps: Int)
  /// From 1 to a power of ten: so many of them, with a line at every so manieth.
  case logarithmic(decades: Int, every: Int)

  /// A linear scale of four to six lines that holds all values.
  ///
  /// Of counts, no step is less than one.
  static func linear(
    holding values: some Sequence<Double>, ofCounts: Bool = false
  ) -> ChartScale {
    let greatest = values.filter(\.isFinite).max() ?? 0
    guard greatest > 0, greatest < 1e300 else { return .linear(step: 1, steps: 1) }
    var power = 1.0
    while power * 10 <= greatest { power *= 10 }
    while power > greatest { power /= 10 }
    let fitting = [0.2, 0.5, 1].map { $0 * power }.first { greatest <= 5 * $0 } ?? 2 * power
    let step = ofCounts ? max(1, fitting) : fitting
    return .linear(step: step, steps: max(1, Int((greatest / step).rounded(.up))))
  }

  /// A logarithmic scale from 1 that holds all values.
  static func logarithmic(holding values: some Sequence<Double>) -> ChartScale {
    let greatest = min(1e300, values.filter(\.isFinite).max() ?? 1)
    var decades = 1
    var power = 10.0
    while power < greatest {
      power *= 10
      decades += 1
    }
    return .logarithmic(decades: decades, every: (decades + 4) / 5)
  }

  /// Where a value stands, 0 to 100 per cent; what is no number stands at 0.
  func position(of value: Double) -> Double {
    guard value.isFinite else { return 0 }
    switch self {
    case .linear(let step, let steps): return min(100, max(0, value / (step * Double(steps)) * 100))
    case .logarithmic(let decades, _):
      let share = logarithm(max(1, value)) / (logarithm(10) * Double(decades))
      return min(100, share * 100)
    }
  }

  /// The lines with their labels.
  var ticks: [(value: Double, label: String)] {
    switch self {
    case .linear(let step, let steps):
      let decimals = (0...6).first { places in
        let scale = (0..<places).reduce(1.0) { power, _ in power * 10 }
        return (step * scale - (step * scale).rounded()).magnitude < 1e-9 * scale
      }
      return (0...steps).map { number in
        let value = step * Double(number)
        return (value, Self.words(value, unitOf: step, decimals: decimals ?? 6))
      }
    case .logarithmic(let decades, let every):
      return stride(from: 0, through: decades, by: every).map { exponent in
        let value = (0..<exponent).reduce(1.0) { power, _ in power * 10 }
        return (
          value, exponent < 5 ? NumberFormat.fixed(value, decimals: 0) + "×" : Self.power(exponent)
        )
      }
    }
  }

  /// A value of a linear scale, short enough for a phone: `20 M`.
  private static func words(_ value: Double, unitOf step: Double, decimals: Int) -> String {
    let units = [(1e9, " bn"), (1e6, " M")]
    guard value > 0, let unit = units.first(where: { step >= $0.0 }) else {
      return NumberFormat.fixed(value, decimals: decimals)
    }
    return NumberFormat.fixed(value / unit.0, decimals: 0) + unit.1
  }

  /// A power of ten in words: `10⁶×`.
  private static func power(_ exponent: Int) -> String {
    let digits = String(exponent).compactMap(\.wholeNumberValue).map { superscripts[$0] }
    return "10\(String(digits))×"
  }

  private static let superscripts: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
}
