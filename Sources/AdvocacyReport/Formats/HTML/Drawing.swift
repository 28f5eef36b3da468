/// Marks of a chart, as SVG that fits any width: positions across are in per cent, letters keep
/// their size.
struct Drawing {
  /// The marks so far; every text in them is inert.
  private(set) var marks = ""

  /// A position across, in per cent with two decimals.
  static func percent(_ value: Double) -> String {
    NumberFormat.plain(((value.isFinite ? value : 0) * 100).rounded() / 100) + "%"
  }

  /// A position or length, in pixels with one decimal.
  static func pixels(_ value: Double) -> String {
    NumberFormat.plain(((value.isFinite ? value : 0) * 10).rounded() / 10)
  }

  /// A bar from one position across to another; none where it has no width.
  mutating func bar(_ style: String, from: Double, to: Double, y: Double, height: Double) {
    guard to > from else { return }
    marks += "<rect class=\"\(style)\" x=\"\(Self.percent(from))\" "
    marks += "width=\"\(Self.percent(to - from))\" y=\"\(Self.pixels(y))\" "
    marks += "height=\"\(Self.pixels(height))\"/>"
  }

  /// A bar in the middle of a table's cell, whatever its height.
  mutating func cellBar(_ style: String, from: Double, to: Double, height: Double = 12) {
    guard to > from else { return }
    marks += "<rect class=\"\(style)\" x=\"\(Self.percent(from))\" "
    marks += "width=\"\(Self.percent(to - from))\" y=\"50%\" height=\"\(Self.pixels(height))\" "
    marks += "transform=\"translate(0 \(Self.pixels(-height / 2)))\"/>"
  }

  /// A line down a table's cell in the middle, longer than its bar.
  mutating func cellTick(_ style: String, at: Double, height: Double = 12) {
    let half = Self.pixels(height / 2 + 3)
    marks += "<svg x=\"\(Self.percent(at))\" y=\"50%\" overflow=\"visible\">"
    marks += "<line class=\"\(style)\" y1=\"-\(half)\" y2=\"\(half)\"/></svg>"
  }

  /// A line between two points; each coordinate with its unit.
  mutating func line(_ style: String, x1: String, y1: String, x2: String, y2: String) {
    marks += "<line class=\"\(style)\" x1=\"\(x1)\" x2=\"\(x2)\" y1=\"\(y1)\" y2=\"\(y2)\"/>"
  }

  /// A line down at a position across.
  mutating func tick(_ style: String, at: Double, from: Double, to: Double) {
    let x = Self.percent(at)
    line(style, x1: x, y1: Self.pixels(from), x2: x, y2: Self.pixels(to))
  }

  /// A line down a whole cell.
  mutating func grid(_ style: String, at: Double) {
    line(style, x1: Self.percent(at), y1: "0", x2: Self.percent(at), y2: "100%")
  }

  /// A text at a position across, moved by pixels; `y` has its unit.
  mutating func text(
    _ style: String, _ text: String, at: Double, y: String, dx: Double = 0, dy: Double = 0
  ) {
    marks += "<text" + (style.isEmpty ? "" : " class=\"\(style)\"")
    marks += " x=\"\(Self.percent(at))\" y=\"\(y)\""
    if dx != 0 { marks += " dx=\"\(Self.pixels(dx))\"" }
    if dy != 0 { marks += " dy=\"\(Self.pixels(dy))\"" }
    marks += ">\(PageText().escapeText(text))</text>"
  }

  /// Marks that are inert already.
  mutating func append(_ more: String) { marks += more }

  /// A dot; `y` has its unit.
  mutating func dot(_ style: String, at: Double, y: String, radius: Double) {
    marks += "<circle class=\"\(style)\" cx=\"\(Self.percent(at))\" cy=\"\(y)\" "
    marks += "r=\"\(Self.pixels(radius))\"/>"
  }

