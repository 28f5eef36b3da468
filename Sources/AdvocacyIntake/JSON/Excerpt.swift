/// Text of others cut to a length that fits a message.
enum Excerpt {
  /// The first 40 characters, with an ellipsis where more follow.
  static func of(_ text: some StringProtocol) -> String {
    let start = text.prefix(40)
    return start.endIndex == text.endIndex ? String(start) : "\(start)…"
  }
}
