import AdvocacyFiles
import AdvocacyLedger
package import AdvocacyModel
import AdvocacyReport
import StrictJSON

/// Decides what a command may take for the present.
struct PresentTime {
  /// The instant asked for, or the clock's.
  var now: Instant
  /// The real clock's.
  var real: Instant
  /// Whether somebody asked for the instant.
  var isAsked: Bool
  /// The last instant known of, where somebody vouched for a clock that stands far after it.
  private(set) var vouchedAfter: Instant?

  /// Finds the present: `--now`, else `ADVOCACY_NOW`, else the clock.
  init(_ flag: String?, in environment: Environment, calendar: CompanyCalendar) throws(Failure) {
    now = try TimeArgument.present(flag, in: environment, calendar: calendar)
    real = environment.now()
    isAsked = flag != nil || environment.variables["ADVOCACY_NOW"]?.isEmpty == false
  }

  /// How far ahead of the real clock a workspace may run that isn't simulated.
  static let allowedLead = Instant.Span.days(1)
  /// How long a workspace may lie idle before its clock is doubted: 400 days (assumed), a year and
  /// the month until somebody notices.
  static let longestSilence = Instant.Span.days(400)
  /// How far a clock may stand behind the last instant handled: a minute (assumed), what setting it
  /// right by the network takes at most.
  static let allowedLag = Instant.Span.minutes(1)

  /// The present as a ledger may be written in it.
  ///
  /// A clock less than a minute behind the last instant handled stands still for that long: what
  /// happens meanwhile is handled a minute later. Where the workspace has a simulated clock, the
  /// real one says nothing.
  ///
  /// - Parameters:
  ///   - facts: What the ledger says of itself.
  ///   - calendar: The company's.
  ///   - acceptsClock: Whether somebody vouches for a clock far after the last instant known.
  /// - Returns: The present to write in.
  /// - Throws: `Failure`: `usage` for an instant that was asked for and is before the last one
  ///   handled or far ahead of the real clock; `busy` for a real clock that has leapt.
  func writing(
    _ facts: LedgerFacts, calendar: CompanyCalendar, acceptsClock: Bool = false
  ) throws(Failure) -> PresentTime {
    var present = self
    if !facts.header.isClockSimulated {
      let known = facts.lastKnown
      if real > known + Self.longestSilence {
        guard acceptsClock else { throw ClockFault(facts, calendar).ahead(real) }
        present.vouchedAfter = known
      }
      if !isAsked, now < facts.watermark {
        guard now >= facts.watermark - Self.allowedLag else {
          throw ClockFault(facts, calendar).behind(now)
        }
        present.now = facts.watermark
      }
      guard now <= real + Self.allowedLead else {
        throw Failure(
          .usage, "\(calendar.format(now)) is more than a day ahead of the clock",
          hint: "Make the workspace with `advocacy init --simulated-clock` to try out the future")
      }
    }
    guard present.now >= facts.watermark else {
      throw Failure(
        .usage,
        "\(calendar.format(now)) is before the last instant handled, "
          + calendar.format(facts.watermark), hint: "Take a later --now")
    }
    return present
  }
}

extension LedgerFacts {
  /// The last instant that a real clock was seen at, or that was handled.
  var lastKnown: Instant {
    [header.createdAt, watermark, heartbeat, lastRun?.now, lastRun?.realTime].compactMap { $0 }
      .reduce(header.createdAt, max)
  }

  /// Whether a run ever ended well or recorded something.
  var hasRun: Bool { heartbeat != nil || lastRun != nil }
}

/// Says what is wrong with a clock that has leapt, and the way on.
struct ClockFault {
  private let facts: LedgerFacts
  private let calendar: CompanyCalendar

  init(_ facts: LedgerFacts, _ calendar: CompanyCalendar) {
    self.facts = facts
    self.calendar = calendar
  }

