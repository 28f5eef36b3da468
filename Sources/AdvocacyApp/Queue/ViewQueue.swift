import AdvocacyLedger
import AdvocacyModel
import AdvocacyPolicy
package import AdvocacyReport

/// Lists the posts of queue and ledger with their states.
package struct ListQueue {
  var workspace: Workspace
  var now: String?
  var filter: QueueFilter

  package init(workspace: Workspace, now: String?, filter: QueueFilter = QueueFilter()) {
    self.workspace = workspace
    self.now = now
    self.filter = filter
  }

  /// Lists the posts in the order of their instants; those set aside come last.
  ///
  /// - Throws: `Failure` where config, queue or ledger can't be read, or the filter asks for what
  ///   there can't be.
  package func run(in environment: Environment) throws -> QueueListing {
    let reader = WorkspaceReader(workspace: workspace)
    let configuration = try reader.configuration(in: environment)
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
    return try filter.applied(to: listing, configuration)
  }
}

/// Where posts are on their way, as the ledger knows it.
struct PostStates {
  /// The posts as they were decided.
  let posts: [PostID: Post]
  private let decided: [PostID: StoredPost]
  private let waiting: [PostID: [Ledger.WaitingCount]]
  private let acts: [PostID: ActProgress]
  private let withdrawn: Set<PostID>
  private let now: Instant
  private let calendar: CompanyCalendar

  /// Reads what became of the posts; acts of those who chose to stay out are in no count.
  init(ledger: Ledger, configuration: Configuration, now: Instant) throws {
    self.now = now
    calendar = configuration.calendar
    let posts = try ledger.posts()
    self.posts = posts
    decided = try ledger.decidedPosts()
    waiting = Dictionary(
      grouping: try ledger.waitingCounts(on: configuration), by: \.post)
    withdrawn = Set(try ledger.statements().filter { $0.kind == .withdrawal }.map(\.post))
    acts = try ActProgress.all(of: ledger, posts: posts, configuration: configuration)
  }

  /// The row of a post; gone: it is no longer in the queue.
  func row(of post: Post, isGone: Bool = false) -> QueueListing.Row {
    let (state, detail) = state(of: post)
    let notes = [isGone ? "no longer in the queue" : nil, edited(post)].compactMap { $0 }
    var row = QueueListing.Row(
      post, state: state, detail: detail,
      note: notes.isEmpty ? nil : notes.joined(separator: "; "))
    row.progress = progress(of: post.id)
    return row
  }

  /// How far the acts of a post are, where anybody was asked.
  func progress(of post: PostID) -> QueueListing.Progress? {
    acts[post].map { .init(acted: $0.acted, planned: $0.planned, next: $0.next) }
  }

  /// When acts of a post are to come.
  func instants(of post: PostID) -> [Instant] { acts[post]?.instants ?? [] }

  /// What is to be said of a post that the queue holds otherwise than it was decided.
  func edited(_ post: Post) -> String? {
    guard let stored = decided[post.id], let body = posts[post.id], body != post,
      !stored.isUnedited(post)
    else { return nil }
    return "edited after it went out"
  }

  private func state(of post: Post) -> (QueueListing.State, String?) {
    guard let stored = decided[post.id] else {
      if withdrawn.contains(post.id) { return (.withdrawn, nil) }
      if now >= post.end { return (.expired, "never shared") }
      return (post.at <= now ? .due : .scheduled, nil)
    }
    let acts = acts[post.id] ?? ActProgress()
    switch stored.status {
    case .skipped(.expired): return (.expired, "never shared")
    case .skipped(.withdrawn): return (.withdrawn, "never shared")
    case .skipped(let reason): return (.skipped, reason.sentence.english)
    case .withdrawn, .decided: break
    }
    if stored.status == .withdrawn || withdrawn.contains(post.id) {
      return (.withdrawn, acts.total > 0 ? "\(acts.acted) of \(acts.total) acted" : nil)
    }
    if acts.planned > 0 {
      let next = acts.next.map { ", next \(calendar.wallTime($0, present: now))" } ?? ""
      return (.asked, "\(acts.acted) of \(acts.total) acted\(next)")
    }
    let waits = waiting[post.id] ?? []
    let approvals =
      waits.filter { $0.outcome == .needsApproval }.reduce(0) { $0 + $1.count } + acts.waiting
    if approvals > 0 {
      return (.waiting, "\(NumberFormat.count(approvals, "candidate")) for approval")
    }
    if let next = waits.map(\.until).min() {
      let deferred = waits.reduce(0) { $0 + $1.count }
      return (
        .waiting,
        "\(NumberFormat.count(deferred, "candidate")) until \(calendar.wallTime(next, present: now))"
      )
    }
    if acts.acted == 0, now >= post.end { return (.expired, "nobody acted") }
    return (.done, NumberFormat.count(acts.acted, "act"))
  }
}

/// How far the acts of a post are.
struct ActProgress {
  /// How many happened.
  var acted = 0
  /// The instants of those to come, ascending.
  var instants: [Instant] = []
  /// How many wait for an approval.
  var waiting = 0
  /// How many a rule prevented.
  var prevented = 0

  /// How many are to come.
  var planned: Int { instants.count }

  /// When the next is.
  var next: Instant? { instants.first }

  /// All acts that there were or will be.
  var total: Int { acted + planned + waiting + prevented }

