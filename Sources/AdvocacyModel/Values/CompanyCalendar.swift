import Foundation

/// The company's clock on the wall: civil time in one time zone, daylight saving included.
package struct CompanyCalendar: Sendable, Hashable {
  /// The zone, by its name in the time-zone database.
  package let zoneName: String
  private let zone: TimeZone

  /// Makes a calendar for a zone of the time-zone database, or nil where it has none such.
  package init?(zoneName: String) {
    let isName = zoneName == "UTC" || zoneName.contains("/")
    guard isName, let zone = TimeZone(identifier: zoneName) else { return nil }
    self.zoneName = zoneName
    self.zone = zone
  }

  private init(utc zone: TimeZone) {
    self.zoneName = "UTC"
    self.zone = zone
  }

  /// The calendar of Coordinated Universal Time.
  package static let utc = CompanyCalendar(utc: .gmt)

  /// The offset from UTC at an instant, in seconds.
  package func offsetSeconds(at instant: Instant) -> Int {
    zone.secondsFromGMT(
      for: Date(timeIntervalSince1970: Double(instant.milliseconds) / 1000))
  }

  /// The civil time on the wall at an instant.
  package func civilTime(at instant: Instant) -> CivilTime {
    CivilTime(utc: instant + .seconds(Int64(offsetSeconds(at: instant))))
  }

  /// The instant at which the wall shows a civil time.
  ///
  /// Of a repeated hour the first is taken; a time in a gap is moved on by the gap's length.
  package func instant(of civil: CivilTime) -> Instant {
    let naive = civil.asUTC
    let before = offsetSeconds(at: naive - .days(1))
    let after = offsetSeconds(at: naive + .days(1))
    let early = naive - .seconds(Int64(max(before, after)))
    let late = naive - .seconds(Int64(min(before, after)))
    if civilTime(at: early) == civil { return early }
    if civilTime(at: late) == civil { return late }
    return naive - .seconds(Int64(before))
  }

  /// The instant that a written time means, a time without a zone being the company's.
  package func instant(of written: WrittenTime) -> Instant {
    switch written {
    case .zoned(let instant): instant
    case .local(let civil): instant(of: civil)
    }
  }

  /// The first instant of the clock hour on the wall that holds an instant.
  ///
  /// Where the clock is set by less than an hour, it may lie before the change.
  package func startOfHour(at instant: Instant) -> Instant {
    instant - Instant.Span(milliseconds: civilTime(at: instant).millisecondOfDay % 3_600_000)
  }

  /// The first instant of the civil day that holds an instant.
  package func startOfDay(at instant: Instant) -> Instant {
    var civil = civilTime(at: instant)
    civil.millisecondOfDay = 0
    return self.instant(of: civil)
  }

  /// The first instant of the next civil day.
  package func startOfNextDay(at instant: Instant) -> Instant {
    var civil = CivilTime(utc: civilTime(at: instant).asUTC + .days(1))
    civil.millisecondOfDay = 0
    let next = self.instant(of: civil)
    guard next <= instant else { return next }
    // The clock went back over this midnight; the wall reaches it a second time.
    return instant + (civil.asUTC - civilTime(at: instant).asUTC)
  }

  /// The RFC 3339 form of an instant at the company's offset.
  package func format(_ instant: Instant) -> String {
    instant.rfc3339(offsetSeconds: offsetSeconds(at: instant))
  }
}

