import AdvocacyCore

/// A table of aligned columns for people, which fits a terminal by cutting and leaving out.
///
/// Every text is made safe before it is measured, so that cells may hold what others wrote.
package struct TextTable: Sendable {
  /// The columns, from left to right.
  package var columns: [Column]
  /// The rows, each with a cell for every column.
  package private(set) var rows: [[Cell]] = []
  /// The spaces before every line.
  package var indent: Int

  /// Makes a table without rows.
  package init(columns: [Column], indent: Int = 0) {
    self.columns = columns
    self.indent = indent
  }

  /// Adds a row; missing cells are empty, surplus ones left out.
  package mutating func add(_ cells: [Cell]) {
    let padding = repeatElement(Cell(""), count: max(0, columns.count - cells.count))
    rows.append(Array(cells.prefix(columns.count)) + padding)
  }

  /// The table as lines, each with its line feed; with headers unless all are empty.
  ///
  /// - Complexity: O(rows × columns).
  package func rendered(_ style: TerminalStyle) -> String {
    layout(style).lines(style).map { $0 + "\n" }.joined()
  }

  /// The headers of the columns that a width leaves no room for.
  package func leftOut(_ style: TerminalStyle) -> [String] {
    let shown = Set(layout(style).shown)
    return columns.indices.filter { !shown.contains($0) }.map { columns[$0].header }
  }

  /// What stands in one cell.
  package struct Cell: Hashable, Sendable, ExpressibleByStringInterpolation {
    /// The text, safe to print.
    package let text: String
    /// How it looks.
    package var ink: Ink

    /// Makes a cell of a text that may be anybody's.
    package init(_ text: String, _ ink: Ink = .plain) {
      self.text = SafeText.escape(text)
      self.ink = ink
    }

    package init(stringLiteral value: String) { self.init(value) }
  }

  /// How a column looks.
  package struct Column: Hashable, Sendable {
    /// What stands above it.
    package var header: String
    /// Where its cells stand.
    package var alignment: Alignment
    /// Whether its cells may be cut to fit the width; one column at most.
    package var isElastic: Bool
    /// Whether it may be left out to fit the width; the highest rank goes first, nil never.
    package var dropRank: Int?

    /// Makes a column.
    package init(
      _ header: String, _ alignment: Alignment = .left, isElastic: Bool = false,
      dropRank: Int? = nil
    ) {
      self.header = header
      self.alignment = alignment
      self.isElastic = isElastic
      self.dropRank = dropRank
    }
  }

  /// Where the cells of a column stand.
  package enum Alignment: Hashable, Sendable {
    /// At the left edge: texts.
    case left
    /// At the right edge: numbers.
    case right
  }
}
