import AdvocacyModel

/// A chart of horizontal bars or dots, in the coordinates of its drawing.
///
/// Across, everything is in per cent of the width, so that a chart fits a phone and a sheet of
/// paper with letters of the same size.
struct Chart {
  /// The name of the chart within the page.
  var id: String
  /// What it shows, for those who can't see it.
  var description: String
  /// The lines of the scale.
  var ticks: [Tick]
  var rows: [Row]
  /// What the colours mean.
  var legend: [Key]
  /// The height, in pixels.
  var height: Int

  /// The height of a row, in pixels.
  private static let rowHeight = 42
  /// The columns that a name and a figure share on a phone.
  private static let narrowColumns = 44
  /// The columns that they share where a chart has the whole width of a larger screen.
  private static let wideColumns = 76

  /// Draws a chart.
  ///
  /// - Complexity: O(rows).
  init(
    id: String, description: String, scale: ChartScale, legend: [Key], isWide: Bool = false,
    rows: [Series]
  ) {
    self.id = id
    self.description = description
    self.legend = legend
    let bottom = rows.count * Self.rowHeight
    height = bottom + 22
    ticks = scale.ticks.map { value, label in
      let at = scale.position(of: value)
      return Tick(
        at: Self.percent(at), label: label, bottom: bottom + 2, baseline: bottom + 17,
        anchor: at < 5 ? "first" : at > 92 ? "last" : "inner")
    }
    self.rows = rows.enumerated().map { index, series in
      Row(series, top: index * Self.rowHeight, scale: scale, isWide: isWide)
    }
  }

  /// A number of per cent with two decimals at most.
  static func percent(_ value: Double) -> String {
    NumberFormat.plain((value * 100).rounded() / 100) + "%"
  }

  /// What is drawn in one row, in the units of the scale.
  struct Series {
    /// The name, which may be anybody's.
    var name: String
    /// The figure in words.
    var value: String
    /// The bars, from left to right: how they look, where they begin and end.
    var bars: [(kind: Kind, from: Double, to: Double)] = []
    var interval: ClosedRange<Double>?
    /// A dot and how it looks.
    var dot: (kind: Kind, at: Double)?
  }

  /// How a mark looks, by what it means.
  enum Kind: String {
    /// What the page reaches alone.
    case page
    /// What the employees add, or the result itself.
    case people
    /// What is counted but isn't people.
    case other
    case interval
  }

  /// One line of the scale.
  struct Tick {
    var at: String
    var label: String
    var bottom: Int
    var baseline: Int
    var anchor: String
  }

  /// What a colour means.
  struct Key {
    var kind: Kind
    var name: String
  }

  /// A row as drawn.
  struct Row {
    var names: [Name]
    var value: String
    var bars: [Bar]
    var dots: [Dot]
    var whisker: [Whisker]
    var textY: Int
    var barY: Int
    var topY: Int
    var middleY: Int
    var endY: Int

    init(_ series: Series, top: Int, scale: ChartScale, isWide: Bool) {
      let taken = DisplayWidth.of(series.value) + 2
      let short = PageText.cut(series.name, to: max(14, Chart.narrowColumns - taken))
      let long = isWide ? PageText.cut(series.name, to: Chart.wideColumns - taken) : short
      names =
        short == long
        ? [Name(name: short)] : [Name(name: long, only: "long"), Name(name: short, only: "short")]
      value = series.value
      textY = top + 15
      barY = top + 21
      topY = top + 23
      middleY = top + 27
      endY = top + 31
      bars = series.bars.map { kind, from, to in
        let start = scale.position(of: from)
        return Bar(
          kind: kind, at: Chart.percent(start),
          width: Chart.percent(max(0, scale.position(of: to) - start)))
      }
      dots =
        series.dot.map { [Dot(kind: $0.kind, at: Chart.percent(scale.position(of: $0.at)))] }
        ?? []
      whisker =
        series.interval.map { interval in
          [
            Whisker(
              low: Chart.percent(scale.position(of: interval.lowerBound)),
              high: Chart.percent(scale.position(of: interval.upperBound)))
          ]
        } ?? []
    }
  }

  /// A name as drawn, if need be on wide or on narrow screens only.
  struct Name {
    var name: String
    var only: String?
  }

  /// A bar as drawn.
  struct Bar {
    var kind: Kind
    var at: String
    var width: String
  }

  /// A dot as drawn.
  struct Dot {
    var kind: Kind
    var at: String
  }

  /// An interval as drawn.
  struct Whisker {
    var low: String
    var high: String
  }
}

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
