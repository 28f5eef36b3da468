import AdvocacyModel
import StrictJSON

/// Reads dates that begin with the year in digits.
enum ISODate {
  /// What the words of a date mean; nil where they are not of these forms.
  static func read(_ words: [Substring]) -> WrittenTime? {
    var words = words[...]
    // Perforce writes a weekday before the year.
    if let first = words.first, words.count > 1, first.allSatisfy({ $0.isASCII && $0.isLetter }),
      words.dropFirst().first?.first?.isNumber == true, first.count == 3
    {
      guard words[words.startIndex + 1].contains("/") else { return nil }
      words.removeFirst()
    }
    if let korean = korean(words) { return korean }
    var (date, behind) = split(words)
    let isInUTC = date.last == "Z" || date.last == "z"
    if behind.isEmpty, date.utf8.count > 4, isInUTC { date.removeLast() }
    guard let civil = day(date) else { return nil }
    guard !behind.isEmpty else { return WrittenTime(civil, zone: nil) }
    guard case (let time, var tail)? = ClockTime.read(behind, isCompact: true) else { return nil }
    // The name of a zone behind its offset says nothing new: [Europe/Madrid].
    if let last = tail.last, last.hasPrefix("[") { tail.removeLast() }
    if let last = tail.first, let bracket = last.firstIndex(of: "[") { tail[0] = last[..<bracket] }
    guard tail.count <= 1 else { return nil }
    let zone = tail.first.flatMap(ZoneName.seconds)
    guard zone != nil || tail.isEmpty else { return nil }
    // Midnight at the end of a day.
    let extra: Int64 = time.milliseconds == 86_400_000 ? 1 : 0
    let base = CivilTime(utc: civil.asUTC + .days(extra))
    guard
      let whole = CivilTime(
        year: base.year, month: base.month, day: base.day,
        millisecondOfDay: time.milliseconds % 86_400_000)
    else { return nil }
    return WrittenTime(whole, zone: zone)
  }

  /// The words of a date, and those of what stands behind it: a T or an underscore may part them.
  static func split(_ words: some Collection<Substring>) -> (date: Substring, behind: [Substring]) {
    guard let first = words.first else { return ("", []) }
    let rest = Array(words.dropFirst())
    // The last T between digits: months have one as well.
    let mark = first.indices.dropFirst().last { place in
      let next = first.index(after: place)
      return ["T", "t", "_"].contains(first[place]) && first[first.index(before: place)].isNumber
        && next < first.endIndex && first[next].isNumber
    }
    guard let mark else { return (first, rest) }
    return (first[..<mark], [first[first.index(after: mark)...]] + rest)
  }

