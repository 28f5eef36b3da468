import AdvocacyLedger
import AdvocacyModel
package import AdvocacyReport

/// Copies the ledger to a file while others go on.
package struct BackUpLedger {
  var workspace: Workspace
  var file: String

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

/// Recomputes the ledger's audit chain, and holds it against the last link that was seen.
package struct VerifyLedger {
  var workspace: Workspace
  var expectedHead: String?

  package init(workspace: Workspace, expectedHead: String?) {
    self.workspace = workspace
    self.expectedHead = expectedHead
  }

  /// Verifies; writes nothing.
  ///
  /// - Throws: `Failure` where the ledger can't even be opened.
  package func run(in environment: Environment) throws -> VerifiedLedger {
    let (ledger, facts) = try LedgerAccess(workspace: workspace).reading()
    let expected = try expectedHead.flatMap { try ledger.head(withHash: $0.lowercased()) }
    let mark = HighWaterMark(workspace: workspace).head
    let verification = try ledger.verify(expecting: expected ?? mark)
    let isMissing = expectedHead != nil && expected == nil
    let missing = isMissing ? ["the chain no longer contains the head that was noted"] : []
    return VerifiedLedger(
      id: facts.id, links: verification.links, head: verification.head.hash,
      digest: verification.isSound ? try ledger.canonicalDigest() : nil,
      isSound: verification.isSound && !isMissing,
      problems: missing + verification.problems.map(\.message))
  }
}
