import AdvocacyModel

/// A week of the calendar as an option names it.
struct WeekArgument {
  /// From its first instant on the wall to that of the next, which is left out.
  let range: Range<Instant>
  /// As ISO 8601 writes it: `2026-W49`.
  let name: String

  /// Reads a week; nil: the present one.
  ///
  /// - Throws: `Failure` with cause `usage` for what is no week.
  init(
    _ text: String?, at now: Instant, in calendar: CompanyCalendar
  ) throws(Failure) {
    let text = text ?? "this-week"
    let named = CalendarPeriod(named: text, at: now, in: calendar)
    guard let named, named.unit == .week else {
      throw Failure(
        .usage, "--week: not a week: \"\(SafeText.excerpt(text))\"",
        hint: NearMiss.hint(text, among: ["this-week", "last-week"])
          ?? "Write 2026-W49, this-week or last-week")
    }
    range = named.range(in: calendar)
    // A week belongs to the year of its Thursday.
    let thursday = CivilTime(
      utc: calendar.civilTime(at: range.lowerBound + .hours(12)).asUTC + .days(3))
    let first = CivilTime(year: thursday.year, month: 1, day: 1)?.dayNumber ?? thursday.dayNumber
    let week = (thursday.dayNumber - first) / 7 + 1
    name = "\(thursday.year.padded(4))-W\(week.padded(2))"
  }
}
