package import AdvocacyCore

/// What policy says of one candidate at one instant, without its reasons.
package struct CandidateDecision: Hashable, Sendable {
  /// The strongest outcome.
  package private(set) var outcome = Verdict.Outcome.allow
  /// Where deferred, until when.
  package private(set) var until: Instant?
  /// What becomes of the actions, where rules rewrite.
  package private(set) var effect = Verdict.Effect()

  /// Makes the decision that no rule spoke against.
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