  /// The day of a date: `2026-01-31`, `20260131`, `2026/01/31`, `2026-01`, `2026`, `2026-031`,
  /// `2026-W05-6`, `26-01-31`, `2026-január-31`.
  static func day(_ text: Substring) -> CivilTime? {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "/" || $0 == "." }
    guard let first = parts.first, !first.isEmpty, parts.count <= 3 else { return nil }
    if let mark = text.firstIndex(where: { $0 == "W" || $0 == "w" }) {
      return week(year: text[..<mark], rest: text[text.index(after: mark)...])
    }
    guard first.utf8.allSatisfy(ASCII.isDigit), let number = Int(first) else { return nil }
    switch (parts.count, first.utf8.count) {
    case (1, 4): return CivilTime(year: number, month: 1, day: 1)
    case (1, 7): return ordinal(number % 1000, of: number / 1000)
    case (1, 8):
      return CivilTime(year: number / 10_000, month: number / 100 % 100, day: number % 100)
    case (2, 4):
      guard let second = digits(parts[1]) else { return nil }
      if parts[1].utf8.count == 3 { return ordinal(second, of: number) }
      return CivilTime(year: number, month: second, day: 1)
    case (3, 4), (3, 2):
      guard let day = digits(parts[2]), let month = digits(parts[1]) ?? MonthName.number(parts[1]),
        first.utf8.count == 4 || text.contains("-")
      else { return nil }
      return CivilTime(year: first.utf8.count == 4 ? number : 2000 + number, month: month, day: day)
    default: return nil
    }
  }

  private static func digits(_ text: Substring) -> Int? {
    guard (1...3).contains(text.utf8.count), text.utf8.allSatisfy(ASCII.isDigit) else { return nil }
    return Int(text)
  }

  private static func ordinal(_ day: Int, of year: Int) -> CivilTime? {
    guard let start = CivilTime(year: year, month: 1, day: 1), (1...366).contains(day) else {
      return nil
    }
    let civil = CivilTime(utc: start.asUTC + .days(Int64(day - 1)))
    return civil.year == year ? civil : nil
  }

  /// Weeks begin on Monday; the first holds the fourth of January.
  private static func week(year: Substring, rest: Substring) -> CivilTime? {
    let digits = rest.filter { $0 != "-" }
    guard let year = Int(year.filter { $0 != "-" }),
      digits.utf8.count == 2 || digits.utf8.count == 3,
      let number = Int(digits), let fourth = CivilTime(year: year, month: 1, day: 4)
    else { return nil }
    let (week, day) = digits.utf8.count == 2 ? (number, 1) : (number / 10, number % 10)
    guard (1...53).contains(week), (1...7).contains(day) else { return nil }
    return CivilTime(utc: fourth.asUTC + .days(Int64((week - 1) * 7 + day - fourth.weekday)))
  }

  /// `2004년 05월 28일 01:31:15` and `2004-05-25 오후 11:23:17`, both of Seoul; `2026年1月31日` of
  /// nowhere in particular.
  private static func korean(_ words: ArraySlice<Substring>) -> WrittenTime? {
    let text = words.joined(separator: " ")
    let marks: [Character] = ["년", "월", "일", "年", "月", "日", "오", "전", "후", "時", "分", "秒"]
    guard text.contains(where: marks.contains) else { return nil }
    var numbers: [Int] = []
    for part in text.split(whereSeparator: { !($0.isASCII && $0.isNumber) }) {
      guard let number = Int(part), part.utf8.count <= 4 else { return nil }
      numbers.append(number)
    }
    guard (3...6).contains(numbers.count), numbers.count != 4 else { return nil }
    numbers += [0, 0, 0]
    let isAfternoon = text.contains("오후") && numbers[3] < 12
    let isMidnight = text.contains("오전") && numbers[3] == 12
    let hour = numbers[3] + (isAfternoon ? 12 : isMidnight ? -12 : 0)
    guard hour < 24, numbers[4] < 60, numbers[5] < 60,
      let civil = CivilTime(
        year: numbers[0], month: numbers[1], day: numbers[2],
        millisecondOfDay: Int64(hour * 3600 + numbers[4] * 60 + numbers[5]) * 1000)
    else { return nil }
    let isKorean = text.contains("년") || text.contains("오전") || text.contains("오후")
    return WrittenTime(civil, zone: isKorean ? 9 * 3600 : nil)
  }
}

/// A time of day as dates write it.
struct ClockTime {
  private(set) var milliseconds: Int64

  /// Reads the time of day that words begin with, and gives what follows: `9:00`, `09:00:00`,
  /// `09:00:00.25`, `9 PM`, `9:00 p.m.`, with what stands right behind it, such as a zone.
  ///
  /// - Parameters:
  ///   - words: The words.
  ///   - isCompact: Whether digits alone are a time as well, `09`, `0900` and `090000`, and `24:00`
  ///     is the end of the day, both as in ISO 8601.
  /// - Returns: nil where they begin with no time of day.
  static func read(
    _ words: some Collection<Substring>, isCompact: Bool = false
  ) -> (time: ClockTime, rest: [Substring])? {
    guard let first = words.first else { return nil }
    let head = first.prefix { $0.isASCII && ($0.isNumber || $0 == ":" || $0 == ".") }
    let own = first.dropFirst(head.count)
    var rest = (own.isEmpty ? [] : [own]) + words.dropFirst()
    let half = rest.first.flatMap { halves[$0.lowercased()] }
    guard var time = clock(head, isCompact: isCompact, isHalved: half != nil) else { return nil }
    if let half {
      guard time.apply(half) else { return nil }
      rest.removeFirst()
    }
    return (time, rest)
  }

  private static func clock(
    _ text: Substring, isCompact: Bool, isHalved: Bool
  ) -> ClockTime? {
    var parts = text.split(separator: ":", omittingEmptySubsequences: false)
    if isCompact, parts.count == 1, [2, 4, 6].contains(text.utf8.count) {
      parts = stride(from: 0, to: text.utf8.count, by: 2).map { text.dropFirst($0).prefix(2) }
    } else if parts.count == 1 {
      guard isHalved else { return nil }
    }
    guard (1...3).contains(parts.count), (1...2).contains(parts[0].count), let hour = Int(parts[0])
    else { return nil }
    var minute = 0
    if parts.count > 1 {
      guard parts[1].count == 2, let value = Int(parts[1]), value < 60 else { return nil }
      minute = value
    }
    var seconds = 0.0
    if parts.count > 2 {
      // A leap second counts as the one before.
      guard let value = Double(parts[2]), value < 61 else { return nil }
      seconds = min(value, 59.999)
    }
    let isEnd = isCompact && hour == 24 && minute == 0 && seconds == 0
    guard hour < 24 || isEnd else { return nil }
    let whole = Int64(hour * 3600 + minute * 60) * 1000
    return ClockTime(milliseconds: whole + Int64((seconds * 1000).rounded(.down)))
  }

