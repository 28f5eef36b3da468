import AdvocacyCore
import AdvocacyLedger
package import AdvocacyReport

/// Recomputes the ledger's audit chain, and holds it against the last link that was seen.
package struct VerifyLedger {
  var workspace: Workspace
  var expectedHead: String?

  /// Makes the use case.
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

/// What the verification of a ledger found.
package struct VerifiedLedger: JSONReport, Sendable {
  var schema = "advocacy/ledger-verify/1"
  var id: String
  var links: Int
  var head: String
  /// The digest by which ledgers are compared; nil where the ledger is not sound.
  var digest: String?
  /// Whether nothing is wrong.
  package var isSound: Bool
  var problems: [String]

  /// The value as lines for people.
  package func table(_ style: TerminalStyle) -> String {
    guard isSound else {
      let list = problems.map { "  \(style.paint("failed", .red))  \(SafeText.escape($0))" }
      return "The ledger does not verify:\n\(list.joined(separator: "\n"))\n"
    }
    return """
      \(style.paint("The ledger verifies.", .green))
        links   \(NumberFormat.count(links))
        head    \(head)
        digest  \(digest ?? "")

      """
  }
}
