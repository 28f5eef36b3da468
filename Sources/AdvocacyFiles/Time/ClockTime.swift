import AdvocacyModel
import StrictJSON

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
