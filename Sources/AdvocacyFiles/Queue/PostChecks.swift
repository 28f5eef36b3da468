import AdvocacyCore
import StrictJSON

/// Checks of a post's texts, the same for the queue and for imports.
enum PostChecks {
  /// The text of a post or of a variant.
  static func text(_ text: String) throws(ValidationError) -> String {
    guard text.contains(where: { !$0.isWhitespace }) else {
      throw ValidationError("expected a text, found an empty one")
    }
    guard !text.utf8.contains(0) else { throw ValidationError("expected a text without NUL") }
    guard text.utf8.count > PostLimits.textCharacters else { return text }
    guard text.count <= PostLimits.textCharacters else {
      throw ValidationError(
        "expected at most \(PostLimits.textCharacters) characters, found \(text.count)")
    }
    return text
  }

  /// A hashtag, with its leading `#` written or not.
  static func hashtag(_ text: String) throws(ValidationError) -> String {
    // By scalars: a selector of variation makes one character of itself and the sign.
    let rest = String(text.unicodeScalars.drop { $0 == "#" })
    if rest.contains(where: { !$0.isWhitespace }) { try TextChecks.refuseInvisible(rest) }
    let word = text.hasPrefix("#") ? text.dropFirst() : Substring(text)
    guard !word.isEmpty, !word.contains(where: { $0.isWhitespace || $0 == "#" || $0 == "," }) else {
      throw ValidationError(
        "expected a hashtag, found \"\(SafeText.excerpt(text))\"",
        hint: "A hashtag is one word, for example #AcmeLab")
    }
    return try TextChecks.label("#\(word)")
  }

  /// A link by http or https.
  static func link(_ text: String) throws(ValidationError) -> String {
    guard text.utf8.count <= PostLimits.linkBytes else {
      throw ValidationError(
        "expected a link of at most \(PostLimits.linkBytes) bytes, found \(text.utf8.count)")
    }
    let scheme = ["https://", "http://"].first { text.lowercased().hasPrefix($0) }
    let rest = text.dropFirst(scheme?.count ?? 0)
    let host = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard scheme != nil, !host.isEmpty, !host.hasPrefix(":"),
      !text.unicodeScalars.contains(where: isForeign)
    else {
      throw ValidationError(
        "expected a link by http or https, found \"\(SafeText.excerpt(text))\"",
        hint: "Write it whole, for example https://acme.example/lab")
    }
    return text
  }

  /// Tells whether a character can't stand in a link: space, controls, brackets, quotes.
  private static func isForeign(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "<", ">", "\"", "`", "{", "}", "\\", "^", "|": true
    default:
      scalar.value <= 0x20 || (0x7F..<0xA0).contains(scalar.value)
        || scalar.properties.isWhitespace
    }
  }
}
