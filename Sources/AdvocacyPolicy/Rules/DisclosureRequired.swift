import AdvocacyCore

/// Adds a disclosure to the employee's words.
///
/// A bare like or repost becomes a quote where the network has quotes; else it is denied.
struct DisclosureRequired: DisclosingRule, CompiledRule {
  static let name = "disclosureRequired"

  /// The words added.
  var words = Disclosure()

  static let keys: [RuleKey<Self>] = wordKeys

  static let documentation = RuleDocumentation(
    7, "Adds a disclosure to the employee's words.", verdict: "rewrite, or deny",
    source: "FTC; Equinox")

  var shortReason: String? { "disclosure" }

  func answer(_ context: EvaluationContext) -> RuleAnswer { .everyone(context.addingWords) }

  func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
    candidate.adding(words, .disclosure, by: decision)
  }
}
