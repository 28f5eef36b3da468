package import AdvocacyModel

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
