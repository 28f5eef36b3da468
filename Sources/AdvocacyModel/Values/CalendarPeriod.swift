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
