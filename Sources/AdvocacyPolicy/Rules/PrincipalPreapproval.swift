import AdvocacyModel

/// Asks a principal to sign prepared posts; a live exchange is supervised afterwards.
struct PrincipalPreapproval: RuleType, CompiledRule {
  static let name = "principalPreapproval"

  /// The roles of principals.
  var roles: [String] = []
  /// How many of them sign, 1 or more.
  var count = 1

  static let keys: [RuleKey<Self>] = [
    .required("roles", \.roles, .labels, toleratesAbsence: true),
    RuleKey(
      "count", \.count, .integer(1...100), "How many different people; 1 otherwise."),
  ]

  static let documentation = RuleDocumentation(
    13, "Asks a principal to sign prepared posts.",
    keys: "`roles`, `count`; the post's `interactive`",
    verdict: "needs approval; allow with a reminder where live", source: "FINRA 2210")

  var approvers: [String] { roles }

  var wanted: WantedApprovals { WantedApprovals(roles: roles, count: count) }

  func answer(_ context: EvaluationContext) -> RuleAnswer {
    guard !context.post.isInteractive else { return .everyone(.allow) }
    return context.unless(count: count) { $0.count(in: roles) }
  }

  func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
    guard !decision.isSatisfied else { return candidate.approved(in: roles, count: count) }
    guard decision.outcome == .needsApproval else {
      return RuleExplanation("a live exchange is supervised afterwards by \(roles.listed)")
    }
    return RuleExplanation(
      "a prepared post needs the signature of a principal (\(roles.listed))",
      candidate.approval(by: roles))
  }
}
