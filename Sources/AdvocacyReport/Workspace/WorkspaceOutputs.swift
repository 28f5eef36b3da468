import AdvocacyModel

/// What `init` made.
package struct MadeWorkspace: CommandOutput {
  package private(set) var schema = "advocacy/init/1"
  package var directory: String
  package var start: String
  package var seed: UInt64
  package var isClockSimulated: Bool
  package var preset: String?
  package var files: [File]
  package var note: String?

  package init(
    directory: String, start: String, seed: UInt64, isClockSimulated: Bool, preset: String? = nil,
    files: [File], note: String? = nil
  ) {
    self.directory = directory
    self.start = start
    self.seed = seed
    self.isClockSimulated = isClockSimulated
    self.preset = preset
    self.files = files
    self.note = note
  }

  /// A file of the workspace: made, or kept as it was.
  package struct File: Encodable, Sendable {
    package var name: String
    package var wasMade: Bool

    package init(name: String, wasMade: Bool) {
      self.name = name
      self.wasMade = wasMade
    }
  }
  package func render(_ style: TerminalStyle) -> String {
    let lines = files.map { file in
      "  \(file.wasMade ? "made" : "kept")  \(SafeText.escape(file.name))"
    }
    return """
      Workspace in \(SafeText.escape(directory)): ledger from \(start), seed \(seed)
      \((lines + (note.map { ["  note  \($0)"] } ?? [])).joined(separator: "\n"))

      """
  }

  package var next: String? {
    let change = directory == "." ? "" : "cd \(ScheduleEntry.shell(directory)) && "
    return "Next: \(change)advocacy check   (config.json is yours to edit)"
  }
}

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
