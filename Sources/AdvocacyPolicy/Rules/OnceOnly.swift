import AdvocacyCore

/// Denies an account the text or the link that it passed on before, under whatever id.
struct OnceOnly: RuleType, CompiledRule {
  static let name = "onceOnly"

  static let keys: [RuleKey<Self>] = []

  static let documentation = RuleDocumentation(
    22, "Denies an account the text or the link that it passed on before, under whatever id.",
    keys: "none", verdict: "deny", source: "our reading")

  var shortReason: String? { "shared before" }

  var lookback: Lookback { .content }

  func answer(_ context: EvaluationContext) -> RuleAnswer {
    .history(.repeats(ContentHistory.Question(context.post), .deny))
  }

  func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
    let twin = candidate.context.position.flatMap { network in
      candidate.history.content?.firstTwin(
        of: candidate.post, employee: candidate.index, network: network)
    }
    return RuleExplanation(
      "\(candidate.name) passed on the same text or link as post \(twin?.text ?? "")")
  }
}
