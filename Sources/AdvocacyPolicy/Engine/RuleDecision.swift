package import AdvocacyCore

/// What a rule asks for, before it is put into words.
struct RuleDecision: Hashable, Sendable {
  /// The outcome.
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
