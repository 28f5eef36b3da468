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
