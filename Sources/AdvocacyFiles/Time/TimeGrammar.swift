package import AdvocacyModel
import Foundation
package import StrictJSON

/// Reads times as people and programs write them, the same at every door.
///
/// Absolute: `2026-01-01`; `2026-01-01 09:00` or with `T`, seconds and their fractions; behind it a
/// zone as `Z`, `+01:00`, `+0100` or `Europe/Madrid`; dates of mails (RFC 2822). Relative, where a
/// person says it now: `now`, `9:00`, `today`, `tomorrow`, `monday`, each with or without a time,
/// `+2d`, `+3h`, `+30m`, `+1w`, `in 2 days`.
package struct TimeGrammar {
  /// The present, from which relative words count; nil: a file is read, which must mean the same
  /// whenever that is.
  private let now: Instant?
  private let calendar: CompanyCalendar

  /// The forms that a file may use, for hints.
  package static let absoluteForms =
    "2026-11-20, 2026-11-20 10:00, 2026-11-20 10:00 Europe/Madrid or 2026-11-20T10:00:00+01:00"
  /// The forms that a command line may use besides, for hints.
  package static let relativeForms = "tomorrow 9:00, monday 9:00, +2d or +3h"

  /// Reads what a person says now.
  package init(now: Instant, calendar: CompanyCalendar) {
    self.now = now
    self.calendar = calendar
  }

  private init() {
    now = nil
    calendar = .utc
  }

  /// Reads what stands in files.
  static let ofFiles = TimeGrammar()

  /// The time that a text means.
  ///
  /// - Throws: what is wrong with it, and the forms that are read.
  /// - Complexity: O(characters).
  package func read(_ text: String) throws(ValidationError) -> GivenTime {
    if let strict = GivenTime(strict: text) { return strict }
    let words = text.split(whereSeparator: \.isWhitespace)
    if let time = try Self.dated(words) { return time }
    switch WordedDate.worded(text) {
    case .zoned(let instant): return GivenTime(.instant(instant))
    case .local(let civil): return GivenTime(text.contains(":") ? .wall(civil) : .day(civil))
    case nil: break
    }
    let from = now ?? .distantPast
    guard let time = relative(words.map { $0.lowercased() }, from) else {
      throw Self.unknown(text, isFile: now == nil)
    }
    guard now != nil else {
      throw ValidationError(
        "expected a time, found \"\(SafeText.excerpt(text))\", which means another one whenever the "
          + "file is read", hint: "Write it as \(Self.absoluteForms)")
    }
    return time
  }

  private static func unknown(_ text: String, isFile: Bool) -> ValidationError {
    let forms = isFile ? absoluteForms : "\(absoluteForms), or as \(relativeForms)"
    return ValidationError(
      "expected a time, found \"\(SafeText.excerpt(text))\"", hint: "Write it as \(forms)")
  }
}

// MARK: - Dates in digits

extension TimeGrammar {
  /// A date in digits with or without time and zone; nil where the words don't begin with one.
  private static func dated(_ words: [Substring]) throws(ValidationError) -> GivenTime? {
    let (date, behind) = ISODate.split(words)
    guard date.isFullDate else { return nil }
    var rest = behind
    var time: Int64?
    if let next = rest.first, next.first?.isNumber == true {
      guard let clock = ClockTime.read(rest) else { return nil }
      (time, rest) = (clock.time.milliseconds, clock.rest)
    }
    guard rest.count <= 1 else { return nil }
    guard let civil = ISODate.day(date)?.at(time ?? 0) else {
      throw ValidationError(
        "expected a time, found \"\(date)\", a day that no calendar has",
        hint: "Write it as \(absoluteForms)")
    }
    return try zoned(civil, isDay: time == nil, rest.first ?? "")
  }

  /// A civil time in a zone as it is written; an empty one is the company's.
  private static func zoned(
    _ civil: CivilTime, isDay: Bool, _ zone: Substring
  ) throws(ValidationError) -> GivenTime? {
    let value: GivenTime.Value = isDay ? .day(civil) : .wall(civil)
    guard !zone.isEmpty else { return GivenTime(value) }
    // Behind an offset a name in brackets only tells where it comes from (RFC 9557).
    let offset = zone.prefix { $0 != "[" }
    let name = zone.dropFirst(offset.count)
    if !name.isEmpty { guard name.hasSuffix("]"), name.count > 2 else { return nil } }
    let named = offset.contains("/") ? offset : name.dropFirst().dropLast()
    var calendar: CompanyCalendar?
    if !named.isEmpty {
      guard let known = CompanyCalendar(zoneName: String(named)) else {
        throw ValidationError(
          "unknown time zone \"\(SafeText.excerpt(named))\"",
          hint: NearMiss.hint(String(named), among: TimeZone.knownTimeZoneIdentifiers)
            ?? "Name one of the tz database, for example Europe/Madrid")
      }
      calendar = known
    }
    if offset.isEmpty || offset.contains("/") { return GivenTime(value, zone: calendar) }
    guard let seconds = ZoneName.seconds(offset) else { return nil }
    guard !isDay else { return seconds == 0 ? GivenTime(value, zone: .utc) : nil }
    let instant = civil.asUTC - .seconds(seconds)
    guard civil.asUTC - instant == .seconds(seconds) else { return nil }
    return GivenTime(.instant(instant))
  }
}

// MARK: - Words that count from the present

