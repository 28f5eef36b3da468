/// Text of others made fit to be shown to people.
package enum SafeText {
  /// Shows control characters and invisible direction marks as escapes, on one line.
  ///
  /// Escaped are C0, DEL, C1, line and paragraph separators, and the bidirectional controls, so
  /// that text from a file can neither move a cursor nor disguise its order.
  ///
  /// - Complexity: O(length).
  package static func escape(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isHazardous) else { return text }
    var safe = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if isHazardous(scalar) {
        safe.append(contentsOf: escaped(scalar).unicodeScalars)
      } else {
        safe.append(scalar)
      }
    }
    return String(safe)
  }

  /// Shows every character that doesn't show itself as an escape, for texts of nothing else.
  ///
  /// - Complexity: O(length).
  package static func spelledOut(_ text: String) -> String {
    text.unicodeScalars.map { $0.isInvisible || isHazardous($0) ? escaped($0) : String($0) }
      .joined()
  }

  /// The first 40 characters, with an ellipsis where more follow.
  package static func excerpt(_ text: some StringProtocol) -> String {
    let start = text.prefix(40)
    return start.endIndex == text.endIndex ? String(start) : "\(start)…"
  }

  private static func isHazardous(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF:
      true
    default: false
    }
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    default: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
    }
  }
}

extension [String] {
  /// The texts as a sentence lists alternatives: `a, b or c`.
  package var alternatives: String { alternatives(joinedBy: "or") }

  /// The texts as a sentence lists them: `a, b and c`.
  package func alternatives(joinedBy word: String) -> String {
    guard let last, count > 1 else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " \(word) " + last
  }
}
