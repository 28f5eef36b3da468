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