extension TimeGrammar {
  private static let weekdays = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]

  private static let units: [(names: [String], span: Instant.Span, days: Int?)] = [
    (["m", "min", "minute", "minutes"], .minutes(1), nil),
    (["h", "hour", "hours"], .hours(1), nil),
    (["d", "day", "days"], .days(1), 1), (["w", "week", "weeks"], .days(7), 7),
  ]

  /// The time that words mean which count from an instant; nil: they are none such.
  private func relative(_ words: [String], _ now: Instant) -> GivenTime? {
    guard let first = words.first else { return nil }
    if words == ["now"] { return GivenTime(.instant(now)) }
    if let clock = Self.clock(words[...]) { return day(0, from: now, at: clock) }
    if first == "in", words.count == 3, let count = Self.count(words[1]) {
      return shifted(count, words[2], from: now, at: nil)
    }
    var time: Int64?
    if words.count > 1 {
      guard let clock = Self.clock(words.dropFirst()) else { return nil }
      time = clock
    }
    switch first {
    case "today": return day(0, from: now, at: time)
    case "tomorrow": return day(1, from: now, at: time)
    case "yesterday": return day(-1, from: now, at: time)
    default: break
    }
    let weekday = Self.weekdays.firstIndex { $0 == first || $0.prefix(3) == first }
    if let weekday {
      // Of today's name the next is meant, in a week.
      let ahead = (weekday - (calendar.civilTime(at: now).weekday - 1) + 6) % 7 + 1
      return day(ahead, from: now, at: time)
    }
    guard let sign = first.first, sign == "+" || sign == "-" else { return nil }
    let digits = first.dropFirst().prefix { $0.isASCII && $0.isNumber }
    guard let count = Self.count(digits) else { return nil }
    let unit = String(first.dropFirst(1 + digits.count))
    return shifted(sign == "-" ? -count : count, unit, from: now, at: time)
  }

  /// The milliseconds of a time of day that is all of some words.
  private static func clock(_ words: ArraySlice<String>) -> Int64? {
    guard let (time, rest) = ClockTime.read(words.map { $0[...] }), rest.isEmpty else { return nil }
    return time.milliseconds
  }

  private static func count(_ text: some StringProtocol) -> Int? {
    guard (1...4).contains(text.utf8.count), text.utf8.allSatisfy(ASCII.isDigit) else { return nil }
    return Int(text)
  }

  /// A number of units later: of days the same time on the wall, else so much time.
  private func shifted(
    _ count: Int, _ unit: String, from now: Instant, at time: Int64?
  ) -> GivenTime? {
    guard let unit = Self.units.first(where: { $0.names.contains(unit) }) else { return nil }
    guard let days = unit.days else {
      guard time == nil else { return nil }
      let span = Instant.Span(milliseconds: Int64(count) * unit.span.milliseconds)
      return GivenTime(.instant(now + span))
    }
    let wall = calendar.civilTime(at: now).millisecondOfDay
    return day(count * days, from: now, at: time ?? wall)
  }

  /// A day so many days from that of an instant, at a time of day or as a whole.
  private func day(_ days: Int, from now: Instant, at time: Int64?) -> GivenTime {
    var civil = CivilTime(utc: calendar.civilTime(at: now).asUTC + .days(Int64(days)))
    civil.millisecondOfDay = time ?? 0
    return GivenTime(time == nil ? .day(civil) : .wall(civil))
  }
}

extension Substring {
  /// Whether it is a year, a month and a day in digits, whether or not there is such a day.
  fileprivate var isFullDate: Bool {
    let parts = split(separator: "-", omittingEmptySubsequences: false)
    return parts.map(\.utf8.count) == [4, 2, 2]
      && parts.allSatisfy { $0.utf8.allSatisfy(ASCII.isDigit) }
  }
}

extension CivilTime {
  /// The same day at a time of day in milliseconds.
  fileprivate func at(_ milliseconds: Int64) -> CivilTime? {
    CivilTime(year: year, month: month, day: day, millisecondOfDay: milliseconds)
  }
}

/// A time as somebody wrote it: an instant, a time on the wall or a day, perhaps with a zone of its
/// own.
package struct GivenTime: Hashable, Sendable {
  /// What was written.
  enum Value: Hashable, Sendable {
    /// A time with its distance from UTC.
    case instant(Instant)
    /// A time on the wall of the zone.
    case wall(CivilTime)
    /// A whole day in the zone.
    case day(CivilTime)
  }

  var value: Value
  /// The zone that was named; nil: the company's.
  var zone: CompanyCalendar?

  init(_ value: Value, zone: CompanyCalendar? = nil) {
    self.value = value
    self.zone = zone
  }

  /// A time of the strict forms, which most files use.
  init?(strict text: String) {
    switch WrittenTime(text) {
    case .zoned(let instant): self.init(.instant(instant))
    case .local(let civil): self.init(text.utf8.count == 10 ? .day(civil) : .wall(civil))
    case nil: return nil
    }
  }

  /// Whether a whole day is meant.
  package var isDay: Bool {
    if case .day = value { return true }
    return false
  }
}

extension CompanyCalendar {
  /// The instant that a time means, of a day its first.
  ///
  /// Without a zone it is the company's. Where the clock goes back the first of two is meant, where
  /// it jumps over the time, the time is moved on by the jump.
  package func instant(of time: GivenTime) -> Instant {
    switch time.value {
    case .instant(let instant): instant
    case .wall(let civil), .day(let civil): (time.zone ?? self).instant(of: civil)
    }
  }

  /// The instant from which something is over that ends by a time: a day given as an end is the
  /// last day, so that it is over at the midnight after it.
  package func end(of time: GivenTime) -> Instant {
    guard time.isDay else { return instant(of: time) }
    return (time.zone ?? self).startOfNextDay(at: instant(of: time))
  }
}
