import AdvocacyModel

/// What an import added and skipped.
package struct ImportedPosts: CommandOutput {
  package private(set) var schema = "advocacy/queue-import/1"
  package var file: String
  package var isDryRun: Bool
  package var added: [String]
  package var skipped: [Skipped]
  package var beforeStart: Int
  /// What is most likely a slip in the labels of those added.
  package var warnings: [String] = []

  package init(
    file: String, isDryRun: Bool, added: [String], skipped: [Skipped], beforeStart: Int,
    warnings: [String] = []
  ) {
    self.file = file
    self.isDryRun = isDryRun
    self.added = added
    self.skipped = skipped
    self.beforeStart = beforeStart
    self.warnings = warnings
  }

  /// An item that was not added.
  package struct Skipped: Encodable, Sendable {
    package var line: Int?
    package var id: String?
    package var reason: String
    /// Whether the queue has it already.
    package var isKnown = false

    package init(
      line: Int? = nil, id: String? = nil, reason: String, isKnown: Bool = false
    ) {
      self.line = line
      self.id = id
      self.reason = reason
      self.isKnown = isKnown
    }
  }

  /// Whether items were skipped for what is wrong with them, not for being there already.
  package var hasRefused: Bool { skipped.contains { !$0.isKnown } }

  package var exitCode: Int32 { hasRefused ? 1 : 0 }
  package func render(_ style: TerminalStyle) -> String {
    let verb = isDryRun ? "Would add" : "Added"
    var lines = [
      "\(verb) \(NumberFormat.count(added.count, "post")) of \(SafeText.escape(file)); "
        + "\(NumberFormat.count(skipped.count)) skipped"
    ]
    if beforeStart > 0 {
      lines.append(
        "  \(style.paint("note", .yellow))  \(NumberFormat.count(beforeStart)) of them are dated "
          + "before the start of the ledger: amplify will skip them")
    }
    lines += warnings.map { "  \(style.paint("warning", .yellow))  \(SafeText.escape($0))" }
    let reasons = Dictionary(grouping: skipped, by: \.reason)
      .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    for (reason, items) in reasons {
      let shown = items.prefix(3).map { item in
        item.id ?? item.line.map { "line \($0)" } ?? "?"
      }
      let rest = items.count - shown.count
      let more = rest > 0 ? " and \(NumberFormat.count(rest)) more" : ""
      lines.append(
        "  \(NumberFormat.count(items.count))  \(SafeText.escape(reason)): "
          + SafeText.escape(shown.joined(separator: ", ")) + more)
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
