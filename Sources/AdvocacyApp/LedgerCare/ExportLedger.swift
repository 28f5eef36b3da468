import AdvocacyCore
import AdvocacyLedger
package import AdvocacyReport

/// Gives away what was decided and done, employees by pseudonym unless told otherwise.
package struct ExportLedger {
  var workspace: Workspace
  var form: ExportForm
  var hasRosterIDs: Bool

  /// Makes the use case.
  package init(workspace: Workspace, form: ExportForm, hasRosterIDs: Bool) {
    self.workspace = workspace
    self.form = form
    self.hasRosterIDs = hasRosterIDs
  }

  /// Hands over the export piece by piece.
  ///
  /// - Throws: `Failure` of the ledger, and what the writer throws.
  /// - Complexity: O(rows); memory for one post at a time.
  package func run(in environment: Environment, write: (String) throws -> Void) throws {
    let (ledger, facts) = try LedgerAccess(workspace: workspace).reading()
    try write(form.beginning(ledger: facts.id, links: facts.head.sequence, head: facts.head.hash))
    var isFirst = true
    try ledger.export(naming: hasRosterIDs ? .rosterID : .pseudonym) { post in
      try write(try form.text(of: ExportedPost(post), isFirst: isFirst))
      isFirst = false
    }
    try write(form.end)
  }
}

extension ExportedPost {
  /// The post as the ledger knows it.
  fileprivate init(_ post: PostExport) {
    self.init(
      id: post.id.text, at: post.times?.at, ends: post.times?.end,
      skipped: post.skipped?.rawValue,
      decisions: post.decisions.map {
        Decision(
          at: $0.at, event: $0.event.rawValue, candidates: $0.candidates,
          allowedEmployees: $0.allowedEmployees)
      },
      actions: post.actions.map {
        Action(
          employee: $0.employee, network: $0.network.text, action: $0.action.rawValue, at: $0.at,
          variant: $0.variant, isDisclosed: $0.isDisclosed)
      })
  }
}
