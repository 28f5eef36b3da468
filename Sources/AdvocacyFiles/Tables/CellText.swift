import AdvocacyModel
import StrictJSON

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
