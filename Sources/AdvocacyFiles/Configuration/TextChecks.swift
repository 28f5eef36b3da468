import AdvocacyModel
import AdvocacyPolicy
import StrictJSON

/// Checks of single texts, the same for JSON, tables and feeds.
enum TextChecks {
  /// A word or phrase: a team, a role, a title, a name.
  static func label(_ text: String) throws(ValidationError) -> String {
    // Letters, digits and marks of ASCII, which most labels are, need no second look.
    if let first = text.utf8.first, first > ASCII.space,
      text.utf8.count <= PostLimits.labelCharacters,
      text.utf8.allSatisfy({ $0 >= ASCII.space && $0 < 0x7F })
    {
      return text
    }
    guard text.contains(where: { !$0.isWhitespace }) else {
      throw ValidationError("expected a text, found an empty one")
    }
    try refuseInvisible(text)
    guard text.count <= PostLimits.labelCharacters else {
      throw ValidationError(
        "expected at most \(PostLimits.labelCharacters) characters, found \(text.count)")
    }
    guard !text.utf8.contains(0) else { throw ValidationError("expected a text without NUL") }
    return text
  }

  /// Refuses a text in which nothing shows.
  static func refuseInvisible(_ text: String) throws(ValidationError) {
    guard !text.hasVisibleCharacter else { return }
    throw ValidationError(
      "\"\(SafeText.excerpt(SafeText.spelledOut(text)))\" has no visible character",
      hint: "Write what people are to see, or leave it out")
  }

  /// A country, as ISO 3166-1 alpha-2, in capitals.
  static func country(_ text: String) throws(ValidationError) -> String {
    guard text.utf8.count == 2, text.utf8.allSatisfy(isLetter) else {
      throw ValidationError(
        "expected a country of two letters, found \"\(SafeText.excerpt(text))\"",
        hint: "Write it as in ISO 3166-1, for example ES")
    }
    return text.uppercased()
  }

  /// A language, as BCP 47: the language in small letters, a region of two letters in capitals.
  ///
  /// Exports of other programs write `es_MX`, which is read as `es-MX`.
  static func language(_ text: String) throws(ValidationError) -> String {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "_" }
    guard let first = parts.first, (2...3).contains(first.utf8.count),
      first.utf8.allSatisfy(isLetter),
      parts.allSatisfy({ (1...8).contains($0.utf8.count) && $0.utf8.allSatisfy(isLetterOrDigit) })
    else {
      throw ValidationError(
        "expected a language, found \"\(SafeText.excerpt(text))\"",
        hint: "Write it as in BCP 47, for example es or es-ES")
    }
    let rest = parts.dropFirst().map { $0.utf8.count == 2 ? $0.uppercased() : String($0) }
    return ([first.lowercased()] + rest).joined(separator: "-")
  }

  /// A time of day as minutes since midnight.
  static func minute(_ text: String) throws(ValidationError) -> Int {
    let digits = Array(text.utf8)
    guard digits.count == 5, digits[2] == ASCII.colon,
      let hour = Int(text.prefix(2)), let minute = Int(text.suffix(2)),
      digits.enumerated().allSatisfy({ $0.offset == 2 || ASCII.isDigit($0.element) }),
      hour < 24, minute < 60
    else {
      throw ValidationError(
        "expected a time of day, found \"\(SafeText.excerpt(text))\"",
        hint: "Write hours and minutes, for example 08:00")
    }
    return hour * 60 + minute
  }

  /// A time with a zone or without, whenever the file is read.
  static func time(_ text: String) throws(ValidationError) -> GivenTime {
    try TimeGrammar.ofFiles.read(text)
  }

  /// A civil day.
  static func day(_ text: String) throws(ValidationError) -> WrittenTime {
    guard text.utf8.count == 10, let day = WrittenTime(text) else {
      throw ValidationError(
        "expected a day, found \"\(SafeText.excerpt(text))\"", hint: "Write it as 2026-12-25")
    }
    return day
  }

  /// A single word: letters and digits only.
  static func word(_ text: String) throws(ValidationError) -> String {
    guard text.allSatisfy({ $0.isLetter || $0.isNumber }), !text.isEmpty else {
      throw ValidationError(
        "expected a single word, found \"\(SafeText.excerpt(text))\"",
        hint: "Put several words under \"phrases\"")
    }
    return try label(text)
  }

  /// A single word in which `*` and `?` stand for letters.
  static func glob(_ text: String) throws(ValidationError) -> String {
    let isGlob = text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "*" || $0 == "?" }
    guard isGlob, text.contains(where: { $0 != "*" }), text.count <= RuleShape.longestGlob
    else {
      throw ValidationError(
        "expected one word of at most \(RuleShape.longestGlob) letters, *, and ?, "
          + "found \"\(SafeText.excerpt(text))\"", hint: "Write for example confiden*")
    }
    return text
  }

  /// The domain of a site, without scheme and path.
  static func domain(_ text: String) throws(ValidationError) -> String {
    let isDomain = text.utf8.allSatisfy { byte in
      isLetterOrDigit(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
    }
    guard isDomain, text.contains("."), !text.hasPrefix(".") else {
      throw ValidationError(
        "expected a domain, found \"\(SafeText.excerpt(text))\"",
        hint: "Write for example acme.example")
    }
    return text.lowercased()
  }

  static func id<Kind>(_ text: String) throws(ValidationError) -> Identifier<Kind> {
    guard let id = Identifier<Kind>(text) else {
      throw ValidationError(
        "expected an id, found \"\(SafeText.excerpt(text))\"",
        hint: "An id is 1 to 128 letters (a to z), digits, dots, underscores and hyphens, and "
          + "begins with neither a dot nor a hyphen")
    }
    return id
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    isLetter(byte) || ASCII.isDigit(byte)
  }
}