/// A date and time of day in the proleptic Gregorian calendar, without a zone.
package struct CivilTime: Hashable, Sendable, Comparable {
  /// The year, 1 to 9999.
  package var year: Int
  /// The month, 1 to 12.
  package var month: Int
  /// The day of the month, 1 to 31.
  package var day: Int
  /// Milliseconds since midnight, 0 to 86,399,999.
  package var millisecondOfDay: Int64

  /// Makes a civil time, or nil where there is no such date or time of day.
  package init?(year: Int, month: Int, day: Int, millisecondOfDay: Int64 = 0) {
    guard (1...9999).contains(year), (1...12).contains(month),
      (1...Self.days(inMonth: month, of: year)).contains(day),
      (0..<86_400_000).contains(millisecondOfDay)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
    self.millisecondOfDay = millisecondOfDay
  }

  /// Makes the civil time that a clock set to UTC shows at an instant.
  ///
  /// The day arithmetic is the well-known "days from civil" method over eras of 400 years.
  package init(utc instant: Instant) {
    let day = instant.milliseconds.floorDivided(by: 86_400_000)
    let shifted = Int(day) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    self.day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    self.month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    self.year = yearOfEra + era * 400 + (self.month <= 2 ? 1 : 0)
    self.millisecondOfDay = instant.milliseconds - day * 86_400_000
  }

  /// The number of the day, counted from 1970-01-01 as 0.
  package var dayNumber: Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The day of the week: 1 is Monday, 7 is Sunday (ISO 8601).
  package var weekday: Int { Int((Int64(dayNumber) + 3).floorModulo(7)) + 1 }

  /// The instant at which a clock set to UTC shows this time.
  package var asUTC: Instant {
    Instant(milliseconds: Int64(dayNumber) * 86_400_000 + millisecondOfDay)
  }

  package static func < (lhs: Self, rhs: Self) -> Bool { lhs.asUTC < rhs.asUTC }

  static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    default: 31
    }
  }
}

extension Int64 {
  /// The quotient rounded towards negative infinity.
  package func floorDivided(by divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder != 0 && (remainder < 0) != (divisor < 0) ? quotient - 1 : quotient
  }

  /// The remainder with the divisor's sign.
  package func floorModulo(_ divisor: Int64) -> Int64 {
    self - floorDivided(by: divisor) * divisor
  }
}

/// A day, week, month, quarter or year of the calendar, as people name one.
///
/// Weeks and their years are those of ISO 8601: a week begins on Monday, and belongs to the year of
/// its Thursday.
package struct CalendarPeriod: Hashable, Sendable {
  /// The kinds of periods.
  package enum Unit: Hashable, Sendable, CaseIterable {
    case day
    case week
    case month
    case quarter
    case year
  }

  package let unit: Unit
  /// Its first day, at midnight.
  private let first: CivilTime

  /// The period of a kind that begins on a day; nil where none does, or it has no neighbors.
  private init?(_ unit: Unit, year: Int, month: Int = 1, day: Int = 1) {
    guard (2...9998).contains(year),
      let first = CivilTime(year: year, month: month, day: day)
    else { return nil }
    self.unit = unit
    self.first = first
  }

  /// The period of a kind that holds a day.
  private init?(_ unit: Unit, holding day: CivilTime) {
    switch unit {
    case .day: self.init(unit, day: day.dayNumber)
    case .week: self.init(unit, day: day.dayNumber - (day.weekday - 1))
    case .month: self.init(unit, year: day.year, month: day.month)
    case .quarter: self.init(unit, year: day.year, month: (day.month - 1) / 3 * 3 + 1)
    case .year: self.init(unit, year: day.year)
    }
  }

  /// The period of a kind that holds an instant.
  package init?(_ unit: Unit, holding instant: Instant, in calendar: CompanyCalendar) {
    self.init(unit, holding: calendar.civilTime(at: instant))
  }

  private init?(_ unit: Unit, day number: Int) {
    let day = CivilTime(utc: Instant(seconds: Int64(number) * 86_400))
    self.init(unit, year: day.year, month: day.month, day: day.day)
  }

  /// The period so many of its kind later.
  private func moved(by count: Int) -> CalendarPeriod? {
    let months: Int
    switch unit {
    case .day: return CalendarPeriod(unit, day: first.dayNumber + count)
    case .week: return CalendarPeriod(unit, day: first.dayNumber + 7 * count)
    case .month: months = count
    case .quarter: months = 3 * count
    case .year: months = 12 * count
    }
    let month = first.year * 12 + first.month - 1 + months
    return CalendarPeriod(unit, year: month / 12, month: month % 12 + 1)
  }

  /// The period of the same kind before this one.
  package var previous: CalendarPeriod? { moved(by: -1) }

  /// From its first instant on the wall to that of the next period, which is left out.
  package func range(in calendar: CompanyCalendar) -> Range<Instant> {
    let start = calendar.instant(of: first)
    let end = moved(by: 1).map { calendar.instant(of: $0.first) } ?? .distantFuture
    return start..<max(start, end)
  }

  /// The period that a stretch of time is, exactly; nil where it is none.
  package init?(_ range: Range<Instant>, in calendar: CompanyCalendar) {
    let day = calendar.civilTime(at: range.lowerBound)
    let periods = Unit.allCases.lazy.compactMap { CalendarPeriod($0, holding: day) }
    guard let period = periods.first(where: { $0.range(in: calendar) == range }) else { return nil }
    self = period
  }
}

