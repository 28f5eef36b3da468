/// How a text for people may be dressed: a width to fit, and whether in colour.
package struct TerminalStyle: Hashable, Sendable {
  /// The columns to fit; nil: nothing is cut, as when the output is piped.
  package var width: Int?
  /// Whether escape sequences for colour and weight are allowed.
  package var color: Bool

  package init(width: Int?, color: Bool) {
    self.width = width
    self.color = color
  }

  /// No colour and no cutting: what a pipe or a file gets.
  package static let plain = TerminalStyle(width: nil, color: false)

  /// Dresses a text, which must be safe already.
  package func paint(_ text: String, _ ink: Ink) -> String {
    guard color, ink != .plain, !text.isEmpty else { return text }
    return "\u{1B}[\(ink.code)m\(text)\u{1B}[0m"
  }
}

/// The weights and colours in use; each has a meaning of its own beside its look.
package enum Ink: Hashable, Sendable, CaseIterable {
  /// As the terminal writes.
  case plain
  /// Headers and totals.
  case bold
  /// What can be skipped.
  case dim
  /// Denied or failed.
  case red
  /// Allowed or well.
  case green
  /// Waiting or worth a look.
  case yellow

  /// The number of the ANSI (ECMA-48) select-graphic-rendition sequence.
  var code: Int {
    switch self {
    case .plain: 0
    case .bold: 1
    case .dim: 2
    case .red: 31
    case .green: 32
    case .yellow: 33
    }
  }
}

/// Small charts made of block characters (U+2581 to U+258F), for terminals.
enum Bars {
  private static let heights: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  private static let widths: [Character] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]

  /// A bar of a value, so many columns wide where it is the greatest; what is positive shows.
  static func bar(_ value: Double, of greatest: Double, columns: Int) -> String {
    guard value > 0, greatest > 0, value.isFinite, greatest.isFinite else { return "" }
    let eighths = max(1, Int((min(1, value / greatest) * Double(columns * 8)).rounded()))
    let rest = eighths % 8
    return String(repeating: "█", count: eighths / 8)
      + (rest > 0 ? String(widths[rest - 1]) : "")
  }

  /// A column for each value, its height in eighths of the greatest.
  ///
  /// - Complexity: O(values).
  static func line(_ values: [Double]) -> String {
    let greatest = values.filter(\.isFinite).max() ?? 0
    return String(
      values.map { value in
        guard greatest > 0, value.isFinite else { return heights[0] }
        return heights[min(7, max(0, Int((value / greatest * 8).rounded()) - 1))]
      })
  }
}
