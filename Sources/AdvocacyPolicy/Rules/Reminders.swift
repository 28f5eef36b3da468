import AdvocacyModel

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

/// Reminds that a person has to confirm each action by hand; the candidate is allowed.
struct ManualOnly: RuleType, CompiledRule {
  static let name = "manualOnly"

  static let keys: [RuleKey<Self>] = []

  static let documentation = RuleDocumentation(
    30, "Reminds that a person has to confirm each action by hand.", keys: "`when.networks`",
    verdict: "allow with a reminder", simulated: "only reminded of", source: "SocialToaster")

  func answer(_ context: EvaluationContext) -> RuleAnswer { .everyone(.allow) }

  func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
    RuleExplanation(
      "reminder: on \(candidate.network.title) a person has to confirm each action by hand")
  }
}

/// Reminds that only posts supplied by the company are governed, never employees' own talk.
struct ProtectedSpeech: RuleType, CompiledRule {
  static let name = "protectedSpeech"

  static let keys: [RuleKey<Self>] = []

  static let documentation = RuleDocumentation(
    37, "Reminds that only posts of the company are governed, never employees' own talk.",
    keys: "`when.topics`", verdict: "allow with a reminder", simulated: "see below",
    source: "NLRA s. 7")

  func answer(_ context: EvaluationContext) -> RuleAnswer { .everyone(.allow) }

  func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
    RuleExplanation(
      "reminder: only this post of the company is governed; what employees say of pay and "
        + "conditions is theirs to say, never scored and never blocked")
  }
}
