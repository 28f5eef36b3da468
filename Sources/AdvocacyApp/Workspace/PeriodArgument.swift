import AdvocacyModel

/// The stretch of time that `--since` and `--until`, or `--period`, ask for.
package struct PeriodArgument: Sendable {
  private let since: String?
  private let until: String?
  private let period: String?

  package init(since: String? = nil, until: String? = nil, period: String? = nil) {
    self.since = since
    self.until = until
    self.period = period
  }

  /// Whether anything was asked for.
  var isGiven: Bool { [since, until, period].contains { $0 != nil } }

  /// What the options mean.
  struct Meaning: Hashable {
    /// The first instant; nil: from the first.
    var since: Instant?
    /// The instant before which it ends; nil: to the last.
    var until: Instant?
    /// The period of the calendar that it is; nil: it is none.
    var period: CalendarPeriod?

    /// Whether an instant lies in it.
    func contains(_ instant: Instant) -> Bool {
      Period(from: since, until: until).contains(instant)
    }
  }

  /// Reads the options; `today` and the like are told by `ADVOCACY_NOW`, else the clock.
  ///
  /// - Throws: `Failure` with cause `usage` for a time or period that is none, for both kinds of
  ///   options together, and for an end that isn't after the beginning.
  func read(in environment: Environment, calendar: CompanyCalendar) throws(Failure) -> Meaning {
    try read(calendar: calendar) { () throws(Failure) in
      try TimeArgument.present(nil, in: environment, calendar: calendar)
    }
  }

  /// Reads the options as of an instant.
  ///
  /// - Throws: `Failure` with cause `usage`.
  func read(
    calendar: CompanyCalendar, now: () throws(Failure) -> Instant
  ) throws(Failure) -> Meaning {
    guard let period else { return try bounds(calendar, now: now) }
    guard since == nil, until == nil else {
      throw Failure(
        .usage, "--period has a beginning and an end of its own",
        hint: "Leave out --since and --until, or --period")
    }
    guard let named = CalendarPeriod(named: period, at: try now(), in: calendar) else {
      throw Failure(
        .usage, "--period: not a period: \"\(period)\"",
        hint: NearMiss.hint(period, among: CalendarPeriod.names)
          ?? "Write november, 2026-11, 2026-Q3, 2026-W49, 2026, last-month or today")
    }
    let range = named.range(in: calendar)
    return Meaning(since: range.lowerBound, until: range.upperBound, period: named)
  }

  private func bounds(
    _ calendar: CompanyCalendar, now: () throws(Failure) -> Instant
  ) throws(Failure) -> Meaning {
    var meaning = Meaning()
    if let since {
      meaning.since = try TimeArgument.instant(
        since, option: "--since", calendar: calendar, now: try now())
    }
    if let until {
      meaning.until = try TimeArgument.end(
        until, option: "--until", calendar: calendar, now: try now())
    }
    guard let first = meaning.since, let end = meaning.until else { return meaning }
    guard first < end else {
      throw Failure(.usage, "--since is not before --until, so no post can lie between them")
    }
    meaning.period = CalendarPeriod(first..<end, in: calendar)
    return meaning
  }
}
