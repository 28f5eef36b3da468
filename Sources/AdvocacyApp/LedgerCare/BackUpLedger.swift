import AdvocacyCore
import AdvocacyLedger
package import AdvocacyReport

/// Copies the ledger to a file while others go on.
package struct BackUpLedger {
  var workspace: Workspace
  var file: String

  /// Makes the use case.
  package init(workspace: Workspace, file: String) {
    self.workspace = workspace
    self.file = file
  }

  /// Writes the copy and verifies it before it gets its name.
  ///
  /// - Throws: `Failure`: `cannotCreate` where the name is taken, `badData` where the ledger does
  ///   not verify, `inputOutput` where the disk is full.
  package func run(in environment: Environment) throws -> BackedUpLedger {
    guard !file.isEmpty else {
      throw Failure(.usage, "the backup's name is empty", hint: "Name a file")
    }
    let (ledger, facts) = try LedgerAccess(workspace: workspace).reading()
    let copied = try ledger.backUp(to: environment.absolutePath(file))
    return BackedUpLedger(
      file: file, id: facts.id, links: copied.links, head: copied.head.hash)
  }
}

/// What a backup holds.
package struct BackedUpLedger: JSONReport, Sendable {
  var schema = "advocacy/ledger-backup/1"
  var file: String
  var id: String
  var links: Int
  /// The last link; noted elsewhere, `ledger verify --head` proves by it that nothing was cut off.
  var head: String

  /// The value as lines for people.
  package func table(_ style: TerminalStyle) -> String {
    """
    \(style.paint("Backed up and verified", .green)): \(SafeText.escape(file)), \
    \(NumberFormat.count(links, "link"))
      head  \(head)
    It tells the roster ids of employees, also of those who are forgotten later: keep it safe, and \
    not for ever.

    """
  }
}
