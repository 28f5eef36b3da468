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
