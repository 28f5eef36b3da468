package import AdvocacyModel
import Foundation
import StrictJSON

/// Reads the dates of tables in the forms of spreadsheets and of networks' exports.
enum CellDate {
  /// The date as `WrittenTime` reads it: `2026-08-22`, `2026-08-22T09:00`.
  ///
  /// Read are years first (`2026/8/22`, `20260822`), points (`22.8.2026`, days first everywhere),
  /// names of months (`Sat, Aug 22, 2026`, `22 August 2026`; those of the locale too), and numbers
  /// in the locale's order; behind them a time of day, with AM or PM, and a zone.
  ///
  /// - Returns: nil where the text is of no such form.
  /// - Throws: an error where it is a date in two ways, contradicts itself, or is what a
  ///   spreadsheet makes of one.
  static func canonical(
    _ text: String, _ locale: CellLocale?
  ) throws(ValidationError) -> String? {
    guard WrittenTime(text) == nil else { return text }
    if let error = serial(text) ?? CellText.rounded(text) { throw error }
    let plain = text.withSingleSpaces.replacing("a. m.", with: "am").replacing("p. m.", with: "pm")
    var tokens = plain.split { $0 == " " || $0 == "," }.flatMap(parts)
    let weekday = tokens.first.flatMap { weekdays[String($0.lowercased().prefix(3))] }
    if weekday != nil { tokens.removeFirst() }
    guard let date = try day(&tokens, locale, in: text) else { return nil }
    if let weekday, weekday != date.weekday {
      throw ValidationError(
        "\"\(SafeText.excerpt(text))\" is not that day of the week", hint: "Correct one of the two")
    }
    let day = "\(date.year.padded(4))-\(date.month.padded(2))-\(date.day.padded(2))"
    guard !tokens.isEmpty else { return day }
    guard let time = time(tokens) else { return nil }
    return "\(day)T\(time)"
  }

  /// What is wrong with a date that a spreadsheet wrote as a number of days.
  private static func serial(_ text: String) -> ValidationError? {
    let whole = text.prefix { $0.isASCII && $0.isNumber }
    let rest = text.dropFirst(whole.count)
    guard let days = Int(whole), (20_000...80_000).contains(days),
      rest.isEmpty || rest.first == "." || rest.first == ",",
      rest.dropFirst().allSatisfy(\.isNumber)
    else { return nil }
    // Day 1 is 1900-01-01, and there is a 29 February 1900 that never was.
    let day = CivilTime(utc: Instant(milliseconds: Int64(days - 25_569) * 86_400_000))
    return ValidationError(
      "\"\(SafeText.excerpt(text))\" looks like a spreadsheet's number for "
        + "\(day.year.padded(4))-\(day.month.padded(2))-\(day.day.padded(2))",
      hint: "Format the column as a date, and export again")
  }

  /// The parts of a word: those between a `T` and digits, those of `22-Aug-2026`, and without filler.
  private static func parts(_ word: Substring) -> [Substring] {
    if fillers.contains(word.lowercased()) { return [] }
    if let mark = word.firstIndex(of: "T"), mark > word.startIndex,
      word[..<mark].allSatisfy({ $0.isNumber || "-/.".contains($0) })
    {
      return [word[..<mark], word[word.index(after: mark)...]]
    }
    if word.contains("-"), word.contains(where: \.isLetter), word.first?.isNumber == true {
      return word.split(separator: "-")
    }
    return [word]
  }

  private static let fillers: Set<String> = ["at", "de", "of", "um", "à", "a", "las"]

  private static let weekdays: [String: Int] = [
    "mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6, "sun": 7,
  ]

  /// Takes the date off the front of words, where one stands there.
  private static func day(
    _ tokens: inout [Substring], _ locale: CellLocale?, in text: String
  ) throws(ValidationError) -> CivilTime? {
    guard let first = tokens.first else { return nil }
    if tokens.count >= 3, let date = named(tokens.prefix(3), locale) {
      tokens.removeFirst(3)
      return date
    }
    guard let date = try numeric(first, locale, in: text) else { return nil }
    tokens.removeFirst()
    return date
  }

