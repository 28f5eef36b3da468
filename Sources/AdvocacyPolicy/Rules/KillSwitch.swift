import AdvocacyCore

/// Denies everything in its scope: the kill switch of a campaign or of all.
struct KillSwitch: RuleType, CompiledRule {
  static let name = "killSwitch"

  static let keys: [RuleKey<Self>] = []

  static let documentation = RuleDocumentation(
    39, "Denies everything in its scope.", keys: "none; `when`", verdict: "deny",
    source: "our reading")

  func answer(_ context: EvaluationContext) -> RuleAnswer { .everyone(.deny) }

  func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
    RuleExplanation("everything of this kind is stopped", "lift rule \(candidate.rule)")
  }
}
