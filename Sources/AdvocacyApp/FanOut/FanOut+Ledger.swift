import AdvocacyCore
import AdvocacyLedger
import AdvocacyPolicy

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
      behaviour: BehaviourModel(configuration: configuration, seed: facts.birth.seed),
      history: try History(
        configuration: configuration, ledger: ledger, window: window, posts: posts,
        statements: statements),
      state: FanOutState(
        start: facts.birth.start, watermark: facts.watermark, newPosts: newPosts,
        openPosts: openPosts,
        waiting: Dictionary(waiting.map { ($0.post, $0.groups) }) { first, _ in first },
        planned: planned.groups, departed: planned.departed, forgotten: planned.forgotten,
        firstAsked: firstAsked, statements: statements))
  }
}
