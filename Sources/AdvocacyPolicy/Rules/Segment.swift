import AdvocacyModel

/// Denies employees outside a segment.
struct Segment: RuleType {
  static let name = "segment"

  /// The employees inside.
  var only = Selector()

  static let keys: [RuleKey<Self>] = [.required("only", \.only, .selector, stored: "_0")]

  static let documentation = RuleDocumentation(
    28, "Denies employees outside a segment of the staff.", verdict: "deny", source: "Hootsuite")

  var namedEmployees: [EmployeeID] { only.employees ?? [] }

  var shortReason: String? { "not their field" }

  func compiled(_ facts: CompilationFacts) -> any CompiledRule {
    Compiled(only: only, inside: .chosen(by: only, of: facts), labels: facts.labels)
  }

  private struct Compiled: CompiledRule {
    let only: Selector
    let inside: Members
    let labels: LabelComparison

    func answer(_ context: EvaluationContext) -> RuleAnswer { .people(.outside(inside, .deny)) }

    func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
      let employee = candidate.employee
      var parts: [(asked: String, remedy: String)] = []
      func ask(_ list: [String]?, _ value: String, _ asked: String, _ remedy: String) {
        guard let list, !list.contains(value) else { return }
        parts.append(("\(asked) \(list.listed)", "\(remedy) \(list.listed)"))
      }
      ask(only.teams, employee.team, "team", "join team")
      if let roles = only.roles,
        !roles.contains(where: { employee.hasRole($0, at: candidate.at) })
      {
        parts.append(("role \(roles.listed)", "take the role \(roles.listed)"))
      }
      ask(only.countries, employee.country, "country", "be in country")
      if let languages = only.languages,
        !languages.contains(where: { labels.language($0, covers: employee.language) })
      {
        parts.append(("language \(languages.listed)", "speak language \(languages.listed)"))
      }
      ask(only.contracts, employee.status.contract, "contract", "have the contract")
      ask(only.seniorities, employee.status.seniority, "seniority", "reach seniority")
      if let named = only.employees, !named.contains(employee.id) {
        parts.append(("the employees named", "be named in the segment"))
      }
      let asked = parts.map(\.asked).joined(separator: "; ")
      return RuleExplanation(
        "\(candidate.name) is outside the segment: \(asked)",
        parts.map(\.remedy).joined(separator: " and "))
    }
  }
}