  /// A date of a day, a month's name and a year, the first two in either order.
  private static func named(_ words: ArraySlice<Substring>, _ locale: CellLocale?) -> CivilTime? {
    let words = Array(words)
    func month(_ word: Substring) -> Int? {
      MonthName.number(word) ?? locale?.months[Heading.key(String(word))]
    }
    func day(_ word: Substring) -> Int? {
      let digits = word.prefix { $0.isASCII && $0.isNumber }
      let ending = word.dropFirst(digits.count).lowercased()
      return ["", ".", "st", "nd", "rd", "th"].contains(ending) ? Int(digits) : nil
    }
    guard words[2].utf8.count == 4, let year = Int(words[2]) else { return nil }
    if let month = month(words[0]), let day = day(words[1]) {
      return CivilTime(year: year, month: month, day: day)
    }
    guard let month = month(words[1]), let day = day(words[0]) else { return nil }
    return CivilTime(year: year, month: month, day: day)
  }

  /// A date of three numbers.
  private static func numeric(
    _ word: Substring, _ locale: CellLocale?, in text: String
  ) throws(ValidationError) -> CivilTime? {
    if word.utf8.count == 8, word.utf8.allSatisfy(ASCII.isDigit) { return ISODate.day(word) }
    guard let mark = word.first(where: { "/.-".contains($0) }) else { return nil }
    let written = word.split(separator: mark, omittingEmptySubsequences: false)
    guard written.count == 3,
      written.allSatisfy({ (1...4).contains($0.utf8.count) && $0.utf8.allSatisfy(ASCII.isDigit) })
    else { return nil }
    if written[0].utf8.count == 4 { return ISODate.day(word) }
    let numbers = written.compactMap { Int($0) }
    let isShort = hasShortYear(word)
    guard written[2].utf8.count == 4 || (isShort && locale != nil) else {
      throw ValidationError(
        "\"\(SafeText.excerpt(text))\" has no year of four digits",
        hint: "Write dates as 2026-11-20, or format the column so, and export again")
    }
    if isShort, locale?.order == .yearFirst {
      let date = CivilTime(year: century(numbers[0]), month: numbers[1], day: numbers[2])
      return try required(date, "year", locale, text)
    }
    let year = isShort ? century(numbers[2]) : numbers[2]
    let dayFirst = CivilTime(year: year, month: numbers[1], day: numbers[0])
    let monthFirst = CivilTime(year: year, month: numbers[0], day: numbers[1])
    // Nobody writes the month first before a point.
    if mark == "." { return dayFirst }
    guard dayFirst != nil || monthFirst != nil else { return nil }
    switch locale?.order {
    case .dayFirst?: return try required(dayFirst, "day", locale, text)
    case .monthFirst?: return try required(monthFirst, "month", locale, text)
    case .yearFirst?: return try required(nil, "year", locale, text)
    case nil:
      guard dayFirst != monthFirst else { return dayFirst }
      throw ValidationError(
        "\"\(SafeText.excerpt(text))\" doesn't say which number is the day and which the month",
        hint: "Write 2026-11-20, or name the table's locale, for example es-ES or en-US: --locale "
          + "for an import, \"locale\" under \"employees\" in config.json for the roster")
    }
  }

  /// The year that two digits mean: of 1950 to 2049 (assumed, as in mails).
  private static func century(_ year: Int) -> Int { year < 50 ? 2000 + year : 1900 + year }

  /// Whether a date is three numbers, none of which can be a year of four digits.
  private static func hasShortYear(_ word: Substring) -> Bool {
    let parts = word.split(omittingEmptySubsequences: false) { "/.-".contains($0) }
    return parts.count == 3
      && parts.allSatisfy { (1...2).contains($0.utf8.count) && $0.utf8.allSatisfy(ASCII.isDigit) }
  }

  /// What to say of a table whose dates have years of two digits, which a locale makes clear; nil
  /// where none has.
  ///
  /// - Complexity: O(rows × columns).
  static func shortYears(
    in table: Table, _ columns: [Int], _ locale: CellLocale?
  ) -> String? {
    guard let locale else { return nil }
    for row in table.rows {
      for column in columns {
        let word = row.fields[column].split { $0.isWhitespace || $0 == "," }.first ?? ""
        guard hasShortYear(word), let date = try? canonical(String(word), locale) else { continue }
        return "years of two digits were read as of 1950 to 2049: \"\(SafeText.excerpt(word))\" on "
          + "line \(row.line) is \(date)"
      }
    }
    return nil
  }

  private static func required(
    _ date: CivilTime?, _ part: String, _ locale: CellLocale?, _ text: String
  ) throws(ValidationError) -> CivilTime {
    if let date { return date }
    throw ValidationError(
      "\"\(SafeText.excerpt(text))\" is no date that begins with the \(part), as in "
        + "\(locale?.name ?? "")", hint: "Name the locale in which the table is written")
  }

