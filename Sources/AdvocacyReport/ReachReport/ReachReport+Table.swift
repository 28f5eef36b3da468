import AdvocacyModel

extension ReachReport {
  /// The same report, broken down by post.
  package var byPost: ReachReport {
    var copy = self
    copy.by = .post
    copy.groups = .none
    return copy
  }

  /// The columns of a bar.
  private static let barColumns = 10

  /// The figures as a table, one row a post or group, and the total last; with bars of the
  /// additional people where a terminal shows it.
  package func figuresTable(hasBars: Bool = false, in words: Words = .english) -> TextTable {
    switch groups {
    case .contributions(let parts): contributionsTable(parts, in: words)
    case .figures(let groups) where by == .group: groupsTable(groups, in: words)
    case .figures(let groups):
      table(of: groups.map { ($0.name, $0.figures, nil) }, hasBars: hasBars, words)
    case .none:
      table(of: posts.map { ($0.label, $0.figures, $0.state) }, hasBars: hasBars, words)
    }
  }

  private func table(
    of rows: [(String, Figures, state: String?)], hasBars: Bool, _ words: Words
  ) -> TextTable {
    var table = TextTable(
      columns: [
        .init(words.say(by.word), isElastic: true),
        .init(words(\.report.employees), .right, dropRank: 2),
        .init(words(\.report.likes), .right, dropRank: 3),
        .init(words(\.report.reposts), .right, dropRank: 4),
        .init(words(\.report.nominal), .right, dropRank: 5),
        .init(words(\.report.pageAlone), .right),
        .init(words(\.report.withEmployees), .right),
        .init(words(\.report.additional), .right, dropRank: 1),
        .init(words(\.report.multiplier), .right),
      ] + (hasBars ? [.init("", dropRank: 6)] : []))
    guard !rows.isEmpty else { return table }
    let greatest = rows.map(\.1.additionalPeople.mean).max() ?? 0
    for (label, figures, state) in rows {
      let bar = Bars.bar(
        figures.additionalPeople.mean, of: greatest, columns: Self.barColumns)
      table.add(
        [TextTable.Cell(label.isEmpty ? "–" : label)]
          + cells(of: figures, state: state.map { $0 == "waiting" ? words(\.report.waiting) : $0 })
          + [TextTable.Cell(bar, .green)])
    }
    table.addTotal([.init(words(\.report.total))] + cells(of: total.figures))
    return table
  }

  private func cells(
    of figures: Figures, state: String? = nil
  ) -> [TextTable.Cell] {
    let took = figures.participation.took
    return [
      .init(Figure(Double(took), .countOf(figures.participation.roster))),
      .count(figures.likes), .count(figures.reposts),
      .init(Figure(figures.nominalMultiplier, .nominal)),
      .init(figures.reach.page.map { .people($0.mean) }),
      .init(.people(figures.reach.withEmployees.mean)),
      .init(.people(figures.additionalPeople.mean)), multiplier(figures, state),
    ]
  }

  /// The multiplier; a state where nobody acted, since 1.00× would claim a result.
  private func multiplier(_ figures: Figures, _ state: String?) -> TextTable.Cell {
    guard figures.employees > 0 else { return .init(state ?? "–") }
    return .init(figures.reachMultiplier.map(Figure.times))
  }
}

