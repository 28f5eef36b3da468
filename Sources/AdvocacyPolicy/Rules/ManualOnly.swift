import AdvocacyCore

/// Reminds that a person has to confirm each action by hand; the candidate is allowed.
struct ManualOnly: RuleType, CompiledRule {
  static let name = "manualOnly"

  static let keys: [RuleKey<Self>] = []

  static let documentation = RuleDocumentation(
    30, "Reminds that a person has to confirm each action by hand.", keys: "`when.networks`",
    verdict: "allow with a reminder", simulated: "only reminded of", source: "SocialToaster")

  func answer(_ context: EvaluationContext) -> RuleAnswer { .everyone(.allow) }

  func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
    RuleExplanation(
      "reminder: on \(candidate.network.title) a person has to confirm each action by hand")
  }
}
