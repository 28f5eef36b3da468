package import AdvocacyModel

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
