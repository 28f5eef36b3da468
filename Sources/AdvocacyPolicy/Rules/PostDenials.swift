import AdvocacyModel

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

/// Denies posts with one of some tags.
struct ConfidentialClass: RuleType {
  static let name = "confidentialClass"

  /// The tags; by default what companies keep to themselves (read: Best Buy, IBM).
  var tags = ["unpublished-numbers", "promotions", "customer-data", "legal"]

  static let keys: [RuleKey<Self>] = [RuleKey("tags", \.tags, .labels)]

  static let documentation = RuleDocumentation(
    33, "Denies posts with a tag of something confidential.", verdict: "deny",
    simulated: "by tags, not by reading", source: "Best Buy, IBM")

  var traits: Set<PostTrait> { Set(tags.map(PostTrait.tag)) }

  func compiled(_ facts: CompilationFacts) -> any CompiledRule {
    Compiled(tags: tags, filter: LabelFilter(tags: tags, by: facts.labels), labels: facts.labels)
  }

  private struct Compiled: CompiledRule {
    let tags: [String]
    let filter: LabelFilter
    let labels: LabelComparison

    func answer(_ context: EvaluationContext) -> RuleAnswer {
      filter.admits(context.labels) ? .everyone(.deny) : .silent
    }

    func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
      let found = tags.filter { candidate.context.labels.tags.contains(labels.key(of: $0)) }
      return RuleExplanation(
        "the post is tagged \(found.listed), which is confidential",
        "take out what is confidential, and the tag")
    }
  }
}
