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
