import AdvocacyModel
import StrictJSON

/// Reads the dates of RSS: RFC 822 with the years of RFC 2822.
enum RFC822Date {
  /// The instant of a date such as `Thu, 20 Aug 2026 13:45:00 +0000`, or nil.
  ///
  /// The weekday and the seconds may be missing; a weekday must be one but isn't compared with the
  /// date. The zone must be there: an offset, or UT, UTC, GMT, Z or a North American name. Years of
  /// two digits are 1950 to 2049.
  static func instant(_ text: String) -> Instant? {
    var words = text.split(whereSeparator: { $0 == " " || $0 == "\t" || $0.isNewline })[...]
    if let first = words.first, first.hasSuffix(",") {
      guard weekdays.contains(String(first.dropLast())) else { return nil }
      words.removeFirst()
    }
    guard words.count == 5 else { return nil }
    let parts = Array(words)
    guard let day = number(parts[0], digits: 1...2),
      let month = months.firstIndex(of: String(parts[1])),
      let year = year(parts[2]), let time = millisecondOfDay(parts[3]),
      let offset = offsetSeconds(parts[4]),
      let civil = CivilTime(year: year, month: month + 1, day: day, millisecondOfDay: time)
    else { return nil }
    return civil.asUTC - .seconds(offset)
  }

  private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
  /// The named zones of RFC 822, in hours; its letters are left out, being used both ways.
  private static let zones: [String: Int64] = [
    "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7,
    "MDT": -6, "PST": -8, "PDT": -7,
  ]

  private static func number(_ text: Substring, digits: ClosedRange<Int>) -> Int? {
    guard digits.contains(text.utf8.count), text.utf8.allSatisfy(ASCII.isDigit) else { return nil }
    return Int(text)
  }

  private static func year(_ text: Substring) -> Int? {
    if let year = number(text, digits: 4...4) { return year }
    return number(text, digits: 2...2).map { $0 < 50 ? 2000 + $0 : 1900 + $0 }
  }

  private static func millisecondOfDay(_ text: Substring) -> Int64? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let fields = parts.compactMap { number($0, digits: 2...2) }
    guard (2...3).contains(parts.count), fields.count == parts.count,
      fields[0] < 24, fields.dropFirst().allSatisfy({ $0 < 60 })
    else { return nil }
    let seconds = fields.count == 3 ? fields[2] : 0
    return Int64(fields[0] * 3600 + fields[1] * 60 + seconds) * 1000
  }

  private static func offsetSeconds(_ text: Substring) -> Int64? {
    if let hours = zones[String(text)] { return hours * 3600 }
    guard let sign = text.first, sign == "+" || sign == "-",
      let digits = number(text.dropFirst(), digits: 4...4), digits % 100 < 60, digits < 2400
    else { return nil }
    let seconds = Int64(digits / 100 * 3600 + digits % 100 * 60)
    return sign == "-" ? -seconds : seconds
  }
}