extension ReachReport.Post {
  /// What people call the post: its text, else its id.
  package var label: String {
    guard let text, !text.isEmpty else { return id?.text ?? "" }
    return text
  }
}

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
  /// - Parameters:
  ///   - format: The form.
  ///   - style: How texts for people look, and their language.
  ///   - isRanked: Whether documents rank employees.
  ///   - sheet: What comma-separated values are for; nil: for people who speak the language.
  /// - Returns: The text.
  /// - Throws: `Failure` with the cause `internal` where a figure isn't finite.
  package func rendered(
    as format: ReportFormat, style: TerminalStyle, isRanked: Bool = false, sheet: SheetForm? = nil
  ) throws -> String {
    switch format {
    case .table: render(style)
    case .json: try json
    case .csv:
      switch sheet ?? SheetForm(of: style.words.language) {
      case .people(let decimalMark): self.sheet(decimalMark: decimalMark, in: style.words)
      case .full: csv
      }
    case .markdown: markdown(in: style.words)
    case .html: try html(in: style.words, isRanked: isRanked)
    }
  }

  /// The report for people: the main sentence, the figures, and how they were made.
  package func render(_ style: TerminalStyle) -> String {
    let words = style.words
    let table = figuresTable(hasBars: style.width != nil, in: words)
    let sections = [
      style.paint(Wrapping.wrap(headline(in: words), to: style.width), .bold) + "\n"
        + outlookLine(style)
        + dayLine(style),
      table.rows.isEmpty ? "" : table.rendered(style) + narrowNote(table, style),
      footnotes(in: words).map { Wrapping.wrap($0, to: style.width) + "\n" }.joined(),
    ]
    let details = posts.isEmpty ? [] : details(words).map { $0.text(style: style) }
    return (sections + details + [provenance(style: style)]).filter { !$0.isEmpty }
      .joined(separator: "\n")
  }

  /// What is still to come, where somebody acted already.
  private func outlookLine(_ style: TerminalStyle) -> String {
    guard let outlook, total.figures.employees > 0 else { return "" }
    return Wrapping.wrap(
      outlook.sentence({ shown($0, in: style.words.language) }, in: style.words), to: style.width)
      + "\n"
  }

  /// The additional people of the days in one line of columns, where a terminal shows it.
  private func dayLine(_ style: TerminalStyle) -> String {
    guard let width = style.width, by == .day, case .figures(let days) = groups, days.count > 1,
      days.count <= width - 30
    else { return "" }
    let line = Bars.line(days.map(\.figures.additionalPeople.mean))
    return style.words(\.report.byDay, ["line": .text(style.paint(line, .green))]) + "\n"
  }

  private func narrowNote(_ table: TextTable, _ style: TerminalStyle) -> String {
    let leftOut = style.width == nil ? [] : table.leftOut(style).filter { !$0.isEmpty }
    guard !leftOut.isEmpty else { return "" }
    let columns = Spoken.text(leftOut.map { $0.replacing("*", with: "") }.joined(separator: ", "))
    let note = style.words(\.report.narrow, ["columns": columns])
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
    let table = table.map { $0.rendered(style, indent: 2) } ?? ""
    return style.paint(title, .bold) + "\n" + lines.joined() + table + notes.joined()
  }
}

extension ReachReport {
  /// What a report says beside its main table: a heading, a sentence, a table, what to know.
  struct Detail {
    /// The heading.
    var title: String
    /// The sentence to remember, if there is one.
    var sentence: String?
    /// The figures, if there are any.
    var table: TextTable?
    /// What to know about them.
    var notes: [String] = []
  }

  /// What was asked for or can't be left out, in the order in which people read it.
  func details(_ words: Words) -> [Detail] {
    [
      comparison.map { comparison in
        Detail(
          title: words(\.report.change), sentence: comparisonSentence(words),
          table: comparison.changes.isEmpty ? nil : comparisonTable(words),
          notes: comparison.changes.isEmpty ? [] : [words(\.report.changeNote)])
      },
      funnel.map { funnel in
        Detail(
          title: words(\.report.who), sentence: funnel.sentence(words),
          table: funnel.stopped.isEmpty ? nil : stopTable(words))
      },
      voices?.sentence(words).map { sentence in
        Detail(title: words(\.report.voices), sentence: sentence)
      },
      vendors.map { _ in
        Detail(
          title: words(\.report.vendors), table: vendorTable(words),
          notes: [words(\.report.vendorNote)])
      },
      mediaCost.map { _ in
        Detail(
          title: words(\.report.cost), sentence: mediaCostSentence(words),
          table: mediaCostTable(words), notes: [words(\.report.costCaution)])
      },
      sensitivity.map { _ in
        Detail(
          title: words(\.report.moves), sentence: sensitivitySentence(words),
          table: sensitivityTable(words), notes: [sensitivityNote(words)])
      },
    ].compactMap { $0 }
  }
}

extension ReachReport {
  /// The report as a Markdown document: the main sentence, the figures, and how they were made.
  package func markdown(in words: Words = .english) -> String {
    let table = figuresTable(in: words)
    let made = provenanceLines(in: words).map { name, value in
      "- **\(MarkdownText.escape(name))**: \(MarkdownText.escape(value))\n"
    }
    let sections =
      [
        "# \(words(\.report.title))\n",
        "**\(MarkdownText.escape(headline(in: words)))**\n",
        table.rows.isEmpty ? "" : table.markdown(in: words),
        footnotes(in: words).map { MarkdownText.escape($0) + "\n" }.joined(separator: "\n"),
        by == .post || posts.isEmpty
          ? ""
          : "## \(words(\.report.postByPost))\n\n"
            + byPost.figuresTable(in: words).markdown(in: words),
      ] + (posts.isEmpty ? [] : details(words).map { $0.markdown(in: words) }) + [
        "## \(words(\.report.made))\n",
        made.joined(),
      ]
    return sections.filter { !$0.isEmpty }.joined(separator: "\n")
  }
}

extension ReachReport.Detail {
  /// The detail as a section of a Markdown document.
  fileprivate func markdown(in words: Words) -> String {
    let paragraphs = { (texts: [String]) in texts.map { MarkdownText.escape($0) + "\n" } }
    let parts =
      ["## \(MarkdownText.escape(title))\n"] + paragraphs(sentence.map { [$0] } ?? [])
      + (table.map { [$0.markdown(in: words)] } ?? []) + paragraphs(notes)
    return parts.joined(separator: "\n")
  }
}
