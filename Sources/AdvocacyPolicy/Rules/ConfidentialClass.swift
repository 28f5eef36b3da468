import AdvocacyCore

/// Denies posts with one of some tags.
struct ConfidentialClass: RuleType, CompiledRule {
  static let name = "confidentialClass"

  /// The tags; by default what companies keep to themselves (read: Best Buy, IBM).
  var tags = ["unpublished-numbers", "promotions", "customer-data", "legal"]

  static let keys: [RuleKey<Self>] = [RuleKey("tags", \.tags, .labels)]

  static let documentation = RuleDocumentation(
    33, "Denies posts with a tag of something confidential.", verdict: "deny",
    simulated: "by tags, not by reading", source: "Best Buy, IBM")

  var traits: Set<PostTrait> { Set(tags.map(PostTrait.tag)) }

  func answer(_ context: EvaluationContext) -> RuleAnswer {
    tags.contains(where: context.post.tags.contains) ? .everyone(.deny) : .silent
  }

  func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
    let found = tags.filter(candidate.post.tags.contains)
    return RuleExplanation(
      "the post is tagged \(found.listed), which is confidential",
      "take out what is confidential, and the tag")
  }
}
