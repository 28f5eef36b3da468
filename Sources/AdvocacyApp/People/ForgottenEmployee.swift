import AdvocacyCore
package import AdvocacyReport

/// What was done, or would be, to forget somebody.
package struct ForgottenEmployee: JSONReport, Sendable {
  var schema = "advocacy/roster-forget/1"
  var employee: String
  var isDryRun: Bool
  /// What changed, file by file.
  var changes: [Change]
  /// The files that mention the person all the same.
  var left: [String]

  /// What changed in one file.
  struct Change: Encodable, Sendable {
    var file: String
    var change: String
  }

  /// The value as lines for people.
  package func table(_ style: TerminalStyle) -> String {
    var text = "\(isDryRun ? "Would forget" : "Forgot") \(SafeText.escape(employee)):\n"
    if changes.isEmpty {
      text += "  nothing here knows them any more\n"
    } else {
      var table = TextTable(columns: [.init(""), .init("")])
      for change in changes { table.add([.init(change.file), .init(change.change)]) }
      text += table.rendered(style) + "\n"
    }
    guard !left.isEmpty else { return text }
    let files = left.map { "  \(SafeText.escape($0))\n" }.joined()
    return text + "Still mentioned, in what was published or made by hand; look at:\n" + files
  }
}
