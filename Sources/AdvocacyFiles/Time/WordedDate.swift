import AdvocacyModel
import Foundation
import StrictJSON

/// Reads dates in the many forms in which feeds, mails and people write them.
enum WordedDate {
  /// What a date means: with a zone an instant, without one a time on the company's wall.
  ///
  /// Read are RFC 822 (mail) with or without weekday, seconds and zone, month before or behind the
  /// day; RFC 850; asctime; ISO 8601 and W3CDTF with calendar, week and ordinal dates; what SQL
  /// Server and Perforce write; months in 20 languages; Korean dates; seconds since 1970. Comments
  /// in parentheses are left out. Day and month in an order that can't be known (`01/02/2026`) are
  /// not read.
  ///
  /// - Returns: nil where it is no date that we know.
  static func read(_ text: String) -> WrittenTime? {
    let words = Self.words(of: text)
    guard let first = words.first else { return nil }
    return ISODate.read(words) ?? worded(words) ?? (words.count == 1 ? epoch(first) : nil)
  }

  /// What a date in words means, as mails and people write it: `Thu, 1 Jan 2026 9:00 CET`.
  static func worded(_ text: String) -> WrittenTime? { worded(words(of: text)) }

  /// The words of a date without comments.
  private static func words(of text: String) -> [Substring] {
    guard text.utf8.count <= 200 else { return [] }
    var plain: [UInt8] = []
    var depth = 0
    var isInTime = false
    for byte in text.replacing("\u{A0}", with: " ").utf8 {
      if byte <= ASCII.space { isInTime = false }
      switch byte {
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth = max(0, depth - 1)
      case _ where depth > 0: continue
      // A comma parts words, but for that of a fraction of a second.
      case ASCII.comma: plain.append(isInTime ? ASCII.point : ASCII.space)
      case ASCII.colon:
        isInTime = true
        plain.append(byte)
      default: plain.append(byte)
      }
    }
    return plain.split { $0 <= ASCII.space }.map { Substring(decoding: $0, as: UTF8.self) }
  }

  private static func epoch(_ word: Substring) -> WrittenTime? {
    guard word.utf8.allSatisfy(ASCII.isDigit), let number = Int64(word) else { return nil }
    switch word.utf8.count {
    case 10: return .zoned(Instant(seconds: number))
    case 13: return .zoned(Instant(milliseconds: number))
    default: return nil
    }
  }

  /// A date whose month has a name.
  private static func worded(_ words: [Substring]) -> WrittenTime? {
    var words = words.flatMap(Self.parts)[...]
    guard let first = words.first else { return nil }
    // A weekday, in whatever language; French and Spanish have one that looks like March.
    if first.contains(where: \.isLetter), !first.contains(where: \.isNumber),
      MonthName.number(first) == nil
        || words.dropFirst().contains(where: { MonthName.number($0) != nil })
    {
      words.removeFirst()
    }
    var fields = Fields()
    for word in words {
      guard fields.take(word) else { return nil }
    }
    return fields.written
  }

  /// A word, or its parts where hyphens join them: `06-Nov-94`.
  private static func parts(of word: Substring) -> [Substring] {
    let parts = word.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, MonthName.number(parts[1]) != nil else { return [word] }
    return parts
  }

  /// The parts of a date as its words bring them.
  private struct Fields {
    private var year: Int?
    private var month: Int?
    private var day: Int?
    private var time: ClockTime?
    private var zone: Int64?

    /// Takes a word; false where it has no place in a date.
    mutating func take(_ word: Substring) -> Bool {
      if word.contains(":"), word.first?.isNumber == true {
        guard time == nil, let (time, rest) = ClockTime.read([word]) else { return false }
        self.time = time
        return rest.first.map { takeZone($0) } ?? true
      }
      let digits = word.prefix { $0.isASCII && $0.isNumber }
      if !digits.isEmpty {
        let ending = word.dropFirst(digits.count).lowercased()
        if ClockTime.halves[ending] != nil {
          guard time == nil, let (time, _) = ClockTime.read([word]) else { return false }
          self.time = time
          return true
        }
        guard ["", ".", "st", "nd", "rd", "th", "er", "º"].contains(ending) else { return false }
        return takeNumber(digits)
      }
      if month == nil, let number = MonthName.number(word) {
        month = number
        return true
      }
      let name = word.lowercased()
      if let half = ClockTime.halves[name] { return time?.apply(half) ?? false }
      if time != nil || year != nil, zone == nil, takeZone(word) { return true }
      return ["de", "del", "of", "at", "um", "den", "el", "le", "à", "uhr", "the", "kl."].contains(
        name)
    }

