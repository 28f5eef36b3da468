import AdvocacyCore

extension CompanyCalendar {
  /// The window of a cap that holds an instant: its first instant and that of the next window.
  ///
  /// Days, weeks and months are civil ones and may hold an hour more or less; a clock hour that
  /// is repeated makes two windows.
  func window(_ window: FrequencyCap.Window, at instant: Instant) -> (from: Instant, until: Instant)
  {
    let civil = civilTime(at: instant)
    switch window {
    case .hour:
      let from = instant - Instant.Span(milliseconds: civil.millisecondOfDay % 3_600_000)
      return (from, from + .hours(1))
    case .day:
      return (startOfDay(at: instant), startOfNextDay(at: instant))
    case .week:
      let monday = civil.midnight(addingDays: 1 - civil.weekday)
      return (self.instant(of: monday), self.instant(of: monday.midnight(addingDays: 7)))
    case .month:
      let first = civil.midnight(addingDays: 1 - civil.day)
      let someDayOfNext = first.midnight(addingDays: 31)
      let next = someDayOfNext.midnight(addingDays: 1 - someDayOfNext.day)
      return (self.instant(of: first), self.instant(of: next))
    }
  }

  /// The instant at which the wall shows the same time of day some civil days later.
  func instant(_ days: Int, daysAfter instant: Instant) -> Instant {
    let civil = civilTime(at: instant)
    return self.instant(of: CivilTime(utc: civil.asUTC + .days(Int64(days))))
  }

  /// The wall's time at an instant to the minute, as `2026-11-20 10:12`.
  func minute(of instant: Instant) -> String {
    let written = format(instant)
    return "\(written.prefix(10)) \(written.dropFirst(11).prefix(5))"
  }

  /// The civil date of an instant, as `2026-11-20`.
  func date(of instant: Instant) -> String { String(format(instant).prefix(10)) }
}

extension CivilTime {
  /// Midnight of a civil day some days later.
  fileprivate func midnight(addingDays days: Int) -> CivilTime {
    var civil = CivilTime(utc: asUTC + .days(Int64(days)))
    civil.millisecondOfDay = 0
    return civil
  }
}

extension [Period] {
  /// The end of the stretch of touching periods that holds an instant.
  ///
  /// - Returns: nil where none holds it; an end of nil where it never ends.
  /// - Complexity: O(periods²).
  func end(at instant: Instant) -> Instant?? {
    var end: Instant?
    while true {
      let here = filter { $0.contains(end ?? instant) }
      guard !here.isEmpty else { return end.map { .some($0) } }
      var latest = end ?? instant
      for period in here {
        guard let until = period.until else { return .some(nil) }
        latest = Swift.max(latest, until)
      }
      end = latest
    }
  }
}
