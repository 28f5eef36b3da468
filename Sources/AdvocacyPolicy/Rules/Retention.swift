import AdvocacyCore

/// Reminds of what to keep, and for how many years; the candidate is allowed.
struct Retention: RuleType, CompiledRule {
  static let name = "retention"

  /// For how many years.
  var years = 1
  /// What is kept.
  var what: [String] = []

  static let keys: [RuleKey<Self>] = [
    .required("years", \.years, .integer(1...100), "For how many years."),
    .required("what", \.what, .labels),
  ]

  static let documentation = RuleDocumentation(
    16, "Reminds of what to keep, and for how many years.", verdict: "allow with a reminder",
    simulated: "only reminded of", source: "SEA 17a-4(b)")

  func answer(_ context: EvaluationContext) -> RuleAnswer { .everyone(.allow) }

  func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
    RuleExplanation(
      "reminder: keep \(what.listed) for \(years) \(years == 1 ? "year" : "years"); "
        + "the ledger keeps only what is simulated")
  }
}
