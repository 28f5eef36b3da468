/// A chart of curves over some moments, in the coordinates of its drawing.
///
/// The curves lie in a drawing of their own, which is stretched to the width that there is; the
/// letters are not.
struct CurveChart {
  /// The name of the chart within the page.
  var id: String
  /// What it shows, for those who can't see it.
  var description: String
  /// The lines of the scale.
  var ticks: [Tick]
  /// The moments that are named.
  var marks: [Mark]
  /// The curves.
  var lines: [Line]
  /// What the colours mean.
  var legend: [Chart.Key]
  /// The height, in pixels.
  let height = Self.top + Self.depth + 22
  /// The space above the curves, in pixels.
  let top = Self.top
  /// The height of the curves, in pixels.
  let depth = Self.depth

  private static let top = 18
  private static let depth = 200

  /// Draws curves over moments at equal distances.
  ///
  /// - Complexity: O(curves × moments).
  init(id: String, description: String, moments: [String], curves: [Curve]) {
    self.id = id
    self.description = description
    let scale = ChartScale.linear(holding: curves.flatMap(\.values))
    ticks = scale.ticks.map { value, label in
      let at = Self.top + Self.depth - Int(scale.position(of: value) / 100 * Double(Self.depth))
      return Tick(at: at, baseline: at - 4, label: label)
    }
    let last = max(1, moments.count - 1)
    marks = moments.enumerated().compactMap { index, label in
      let isNamed = index == 0 || index == last || (index % 4 == 0 && last - index > 2)
      return isNamed
        ? Mark(
          at: Chart.percent(Double(index) / Double(last) * 100), label: label,
          anchor: index == 0 ? "first" : index == last ? "last" : "inner") : nil
    }
    lines = curves.map { curve in
      let points = curve.values.enumerated().map { index, value in
        let across = Int(Double(index) / Double(last) * 1000)
        return "\(across),\(1000 - Int(scale.position(of: value) * 10))"
      }
      return Line(kind: curve.kind, points: points.joined(separator: " "))
    }
    legend = curves.map { Chart.Key(kind: $0.kind, name: $0.name) }
  }

  /// One curve, in the units of the scale.
  struct Curve {
    var kind: Chart.Kind
    var name: String
    var values: [Double]
  }

  /// One line of the scale.
  struct Tick {
    var at: Int
    var baseline: Int
    var label: String
  }

  /// A moment that is named.
  struct Mark {
    var at: String
    var label: String
    var anchor: String
    let baseline = CurveChart.top + CurveChart.depth + 17
  }

  /// A curve as drawn.
  struct Line {
    var kind: Chart.Kind
    var points: String
  }
}
