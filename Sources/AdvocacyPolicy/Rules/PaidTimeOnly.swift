import AdvocacyCore

/// Defers to the next working hours.
struct PaidTimeOnly: RuleType, CompiledRule {
  static let name = "paidTimeOnly"

  /// The hours that aren't paid: from the end of work to its start, and on all other days.
  var unpaid = QuietPeriod()

  private static let weekdays = RuleShape.weekdays(atMost: 7)

  static let keys: [RuleKey<Self>] = [
    .required("start", \.unpaid.untilMinute, .minute, stored: "_0.untilMinute"),
    .required("end", \.unpaid.fromMinute, .minute, stored: "_0.fromMinute"),
    RuleKey(
      "days", \.unpaid.days, weekdays, "Working days; Monday to Friday otherwise.",
      stored: "_0.days"),
  ]

  /// A company may let people act in their own time as long as it asks in paid time.
  static let allowedHolds = Set(Hold.allCases)

  static let documentation = RuleDocumentation(
    19, "Defers to the next working hours.", keys: "`start`, `end`, `days`; `when.contracts`",
    verdict: "defer", source: "Best Buy")

  init() {}

  init(reading source: any RuleSource) throws(Failure) {
    let working: [Int] = try source.optional("days", Self.weekdays) ?? Array(1...5)
    let (start, end) = try source.minutes(
      from: "start", until: "end", hint: "Say when work begins and ends")
    unpaid = QuietPeriod(
      fromMinute: end, untilMinute: start, days: (1...7).filter { !working.contains($0) })
  }

  func answer(_ context: EvaluationContext) -> RuleAnswer { unpaid.answer(context) }

  func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
    switch unpaid.quiet(at: candidate.at, in: candidate.calendar) {
    case .until(let end):
      candidate.waiting(
        until: end, for: "only in paid time; next", thing: "working hours begin")
    case .no, .always: RuleExplanation("no hour is paid")
    }
  }
}
