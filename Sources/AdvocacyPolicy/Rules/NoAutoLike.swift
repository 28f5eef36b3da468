import AdvocacyCore

/// Withholds likes.
struct NoAutoLike: RuleType, CompiledRule {
  static let name = "noAutoLike"

  static let keys: [RuleKey<Self>] = []

  static let documentation = RuleDocumentation(
    25, "Withholds likes.", keys: "`when.networks`", verdict: "rewrite",
    simulated: "yes: likes are withheld", source: "X developer guidelines")

  func answer(_ context: EvaluationContext) -> RuleAnswer {
    .everyone(
      .rewrite(Verdict.Effect(withheld: ActionSet([Action.like])), on: context.network))
  }

  func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
    RuleExplanation(
      "likes on \(candidate.network.title) are for people to give by hand; none is simulated")
  }
}
