import AdvocacyLedger
import AdvocacyModel
import AdvocacyPolicy
package import AdvocacyReport

/// What somebody stays out of, as the command line has it.
package struct DeclinedSubjects: Sendable {
  /// The id of one post.
  package var post: String?
  package var campaigns: [String]
  package var topics: [String]
  package var networks: [String]

  package init(
    post: String? = nil, campaigns: [String] = [], topics: [String] = [], networks: [String] = []
  ) {
    self.post = post
    self.campaigns = campaigns
    self.topics = topics
    self.networks = networks
  }
}

/// Records that an employee stays out of something, or takes part in it again: a fact in the ledger,
/// for which nobody asks a reason and of which nobody else is told.
package struct DeclinePosts {
  var workspace: Workspace
  var subjects: DeclinedSubjects
  var employee: String
  var isTakenBack: Bool
  var now: String?

  package init(
    workspace: Workspace, subjects: DeclinedSubjects, employee: String, isTakenBack: Bool = false,
    now: String?
  ) {
    self.workspace = workspace
    self.subjects = subjects
    self.employee = employee
    self.isTakenBack = isTakenBack
    self.now = now
  }

  /// Records it; what was said before is not recorded again.
  ///
  /// It takes effect at the watermark it finds: nothing of it happens after the last run.
  ///
  /// - Throws: `Failure`: `usage` for an unknown post, employee or network, a label that is none or
  ///   most likely a slip, or nothing to stay out of; `busy`.
  package func run(in environment: Environment) throws -> RecordedRefusal {
    let reader = WorkspaceReader(workspace: workspace)
    let forgotten = ForgottenList(workspace: workspace)
    let trace = try forgotten.trace()
    var configuration = try reader.configuration(in: environment)
    let present = try PresentTime(now, in: environment, calendar: configuration.calendar)
    let access = LedgerAccess(workspace: workspace)
    return try access.whileLocked(wait: 10, in: environment) {
      // Whoever was forgotten while this waited must not come back.
      if try forgotten.trace() != trace { configuration = try reader.configuration() }
      let (ledger, facts) = try access.writing { _, facts throws(Failure) in
        _ = try present.writing(facts, calendar: configuration.calendar)
      }
      let now = try present.writing(facts, calendar: configuration.calendar).now
      let person = try configuration.employee(named: employee)
      let posts = try knownPosts(ledger, configuration, in: environment)
      let named = try resolved(configuration, posts)
      let standing = try ledger.standingRefusals()
      let new = named.filter { standing.has(person.id, $0) == isTakenBack }
        .map { Refusal(person.id, $0, isTakenBack: isTakenBack, at: now) }
      try ledger.record(new)
      try HighWaterMark(workspace: workspace).raise(to: ledger)
      let dropped =
        isTakenBack
        ? 0 : try plans(of: person, in: ledger, before: standing, configuration, posts.stored)
      return RecordedRefusal(
        employee: person.id, subjects: named, isTakenBack: isTakenBack, isNew: !new.isEmpty,
        at: configuration.calendar.format(now), dropped: dropped,
        language: configuration.language)
    }
  }

  /// The posts of ledger and queue.
  private struct Known {
    var stored: [PostID: Post]
    var queue: [QueueEntry]

    var all: [Post] { Array(stored.values) + queue.compactMap { try? $0.post.get() } }
  }

  private func knownPosts(
    _ ledger: Ledger, _ configuration: Configuration, in environment: Environment
  ) throws -> Known {
    Known(
      stored: try ledger.posts(),
      queue: try WorkspaceReader(workspace: workspace).queue(configuration, in: environment))
  }

  private func resolved(
    _ configuration: Configuration, _ posts: Known
  ) throws -> [Refusal.Subject] {
    var found: [Refusal.Subject] = []
    if let post = subjects.post {
      found.append(
        .post(try PostLookup(queue: posts.queue, ledger: posts.stored).post(post).id))
    }
    for name in subjects.networks {
      found.append(.network(try configuration.network(named: name).id))
    }
    let rules = configuration.policy.rules
    let campaigns =
      posts.all.compactMap(\.campaign) + rules.flatMap { $0.scope.campaigns ?? [] }
    for label in subjects.campaigns {
      found.append(.campaign(try checked(label, "campaign", among: campaigns, configuration)))
    }
    let topics =
      posts.all.flatMap(\.topics) + rules.flatMap { $0.scope.topics ?? [] }
      + configuration.roster.flatMap(\.topics)
    for label in subjects.topics {
      found.append(.topic(try checked(label, "topic", among: topics, configuration)))
    }
    guard !found.isEmpty else {
      throw Failure(
        .usage, "nothing to decline was named",
        hint: "Name a post, or --campaign, --topic or --network")
    }
    return found
  }

  /// The longest label, in characters, as in the queue.
  private static let longestLabel = 200

  /// A label that somebody stays out of, unless it is most likely a slip.
  private func checked(
    _ label: String, _ kind: String, among known: [String], _ configuration: Configuration
  ) throws(Failure) -> String {
    let comparison = LabelComparison(configuration.semantics)
    guard !comparison.key(of: label).isEmpty, label.count <= Self.longestLabel,
      SafeText.escape(label) == label
    else {
      throw Failure(
        .usage, "--\(kind): \"\(SafeText.excerpt(label))\" is no \(kind)",
        hint: "Take 1 to \(Self.longestLabel) characters on one line")
    }
    let keys = Set(known.map(comparison.key(of:)))
    if let meant = NearMiss.slip(comparison.key(of: label), among: keys) {
      throw Failure(
        .usage, "--\(kind): no post, rule or employee has \"\(label)\"",
        hint: "Did you mean \"\(known.first { comparison.key(of: $0) == meant } ?? meant)\"?")
    }
    return label
  }

  /// How many acts were planned that will not happen.
  private func plans(
    of person: Employee, in ledger: Ledger, before: StandingRefusals,
    _ configuration: Configuration, _ posts: [PostID: Post]
  ) throws -> Int {
    var alone = configuration
    alone.roster = [person]
    alone.honor(before)
    let engineBefore = PolicyEngine(configuration: alone)
    alone.honor(try ledger.standingRefusals())
    let engine = PolicyEngine(configuration: alone)
    let one = EmployeeSet.everyone(rosterCount: 1)
    let plans = try ledger.planned(before: .max, of: person.id)
    return plans.entries.count { entry in
      let network = plans.networks[Int(entry.network)]
      guard let post = posts[plans.posts[Int(entry.post)]] else { return false }
      return engineBefore.whoDeclines(post, on: network, among: one).isEmpty
        && !engine.whoDeclines(post, on: network, among: one).isEmpty
    }
  }
}
