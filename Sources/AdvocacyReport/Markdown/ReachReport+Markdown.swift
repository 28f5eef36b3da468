extension ReachReport {
  /// The report as a Markdown document: the main sentence, the figures, and how they were made.
  package var markdown: String {
    let table = figuresTable()
    let made = madeHow.map { name, value in
      "- **\(MarkdownText.escape(name))**: \(MarkdownText.escape(value))\n"
    }
    let sections = [
      "# Reach report\n",
      "**\(MarkdownText.escape(headline))**\n",
      table.rows.isEmpty ? "" : table.markdown,
      footnotes.map { MarkdownText.escape($0) + "\n" }.joined(separator: "\n"),
      "## How it was made\n",
      made.joined(),
    ]
    return sections.filter { !$0.isEmpty }.joined(separator: "\n")
  }
}
