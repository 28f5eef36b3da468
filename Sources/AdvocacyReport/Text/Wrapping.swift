/// Breaks long sentences between words, so that a terminal doesn't break them inside.
package enum Wrapping {
  /// The lines of a text, none wider than the columns where its words allow; nil: one line.
  ///
  /// The columns are those of each line without its indentation, which the first has not.
  ///
  /// - Complexity: O(length).
  package static func wrap(_ text: String, to columns: Int?, indent: Int = 0) -> String {
    guard let columns, columns > 10, DisplayWidth.of(text) > columns else { return text }
    let margin = String(repeating: " ", count: indent)
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      let isFirst = line.isEmpty
      let longer = isFirst ? String(word) : "\(line) \(word)"
      if !isFirst, DisplayWidth.of(longer) > columns {
        lines.append(line)
        line = String(word)
      } else {
        line = longer
      }
    }
    return (lines + [line]).joined(separator: "\n\(margin)")
  }
}
