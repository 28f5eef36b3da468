import AdvocacyModel

/// Adds the label for advertising of the employee's country, before everything else.
struct AdLabel: RuleType {
  static let name = "adLabel"

  /// The labels by country; employees of other countries are not spoken about.
  var byCountry: [String: String] = [:]

  static let keys: [RuleKey<Self>] = [
    .required(
      "byCountry", \.byCountry, .texts(by: .country), "The words by the employee's country.")
  ]

  static let documentation = RuleDocumentation(
    10, "Adds the label for advertising of the employee's country.",
    verdict: "rewrite, or deny", source: "horizont.net; ASA 2022")

  func check(_ source: any RuleSource) throws(Failure) {
    guard byCountry.isEmpty else { return }
    throw source.failure(at: "byCountry", "expected at least one country")
  }

  func compiled(_ facts: CompilationFacts) -> any CompiledRule {
    Compiled(rule: self, unlabeled: facts.members { byCountry[$0.country] == nil })
  }

  private struct Compiled: CompiledRule {
    let rule: AdLabel
    let unlabeled: Members

    var addedWords: [String] { rule.byCountry.values.sorted() }

    func answer(_ context: EvaluationContext) -> RuleAnswer {
      context.addingWords.map { .people(.outside(unlabeled, $0)) } ?? .silent
    }

    func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
      let label = rule.byCountry[candidate.employee.country] ?? ""
      return candidate.adding(Disclosure(text: label), .label, by: decision)
    }
  }
}
