import AdvocacyModel

/// Denies employees whose consent doesn't cover a use of their data.
struct ConsentRequired: RuleType {
  static let name = "consentRequired"

  /// The use, such as `leaderboard`.
  var use = ""

  static let keys: [RuleKey<Self>] = [.required("use", \.use, .label)]

  static let documentation = RuleDocumentation(
    5, "Denies employees whose consent doesn't cover a use of their data.",
    keys: "`use`; the employee's `consent` with `networks`, `actions`, `uses`, `evidence`",
    verdict: "deny", source: "GDPR; Smarp, PostBeyond")

  func compiled(_ facts: CompilationFacts) -> any CompiledRule {
    Compiled(rule: self, consenting: facts.members { $0.consent?.covers(use: use) ?? false })
  }

  private struct Compiled: CompiledRule {
    let rule: ConsentRequired
    let consenting: Members

    func answer(_ context: EvaluationContext) -> RuleAnswer {
      .people(.outside(consenting, .deny))
    }

    func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
      RuleExplanation(
        "\(candidate.name)'s consent doesn't cover the use “\(rule.use)”",
        "consent to the use “\(rule.use)”")
    }
  }
}

extension Consent {
  /// Tells whether the consent covers a use of the employee's data.
  fileprivate func covers(use: String) -> Bool { uses?.contains(use) ?? true }
}
