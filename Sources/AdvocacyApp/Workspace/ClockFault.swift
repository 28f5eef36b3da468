import AdvocacyCore
import AdvocacyLedger
import AdvocacyReport

/// Says what is wrong with a clock that has leapt, and the way on.
struct ClockFault {
  private let facts: LedgerFacts
  private let calendar: CompanyCalendar

  init(_ facts: LedgerFacts, _ calendar: CompanyCalendar) {
    self.facts = facts
    self.calendar = calendar
  }

  /// The failure of a clock that stands far after the last instant known.
  func ahead(_ real: Instant) -> Failure {
    let days = (real - facts.lastKnown).milliseconds / Instant.Span.days(1).milliseconds
    let gap =
      days < 730
      ? NumberFormat.count(Int(days), "day") : NumberFormat.count(Int(days / 365), "year")
    let since = facts.hasRun ? "the last run" : "this workspace was made"
    return Failure(
      .busy, "the clock says \(calendar.day(real)), \(gap) after \(since)",
      hint: "Nothing was written. Set it, or if it is right: advocacy amplify --accept-clock")
  }

  /// The failure of a clock that stands before the last instant handled.
  func behind(_ now: Instant) -> Failure {
    let isNear = facts.watermark - now < .days(2)
    let show = isNear ? calendar.wallTime : calendar.day
    let minute = Instant(milliseconds: now.milliseconds - now.milliseconds.floorModulo(60_000))
    guard facts.hasRun, minute >= facts.birth.start else {
      let reached = facts.hasRun ? "the last run is dated" : "the ledger starts on"
      return Failure(
        .busy, "\(reached) \(show(facts.watermark)), the clock says \(show(now))",
        hint: "Nothing was written. Set the clock, or wait until then")
    }
    let year = calendar.civilTime(at: facts.watermark).year
    let suspect = year == calendar.civilTime(at: now).year ? "the run's clock" : "\(year)"
    return Failure(
      .busy, "the last run is dated \(show(facts.watermark)), the clock says \(show(now))",
      hint: "Nothing was written. Set the clock, or if \(suspect) was wrong: "
        + "advocacy ledger rewind --to \"\(calendar.minute(minute))\"")
  }

  /// What to think of a clock that stands still until the last instant handled; nil: it does not.
  func lag(_ now: Instant) -> String? {
    let seconds = ((facts.watermark - now).milliseconds + 999) / 1000
    guard seconds > 0 else { return nil }
    return "\(seconds) s behind the last run; from 1 minute on nothing is written"
  }
}

extension CompanyCalendar {
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
  private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  /// The day on the wall: `4 Mar 2029`.
  func day(_ instant: Instant) -> String {
    let civil = civilTime(at: instant)
    return "\(civil.day) \(Self.months[civil.month - 1]) \(civil.year)"
  }

  /// The day and the minute on the wall: `Sun 4 Mar 2029 14:30`.
  func wallTime(_ instant: Instant) -> String {
    let weekday = Self.weekdays[civilTime(at: instant).weekday - 1]
    return "\(weekday) \(day(instant)) \(clock(instant))"
  }

  /// The day and the minute on the wall, with the year where it isn't that of the present.
  func wallTime(_ instant: Instant, in present: Instant) -> String {
    let year = civilTime(at: instant).year
    guard year == civilTime(at: present).year else { return wallTime(instant) }
    return wallTime(instant).replacing(" \(year)", with: "")
  }

  /// The minute on the wall as an option takes it: `2029-03-04 14:30`.
  func minute(_ instant: Instant) -> String {
    let civil = civilTime(at: instant)
    let date = "\(civil.year.padded(4))-\(civil.month.padded(2))-\(civil.day.padded(2))"
    return "\(date) \(clock(instant))"
  }

  private func clock(_ instant: Instant) -> String {
    let minutes = Int(civilTime(at: instant).millisecondOfDay / 60_000)
    return "\((minutes / 60).padded(2)):\((minutes % 60).padded(2))"
  }
}
