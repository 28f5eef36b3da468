import AdvocacyCore

/// Denies networks other than those listed.
struct NetworkAllowed: RuleType, CompiledRule {
  static let name = "networkAllowed"

  /// The networks allowed.
  var networks: [NetworkID] = []

  static let keys: [RuleKey<Self>] = [
    .required("networks", \.networks, .networks, stored: "_0")
  ]

  static let documentation = RuleDocumentation(
    29, "Denies networks other than those listed.", verdict: "deny", source: "Haiilo")

  var shortReason: String? { "not on this network" }

  func answer(_ context: EvaluationContext) -> RuleAnswer {
    networks.contains(context.network.id) ? .silent : .everyone(.deny)
  }

  func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
    let known = candidate.engine.networks
    let titles = networks.map { id in known.first { $0.id == id }?.title ?? id.text }
    let title = candidate.network.title
    return RuleExplanation(
      "\(title) is not among the networks allowed (\(titles.listed))",
      "allow \(title) in rule \(candidate.rule)")
  }
}
