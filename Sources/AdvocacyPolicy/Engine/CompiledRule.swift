package import AdvocacyModel

/// A rule with all worked out that neither post nor instant nor history matters for.
///
/// It answers for a post on a network once, in three parts: when the answer may change, who is in
/// which set, and what the past is asked. Decisions on whole rosters, single candidates and their
/// explanations all use that one answer.
protocol CompiledRule: Sendable {
  /// What the rule says of a post on a network at an instant, and until when that stays so.
  func answer(_ context: EvaluationContext) -> RuleAnswer

  /// Puts into words what the rule decided on one candidate.
  func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation

  /// Whether it looks into the texts of posts, which then are split into words.
  var readsTexts: Bool { get }

  /// All words that it may add to somebody's own; none where it adds none.
  var addedWords: [String] { get }

  /// Where it asks for a training: the employees whose training counts, days of grace included.
  var trained: Members? { get }
}

extension CompiledRule {
  var readsTexts: Bool { false }

  var addedWords: [String] { [] }

  var trained: Members? { nil }
}

extension RuleType where Self: CompiledRule {
  func compiled(_ facts: CompilationFacts) -> any CompiledRule { self }
}

/// What rules are compiled from.
struct CompilationFacts: Sendable {
  let roster: [Employee]
  let networks: [Network]
  /// By network: the employees who have an account there, in roster order.
  let holders: [[Int32]]
  let courses: CourseCalendar
  let tiers: TierIndex
  let calendar: CompanyCalendar
  let semantics: Semantics
  /// The minutes a week that people give where neither a rule nor they themselves say; nil: any.
  var minutesPerWeek: Int?

  /// What is said where somebody has what is asked of them; by the first semantics nothing.
  var satisfied: RuleDecision? { semantics.tellsWhatSatisfied ? .satisfied : nil }
  /// How labels compare.
  let labels: LabelComparison

  /// The set of those on the roster for whom a condition holds.
  func members(where holds: (Employee) -> Bool) -> Members {
    .fixed(EmployeeSet(rosterCount: roster.count) { holds(roster[$0]) })
  }
}

/// A rule of a policy as an engine holds it.
struct RuleInForce: Sendable {
  let rule: Rule
  /// The employees about whom it speaks; nil: all.
  let scope: Members?
  /// The moments at which it speaks.
  let hold: Hold
  /// The labels of the posts about which it speaks.
  private let posts: LabelFilter
  /// What it says.
  let compiled: any CompiledRule

  /// Compiles a rule.
  ///
  /// - Complexity: O(roster × lists given), plus sorting dates.
  init(_ rule: Rule, _ facts: CompilationFacts) {
    self.rule = rule
    let selector = rule.scope.employees
    scope = selector == Selector() ? nil : Members.chosen(by: selector, of: facts)
    posts = LabelFilter(rule.scope, by: facts.labels)
    hold = facts.semantics.judgesActs ? rule.holdInForce : .both
    guard let type = rule.parameters as? any RuleType else {
      preconditionFailure("a rule of type \(rule.type) is none of the catalogue's")
    }
    compiled = type.compiled(facts)
  }

  var id: RuleID { rule.id }

  /// Tells whether the rule speaks about the post and the network of a context, and at its moment,
  /// at all.
  func concerns(_ context: EvaluationContext) -> Bool {
    hold.includes(context.moment) && rule.scope.admits(context.network)
      && posts.admits(context.labels)
  }

  /// What the rule says while it is in force, and its silence before and after.
  func answer(_ context: EvaluationContext) -> RuleAnswer {
    let period = rule.period
    guard period.contains(context.at) else {
      return .silent(until: period.from.flatMap { context.at < $0 ? $0 : nil })
    }
    var answer = compiled.answer(context)
    answer.until = [answer.until, period.until].compactMap { $0 }.min()
    return answer
  }
}

/// A post on a network at an instant: all that rules may ask besides the employee.
struct EvaluationContext: Sendable {
  let post: Post
  /// Its labels, as they compare.
  let labels: PostLabels
  let network: Network
  /// The position of the network among those configured; nil: it is not configured.
  let position: Int?
  let at: Instant
  /// Whether somebody is asked, or acts.
  let moment: Moment
  let approvals: PostApprovals
  let calendar: CompanyCalendar
  let semantics: Semantics
  /// The words of each text that employees may pass on; none where no rule looks for words.
  let texts: [[WordToken]]

  /// Whether passing the post on there always takes words.
  var isWordy: Bool { network.passingOn?.hasWords ?? false }

  /// The same post and network at another instant.
  func at(_ instant: Instant) -> EvaluationContext {
    EvaluationContext(
      post: post, labels: labels, network: network, position: position, at: instant,
      moment: moment, approvals: approvals, calendar: calendar, semantics: semantics, texts: texts)
  }

  /// The decision to wait until an instant, held within the post.
  func wait(until end: Instant) -> RuleDecision { .wait(until: end, within: post) }

  /// The decision to add words to whatever the employee does; nil: there is nothing to add to.
  var addingWords: RuleDecision? { .rewrite(.words, on: network) }

  /// Asks for an approval in one of some roles unless it was given; denies where no role is named.
  func unlessApproved(by roles: [String]) -> RuleAnswer {
    guard !roles.isEmpty else { return .everyone(.deny) }
    return unless(count: 1) { $0.count(in: roles) }
  }

