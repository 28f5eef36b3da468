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

  /// The least width to which an elastic column is cut.
  private static let leastElasticWidth = 12

  /// The columns shown, their widths and their headers, for one style.
  struct Layout {
    var table: TextTable
    /// The spaces before every line.
    var indent: Int
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
      let whole = layout(shown, indent: indent, wrapsHeaders: false)
      guard let width = style.width.map({ $0 - indent }), whole.total > width else { return whole }
      var wrapped = layout(shown, indent: indent, wrapsHeaders: true)
      if wrapped.total <= width { return wrapped }
      let fits = wrapped.shrinkElastic(to: width, least: Self.leastElasticWidth)
      if fits { return wrapped }
      let droppable = shown.filter { columns[$0].dropRank != nil }
      guard let next = droppable.max(by: { rank($0) < rank($1) }) else {
        _ = wrapped.shrinkElastic(to: width, least: 1)
        return wrapped
      }
      shown.removeAll { $0 == next }
    }
  }

  private func rank(_ column: Int) -> Int { columns[column].dropRank ?? .min }

  private func layout(_ shown: [Int], indent: Int, wrapsHeaders: Bool) -> Layout {
    let headers = shown.map { index in
      let header = columns[index].header
      return wrapsHeaders ? header.split(separator: " ").map(String.init) : [header]
    }
    let widths = zip(shown, headers).map { index, header in
      (header + rows.map { $0.cells[index].text }).map(DisplayWidth.of).max() ?? 0
    }
    return Layout(
      table: self, indent: indent, shown: shown, widths: widths, headers: headers)
  }
}

extension TextTable.Layout {
  /// The width of a line.
  var total: Int { widths.reduce(0, +) + 2 * max(0, widths.count - 1) }

  /// Cuts the elastic column so that the lines fit a width, and tells whether they now do.
  mutating func shrinkElastic(to width: Int, least: Int) -> Bool {
    guard let elastic = shown.firstIndex(where: { table.columns[$0].isElastic }) else {
      return false
    }
    let available = widths[elastic] - (total - width)
    guard available >= min(least, widths[elastic]) else { return false }
    widths[elastic] = available
    return true
  }

  /// The lines of the table, without line feeds and without spaces at their ends.
  func lines(_ style: TerminalStyle) -> [String] {
    headerLines(style)
      + table.rows.map { row in
        line(shown.map { row.cells[$0] }, ink: row.isTotal ? .bold : nil, style)
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

  /// One line; an ink of the whole line goes before those of its cells.
  private func line(
    _ cells: [TextTable.Cell], ink: Ink?, _ style: TerminalStyle
  ) -> String {
    var line = String(repeating: " ", count: indent)
    var pending = 0
    for (position, cell) in cells.enumerated() {
      let text = DisplayWidth.cut(cell.text, to: widths[position])
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