  /// The time of day and zone that words say, as RFC 3339 writes them.
  private static func time(_ words: [Substring]) -> String? {
    guard let (clock, rest) = ClockTime.read(words), rest.count <= 1 else { return nil }
    let (minutes, below) = (Int(clock.milliseconds / 60_000), Int(clock.milliseconds % 60_000))
    var time = "\((minutes / 60).padded(2)):\((minutes % 60).padded(2))"
    if below > 0 || !rest.isEmpty { time += ":\((below / 1000).padded(2))" }
    if below % 1000 > 0 { time += ".\((below % 1000).padded(3))" }
    guard let zone = rest.first else { return time }
    guard let offset = ZoneName.seconds(zone) else { return nil }
    let shift = Int(abs(offset) / 60)
    return offset == 0 && zone.first?.isLetter == true
      ? time + "Z"
      : time + "\(offset < 0 ? "-" : "+")\((shift / 60).padded(2)):\((shift % 60).padded(2))"
  }
}

/// How figures and dates are written where a table comes from.
package struct CellLocale: Hashable, Sendable {
  /// The order of the numbers in a date.
  enum DateOrder: Hashable {
    case dayFirst
    case monthFirst
    case yearFirst
  }

  /// The locale's name, as BCP 47.
  let name: String
  let order: DateOrder
  /// What may part thousands.
  let groupMarks: [Character]
  /// What parts fractions.
  package let decimalMark: Character
  /// The numbers of months by their folded names, long and short.
  let months: [String: Int]

  /// English of the United States, which networks write their exports in.
  static let unitedStates = CellLocale(
    name: "en-US", order: .monthFirst, groupMarks: [","], decimalMark: ".", months: [:])

  /// A locale by its name, as BCP 47 or as POSIX writes it: `es-ES`, `es_ES`, `es_ES.UTF-8`.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - cause: The cause of failures.
  ///   - place: Where the name stands.
  /// - Throws: a failure where there is no such locale, or it is English of no country, which
  ///   writes dates in two orders.
  package init(
    named name: String, cause: Failure.Cause, at place: Place? = nil
  ) throws(Failure) {
    let plain = name.split { $0 == "." || $0 == "@" }.first.map(String.init) ?? ""
    func refusal(_ message: String) -> Failure {
      Failure(
        cause, at: place, message,
        hint: "Write a language and a country, for example es-ES, de-DE, en-GB or en-US")
    }
    let language: String
    do {
      language = try TextChecks.language(plain)
    } catch {
      throw refusal("expected a locale, found \"\(SafeText.excerpt(name))\"")
    }
    let wanted = language.replacing("-", with: "_")
    guard Self.known.contains(wanted) else {
      throw refusal("unknown locale \"\(SafeText.excerpt(name))\"")
    }
    guard language != "en" else {
      throw refusal("\"en\" alone doesn't say whether dates begin with the day or the month")
    }
    let locale = Locale(identifier: wanted)
    let pattern =
      DateFormatter.dateFormat(fromTemplate: "yMd", options: 0, locale: locale) ?? "dMy"
    let letters = pattern.filter { "dMyL".contains($0) }
    self.name = language
    order =
      letters.first == "d" ? .dayFirst : letters.first == "y" ? .yearFirst : .monthFirst
    let group = locale.groupingSeparator?.first ?? ","
    groupMarks = group.isWhitespace || group == "\u{2019}" ? [] : [group]
    decimalMark = locale.decimalSeparator?.first ?? "."
    months = Self.months(of: locale)
  }

  private init(
    name: String, order: DateOrder, groupMarks: [Character], decimalMark: Character,
    months: [String: Int]
  ) {
    self.name = name
    self.order = order
    self.groupMarks = groupMarks
    self.decimalMark = decimalMark
    self.months = months
  }

  private static let known = Set(Locale.availableIdentifiers)

  private static func months(of locale: Locale) -> [String: Int] {
    let formatter = DateFormatter()
    formatter.locale = locale
    let lists: [[String]?] = [
      formatter.monthSymbols, formatter.shortMonthSymbols, formatter.standaloneMonthSymbols,
      formatter.shortStandaloneMonthSymbols,
    ]
    var months: [String: Int] = [:]
    for list in lists {
      for (index, name) in (list ?? []).enumerated() { months[Heading.key(name)] = index + 1 }
    }
    return months
  }
}
