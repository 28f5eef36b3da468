import AdvocacyModel

/// Denies employees who have not accepted a version of a document.
struct PolicyAcknowledgement: RuleType {
  static let name = "policyAcknowledgement"

  /// The document, by the name under which employees' acknowledgements list it.
  var document = ""
  /// Its version.
  var version = ""

  static let keys: [RuleKey<Self>] = [
    .required("document", \.document, .label), .required("version", \.version, .label),
  ]

  static let documentation = RuleDocumentation(
    4, "Denies employees who have not accepted a version of a document.", verdict: "deny",
    source: "EveryoneSocial, IBM")

  func compiled(_ facts: CompilationFacts) -> any CompiledRule {
    let accepted = EmployeeTimeline(rosterCount: facts.roster.count) { index in
      facts.roster[index].status.acknowledgements
        .filter { $0.document == document && $0.version == version }
        .map { Period(from: $0.at) }
    }
    return Compiled(rule: self, accepted: .timed(accepted), satisfied: facts.satisfied)
  }

  private struct Compiled: CompiledRule {
    let rule: PolicyAcknowledgement
    let accepted: Members
    let satisfied: RuleDecision?

    func answer(_ context: EvaluationContext) -> RuleAnswer {
      .people(.outside(accepted, .deny, inside: satisfied))
    }

    func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
      guard !decision.isSatisfied else {
        let first = candidate.employee.status.acknowledgements
          .filter { $0.document == rule.document && $0.version == rule.version }.map(\.at).min()
        let day = candidate.calendar.date(of: first ?? candidate.at)
        return RuleExplanation(
          "\(candidate.name) accepted version \(rule.version) of “\(rule.document)” on \(day)")
      }
      return RuleExplanation(
        "\(candidate.name) has not accepted version \(rule.version) of “\(rule.document)”",
        "accept version \(rule.version) of “\(rule.document)”")
    }
  }
}
