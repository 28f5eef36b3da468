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
