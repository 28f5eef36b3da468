import AdvocacyCore

/// A table of texts and numbers, which each format writes in its own way.
///
/// Every text is made safe before it is measured, so that cells may hold what others wrote.
package struct TextTable: Sendable {
  /// The columns, from left to right.
  package var columns: [Column]
  /// The rows, each with a cell for every column.
  package private(set) var rows: [Row] = []

  package init(columns: [Column]) { self.columns = columns }

  /// Adds a row; missing cells are empty, surplus ones left out.
  package mutating func add(_ cells: [Cell]) { add(cells, isTotal: false) }

  /// Adds a row of totals, which stands out.
  package mutating func addTotal(_ cells: [Cell]) { add(cells, isTotal: true) }

  private mutating func add(_ cells: [Cell], isTotal: Bool) {
    let padding = repeatElement(Cell(""), count: max(0, columns.count - cells.count))
    rows.append(Row(cells: Array(cells.prefix(columns.count)) + padding, isTotal: isTotal))
  }

  /// One row.
  package struct Row: Hashable, Sendable {
    /// The cells, one for every column.
    package var cells: [Cell]
    /// Whether it sums up the others.
    package var isTotal: Bool
  }

  /// What stands in one cell.
  package struct Cell: Hashable, Sendable, ExpressibleByStringInterpolation {
    /// A text that is safe to print, or a number.
    package enum Content: Hashable, Sendable {
      case text(String)
      case figure(Figure)
    }

    /// What it holds.
    package let content: Content
    /// How it looks.
    package var ink: Ink

    /// Makes a cell of a text that may be anybody's.
    package init(_ text: String, _ ink: Ink = .plain) {
      content = .text(SafeText.escape(text))
      self.ink = ink
    }

    /// Makes a cell of a number; none is a dash.
    package init(_ figure: Figure?, _ ink: Ink = .plain) {
      content = figure.map(Content.figure) ?? .text("–")
      self.ink = ink
    }

    package init(stringLiteral value: String) { self.init(value) }

    package static func count(_ value: Int) -> Cell { Cell(Figure.count(value)) }

    /// What stands in the cell where a format has one text for it.
    package var text: String {
      switch content {
      case .text(let text): text
      case .figure(let figure): figure.text
      }
    }
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