extension CalendarPeriod {
  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]

  private static let units: [(word: String, unit: Unit)] = [
    ("week", .week), ("month", .month), ("quarter", .quarter), ("year", .year),
  ]

  /// The names without digits, for hints.
  package static let names =
    ["today", "yesterday"] + units.flatMap { ["this-\($0.word)", "last-\($0.word)"] } + months

  /// The period of a name, letter case aside: `november` (the last one that has begun), `nov 2026`,
  /// `2026`, `2026-11`, `2026-11-23`, `2026-Q3`, `2026-W49`, `today`, `yesterday`, `this-month`,
  /// `last-quarter`.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - now: The present, by which some are told.
  ///   - calendar: The company's.
  package init?(named name: String, at now: Instant, in calendar: CompanyCalendar) {
    let name = name.lowercased()
    let today = calendar.civilTime(at: now)
    let parts = name.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    if let period = Self.relative(name, parts, to: today) ?? Self.month(name, before: today) {
      self = period
      return
    }
    guard parts[0].count == 4, let year = Self.number(parts[0]) else { return nil }
    let period: CalendarPeriod? =
      switch parts.count {
      case 1: CalendarPeriod(.year, year: year)
      case 2: Self.part(parts[1], of: year)
      case 3 where parts[1].count == 2 && parts[2].count == 2:
        Self.number(parts[1]).flatMap { month in
          Self.number(parts[2]).flatMap { CalendarPeriod(.day, year: year, month: month, day: $0) }
        }
      default: nil
      }
    guard let period else { return nil }
    self = period
  }

  private static func relative(
    _ name: String, _ parts: [String], to today: CivilTime
  ) -> CalendarPeriod? {
    if name == "today" { return CalendarPeriod(.day, holding: today) }
    if name == "yesterday" { return CalendarPeriod(.day, holding: today)?.previous }
    guard parts.count == 2, let unit = units.first(where: { $0.word == parts[1] })?.unit,
      let present = CalendarPeriod(unit, holding: today)
    else { return nil }
    switch parts[0] {
    case "this": return present
    case "last": return present.previous
    default: return nil
    }
  }

  /// A month by its name, or the first three letters of it, with or without a year.
  private static func month(_ name: String, before today: CivilTime) -> CalendarPeriod? {
    let words = name.split(whereSeparator: { $0 == " " || $0 == "-" })
    guard let word = words.first, words.count <= 2,
      let index = months.firstIndex(where: { $0 == word || $0.prefix(3) == word })
    else { return nil }
    guard words.count == 1 else {
      return number(String(words[1])).flatMap { CalendarPeriod(.month, year: $0, month: index + 1) }
    }
    let hasBegun = index + 1 <= today.month
    return CalendarPeriod(.month, year: hasBegun ? today.year : today.year - 1, month: index + 1)
  }

  /// A month, quarter or week of a year: `11`, `q3`, `w49`.
  private static func part(_ text: String, of year: Int) -> CalendarPeriod? {
    if text.count == 2, let month = number(text) {
      return CalendarPeriod(.month, year: year, month: month)
    }
    guard let number = number(String(text.dropFirst())) else { return nil }
    switch (text.first, text.count) {
    case ("q", 2) where (1...4).contains(number):
      return CalendarPeriod(.quarter, year: year, month: number * 3 - 2)
    case ("w", 3) where number >= 1:
      // The week of 4 January is the first of its year.
      let fourth = CivilTime(year: year, month: 1, day: 4)
      let week = fourth.flatMap { CalendarPeriod(.week, holding: $0) }?.moved(by: number - 1)
      let thursday = week.map {
        CivilTime(utc: Instant(seconds: Int64($0.first.dayNumber + 3) * 86_400))
      }
      return thursday?.year == year ? week : nil
    default: return nil
    }
  }

  private static func number(_ text: String) -> Int? {
    text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(text) : nil
  }
}
