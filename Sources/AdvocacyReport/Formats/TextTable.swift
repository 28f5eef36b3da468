import AdvocacyModel

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

    /// Takes a text as it is, since it was escaped before it was cut into lines.
    init(safe text: String, _ ink: Ink) {
      content = .text(text)
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
    package var text: String { text(in: .english) }

    /// The same in a language.
    func text(in words: Words) -> String {
      switch content {
      case .text(let text): text
      case .figure(let figure): figure.text(in: words)
      }
    }
  }

  /// How a column looks.
  package struct Column: Hashable, Sendable {
    /// What stands above it.
    package var header: String
    /// Where its cells stand.
    package var alignment: Alignment
    /// What becomes of its cells where the lines don't fit the width.
    package var fit: Fit
    /// Whether it may be left out to fit the width; the highest rank goes first, nil never.
    package var dropRank: Int?

    package init(
      _ header: String, _ alignment: Alignment = .left, isElastic: Bool = false,
      fit: Fit? = nil, dropRank: Int? = nil
    ) {
      self.header = header
      self.alignment = alignment
      self.fit = fit ?? (isElastic ? .cut : .rigid)
      self.dropRank = dropRank
    }
  }

  /// What becomes of the cells of a column where the lines don't fit the width; those that give way
  /// first stand first.
  package enum Fit: Hashable, Sendable, CaseIterable {
    /// They go on in the lines below.
    case wrapped
    /// They are cut, where a word ends if one does in time.
    case cut
    /// They are cut in the middle, as ids, of which beginning and end tell most.
    case cutInMiddle
    /// They go on in the lines below, once all else has given way.
    case wrappedAtLast
    /// Nothing.
    case rigid

    /// The least width to which a column is made narrower.
    var least: Int {
      switch self {
      case .wrapped, .wrappedAtLast: 24
      case .cut: 20
      case .cutInMiddle, .rigid: 12
      }
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

extension TextTable {
  /// The table as lines for a terminal, each with its line feed; with headers unless all are empty.
  ///
  /// It fits the terminal by cutting and leaving out. The indent is in columns.
  ///
  /// - Complexity: O(rows × columns).
  package func rendered(_ style: TerminalStyle, indent: Int = 0) -> String {
    layout(style, indent: indent).lines(style).map { $0 + "\n" }.joined()
  }

  /// The headers of the columns that a width leaves no room for.
  package func leftOut(_ style: TerminalStyle) -> [String] {
    let shown = Set(layout(style, indent: 0).shown)
    return columns.indices.filter { !shown.contains($0) }.map { columns[$0].header }
  }

  /// The columns shown, their widths and their headers, for one style.
  struct Layout {
    var table: TextTable
    /// The spaces before every line.
    var indent: Int
    /// The words of its numbers.
    var words: Words
    /// The indices of the columns that are shown.
    var shown: [Int]
    /// The width of each of them.
    var widths: [Int]
    /// The header of each of them, line by line.
    var headers: [[String]]
  }

  /// Finds the first layout that fits: whole, headers on several lines, cut, columns left out.
  private func layout(_ style: TerminalStyle, indent: Int) -> Layout {
    var shown = Array(columns.indices)
    while true {
      let whole = layout(shown, style, indent: indent, wrapsHeaders: false)
      guard let width = style.width.map({ $0 - indent }), whole.total > width else { return whole }
      var wrapped = layout(shown, style, indent: indent, wrapsHeaders: true)
      if wrapped.total <= width { return wrapped }
      if wrapped.shrink(to: width, [.wrapped, .cut, .cutInMiddle]) { return wrapped }
      let droppable = shown.filter { columns[$0].dropRank != nil }
      guard let next = droppable.max(by: { rank($0) < rank($1) }) else {
        // Afresh, since ids are cut only where states that go on below don't make room.
        wrapped = layout(shown, style, indent: indent, wrapsHeaders: true)
        if !wrapped.shrink(to: width, [.wrapped, .cut, .wrappedAtLast, .cutInMiddle]) {
          for least in [12, 6] where wrapped.total > width {
            _ = wrapped.shrink(to: width, Fit.allCases, least: least)
          }
        }
        return wrapped
      }
      shown.removeAll { $0 == next }
    }
  }

  private func rank(_ column: Int) -> Int { columns[column].dropRank ?? .min }

  private func layout(
    _ shown: [Int], _ style: TerminalStyle, indent: Int, wrapsHeaders: Bool
  ) -> Layout {
    let headers = shown.map { index in
      let header = columns[index].header
      return wrapsHeaders ? header.split(separator: " ").map(String.init) : [header]
    }
    let widths = zip(shown, headers).map { index, header in
      (header + rows.map { $0.cells[index].text(in: style.words) }).map(DisplayWidth.of).max() ?? 0
    }
    return Layout(
      table: self, indent: indent, words: style.words, shown: shown, widths: widths,
      headers: headers)
  }
}

extension TextTable.Layout {
  /// The width of a line.
  var total: Int { widths.reduce(0, +) + 2 * max(0, widths.count - 1) }

  /// Makes columns that give way narrower, those of the first kind first, and tells whether the lines
  /// now fit a width.
  mutating func shrink(to width: Int, _ fits: [TextTable.Fit], least: Int? = nil) -> Bool {
    for fit in fits where fit != .rigid {
      for position in shown.indices where table.columns[shown[position]].fit == fit {
        let available = max(least ?? fit.least, widths[position] - (total - width))
        if total > width { widths[position] = min(widths[position], available) }
      }
    }
    return total <= width
  }

  /// The lines of the table, without line feeds and without spaces at their ends.
  func lines(_ style: TerminalStyle) -> [String] {
    headerLines(style)
      + table.rows.flatMap { row in
        wrapped(shown.map { row.cells[$0] }).map { cells in
          line(cells, ink: row.isTotal ? .bold : nil, style)
        }
      }
  }

  /// The cells of a row, line by line: those that don't fit and may go on below.
  private func wrapped(_ cells: [TextTable.Cell]) -> [[TextTable.Cell]] {
    let pieces = cells.enumerated().map { position, cell -> [TextTable.Cell] in
      let fit = table.columns[shown[position]].fit
      guard fit == .wrapped || fit == .wrappedAtLast,
        DisplayWidth.of(cell.text(in: words)) > widths[position]
      else { return [cell] }
      return Wrapping.lines(cell.text(in: words), of: widths[position]).map {
        .init(safe: $0, cell.ink)
      }
    }
    return (0..<(pieces.map(\.count).max() ?? 0)).map { number in
      pieces.map { $0.indices.contains(number) ? $0[number] : "" }
    }
  }

  private func headerLines(_ style: TerminalStyle) -> [String] {
    guard headers.joined().contains(where: { !$0.isEmpty }) else { return [] }
    let height = headers.map(\.count).max() ?? 0
    return (0..<height).map { number in
      let cells = headers.map { header in
        let own = number - (height - header.count)
        return TextTable.Cell(own >= 0 ? header[own] : "")
      }
      return line(cells, ink: .bold, style)
    }
  }

  /// A text as the width of a column has room for it.
  private func cut(_ text: String, at position: Int) -> String {
    switch table.columns[shown[position]].fit {
    case .cutInMiddle: DisplayWidth.cutInMiddle(text, to: widths[position])
    default: DisplayWidth.cutAtWord(text, to: widths[position])
    }
  }

  /// One line; an ink of the whole line goes before those of its cells.
  private func line(
    _ cells: [TextTable.Cell], ink: Ink?, _ style: TerminalStyle
  ) -> String {
    var line = String(repeating: " ", count: indent)
    var pending = 0
    for (position, cell) in cells.enumerated() {
      let text = cut(cell.text(in: words), at: position)
      let space = max(0, widths[position] - DisplayWidth.of(text))
      let isRight = table.columns[shown[position]].alignment == .right
      if !text.isEmpty {
        line += String(repeating: " ", count: pending + (isRight ? space : 0))
        line += style.paint(text, ink ?? cell.ink)
        pending = isRight ? 0 : space
      } else {
        pending += space
      }
      pending += 2
    }
    return line.last == " " ? String(line.reversed().drop { $0 == " " }.reversed()) : line
  }
}

/// Text of others as CommonMark shows it, letter for letter.
enum MarkdownText {
  /// Makes a text inert: no markup, no table cell, no link, no line break, no control character.
  ///
  /// Angle brackets and ampersands become entities, so that readers which pass HTML through show
  /// them too; other marks get a backslash, which CommonMark takes off. Bare addresses would
  /// become links in GitHub's dialect, so their colon and the point after `www` get one as well.
  ///
  /// - Complexity: O(length).
  static func escape(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    let scalars = Array(SafeText.escape(text).unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "&": result.append(contentsOf: "&amp;".unicodeScalars)
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      case ">": result.append(contentsOf: "&gt;".unicodeScalars)
      case "\\", "`", "*", "_", "{", "}", "[", "]", "#", "|", "~", "!", "$", "@":
        result.append(contentsOf: ["\\", scalar])
      case ":" where scalars[(index + 1)...].starts(with: ["/", "/"]):
        result.append(contentsOf: ["\\", scalar])
      case "." where isAfterWorldWideWeb(scalars[..<index]):
        result.append(contentsOf: ["\\", scalar])
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  private static func isAfterWorldWideWeb(_ before: ArraySlice<Unicode.Scalar>) -> Bool {
    before.suffix(3).count == 3 && before.suffix(3).allSatisfy { $0 == "w" || $0 == "W" }
  }
}

extension TextTable {
  /// The table in the pipe form of GitHub's dialect, each line with its line feed.
  ///
  /// - Complexity: O(rows × columns).
  func markdown(in words: Words = .english) -> String {
    let header = Self.markdownLine(columns.map { MarkdownText.escape($0.header) })
    let rule = Self.markdownLine(columns.map { $0.alignment == .right ? "---:" : ":---" })
    let lines = rows.map { row in
      Self.markdownLine(
        row.cells.map { cell in
          let text = MarkdownText.escape(cell.text(in: words))
          return row.isTotal && !text.isEmpty ? "**\(text)**" : text
        })
    }
    return ([header, rule] + lines).joined()
  }

  private static func markdownLine(_ cells: [String]) -> String {
    "| " + cells.joined(separator: " | ") + " |\n"
  }
}
