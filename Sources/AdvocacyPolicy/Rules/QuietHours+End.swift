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

extension Rule.QuietHours {
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
}
