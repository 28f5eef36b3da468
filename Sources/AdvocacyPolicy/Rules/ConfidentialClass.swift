import AdvocacyCore

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
