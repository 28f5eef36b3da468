import AdvocacyLedger
import AdvocacyModel
package import AdvocacyReport

/// Shows one post with all that happened to it.
package struct ShowPost {
  var workspace: Workspace
  var post: String
  var now: String?

  package init(workspace: Workspace, post: String, now: String?) {
    self.workspace = workspace
    self.post = post
    self.now = now
  }

  /// Shows the post.
  ///
  /// - Throws: `Failure`: `usage` for an unknown post.
  package func run(in environment: Environment) async throws -> ShownPost {
    let reader = WorkspaceReader(workspace: workspace)
    let configuration = try reader.configuration()
    let present = try PresentTime(now, in: environment, calendar: configuration.calendar)
    let (ledger, ledgerFacts) = try LedgerAccess(workspace: workspace).reading()
    let queue = try reader.queue(configuration, in: environment)
    let found = try PostLookup(
      queue: queue, ledger: try ledger.posts()
    )
    .post(post)
    let states = try PostStates(
      ledger: ledger, configuration: configuration, now: present.now)
    var row = states.row(of: found)
    let queued = queue.compactMap { try? $0.post.get() }.first { $0.id == found.id }
    // The post is shown as it was decided: an edit since then is a note.
    if let queued, let edit = states.edited(queued) { row.note = edit }
    let stored = try ledger.reportFacts(asOf: .distantFuture)
    let facts = stored.posts.first { $0.post.id == found.id }
    let outlook = try await OutlookStudy(
      workspace: workspace, configuration: configuration, ledger: ledger,
      seed: ledgerFacts.header.seed
    ).outlook(on: try ledger.facts(of: [found.id], on: configuration))
    return ShownPost(
      found, row: row, calendar: configuration.calendar, verdicts: facts?.counts ?? [],
      statements: try ledger.statements().filter { $0.post == found.id },
      actions: Action.allCases.compactMap { action in
        let count = facts?.actions.count { $0.action == action } ?? 0
        return count == 0 ? nil : (action, count)
      }, planned: states.instants(of: found.id),
      outlook: outlook?.sentence(configuration.calendar.format))
  }
}
