import AdvocacyCore

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
