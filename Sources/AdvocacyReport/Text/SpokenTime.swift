package import AdvocacyCore

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
}
