import AdvocacyModel

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

/// Denies from a number of days after the post fell due.
struct Expiry: RuleType, CompiledRule {
  static let name = "expiry"

  /// For how many civil days a post is passed on.
  var days = 14

  static let keys: [RuleKey<Self>] = [
    .required("days", \.days, .integer(1...3650), "A number of days.")
  ]

  static let documentation = RuleDocumentation(
    18, "Denies posts from a number of days after they fell due.", verdict: "deny",
    source: "Oktopost")

  var shortReason: String? { "over" }

  func answer(_ context: EvaluationContext) -> RuleAnswer {
    let end = context.calendar.instant(days, daysAfter: context.post.at)
    return context.at >= end ? .everyone(.deny) : .silent(until: end)
  }

  func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
    RuleExplanation("the post fell due \(days) \(days == 1 ? "day" : "days") ago or more")
  }
}
