import AdvocacyModel

@testable import AdvocacyPolicy

/// Civil time as the documentation speaks of it, read off the wall clock.
extension CompanyCalendar {
  /// The same time of day some civil days later.
  func adding(days: Int, to instant: Instant) -> Instant {
    self.instant(of: CivilTime(utc: civilTime(at: instant).asUTC + .days(Int64(days))))
  }

  /// Whether a stretch holds an instant: one that ends with a day lasts as long as the wall shows no
  /// later one.
  func holds(_ stretch: Period, at instant: Instant) -> Bool {
    guard let until = stretch.until, civilTime(at: until).millisecondOfDay == 0 else {
      return stretch.contains(instant)
    }
    let begun = Period(from: stretch.from).contains(instant)
    return begun && civilTime(at: instant).dayNumber < civilTime(at: until).dayNumber
  }

  /// The first instant from which none of some stretches holds an instant any more; nil: they
  /// never end.
  func end(of stretches: [Period], holding instant: Instant) -> Instant? {
    var end = instant
    while let stretch = stretches.first(where: { $0.contains(end) }) {
      guard let next = stretch.until else { return nil }
      end = next
    }
    return end
  }

  /// When it stops being quiet, minute by minute; nil: it never does.
  ///
  /// Every end that matters comes within nine days, so that whoever finds none finds none ever.
  func endOfQuiet(_ quiet: QuietPeriod, at instant: Instant) -> Instant? {
    guard isQuiet(quiet, at: instant) else { return instant }
    let minute: Int64 = 60_000
    var next = Instant(milliseconds: (instant.milliseconds.floorDivided(by: minute) + 1) * minute)
    let last = instant + .days(9)
    while next < last {
      if !isQuiet(quiet, at: next) { return next }
      next = next + .minutes(1)
    }
    return nil
  }

  private func isQuiet(_ quiet: QuietPeriod, at instant: Instant) -> Bool {
    let wall = civilTime(at: instant)
    if quiet.days.contains(wall.weekday) { return true }
    let (from, until) = (quiet.fromMinute, quiet.untilMinute)
    let minute = Int(wall.millisecondOfDay / 60_000)
    if from < until { return minute >= from && minute < until || endIsInGap(quiet, at: instant) }
    if from > until { return minute >= from || minute < until || endIsInGap(quiet, at: instant) }
    return false
  }

  /// Whether the clock jumped over the end of quiet today, and the end so moved on is to come.
  private func endIsInGap(_ quiet: QuietPeriod, at instant: Instant) -> Bool {
    var wall = civilTime(at: instant)
    wall.millisecondOfDay = Int64(quiet.untilMinute) * 60_000
    let end = self.instant(of: wall)
    // Where the wall never shows the end it is read later, by as much as the clock jumped.
    let jump = civilTime(at: end).asUTC - wall.asUTC
    guard jump.milliseconds > 0 else { return false }
    return instant >= end - jump && instant < end && isQuiet(quiet, at: instant - jump)
  }
}

extension FrequencyCap.Window {
  /// The first instant of the window after the one that holds an instant.
  func next(after instant: Instant, _ calendar: CompanyCalendar) -> Instant {
    let minute: Int64 = 60_000
    var next = Instant(milliseconds: (instant.milliseconds.floorDivided(by: minute) + 1) * minute)
    switch self {
    case .hour:
      while holds(instant, next, calendar) { next = next + .minutes(1) }
    case .day, .week, .month:
      next = calendar.startOfNextDay(at: instant)
      while holds(instant, next, calendar) { next = calendar.startOfNextDay(at: next) }
    }
    return next
  }

  /// Whether two instants lie in the same window.
  func holds(_ one: Instant, _ other: Instant, _ calendar: CompanyCalendar) -> Bool {
    let (a, b) = (calendar.civilTime(at: one), calendar.civilTime(at: other))
    return switch self {
    case .hour:
      a.dayNumber == b.dayNumber
        && a.millisecondOfDay / 3_600_000 == b.millisecondOfDay / 3_600_000
    case .day: a.dayNumber == b.dayNumber
    case .week: a.dayNumber - a.weekday == b.dayNumber - b.weekday
    case .month: a.year == b.year && a.month == b.month
    }
  }
}