/// Reads what a cell of a table says, as spreadsheets write it.
enum CellText {
  /// The text without white space and invisible characters around it.
  ///
  /// No-break spaces, which spreadsheets and web pages put around figures, are white space.
  static func trimmed(_ field: String) -> String {
    guard let first = field.utf8.first, let last = field.utf8.last else { return field }
    // Most fields begin and end with a letter or a digit of ASCII.
    if first > ASCII.space, first < 0x7F, last > ASCII.space, last < 0x7F { return field }
    let scalars = field.unicodeScalars.trimmed { $0.properties.isWhitespace || $0.isInvisible }
    return String(scalars)
  }

  /// The value of a cell that holds no prose: an id, a label, a date, a figure.
  ///
  /// The `'` by which a spreadsheet is told to keep a text as it is, and programs keep one from
  /// becoming a formula, is no part of it.
  static func value(_ field: String) -> String {
    let text = trimmed(field)
    guard text.utf8.first == UInt8(ascii: "'"), text.utf8.last != UInt8(ascii: "'") else {
      return text
    }
    return trimmed(String(text.dropFirst()))
  }

  /// What is wrong with a cell that shows an error, as spreadsheets spell them.
  static func error(in field: String) -> ValidationError? {
    guard field.utf8.first == ASCII.hash, field.utf8.count <= 10 else { return nil }
    let text = trimmed(field)
    let isRuler = text.utf8.count > 2 && text.utf8.allSatisfy { $0 == ASCII.hash }
    guard isRuler || errors.contains(text.uppercased()) else { return nil }
    return ValidationError(
      "the spreadsheet shows an error here: \"\(text)\"",
      hint: isRuler
        ? "Widen the column and export again" : "Mend or empty the cell, and export again")
  }

  private static let errors: Set<String> = [
    "#N/A", "#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!",
    "#NV", "#WERT!", "#BEZUG!", "#ZAHL!", "#¿NOMBRE?", "#¡REF!", "#¡VALOR!", "#¡DIV/0!",
  ]

  /// What a spreadsheet made of a long number, if the text looks like it: `1.2E+05`.
  static func rounded(_ text: String) -> ValidationError? {
    guard isRounded(text) else { return nil }
    return ValidationError(
      "a spreadsheet rounded this number to \"\(text)\"",
      hint: "Format the column as text or as a whole number, and export again")
  }

