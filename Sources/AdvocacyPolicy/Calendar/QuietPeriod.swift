import AdvocacyCore

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