  /// A half of the day.
  enum Half {
    case morning
    case afternoon
  }

  /// The halves of the day by their names in small letters.
  static let halves: [String: Half] = [
    "am": .morning, "a.m.": .morning, "a.m": .morning, "pm": .afternoon, "p.m.": .afternoon,
    "p.m": .afternoon,
  ]

  /// Turns a time of twelve hours into one of 24; false where it is none.
  mutating func apply(_ half: Half) -> Bool {
    let hour = milliseconds / 3_600_000
    guard (0...12).contains(hour) else { return hour < 24 && half == .afternoon }
    if half == .afternoon, hour < 12 { milliseconds += 12 * 3_600_000 }
    if half == .morning, hour == 12 { milliseconds -= 12 * 3_600_000 }
    return true
  }
}

/// Zones as dates name them.
enum ZoneName {
  /// The offset from UTC in seconds; nil where the name says none.
  ///
  /// A name that several zones have (IST, CST, BST) is the one that is in mails most often.
  static func seconds(_ name: Substring) -> Int64? {
    var name = name.uppercased()
    if let hours = hours[name] { return Int64((hours * 3600).rounded()) }
    for prefix in ["ETC/", "GMT", "UTC", "UT"] where name.hasPrefix(prefix) && name != prefix {
      name.removeFirst(prefix.count)
      if let hours = hours[name] { return Int64((hours * 3600).rounded()) }
    }
    // One letter, as RFC 822 has it.
    if name.utf8.count == 1, let letter = name.utf8.first, name != "J" {
      switch letter {
      case UInt8(ascii: "A")...UInt8(ascii: "M"):
        let place = Int64(letter - UInt8(ascii: "A"))
        return -3600 * (letter > UInt8(ascii: "J") ? place : place + 1)
      case UInt8(ascii: "N")...UInt8(ascii: "Y"): return 3600 * Int64(letter - UInt8(ascii: "M"))
      default: return nil
      }
    }
    guard let sign = name.first, sign == "+" || sign == "-" || sign == "\u{2212}" else {
      return nil
    }
    let digits = name.dropFirst().filter { $0 != ":" }
    guard digits.utf8.allSatisfy(ASCII.isDigit), let number = Int64(digits) else { return nil }
    let (hour, minute): (Int64, Int64) =
      switch digits.utf8.count {
      case 1, 2: (number, 0)
      case 3, 4: (number / 100, number % 100)
      case 6: (number / 10_000, number / 100 % 100)
      default: (99, 0)
      }
    guard hour <= 18, minute < 60 else { return nil }
    return (hour * 3600 + minute * 60) * (sign == "+" ? 1 : -1)
  }

  private static let hours: [String: Double] = [
    "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 1, "CET": 1, "CEST": 2, "MET": 1,
    "MEST": 2, "MEZ": 1, "MESZ": 2, "EET": 2, "EEST": 3, "MSK": 3, "BST": 1, "TRT": 3,
    "NST": -3.5, "NDT": -2.5, "AST": -4, "ADT": -3, "AT": -4, "EST": -5, "EDT": -4, "ET": -5,
    "CST": -6, "CDT": -5, "CT": -6, "MST": -7, "MDT": -6, "MT": -7, "PST": -8, "PDT": -7, "PT": -8,
    "AKST": -9, "AKDT": -8, "HST": -10, "BRT": -3, "BRST": -2, "ART": -3, "CLT": -4, "CLST": -3,
    "COT": -5, "PET": -5, "SAST": 2, "EAT": 3, "WAT": 1, "CAT": 2, "GST": 4, "PKT": 5, "IST": 5.5,
    "NPT": 5.75, "WIB": 7, "ICT": 7, "HKT": 8, "SGT": 8, "PHT": 8, "AWST": 8, "JST": 9, "KST": 9,
    "ACST": 9.5, "ACDT": 10.5, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
  ]
}
