import AdvocacyCore

/// The forms in which a report can be had.
package enum ReportFormat: String, Hashable, Sendable, CaseIterable {
  /// For people.
  case table
  /// For programs.
  case json
  /// For spreadsheets.
  case csv
  /// For documents and wikis.
  case markdown
  /// For browsers and paper: one file that needs no other.
  case html
}

extension ReachReport {
  /// The report in a form, with a line feed at its end.
  ///
  /// - Throws: `Failure` with the cause `internal` where a figure isn't finite.
  package func rendered(as format: ReportFormat, style: TerminalStyle) throws -> String {
    switch format {
    case .table: table(style: style)
    case .json: try json
    case .csv: csv
    case .markdown: markdown
    case .html: try html
    }
  }

  /// The report for people: the main sentence, the figures, and how they were made.
  package func table(style: TerminalStyle) -> String {
    let table = figuresTable(hasBars: style.width != nil)
    let sections = [
      style.paint(Wrapping.wrap(headline, to: style.width), .bold) + "\n" + outlookLine(style)
        + dayLine(style),
      table.rows.isEmpty ? "" : table.rendered(style) + narrowNote(table, style),
      footnotes.map { Wrapping.wrap($0, to: style.width) + "\n" }.joined(),
    ]
    let details = posts.isEmpty ? [] : details(indent: 2).map { $0.text(style: style) }
    return (sections + details + [provenance(style: style)]).filter { !$0.isEmpty }
      .joined(separator: "\n")
  }

  /// What is still to come, where somebody acted already.
  private func outlookLine(_ style: TerminalStyle) -> String {
    guard let outlook, total.figures.employees > 0 else { return "" }
    return Wrapping.wrap(outlook.sentence(shown), to: style.width) + "\n"
  }

  /// The additional people of the days in one line of columns, where a terminal shows it.
  private func dayLine(_ style: TerminalStyle) -> String {
    guard let width = style.width, by == .day, case .figures(let days) = groups, days.count > 1,
      days.count <= width - 30
    else { return "" }
    let line = Bars.line(days.map(\.figures.additionalPeople.mean))
    return "additional people by day  \(style.paint(line, .green))\n"
  }

  private func narrowNote(_ table: TextTable, _ style: TerminalStyle) -> String {
    let leftOut = style.width == nil ? [] : table.leftOut(style).filter { !$0.isEmpty }
    guard !leftOut.isEmpty else { return "" }
    let note = "Left out for want of width: \(leftOut.joined(separator: ", "))."
    return style.paint(note, .dim) + "\n"
  }
}

extension ReachReport.Detail {
  /// The detail for a terminal.
  fileprivate func text(style: TerminalStyle) -> String {
    let room = style.width.map { $0 - 2 }
    let lines = (sentence.map { [$0] } ?? [])
      .map { "  " + Wrapping.wrap(SafeText.escape($0), to: room, indent: 2) + "\n" }
    let notes = notes.map {
      style.paint("  " + Wrapping.wrap(SafeText.escape($0), to: room, indent: 2), .dim) + "\n"
    }
    let table = table.map { $0.rendered(style) } ?? ""
    return style.paint(title, .bold) + "\n" + lines.joined() + table + notes.joined()
  }
}
