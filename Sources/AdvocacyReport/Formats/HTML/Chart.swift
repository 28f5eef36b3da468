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
  /// The rows.
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
    /// The interval.
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
    /// The interval.
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
