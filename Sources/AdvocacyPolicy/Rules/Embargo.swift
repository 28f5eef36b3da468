import AdvocacyCore

/// Defers until an instant.
struct Embargo: RuleType, CompiledRule {
  static let name = "embargo"

  /// When it ends.
  var release = Instant.distantPast

  static let keys: [RuleKey<Self>] = [.required("release", \.release, .time, stored: "until")]

  static let documentation = RuleDocumentation(
    18, "Defers everything until an instant.", verdict: "defer", source: "Oktopost")

  var shortReason: String? { "embargo" }

  func answer(_ context: EvaluationContext) -> RuleAnswer {
    context.at >= release ? .silent : .everyone(context.wait(until: release), until: release)
  }

  func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
    candidate.waiting(until: release, for: "embargo until", thing: "the embargo ends")
  }
}
