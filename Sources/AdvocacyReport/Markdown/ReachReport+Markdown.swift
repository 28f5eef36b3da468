extension ReachReport {
  /// The report as a Markdown document: the main sentence, the figures, and how they were made.
  package var markdown: String {
    let table = figuresTable()
    let made = madeHow.map { name, value in
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