  /// The failure of a clock that stands far after the last instant known.
  func ahead(_ real: Instant) -> Failure {
    let days = (real - facts.lastKnown).milliseconds / Instant.Span.days(1).milliseconds
    let gap =
      days < 730
      ? NumberFormat.count(Int(days), "day") : NumberFormat.count(Int(days / 365), "year")
    let since = facts.hasRun ? "the last run" : "this workspace was made"
    return Failure(
      .busy, "the clock says \(calendar.day(real)), \(gap) after \(since)",
      hint: "Nothing was written. Set it, or if it is right: advocacy amplify --accept-clock")
  }

  /// The failure of a clock that stands before the last instant handled.
  func behind(_ now: Instant) -> Failure {
    let isNear = facts.watermark - now < .days(2)
    let show = { isNear ? calendar.wallTime($0) : calendar.day($0) }
    let minute = Instant(milliseconds: now.milliseconds - now.milliseconds.floorModulo(60_000))
    guard facts.hasRun, minute >= facts.header.start else {
      let reached = facts.hasRun ? "the last run is dated" : "the ledger starts on"
      return Failure(
        .busy, "\(reached) \(show(facts.watermark)), the clock says \(show(now))",
        hint: "Nothing was written. Set the clock, or wait until then")
    }
    let year = calendar.civilTime(at: facts.watermark).year
    let suspect = year == calendar.civilTime(at: now).year ? "the run's clock" : "\(year)"
    return Failure(
      .busy, "the last run is dated \(show(facts.watermark)), the clock says \(show(now))",
      hint: "Nothing was written. Set the clock, or if \(suspect) was wrong: "
        + "advocacy ledger rewind --to \"\(calendar.minute(minute))\"")
  }

  /// What to think of a clock that stands still until the last instant handled; nil: it does not.
  func lag(_ now: Instant) -> String? {
    let seconds = ((facts.watermark - now).milliseconds + 999) / 1000
    guard seconds > 0 else { return nil }
    return "\(seconds) s behind the last run; from 1 minute on nothing is written"
  }
}

/// Reads instants from the command line.
package enum TimeArgument {
  /// The instant that an option means, of a day its first, a time without a zone being the
  /// company's; words such as `tomorrow` count from the present.
  ///
  /// - Throws: `Failure` with cause `usage` that names the option.
  package static func instant(
    _ text: String, option: String, calendar: CompanyCalendar, now: Instant
  ) throws(Failure) -> Instant {
    calendar.instant(of: try read(text, option, calendar, now))
  }

  /// The instant from which something is over that ends by an option: a day is the last one.
  ///
  /// - Throws: `Failure` with cause `usage` that names the option.
  package static func end(
    _ text: String, option: String, calendar: CompanyCalendar, now: Instant
  ) throws(Failure) -> Instant {
    calendar.end(of: try read(text, option, calendar, now))
  }

  private static func read(
    _ text: String, _ option: String, _ calendar: CompanyCalendar, _ now: Instant
  ) throws(Failure) -> GivenTime {
    do {
      return try TimeGrammar(now: now, calendar: calendar).read(text)
    } catch {
      throw Failure(.usage, "\(option): \(error.message)", hint: error.hint)
    }
  }

  /// The stretch of time that an option means: `90s`, `30m`, `2h`, `1d`.
  ///
  /// - Throws: `Failure` with cause `usage` that names the option.
  package static func span(_ text: String, option: String) throws(Failure) -> Instant.Span {
    let seconds: [Character: Int64] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
    guard let unit = text.last.flatMap({ seconds[$0] }), let count = Int64(text.dropLast()),
      (1...1_000_000).contains(count)
    else {
      throw Failure(
        .usage, "\(option): not a stretch of time: \"\(text)\"",
        hint: "Write 90s, 30m, 2h or 1d")
    }
    return .seconds(count * unit)
  }

  /// The present: `--now`, else `ADVOCACY_NOW`, else the clock.
  package static func present(
    _ flag: String?, in environment: Environment, calendar: CompanyCalendar
  ) throws(Failure) -> Instant {
    let real = environment.now()
    if let flag { return try instant(flag, option: "--now", calendar: calendar, now: real) }
    guard let variable = environment.variables["ADVOCACY_NOW"], !variable.isEmpty else {
      return real
    }
    return try instant(variable, option: "ADVOCACY_NOW", calendar: calendar, now: real)
  }
}

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
