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
      ledger: ledger, now: present.now, calendar: configuration.calendar)
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

/// What became of the posts so far.
struct PostStates {
  let posts: [PostID: Post]
  private let decided: [PostID: StoredPost]
  private let waiting: [PostID: [Ledger.WaitingCount]]
  private let withdrawn: Set<PostID>
  private let now: Instant
  private let calendar: CompanyCalendar

  init(ledger: Ledger, now: Instant, calendar: CompanyCalendar) throws {
    self.now = now
    self.calendar = calendar
    posts = try ledger.posts()
    decided = try ledger.decidedPosts()
    waiting = Dictionary(grouping: try ledger.waitingCounts(), by: \.post)
    withdrawn = Set(try ledger.statements().filter { $0.kind == .withdrawal }.map(\.post))
  }

  /// The row of a post; gone: it is no longer in the queue.
  func row(of post: Post, isGone: Bool = false) -> QueueListing.Row {
    let (state, note) = state(of: post)
    let notes = [note, isGone ? "no longer in the queue" : nil, edited(post)].compactMap { $0 }
    return .init(post, state: state, note: notes.isEmpty ? nil : notes.joined(separator: "; "))
  }

  private func edited(_ post: Post) -> String? {
    guard let stored = decided[post.id], let body = posts[post.id], body != post,
      stored.contentHash != SHA256Digest.of(post.canonicalBytes)
    else { return nil }
    return "edited after it was fanned out"
  }

  private func state(of post: Post) -> (QueueListing.State, String?) {
    guard let stored = decided[post.id] else {
      if withdrawn.contains(post.id) { return (.withdrawn, nil) }
      return (post.at <= now ? .due : .scheduled, nil)
    }
    switch stored.status {
    case .skipped(let reason): return (.skipped, reason.sentence)
    case .withdrawn: return (.withdrawn, nil)
    case .decided: break
    }
    if withdrawn.contains(post.id) { return (.withdrawn, nil) }
    let waits = waiting[post.id] ?? []
    let approvals = waits.filter { $0.outcome == .needsApproval }.reduce(0) { $0 + $1.count }
    if approvals > 0 {
      return (.needsApproval, "\(NumberFormat.count(approvals, "candidate")) waiting for approval")
    }
    guard let next = waits.map(\.until).min() else { return (.amplified, nil) }
    let deferred = waits.reduce(0) { $0 + $1.count }
    return (
      .deferred,
      "\(NumberFormat.count(deferred, "candidate")) deferred, next at \(calendar.format(next))"
    )
  }
}