  /// The acts of all posts, but of people who chose to stay out.
  static func all(
    of ledger: Ledger, posts: [PostID: Post], configuration: Configuration
  ) throws -> [PostID: ActProgress] {
    var progress: [PostID: ActProgress] = [:]
    for (post, counts) in try ledger.actCounts() {
      progress[post] = ActProgress(acted: counts.acted, prevented: counts.prevented)
    }
    let engine = PolicyEngine(configuration: configuration)
    let planned = try ledger.plannedCounts { id, network, employee in
      guard let place = configuration.position(of: employee), let post = posts[id] else {
        return true
      }
      return !engine.staysOut(
        place, of: post, on: network, since: .distantPast, through: .distantFuture)
    }
    for count in planned {
      progress[count.post, default: ActProgress()].instants = count.instants
      progress[count.post, default: ActProgress()].waiting = count.waiting
    }
    return progress
  }
}

/// Show one post and everything that happened to it.
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
    let configuration = try reader.configuration(in: environment)
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
      outlook: outlook?.sentence { configuration.calendar.wallTime($0) })
  }
}

/// Which posts of the queue to list; what isn't said leaves nothing out.
package struct QueueFilter: Sendable {
  /// States, by their names.
  package var states: [String] = []
  /// When posts fall due.
  package var period = PeriodArgument()
  /// Topics, one of which a post has.
  package var topics: [String] = []
  /// Networks, on one of which a post is published.
  package var networks: [String] = []
  /// How many posts at most; nil: all.
  package var limit: Int?
  /// Whether posts are listed that were skipped or expired long ago.
  package var isAll = false

  package init() {}

  /// After how long a post that was skipped is left out: 90 days (assumed), a quarter.
  static let longAgo = Instant.Span.days(90)

  /// Refuses topics that no post, rule or employee has, where they are nearly one that is.
  private func refuseSlips(
    _ topics: Set<String>, in listing: QueueListing, _ configuration: Configuration,
    _ comparison: LabelComparison
  ) throws(Failure) {
    guard !topics.isEmpty else { return }
    let labels =
      listing.posts.flatMap(\.topics)
      + configuration.policy.rules.flatMap { $0.scope.topics ?? [] }
      + configuration.roster.flatMap(\.topics)
    let known = Set(labels.map(comparison.key(of:)))
    for topic in self.topics where !known.contains(comparison.key(of: topic)) {
      guard let hint = NearMiss.hint(topic, among: Set(labels).sorted()) else { continue }
      throw Failure(
        .usage, "--topic: no post, rule or employee has \"\(SafeText.excerpt(topic))\"", hint: hint)
    }
  }

  /// The posts of a listing that are asked for.
  ///
  /// Who asks for states or a period sees the old ones as well.
  ///
  /// - Throws: `Failure` with cause `usage` for a state, network, time or limit that is none.
  func applied(
    to listing: QueueListing, _ configuration: Configuration
  ) throws(Failure) -> QueueListing {
    let states = try knownStates()
    let meaning = try period.read(calendar: configuration.calendar) { listing.at }
    var networks: Set<NetworkID> = []
    for name in self.networks { networks.insert(try configuration.network(named: name).id) }
    let comparison = LabelComparison(configuration.semantics)
    let topics = comparison.keys(of: topics)
    try refuseSlips(topics, in: listing, configuration, comparison)
    if let limit, limit < 1 { throw Failure(.usage, "--limit takes 1 or more") }

    var filtered = listing
    filtered.isFiltered =
      !states.isEmpty || period.isGiven || !networks.isEmpty || !topics.isEmpty
    filtered.posts = listing.posts.filter { row in
      (states.isEmpty || states.contains(row.state))
        && (!period.isGiven || row.at.map(meaning.contains) ?? false)
        && (networks.isEmpty || !networks.isDisjoint(with: row.networks))
        && (topics.isEmpty || !topics.isDisjoint(with: comparison.keys(of: row.topics)))
    }
    if !isAll, states.isEmpty, !period.isGiven {
      let shown = filtered.posts.filter { !Self.isOver($0, at: listing.at) }
      filtered.notShown = filtered.posts.count - shown.count
      filtered.posts = shown
    }
    if let limit {
      filtered.beyondLimit = max(0, filtered.posts.count - limit)
      filtered.posts = Array(filtered.posts.prefix(limit))
    }
    return filtered
  }

  /// Whether a post came to nothing, and fell due long ago.
  private static func isOver(_ row: QueueListing.Row, at now: Instant) -> Bool {
    guard row.state == .skipped || row.state == .expired, let at = row.at else { return false }
    return at < now - longAgo
  }

  private func knownStates() throws(Failure) -> Set<QueueListing.State> {
    let known = QueueListing.State.allCases.map(\.optionName)
    var states: Set<QueueListing.State> = []
    for name in self.states {
      let word = name.lowercased().replacing(" ", with: "-")
      guard
        let state = QueueListing.State.allCases.first(where: {
          $0.optionName == word || $0.rawValue == name
        })
      else {
        throw Failure(
          .usage, "--state: unknown state \"\(name)\"; known: \(known.joined(separator: ", "))",
          hint: NearMiss.hint(word, among: known))
      }
      states.insert(state)
    }
    return states
  }
}

extension QueueListing.State {
  /// The state as an option takes it.
  fileprivate var optionName: String { word.replacing(" ", with: "-") }
}