  private static func isRounded(_ text: String) -> Bool {
    let parts = text.split(separator: "E", omittingEmptySubsequences: false)
    guard parts.count == 2, let mantissa = parts.first, let exponent = parts.last,
      mantissa.contains(where: { $0 == "." || $0 == "," }) || exponent.hasPrefix("+")
    else { return false }
    let digits = mantissa.filter { $0 != "." && $0 != "," }
    let power = exponent.hasPrefix("+") ? exponent.dropFirst() : exponent
    return !digits.isEmpty && mantissa.utf8.count - digits.utf8.count <= 1
      && digits.utf8.allSatisfy(ASCII.isDigit) && (1...3).contains(power.utf8.count)
      && power.utf8.allSatisfy(ASCII.isDigit)
  }

  /// A whole number with the marks that people put between its digits.
  ///
  /// Spaces and apostrophes are such marks by themselves, and commas or points that stand more than
  /// once; one comma or point before three digits is only where a locale says which of them parts
  /// thousands. A fraction of zeros is none.
  static func whole(_ text: String, _ locale: CellLocale?) throws(ValidationError) -> Int {
    if let number = Int(text), text.utf8.allSatisfy(ASCII.isDigit) { return number }
    if let error = rounded(text) { throw error }
    let marks = Set(text.filter { !$0.isASCII || !$0.isNumber })
    let points = marks.filter { $0 == "." || $0 == "," }
    if points.count == 1, marks.count == 1, let point = points.first, locale == nil,
      grouped(text, by: point)?.count == 2
    {
      throw ValidationError(
        "\"\(SafeText.excerpt(text))\" may be a thousand or a fraction",
        hint: "Write digits only, or say the table's locale, for example "
          + "\(point == "," ? "en-US" : "de-DE")")
    }
    for group in Self.groupMarks(of: text, locale) {
      let parts = text.split(separator: group.decimal, omittingEmptySubsequences: false)
      guard parts.count <= 2, let whole = parts.first,
        parts.count == 1 || parts[1].utf8.allSatisfy({ $0 == ASCII.zero }) && !parts[1].isEmpty,
        let groups = grouped(String(whole), by: group.mark), let number = Int(groups.joined())
      else { continue }
      return number
    }
    throw ValidationError(
      "expected a whole number, found \"\(SafeText.excerpt(text))\"",
      hint: text.hasSuffix("%")
        ? "A share is no number of people; write the number"
        : "Write digits only, without separators")
  }

  /// What may part thousands and fractions in a text.
  private static func groupMarks(
    of text: String, _ locale: CellLocale?
  ) -> [(mark: Character, decimal: Character)] {
    if let locale {
      return (locale.groupMarks + spaces).map { (mark: $0, decimal: locale.decimalMark) }
    }
    let plain: [(mark: Character, decimal: Character)] = [(",", "."), (".", ",")]
    return plain + spaces.map { (mark: $0, decimal: ".") }
      + spaces.map { (mark: $0, decimal: ",") }
  }

  private static let spaces: [Character] = [" ", "\u{A0}", "\u{202F}", "\u{2009}", "'", "\u{2019}"]

  /// The groups of three digits of a number, the first of one to three; of digits alone, one group.
  private static func grouped(_ text: String, by mark: Character) -> [Substring]? {
    let groups = text.split(separator: mark, omittingEmptySubsequences: false)
    guard groups.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(ASCII.isDigit) }) else {
      return nil
    }
    guard groups.count > 1 else { return groups }
    let isRegular =
      (1...3).contains(groups[0].utf8.count)
      && groups.dropFirst().allSatisfy { $0.utf8.count == 3 }
    return isRegular ? groups : nil
  }

  /// The answer to a question of yes or no, in the words that people and spreadsheets use.
  static func answer(_ text: String) -> Bool? {
    switch text.foldedForComparison {
    case "true", "yes", "y", "1", "x", "✓", "✔", "wahr", "ja", "j", "verdadero", "si", "sí", "s",
      "vrai", "oui", "o", "vero", "sim":
      true
    case "false", "no", "n", "0", "-", "falsch", "nein", "falso", "faux", "non", "não", "nee": false
    default: nil
    }
  }
}
