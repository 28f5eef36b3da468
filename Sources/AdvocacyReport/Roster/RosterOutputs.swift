import AdvocacyModel

/// What was done, or would be, to forget somebody.
package struct ForgottenEmployee: CommandOutput {
  package private(set) var schema = "advocacy/roster-forget/1"
  package var employee: String
  package var isDryRun: Bool
  /// What changed, file by file.
  package var changes: [Change]
  /// The files that mention the person all the same.
  package var left: [String]

  package init(employee: String, isDryRun: Bool, changes: [Change], left: [String]) {
    self.employee = employee
    self.isDryRun = isDryRun
    self.changes = changes
    self.left = left
  }

  /// What changed in one file.
  package struct Change: Encodable, Sendable {
    package var file: String
    package var change: String

    package init(file: String, change: String) {
      self.file = file
      self.change = change
    }
  }
  package func render(_ style: TerminalStyle) -> String {
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

/// Who may come back.
package struct ReadmittedEmployee: CommandOutput {
  package private(set) var schema = "advocacy/roster-readmit/1"
  package var employee: String

  package init(employee: String) {
    self.employee = employee
  }
  package func render(_ style: TerminalStyle) -> String {
    "\(SafeText.escape(employee)) may be on the roster again, and begins anew.\n"
  }
}
