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
  func details() -> [Detail] {
    [
      comparison.map { comparison in
        Detail(
          title: "Against the other period", sentence: comparisonSentence,
          table: comparison.changes.isEmpty ? nil : comparisonTable(),
          notes: comparison.changes.isEmpty ? [] : [Self.comparisonNote])
      },
      funnel.map { funnel in
        Detail(
          title: "Who took part", sentence: funnel.sentence,
          table: funnel.stopped.isEmpty ? nil : stopTable())
      },
      vendors.map { _ in
        Detail(
          title: "As others count", table: vendorTable(), notes: [Self.vendorNote])
      },
      mediaCost.map { cost in
        Detail(
          title: "Media cost equivalent", sentence: mediaCostSentence,
          table: mediaCostTable(), notes: [cost.caution])
      },
      sensitivity.map { _ in
        Detail(
          title: "What moves the result", sentence: sensitivitySentence,
          table: sensitivityTable(), notes: [sensitivityNote])
      },
    ].compactMap { $0 }
  }
}

extension ReachReport {
  /// The report as a Markdown document: the main sentence, the figures, and how they were made.
  package var markdown: String {
    let table = figuresTable()
    let made = provenanceLines.map { name, value in
      "- **\(MarkdownText.escape(name))**: \(MarkdownText.escape(value))\n"
    }
    let sections =
      [
        "# Reach report\n",
        "**\(MarkdownText.escape(headline))**\n",
        table.rows.isEmpty ? "" : table.markdown,
        footnotes.map { MarkdownText.escape($0) + "\n" }.joined(separator: "\n"),
        by == .post || posts.isEmpty
          ? "" : "## Post by post\n\n" + byPost.figuresTable().markdown,
      ] + (posts.isEmpty ? [] : details().map(\.markdown)) + [
        "## How it was made\n",
        made.joined(),
      ]
    return sections.filter { !$0.isEmpty }.joined(separator: "\n")
  }
}

extension ReachReport.Detail {
  /// The detail as a section of a Markdown document.
  fileprivate var markdown: String {
    let paragraphs = { (texts: [String]) in texts.map { MarkdownText.escape($0) + "\n" } }
    let parts =
      ["## \(MarkdownText.escape(title))\n"] + paragraphs(sentence.map { [$0] } ?? [])
      + (table.map { [$0.markdown] } ?? []) + paragraphs(notes)
    return parts.joined(separator: "\n")
  }
}
