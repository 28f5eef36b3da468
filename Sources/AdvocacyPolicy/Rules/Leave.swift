import AdvocacyCore

/// Defers employees on leave to its end.
struct Leave: RuleType {
  static let name = "leave"

  static let keys: [RuleKey<Self>] = []

  /// A company may let people on leave act on what they were asked before.
  static let allowedHolds = Set(Hold.allCases)

  static let documentation = RuleDocumentation(
    20, "Defers employees on leave to its end.", keys: "none; the employee's `leave`",
    verdict: "defer", source: "Spain LO 3/2018; AEPD")

  func compiled(_ facts: CompilationFacts) -> any CompiledRule {
    let roster = facts.roster
    return Compiled(
      away: .timed(
        EmployeeTimeline(rosterCount: roster.count) { roster[$0].status.leave }),
      roster: roster)
  }

  private struct Compiled: CompiledRule {
    let away: Members
    let roster: [Employee]

    func answer(_ context: EvaluationContext) -> RuleAnswer {
      .people(
        .each(away) { [roster, post = context.post] employee, instant in
          .wait(untilIfAny: roster[employee].status.leave.end(at: instant) ?? nil, within: post)
        })
    }

    func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
      candidate.away(
        until: candidate.employee.status.leave.end(at: candidate.at) ?? nil,
        "\(candidate.name) is on leave", thing: "the leave ends")
    }
  }
}
