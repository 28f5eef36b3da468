import AdvocacyLedger
import AdvocacyModel
import AdvocacyPolicy
import AdvocacySimulation

/// Makes the verdicts on a post again, as of the instants at which they were made: from the inputs
/// that the ledger keeps of each run, by the meaning that the run decided by.
///
/// What came later (approvals, withdrawals, edits, another configuration) changes nothing of them.
struct DecisionReplay {
  private let ledger: Ledger
  private let post: Post
  private let posts: [PostID: Post]
  private let names: [EmployeeID: String]
  /// The one employee asked about; nil: all.
  private let only: EmployeeID?
  /// How the post fared.
  let trail: PostTrail
  /// What runs decided from, by what tells their inputs apart.
  private(set) var contexts: [[Int64]: RunContext]
  private var histories: [Int64: History] = [:]

  /// What a run decided from.
  struct RunContext {
    let configuration: Configuration
    let engine: PolicyEngine
    /// Whether somebody of its roster was forgotten since.
    let isIncomplete: Bool
  }

  /// Prepares to look back at a post.
  ///
  /// - Parameters:
  ///   - post: The post as it was.
  ///   - posts: All posts as they were.
  ///   - ledger: The ledger.
  ///   - names: The names of employees for people, which the ledger doesn't keep.
  ///   - only: The one employee asked about; nil: all.
  ///   - contexts: What runs decided from, as far as it is known already.
  /// - Throws: `Failure` where the ledger can't be read.
  init(
    post: Post, posts: [PostID: Post], ledger: Ledger, names: [EmployeeID: String],
    only: EmployeeID?, contexts: [[Int64]: RunContext] = [:]
  ) throws {
    self.contexts = contexts
    self.post = post
    self.posts = posts
    self.ledger = ledger
    self.names = names
    self.only = only
    trail = try ledger.trail(of: post.id, only: only)
  }

  /// What the run of a link decided from.
  ///
  /// - Throws: `Failure` where the ledger can't be read.
  mutating func context(ofRun run: Int64) throws -> RunContext {
    let mark = try ledger.inputMark(ofRun: run)
    if let context = contexts[mark] { return context }
    guard let inputs = try ledger.inputs(ofRun: run) else {
      throw Failure(.badData, "the ledger is damaged: it has lost the inputs of run \(run)")
    }
    let configuration = try StoredInputsCoder.configuration(
      of: inputs, names: names, rule: RuleCatalogue.restore)
    let context = RunContext(
      configuration: configuration, engine: PolicyEngine(configuration: configuration),
      isIncomplete: configuration.roster.count < inputs.headcount)
    contexts[mark] = context
    return context
  }

  /// The look that settled a candidate, or the last one where it still waits; nil: there was none.
  func lastLook(at account: PostTrail.Account) -> PostTrail.Look? {
    guard var look = trail.looks.first(where: { $0.event == .due }) else { return nil }
    while let wait = trail.waits[account]?.last(where: { $0.from == look.link }),
      let end = wait.until, let next = trail.look(end)
    {
      look = next
    }
    return look
  }

  /// Tells whether a candidate still waits.
  func waits(_ account: PostTrail.Account) -> Bool {
    trail.waits[account]?.contains { $0.until == nil } ?? false
  }

  /// Until when a candidate waits, where it still does for an instant.
  func waitsUntil(_ account: PostTrail.Account) -> Instant? {
    trail.waits[account]?.first { $0.until == nil }?.end
  }

  /// The verdict on a candidate at a look; nil for somebody who wasn't on the roster.
  ///
  /// - Throws: `Failure` where the ledger can't be read.
  mutating func verdict(
    on account: PostTrail.Account, at look: PostTrail.Look
  ) throws -> Verdict? {
    let context = try context(ofRun: look.run)
    guard let place = context.configuration.position(of: account.employee) else { return nil }
    return context.engine.verdict(
      post, employee: place, on: account.network, at: instant(of: look), moment: .asking,
      history: try history(at: look, context))
  }

  /// Everything that was decided at a look on a network, of all whom it concerned.
  ///
  /// - Throws: `Failure` where the ledger can't be read.
  mutating func review(_ look: PostTrail.Look, on network: NetworkID) throws -> NetworkReview {
    let context = try context(ofRun: look.run)
    let roster = context.configuration.roster
    var members: EmployeeSet?
    if look.event != .due {
      var ended = EmployeeSet(rosterCount: roster.count)
      for (account, waits) in trail.waits
      where account.network == network && waits.contains(where: { $0.until == look.link }) {
        if let place = context.configuration.position(of: account.employee) { ended.insert(place) }
      }
      members = ended
    }
    return context.engine.review(
      post, on: network, at: instant(of: look), moment: .asking,
      history: try history(at: look, context), among: members)
  }

  /// The verdict on an act at its own instant; nil for somebody who wasn't on the roster.
  ///
  /// - Throws: `Failure` where the ledger can't be read.
  mutating func verdict(
    on account: PostTrail.Account, acting step: PostTrail.Step
  ) throws -> Verdict? {
    let context = try context(ofRun: step.run)
    guard let place = context.configuration.position(of: account.employee) else { return nil }
    var history = try recorded(context, before: step.at, of: account.employee) { entry, post in
      entry.at < step.at
        || entry.at == step.at && (post, entry.network) < (self.post.id, account.network)
    }
    note(statementsBefore: step.link, in: &history)
    return context.engine.verdict(
      post, employee: place, on: account.network, at: step.at, moment: .acting, history: history)
  }

  /// The instant by which a look judged: of a withdrawal, that at which it was said.
  private func instant(of look: PostTrail.Look) -> Instant {
    guard look.event == .withdrawn else { return look.at }
    let withdrawal = trail.statements.first {
      $0.link < look.link && $0.statement.kind == .withdrawal
    }
    return max(look.at, withdrawal?.statement.at ?? look.at)
  }

  private mutating func history(at look: PostTrail.Look, _ context: RunContext) throws -> History {
    if let known = histories[look.link] { return known }
    let isFirst = !context.configuration.semantics.judgesActs
    let at = look.at
    // Acts come after whatever else happens at their instant. By the first semantics they counted
    // from the decision that let them, and posts came in the order of their ids.
    var history = try recorded(context, before: at, of: only) { entry, post in
      entry.at < at || isFirst && entry.at == at && post < self.post.id
    }
    if !isFirst, context.engine.readsPlans {
      let plans = try ledger.planned(before: look.link, of: only)
      history.plan(plans, configuration: context.configuration, posts: posts)
    }
    note(statementsBefore: look.link, in: &history)
    histories[look.link] = history
    return history
  }

  /// What took place before an instant, as far as rules can ask about it.
  private func recorded(
    _ context: RunContext, before instant: Instant, of employee: EmployeeID?,
    where isEarlier: ((at: Instant, network: NetworkID), PostID) -> Bool
  ) throws -> History {
    let configuration = context.configuration
    let window = HistoryWindow(
      of: configuration, from: instant, open: [post], past: posts.values)
    var participations = try ledger.participations(
      since: window.since, andOf: window.posts, of: employee, by: configuration.semantics)
    let (ids, networks) = (participations.posts, participations.networks)
    participations.entries.removeAll {
      !isEarlier(($0.at, networks[Int($0.network)]), ids[Int($0.post)])
    }
    return History(
      configuration: configuration, participations: participations, posts: posts, statements: [])
  }

  private func note(statementsBefore link: Int64, in history: inout History) {
    for (written, statement) in trail.statements where written < link { history.record(statement) }
  }
}
