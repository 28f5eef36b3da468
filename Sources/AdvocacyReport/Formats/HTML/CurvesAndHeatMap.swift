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

/// A square of shades: how much each pair of rows has in common.
struct HeatMap {
  /// The name of the chart within the page.
  var id: String
  /// What it shows, for those who can't see it.
  var description: String
  var rows: [Row]
  /// What the shades mean.
  var legend: [Key]
  /// The height, in pixels.
  var height: Int

  /// The height of a row, in pixels.
  private static let rowHeight = 24
  /// The part of the width that the names take, in per cent.
  private static let names = 34.0
  /// The columns that a name has on a phone.
  private static let nameColumns = 13
  /// The number of shades, the empty one left out.
  private static let shades = 5

  /// Draws the pairs of some names; values are shares from 0 to 1, nil on the diagonal.
  ///
  /// - Complexity: O(names²).
  init(id: String, description: String, names: [String], value: (Int, Int) -> Double?) {
    self.id = id
    self.description = description
    let greatest =
      names.indices.flatMap { row in names.indices.compactMap { value(row, $0) } }
      .max() ?? 0
    let step = Self.step(for: greatest)
    let width = (100 - Self.names) / Double(max(1, names.count))
    height = 20 + names.count * Self.rowHeight
    rows = names.enumerated().map { row, name in
      let top = 20 + row * Self.rowHeight
      return Row(
        name: PageText.cut("\(row + 1) \(name)", to: Self.nameColumns), number: String(row + 1),
        headX: Chart.percent(Self.names + width * (Double(row) + 0.5)), textY: top + 16,
        cells: names.indices.compactMap { column in
          value(row, column).map { share in
            Cell(
              shade: Self.shade(share, step: step),
              x: Chart.percent(Self.names + width * Double(column)), y: top,
              width: Chart.percent(width * 0.92))
          }
        })
    }
    legend = (0...Self.shades).map { shade in
      let low = NumberFormat.percent(step * Double(max(0, shade - 1)))
      let high = NumberFormat.percent(step * Double(shade))
      return Key(shade: shade, label: shade == 0 ? "none" : "\(low) to \(high)")
    }
  }

  /// A round width of a shade, such that five hold the greatest share.
  private static func step(for greatest: Double) -> Double {
    let steps = [0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1, 0.12, 0.15]
    return steps.first { $0 * Double(shades) >= greatest } ?? 0.2
  }

  private static func shade(_ share: Double, step: Double) -> Int {
    guard share > 0, share.isFinite else { return 0 }
    return min(shades, max(1, Int((share / step).rounded(.up))))
  }

  /// A row as drawn.
  struct Row {
    var name: String
    var number: String
    var headX: String
    var textY: Int
    var cells: [Cell]
  }

  /// One pair as drawn.
  struct Cell {
    var shade: Int
    var x: String
    var y: Int
    var width: String
  }

  /// What a shade means.
  struct Key {
    var shade: Int
    var label: String
  }
}