    private mutating func takeNumber(_ digits: Substring) -> Bool {
      guard let number = Int(digits) else { return false }
      switch digits.utf8.count {
      case 1 where day == nil, 2 where day == nil: day = number
      case 2 where year == nil: year = number < 50 ? 2000 + number : 1900 + number
      case 4 where year == nil: year = number
      default: return false
      }
      return true
    }

    private mutating func takeZone(_ word: Substring) -> Bool {
      guard zone == nil, let seconds = ZoneName.seconds(word) else { return false }
      zone = seconds
      return true
    }

    var written: WrittenTime? {
      guard let year, let month, let day,
        let civil = CivilTime(
          year: year, month: month, day: day, millisecondOfDay: time?.milliseconds ?? 0)
      else { return nil }
      return WrittenTime(civil, zone: zone)
    }
  }
}

extension WrittenTime {
  /// A civil time at an offset from UTC in seconds; nil: at the company's.
  ///
  /// It is nil where the instant lies beyond the representable years.
  init?(_ civil: CivilTime, zone: Int64?) {
    guard let zone else {
      self = .local(civil)
      return
    }
    let instant = civil.asUTC - .seconds(zone)
    guard civil.asUTC - instant == .seconds(zone) else { return nil }
    self = .zoned(instant)
  }
}

/// Names of months in twenty languages.
enum MonthName {
  /// The month, 1 to 12, that a word names by its first letters; nil: none.
  static func number(_ word: Substring) -> Int? {
    guard let first = word.first, first.isLetter, word.utf8.count <= 40 else { return nil }
    if word.utf8.count == 3, let month = english[String(word)] { return month }
    let isPlain = word.utf8.allSatisfy { $0 < 0x80 }
    let name =
      isPlain
      ? word.lowercased()
      : String(word).folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
    var best: (length: Int, month: Int)?
    for (place, stems) in stems.enumerated() {
      for stem in stems where name.hasPrefix(stem) && stem.count > best?.length ?? 0 {
        best = (stem.count, place + 1)
      }
    }
    guard let best, name.allSatisfy({ $0.isLetter || $0 == "." }) else { return nil }
    return best.month
  }

  /// What nearly all feeds write.
  private static let english: [String: Int] = [
    "Jan": 1, "Feb": 2, "Mar": 3, "Apr": 4, "May": 5, "Jun": 6, "Jul": 7, "Aug": 8, "Sep": 9,
    "Oct": 10, "Nov": 11, "Dec": 12,
  ]

  /// English, German, French, Spanish, Catalan, Italian, Portuguese, Dutch, Danish, Norwegian,
  /// Swedish, Finnish, Polish, Czech, Hungarian, Romanian, Turkish, Indonesian, Greek, Russian.
  private static let stems: [[String]] = [
    "jan jän ene gen tammi sty led ian oca ιαν янв",
    "feb fév fev helmi lut uno şub sub φεβ фев",
    "mar mär mrt maart maalis brez bre mart μαρ μαω мар",
    "apr avr abr huhti kwi dub nis απρ апр",
    "may mai mag mei maj touko kve maio μαι май мая",
    "jun juin giu kesa cze cerven iun haz ιουν ιον июн",
    "jul juil lug heina lip cervenec iul tem ιουλ ιολ июл",
    "aug aou ago elo sie srp agu αυγ авг",
    "sep set syys wrz zar szep eyl σεπ сен",
    "oct okt ott out loka paz rij eki οκτ окт",
    "nov marras lis noi kas νοε ноя",
    "dec dez dic des joulu gru pro ara δεκ дек",
  ].map { line in
    line.split(separator: " ").map {
      String($0).folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
    }
  }
}
