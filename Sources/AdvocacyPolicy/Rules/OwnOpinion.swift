import AdvocacyCore

/// Adds that views are the employee's own, unless they have one of some roles.
struct OwnOpinion: DisclosingRule {
  static let name = "ownOpinion"

  /// The words added; at the end, unless they say otherwise.
  var words = Disclosure()
  /// The roles that speak for the company.
  var exceptRoles: [String] = []

  static let keys: [RuleKey<Self>] =
    wordKeys + [RuleKey("exceptRoles", \.exceptRoles, .roles)]

  static let documentation = RuleDocumentation(
    12, "Adds that views are the employee's own.", keys: "`text`…, `exceptRoles`",
    verdict: "rewrite, or deny", source: "IBM, Best Buy")

  func compiled(_ facts: CompilationFacts) -> any CompiledRule {
    Compiled(rule: self, exempt: .chosen(by: Selector(roles: exceptRoles), of: facts))
  }

  private struct Compiled: CompiledRule {
    let rule: OwnOpinion
    let exempt: Members

    func answer(_ context: EvaluationContext) -> RuleAnswer {
      context.addingWords.map { .people(.outside(exempt, $0)) } ?? .silent
    }

    func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
      var words = rule.words
      words.position = words.position ?? .end
      return candidate.adding(words, .ownOpinion, by: decision)
    }
  }
}
