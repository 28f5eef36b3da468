import AdvocacyCore

/// Defers from one time of day to another, and on some weekdays altogether.
struct QuietHours: RuleType, CompiledRule {
  static let name = "quietHours"

  /// When it is quiet.
  var hours = QuietPeriod()

  private static let weekdays = RuleShape.weekdays(atMost: 6)

  static let keys: [RuleKey<Self>] = [
    RuleKey("start", \.hours.fromMinute, .minute, stored: "_0.fromMinute"),
    RuleKey("end", \.hours.untilMinute, .minute, stored: "_0.untilMinute"),
    RuleKey(
      "days", \.hours.days, weekdays, "Days that are quiet altogether.", stored: "_0.days"),
  ]

  /// A company may ask in quiet hours and let nobody act, or the other way round.
  static let allowedHolds = Set(Hold.allCases)

  static let documentation = RuleDocumentation(
    20, "Defers from one time of day to another, and on some weekdays altogether.",
    verdict: "defer", source: "Spain LO 3/2018; AEPD")

  var shortReason: String? { "quiet hours" }

  init() {}

  /// There must be hours, or days, and a day left on which something may happen.
  init(reading source: any RuleSource) throws(Failure) {
    let days: [Int]? = try source.optional("days", Self.weekdays)
    if let days, days.count == 7 {
      throw source.failure(
        at: "days", "all seven days are quiet, so that nobody could ever be asked",
        hint: "Leave a day out, or deny by a segment")
    }
    let hasHours = source.has("start") || source.has("end")
    guard hasHours || days != nil else {
      throw source.failure(
        at: nil, "missing the keys \"start\" and \"end\", or \"days\"",
        hint: "Write for example \"start\": \"20:00\", \"end\": \"08:00\"")
    }
    hours.days = days ?? []
    guard hasHours else { return }
    (hours.fromMinute, hours.untilMinute) = try source.minutes(
      from: "start", until: "end", hint: "Leave both out where only days are quiet")
  }

  func answer(_ context: EvaluationContext) -> RuleAnswer { hours.answer(context) }

  func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
    switch hours.quiet(at: candidate.at, in: candidate.calendar) {
    case .until(let end):
      candidate.waiting(until: end, for: "quiet until", thing: "quiet hours end")
    case .no, .always: RuleExplanation("every day is quiet")
    }
  }
}

extension RuleSource {
  /// Two times of day that must not be the same.
  ///
  /// - Throws: `configuration` where one is missing or wrong, or they are the same.
  func minutes(
    from fromKey: String, until untilKey: String, hint: String
  ) throws(Failure) -> (from: Int, until: Int) {
    guard has(untilKey) else { throw missing(untilKey) }
    let from: Int = try required(fromKey, .minute)
    let until: Int = try required(untilKey, .minute)
    guard from != until else {
      throw failure(
        at: untilKey, "\"\(fromKey)\" and \"\(untilKey)\" are the same", hint: hint)
    }
    return (from, until)
  }
}
