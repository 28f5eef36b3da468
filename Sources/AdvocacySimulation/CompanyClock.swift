import AdvocacyModel

/// The company's clock with a memory: the same hours and days are asked about by thousands of acts,
/// and the time-zone database takes longer to answer than everything else an act costs.
///
/// It remembers by quarter of an hour: every clock in use is set at full quarters.
struct CompanyClock {
  private let calendar: CompanyCalendar
  /// By quarter, how far the wall is ahead of UTC, in milliseconds.
  private var offsets: [Int64: Int64] = [:]
  /// By quarter, the midnights before and after it.
  private var midnights: [Int64: (last: CivilTime, next: CivilTime)] = [:]
  /// The instants of times of day that were asked for.
  private var times: [CivilTime: Instant] = [:]

  init(_ calendar: CompanyCalendar) { self.calendar = calendar }

  private static func quarter(of instant: Instant) -> Int64 {
    instant.milliseconds.floorDivided(by: 900_000)
  }

  private mutating func offset(at instant: Instant) -> Int64 {
    let quarter = Self.quarter(of: instant)
    if let offset = offsets[quarter] { return offset }
    let offset = Int64(calendar.offsetSeconds(at: instant)) * 1000
    offsets[quarter] = offset
    return offset
  }

  /// How long the wall's day has lasted at an instant, in milliseconds.
  ///
  /// - Complexity: O(1) on average.
  mutating func timeOfDay(at instant: Instant) -> Int64 {
    (instant.milliseconds + offset(at: instant)).floorModulo(86_400_000)
  }

  /// The first instant of the clock hour on the wall that holds an instant.
  ///
  /// - Complexity: O(1) on average.
  mutating func startOfHour(at instant: Instant) -> Instant {
    instant - Instant.Span(milliseconds: timeOfDay(at: instant) % 3_600_000)
  }

  /// When the wall shows a time of day: on the day of an instant, or on the next.
  ///
  /// - Parameters:
  ///   - milliseconds: The time, since midnight.
  ///   - instant: An instant of the day.
  ///   - isTomorrow: Whether the next day is meant.
  /// - Returns: The instant; of a time that comes twice the first.
  /// - Complexity: O(1) on average.
  mutating func instant(
    of milliseconds: Int64, onDayOf instant: Instant, isTomorrow: Bool
  ) -> Instant {
    let quarter = Self.quarter(of: instant)
    let days =
      midnights[quarter]
      ?? (
        calendar.civilTime(at: calendar.startOfDay(at: instant)),
        calendar.civilTime(at: calendar.startOfNextDay(at: instant))
      )
    midnights[quarter] = days
    var time = isTomorrow ? days.next : days.last
    time.millisecondOfDay = milliseconds
    if let known = times[time] { return known }
    let found = calendar.instant(of: time)
    times[time] = found
    return found
  }
}
