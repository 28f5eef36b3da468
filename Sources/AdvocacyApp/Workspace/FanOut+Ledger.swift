import AdvocacyLedger
import AdvocacyModel
import AdvocacyPolicy
import AdvocacySimulation

extension FanOut {
  /// Prepares the fan-out that goes on where a ledger ends.
  ///
  /// - Parameters:
  ///   - configuration: The configuration of the run.
  ///   - ledger: What was decided so far, with those who wait.
  ///   - facts: What the ledger says of itself.
  ///   - keys: The keys of the roster.
  ///   - newPosts: The posts of the queue that were never decided nor skipped.
  /// - Throws: `Failure` where the ledger can't be read.
  /// - Complexity: O(participations that rules can ask about + posts).
  init(
    configuration: Configuration, ledger: Ledger, facts: LedgerFacts, keys: RosterKeys,
    newPosts: [Post]
  ) throws {
    let statements = try ledger.statements()
    let posts = try ledger.posts()
    let waiting = try ledger.waiting(over: keys)
    let planned = try ledger.planned(over: keys, rosterCount: configuration.roster.count)
    let decided = try ledger.decidedPosts()
    let open = Set(waiting.map(\.post) + planned.groups.map(\.key.post))
    let openPosts = open.compactMap { posts[$0] }
    let firstAsked = decided.mapValues(\.decidedAt)
    let window = HistoryWindow(
      of: configuration,
      from: openPosts.compactMap { firstAsked[$0.id] }.reduce(facts.watermark, min),
      open: newPosts + openPosts, past: posts.values)
    self.init(
      configuration: configuration, engine: PolicyEngine(configuration: configuration),
      behaviour: BehaviourModel(configuration: configuration, seed: facts.header.seed),
      history: try History(
        configuration: configuration, ledger: ledger, window: window, posts: posts,
        statements: statements),
      state: FanOutState(
        start: facts.header.start, watermark: facts.watermark, newPosts: newPosts,
        openPosts: openPosts,
        waiting: Dictionary(waiting.map { ($0.post, $0.groups) }) { first, _ in first },
        planned: planned.groups, departed: planned.departed, forgotten: planned.forgotten,
        firstAsked: firstAsked, statements: statements))
  }
}

extension History {
  /// The history that the ledger holds, as far back as it is asked about.
  ///
  /// - Throws: `Failure` where the ledger can't be read.
  /// - Complexity: O(posts + participations that can be asked about).
  init(
    configuration: Configuration, ledger: Ledger, window: HistoryWindow, posts: [PostID: Post],
    statements: [PostStatement]
  ) throws(Failure) {
    self.init(
      configuration: configuration,
      participations: try ledger.participations(since: window.since, andOf: window.posts),
      posts: posts, statements: statements)
  }

  /// The history that the ledger holds, for the employees and networks of a configuration.
  ///
  /// - Complexity: O(participations).
  init(
    configuration: Configuration, participations: Participations, posts: [PostID: Post],
    statements: [PostStatement]
  ) {
    self.init(configuration: configuration)
    for statement in statements { record(statement) }
    let positions = participations.employees.map { configuration.position(of: $0) }
    let bodies = participations.posts.map { posts[$0] }
    // One by one in event order; posts of the same event stand together already.
    for entry in participations.entries.sorted(by: { $0.at < $1.at }) {
      guard let employee = positions[Int(entry.employee)], let post = bodies[Int(entry.post)]
      else { continue }
      record(
        employee: employee, network: participations.networks[Int(entry.network)], post: post,
        at: entry.at, passesOn: entry.passesOn)
    }
  }
}

extension Ledger {
  /// How many candidates wait for which post, less those who stay out by their own word.
  ///
  /// - Throws: `Failure` where the ledger can't be read.
  /// - Complexity: O(groups that wait); where anybody stays out, O(roster × posts that wait).
  func waitingCounts(on configuration: Configuration) throws(Failure) -> [WaitingCount] {
    guard configuration.hasRefusals else { return try waitingCounts() }
    let engine = PolicyEngine(configuration: configuration)
    let posts = try posts()
    var counts: [WaitingCount] = []
    for (id, groups) in try waiting(over: keys(of: configuration.roster.map(\.id))) {
      for group in groups {
        let out = posts[id].map {
          engine.whoDeclines($0, on: group.network, among: group.employees).count
        }
        let count = group.count - (out ?? 0)
        guard count > 0 else { continue }
        if let same = counts.firstIndex(where: {
          $0.post == id && $0.outcome == group.outcome && $0.until == group.until
        }) {
          counts[same].count += count
        } else {
          counts.append(
            WaitingCount(post: id, outcome: group.outcome, until: group.until, count: count))
        }
      }
    }
    return counts
  }
}

extension History {
  /// Plans acts as the ledger knows them.
  mutating func plan(
    _ plans: Participations, configuration: Configuration, posts: [PostID: Post]
  ) {
    let positions = plans.employees.map { configuration.position(of: $0) }
    for entry in plans.entries {
      guard let employee = positions[Int(entry.employee)],
        let post = posts[plans.posts[Int(entry.post)]]
      else { continue }
      plan(
        employee: employee, network: plans.networks[Int(entry.network)], post: post, at: entry.at,
        passesOn: entry.passesOn)
    }
  }
}
