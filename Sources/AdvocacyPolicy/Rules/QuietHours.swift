import AdvocacyModel

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

  var ownWords: Sentence? {
    guard hours.days.isEmpty else { return nil }
    let times = [hours.fromMinute, hours.untilMinute].map {
      "\(($0 / 60).padded(2)):\(($0 % 60).padded(2))"
    }
    return Sentence(
      "Quiet from \(times[0]) to \(times[1])", es: "Silencio de \(times[0]) a \(times[1])")
  }

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
      candidate.waiting(
        until: end, thing: Sentence("quiet hours end", es: "terminan las horas de silencio")
      ) { Sentence("quiet until \($0.english)", es: "horas de silencio hasta el \($0.spanish)") }
    case .no, .always:
      RuleExplanation(Sentence("every day is quiet", es: "todos los días son de silencio"))
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
        until: end, thing: Sentence("working hours begin", es: "empieza el horario laboral")
      ) {
        Sentence(
          "only in paid time; next \($0.english)",
          es: "solo en horario laboral; desde el \($0.spanish)")
      }
    case .no, .always:
      RuleExplanation(Sentence("no hour is paid", es: "ninguna hora es de trabajo"))
    }
  }
}

/// Whether it is quiet, and until when.
enum Quiet: Hashable, Sendable {
  /// It is not quiet.
  case no
  /// It is quiet until an instant.
  case until(Instant)
  /// It is quiet for ever: every day is.
  case always
}

/// The hours in which employees are left in peace, in the company's time zone.
struct QuietPeriod: Hashable, Sendable {
  /// The minute of the day from which it is quiet, 0 to 1439.
  var fromMinute = 0
  /// The minute of the day until which it is quiet, 0 to 1439; before `fromMinute`: overnight.
  ///
  /// Equal to `fromMinute`: no hours are quiet, only the days.
  var untilMinute = 0
  /// The weekdays that are quiet altogether, 1 for Monday to 7 for Sunday.
  var days: [Int] = []
}

extension QuietPeriod {
  /// What a rule says that defers until the quiet ends.
  func answer(_ context: EvaluationContext) -> RuleAnswer {
    switch quiet(at: context.at, in: context.calendar) {
    case .no: .silent(until: nextBeginning(after: context.at, in: context.calendar))
    case .until(let end): .everyone(context.wait(until: end), until: end)
    case .always: .everyone(.deny)
    }
  }

  /// Tells whether it is quiet at an instant, and when that ends.
  ///
  /// The wall decides: an end inside a gap is moved on by the gap, and a repeated hour is quiet
  /// both times. Quiet days and hours that touch chain on.
  func quiet(at instant: Instant, in calendar: CompanyCalendar) -> Quiet {
    var end = instant
    // Twice a day for a week passes every combination of hours and days.
    for _ in 0..<16 {
      guard let next = nextEnd(at: end, in: calendar) else {
        return end == instant ? .no : .until(end)
      }
      end = next
    }
    return .always
  }

  /// The end of the quiet stretch that holds an instant, before any that follows it.
  private func nextEnd(at instant: Instant, in calendar: CompanyCalendar) -> Instant? {
    let civil = calendar.civilTime(at: instant)
    if days.contains(civil.weekday) { return calendar.startOfNextDay(at: instant) }
    let now = civil.millisecondOfDay
    let from = Int64(fromMinute) * 60_000
    let until = Int64(untilMinute) * 60_000
    if from < until {
      guard now >= from, now < until else { return nil }
    } else if from > until {
      // Overnight: the evening lasts to midnight, from where the morning chains on.
      if now >= from { return calendar.startOfNextDay(at: instant) }
      guard now < until else { return nil }
    } else {
      return nil
    }
    var wall = civil
    wall.millisecondOfDay = until
    let end = calendar.instant(of: wall)
    // In a repeated hour's second round the first `until` has passed already.
    return end > instant ? end : instant + Instant.Span(milliseconds: until - now)
  }

  /// The first instant after one that is not quiet at which it may be quiet.
  ///
  /// Never later than the next quiet stretch begins; earlier on a day on which the clock changes.
  ///
  /// - Complexity: O(log day).
  func nextBeginning(after instant: Instant, in calendar: CompanyCalendar) -> Instant {
    let midnight = calendar.startOfNextDay(at: instant)
    guard fromMinute != untilMinute else { return midnight }
    let now = calendar.civilTime(at: instant).millisecondOfDay
    let begin = instant + Instant.Span(milliseconds: Int64(fromMinute) * 60_000 - now)
    let next = begin > instant && begin < midnight ? begin : midnight
    return min(next, calendar.clockChange(between: instant, and: midnight) ?? next)
  }
}

extension CompanyCalendar {
  /// The first instant in a stretch of time after which the clock is set otherwise than at its
  /// beginning; nil: it is set alike at both ends.
  ///
  /// - Complexity: O(log stretch).
  fileprivate func clockChange(between start: Instant, and end: Instant) -> Instant? {
    let offset = offsetSeconds(at: start)
    guard offsetSeconds(at: end) != offset else { return nil }
    var (before, after) = (start.milliseconds, end.milliseconds)
    while after - before > 1 {
      let middle = before + (after - before) / 2
      if offsetSeconds(at: Instant(milliseconds: middle)) == offset {
        before = middle
      } else {
        after = middle
      }
    }
    return Instant(milliseconds: after)
  }
}