  /// Curves in a part of the drawing that is stretched to its width: points from 0 to 100.
  mutating func curves(
    x: Double, width: Double, y: Double, height: Double,
    _ curves: [(style: String, points: [(x: Double, y: Double)])]
  ) {
    marks += "<svg x=\"\(Self.percent(x))\" y=\"\(Self.pixels(y))\" "
    marks += "width=\"\(Self.percent(width))\" height=\"\(Self.pixels(height))\" "
    marks += "viewBox=\"0 0 100 100\" preserveAspectRatio=\"none\">"
    for curve in curves {
      let points = curve.points.map { "\(Self.pixels($0.x)),\(Self.pixels($0.y))" }
      marks += "<polyline class=\"\(curve.style)\" points=\"\(points.joined(separator: " "))\"/>"
    }
    marks += "</svg>"
  }

  /// The drawing as a chart with its name and what it says; the id is unique within the page.
  func chart(
    _ id: String, height: Double?, title: String, text: String, style: String = "c"
  ) -> String {
    let size = height.map { " height=\"\(Self.pixels($0))\"" } ?? ""
    let escape = PageText().escapeText
    return """
      <svg xmlns="http://www.w3.org/2000/svg" class="\(style)"\(size) role="img" \
      aria-labelledby="\(id)-title \(id)-text"><title id="\(id)-title">\(escape(title))</title>\
      <desc id="\(id)-text">\(escape(text))</desc>\(marks)</svg>
      """
  }

  /// The drawing beside a text that says the same.
  func ornament(height: Double? = nil, width: Double? = nil, style: String? = nil) -> String {
    var attributes = style.map { " class=\"\($0)\"" } ?? ""
    if let width { attributes += " width=\"\(Self.pixels(width))\"" }
    if let height { attributes += " height=\"\(Self.pixels(height))\"" }
    return
      "<svg xmlns=\"http://www.w3.org/2000/svg\"\(attributes) aria-hidden=\"true\">\(marks)</svg>"
  }
}

/// A scale from nought, with three to six round lines.
struct ChartScale {
  /// The value at the right or upper end.
  let top: Double
  /// The values of the lines, from 0.
  let ticks: [Double]

  /// Makes the scale that holds some values, with a little room behind the greatest.
  init(holding values: [Double]) {
    let greatest = values.filter(\.isFinite).max() ?? 0
    top = greatest > 0 ? greatest * 1.08 : 1
    var power = 1.0
    while power * 10 <= top { power *= 10 }
    while power > top { power /= 10 }
    let step = [0.1, 0.2, 0.5, 1, 2, 5].lazy.map { $0 * power }.first { [top] in top / $0 < 6.2 }
    let width = step ?? power
    // Of nobody there is nothing to measure.
    guard greatest > 0 else {
      ticks = [0]
      return
    }
    ticks = (0...6).map { Double($0) * width }.filter { [top] in $0 <= top }
  }

  /// The place of a value in per cent, from 0 to 100; 0 for what is none.
  func position(of value: Double) -> Double {
    value.isFinite ? min(100, max(0, value / top * 100)) : 0
  }
}

extension Drawing {
  /// The bar of a range: full colour up to its low end, paler up to the estimate, pale up to the
  /// high end, and a line at the estimate.
  mutating func cellRange(
    _ estimate: ReachReport.Estimate, on scale: ChartScale, height: Double = 12
  ) {
    for value in scale.ticks {
      grid(value == 0 ? "z" : "g", at: scale.position(of: value))
    }
    guard estimate.high > 0, estimate.isDrawable else { return }
    let (low, mean) = (scale.position(of: estimate.low), scale.position(of: estimate.mean))
    cellBar("a1", from: 0, to: low, height: height)
    cellBar("a2", from: low, to: mean, height: height)
    cellBar("a3", from: mean, to: scale.position(of: estimate.high), height: height)
    cellTick("tick", at: mean, height: height)
  }

  /// The labels of a scale in the head of a table.
  static func axis(_ scale: ChartScale, _ label: (Double) -> String) -> String {
    var drawing = Drawing()
    let shown = scale.ticks.count > 3 ? [0, 2, 4] : [0, 1, 2]
    for index in shown where index < scale.ticks.count {
      let value = scale.ticks[index]
      drawing.text(
        value == 0 ? "s" : "s m", label(value), at: scale.position(of: value), y: "100%", dy: -7)
    }
    return drawing.ornament()
  }
}

extension ReachReport.Estimate {
  /// Whether all of it can be drawn.
  var isDrawable: Bool { low.isFinite && mean.isFinite && high.isFinite }
}
