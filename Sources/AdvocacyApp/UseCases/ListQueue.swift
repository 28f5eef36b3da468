import AdvocacyCore
import AdvocacyLedger
package import AdvocacyReport

/// Lists the posts of queue and ledger with their states.
package struct ListQueue {
  var workspace: Workspace
  var now: String?

  /// Makes the use case.
  package init(workspace: Workspace, now: String?) {
    self.workspace = workspace
    self.now = now
  }

  /// Lists the posts in the order of their instants; those set aside come last.
  ///
  /// - Throws: `Failure` where config, queue or ledger can't be read.
  package func run(in environment: Environment) throws -> QueueListing {
    let reader = WorkspaceReader(workspace: workspace)
    let configuration = try reader.configuration()
    let present = try PresentTime(now, in: environment, calendar: configuration.calendar)
    let (ledger, _) = try LedgerAccess(workspace: workspace).reading()
    let states = try PostStates(
      ledger: ledger, configuration: configuration, now: present.now)
    var rows: [(post: Post, row: QueueListing.Row)] = []
    var setAside: [QueueListing.Row] = []
    var seen: Set<PostID> = []
    for entry in try reader.queue(configuration, in: environment) {
      switch entry.post {
      case .success(let post):
        seen.insert(post.id)
        rows.append((post, states.row(of: post)))
      case .failure(let failure):
        setAside.append(.init(setAside: entry.writtenID, note: failure.description))
      }
    }
    for (id, post) in states.posts where !seen.contains(id) {
      rows.append((post, states.row(of: post, isGone: true)))
    }
    rows.sort { ($0.post.at, $0.post.id) < ($1.post.at, $1.post.id) }
    var listing = QueueListing(at: present.now, posts: rows.map(\.row) + setAside)
    listing.timeZone = configuration.calendar.zoneName
    return listing
  }
}
