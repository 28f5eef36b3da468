package import AdvocacyModel

/// A value whose instants people read on the company's clock.
///
/// JSON keeps instants in UTC and names the zone beside them.
package protocol CompanyTimed {
  /// The company's zone, by its name in the time-zone database.
  var timeZone: String { get }
}

extension CompanyTimed {
  /// An instant on the company's clock; in UTC where the zone isn't known.
  func shown(_ instant: Instant) -> String {
    (CompanyCalendar(zoneName: timeZone) ?? .utc).format(instant)
  }

  /// The same, a midnight as its date alone.
  func shownBriefly(_ instant: Instant) -> String {
    let calendar = CompanyCalendar(zoneName: timeZone) ?? .utc
    let text = calendar.format(instant)
    return calendar.civilTime(at: instant).millisecondOfDay == 0 ? String(text.prefix(10)) : text
  }
}

extension CompanyCalendar {
  private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// An instant as people say it on the company's clock, such as `Thu 10 Dec 2026 12:00`.
  package func spoken(_ instant: Instant) -> String {
    let civil = civilTime(at: instant)
    let date =
      "\(Self.weekdays[civil.weekday - 1]) \(civil.day) \(Self.months[civil.month - 1]) \(civil.year)"
    let seconds = civil.millisecondOfDay / 1000
    let parts = [seconds / 3600, seconds / 60 % 60] + (seconds % 60 == 0 ? [] : [seconds % 60])
    let time = parts.map { ($0 < 10 ? "0" : "") + String($0) }.joined(separator: ":")
    return "\(date) \(time)"
  }

  /// The day on the wall: `4 Mar 2029`.
  package func day(_ instant: Instant) -> String {
    let civil = civilTime(at: instant)
    return "\(civil.day) \(Self.months[civil.month - 1]) \(civil.year)"
  }

  /// The day and the minute on the wall: `Sun 4 Mar 2029 14:30`.
  package func wallTime(_ instant: Instant) -> String {
    let weekday = Self.weekdays[civilTime(at: instant).weekday - 1]
    return "\(weekday) \(day(instant)) \(clock(instant))"
  }

  /// The day and the minute on the wall, with the year where it isn't that of the present.
  package func wallTime(_ instant: Instant, in present: Instant) -> String {
    let year = civilTime(at: instant).year
    guard year == civilTime(at: present).year else { return wallTime(instant) }
    return wallTime(instant).replacing(" \(year)", with: "")
  }

  /// The minute on the wall as an option takes it: `2029-03-04 14:30`.
  package func minute(_ instant: Instant) -> String {
    let civil = civilTime(at: instant)
    let date = "\(civil.year.padded(4))-\(civil.month.padded(2))-\(civil.day.padded(2))"
    return "\(date) \(clock(instant))"
  }

  private func clock(_ instant: Instant) -> String {
    let minutes = Int(civilTime(at: instant).millisecondOfDay / 60_000)
    return "\((minutes / 60).padded(2)):\((minutes % 60).padded(2))"
  }
}
