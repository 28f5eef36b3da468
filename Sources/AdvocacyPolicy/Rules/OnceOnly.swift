import AdvocacyModel

/// Denies an account the text or the link that it passed on before, under whatever id.
struct OnceOnly: RuleType, CompiledRule {
  static let name = "onceOnly"

  static let keys: [RuleKey<Self>] = []

  /// What counts is what an account passed on, not what it was asked to.
  static let defaultHold = Hold.acting

  static let allowedHolds: Set<Hold> = [.acting, .both]

  static let documentation = RuleDocumentation(
    22, "Denies an account the text or the link that it passed on before, under whatever id.",
    keys: "none", verdict: "deny", source: "our reading")

  var shortReason: String? { "shared before" }

  var lookback: Lookback { .content }

  func answer(_ context: EvaluationContext) -> RuleAnswer {
    .history(.repeats(ContentHistory.Question(context.post), .deny))
  }

  func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
    guard let network = candidate.context.position else { return RuleExplanation("") }
    let (history, employee) = (candidate.history, candidate.index)
    if let twin = history.content?.firstTwin(
      of: candidate.post, employee: employee, network: network)
    {
      return RuleExplanation(
        "\(candidate.name) passed on the same text or link as post \(twin)")
    }
    let next = history.planned?.content?.firstTwin(
      of: ContentHistory.Question(candidate.post), employee: employee, network: network)
    return RuleExplanation(
      "\(candidate.name) plans to pass on the same text or link as post \(next?.text ?? "")")
  }
}