  /// Asks for approvals unless so many were given.
  func unless(count wanted: Int, given: (PostApprovals) -> Int) -> RuleAnswer {
    let until = approvals.next(after: at)
    return given(approvals.through(at)) >= wanted
      ? satisfied(until: until) : .everyone(.ask, until: until)
  }

  /// Says that what the rule asks for was given: a finding of its own, which the first semantics
  /// pass over in silence.
  func satisfied(until end: Instant?) -> RuleAnswer {
    var answer = RuleAnswer.silent(until: end)
    answer.isSatisfied = semantics.tellsWhatSatisfied
    return answer
  }
}

/// What a rule says of a post on a network, from an instant on until it may say something else.
///
/// In this answer nothing depends on the instant any more but who belongs to sets that change with
/// time, and on the past only what a history part asks.
struct RuleAnswer: Sendable {
  /// What it says.
  enum Statement: Sendable {
    /// Nothing to anybody.
    case silent
    /// The same to every employee in its scope.
    case everyone(RuleDecision)
    /// It depends on who the employee is.
    case people(PeoplePart)
    /// It depends on what the employee's account did before.
    case history(HistoryPart)
  }

  /// What it says.
  var statement: Statement
  /// Whether what it asks of everybody in its scope was given, which it says besides.
  var isSatisfied = false
  /// The first instant at which it may say something else; nil: it never does.
  ///
  /// It may be earlier than the real change, and is never later.
  var until: Instant?

  init(_ statement: Statement, until: Instant? = nil) {
    self.statement = statement
    self.until = until
  }

  /// Silence for good.
  static let silent = RuleAnswer(.silent)

  /// Silence until an instant.
  static func silent(until end: Instant?) -> RuleAnswer { RuleAnswer(.silent, until: end) }

  /// The same to everyone, or silence where nothing is to be said.
  static func everyone(_ decision: RuleDecision?, until end: Instant? = nil) -> RuleAnswer {
    RuleAnswer(decision.map(Statement.everyone) ?? .silent, until: end)
  }

  /// What depends on who the employee is.
  static func people(_ part: PeoplePart, until end: Instant? = nil) -> RuleAnswer {
    RuleAnswer(.people(part), until: end)
  }

  /// What depends on what the account did before.
  static func history(_ part: HistoryPart, until end: Instant? = nil) -> RuleAnswer {
    RuleAnswer(.history(part), until: end)
  }
}

/// What a rule asks for, before it is put into words.
struct RuleDecision: Hashable, Sendable {
  var outcome: Verdict.Outcome
  /// Where it defers, until when.
  var until: Instant?
  /// What it changes where it rewrites.
  var effect = Verdict.Effect()
  /// Whether it would have deferred, had the post not been over by then.
  var isTooLate = false
  /// Whether what it asks for was given, which allows.
  var isSatisfied = false

  static let allow = RuleDecision(outcome: .allow)
  static let satisfied = RuleDecision(outcome: .allow, isSatisfied: true)
  static let deny = RuleDecision(outcome: .deny)
  static let ask = RuleDecision(outcome: .needsApproval)

  /// The decision to wait until an instant; a denial where the post is over by then.
  static func wait(until end: Instant, within post: Post) -> RuleDecision {
    end >= post.end
      ? RuleDecision(outcome: .deny, isTooLate: true)
      : RuleDecision(outcome: .defer, until: end)
  }

  /// The decision to wait until an instant, or for good where there is none.
  static func wait(untilIfAny end: Instant?, within post: Post) -> RuleDecision {
    end.map { wait(until: $0, within: post) } ?? .deny
  }

  /// The decision that changes actions on a network: a denial where it leaves none, and nil where
  /// it changes none.
  static func rewrite(_ effect: Verdict.Effect, on network: Network) -> RuleDecision? {
    guard effect.leavesAction(on: network) else { return .deny }
    let own = ActionSet(network.actions)
    guard effect.addsWords || effect.actions(of: .all, on: network) != own else { return nil }
    return RuleDecision(outcome: .rewrite, effect: effect)
  }
}

/// What policy says of one candidate at one instant, without its reasons.
package struct CandidateDecision: Hashable, Sendable {
  /// The strongest outcome.
  package private(set) var outcome = Verdict.Outcome.allow
  /// Where deferred, until when.
  package private(set) var until: Instant?
  /// What becomes of the actions, where rules rewrite.
  package private(set) var effect = Verdict.Effect()

  /// Allows, until a rule says otherwise.
  init() {}

  /// Adds what one more rule said; the order doesn't matter.
  mutating func add(_ said: RuleDecision) {
    outcome = max(outcome, said.outcome)
    switch said.outcome {
    case .defer: until = max(until ?? .distantPast, said.until ?? .distantPast)
    case .rewrite: effect = effect.joined(with: said.effect)
    case .allow, .needsApproval, .deny: break
    }
  }

  /// The decision with what its outcome says and nothing else.
  var weighed: CandidateDecision {
    var weighed = self
    if outcome != .defer { weighed.until = nil }
    if outcome != .rewrite { weighed.effect = Verdict.Effect() }
    return weighed
  }
}
