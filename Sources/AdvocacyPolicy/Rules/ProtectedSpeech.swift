import AdvocacyCore

/// Reminds that only posts supplied by the company are governed, never employees' own talk.
struct ProtectedSpeech: RuleType, CompiledRule {
  static let name = "protectedSpeech"

  static let keys: [RuleKey<Self>] = []

  static let documentation = RuleDocumentation(
    37, "Reminds that only posts of the company are governed, never employees' own talk.",
    keys: "`when.topics`", verdict: "allow with a reminder", simulated: "see below",
    source: "NLRA s. 7")

  func answer(_ context: EvaluationContext) -> RuleAnswer { .everyone(.allow) }

  func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
    RuleExplanation(
      "reminder: only this post of the company is governed; what employees say of pay and "
        + "conditions is theirs to say, never scored and never blocked")
  }
}
