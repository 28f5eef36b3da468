import AdvocacyModel

/// Defers to the end of a holiday.
struct Holidays: RuleType, CompiledRule {
  static let name = "holidays"

  /// The days, in order.
  var dates: [Period] = []

  static let keys: [RuleKey<Self>] = [
    .required("dates", \.dates, .days, "Civil days.", stored: "_0")
  ]

  /// A company may ask on a holiday and let nobody act, or the other way round.
  static let allowedHolds = Set(Hold.allCases)

  static let documentation = RuleDocumentation(
    20, "Defers to the end of a holiday.", verdict: "defer", source: "Spain LO 3/2018; AEPD")

  func check(_ source: any RuleSource) throws(Failure) {
    guard !dates.contains(where: { $0.meets(source.period) }) else { return }
    throw source.failure(
      at: "dates", "none of the days lies in the time in which the rule is in force",
      hint: "Correct the days, or \"from\" and \"until\"")
  }

  func answer(_ context: EvaluationContext) -> RuleAnswer {
    let beginnings = dates.compactMap(\.from).filter { $0 > context.at }
    guard let end = dates.end(at: context.at) else { return .silent(until: beginnings.min()) }
    return .everyone(.wait(untilIfAny: end, within: context.post), until: end)
  }

  func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
    candidate.away(
      until: dates.end(at: candidate.at) ?? nil, "holiday", thing: "the holiday ends")
  }
}

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
