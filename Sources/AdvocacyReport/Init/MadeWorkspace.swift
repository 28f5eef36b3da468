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
      Next: edit config.json, then `advocacy post "…" --network linkedin`

      """
  }
}
