/// Text of others made fit to be shown to people.
package enum SafeText {
  /// Shows control characters and those that hide as escapes, on one line.
  ///
  /// Escaped are C0, DEL, C1, line and paragraph separators, the bidirectional controls, characters
  /// without width, and tags, so that text from a file can neither move a cursor, nor disguise its
  /// order, nor carry what nobody sees. A joiner stays between two letters of scripts that join, or
  /// in an emoji; one selector stays after what it varies; tags stay in the flag of a region.
  ///
  /// - Complexity: O(length).
  package static func escape(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { isHazardous($0) || isHidden($0) }) else {
      return text
    }
    var safe = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    var isInFlag = false
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      isInFlag = scalar == flag || (isInFlag && isTag(scalar))
      let isAtHome =
        isTag(scalar)
        ? isInFlag
        : isJoiner(scalar)
          ? joins(previous) && joins(rest.first) && !(rest.first.map(isSelector) ?? false)
          : isSelector(scalar) && selects(scalar, of: previous)
      if isHazardous(scalar) || (isHidden(scalar) && !isAtHome) {
        safe.append(contentsOf: escaped(scalar).unicodeScalars)
        previous = nil
      } else {
        safe.append(scalar)
        previous = scalar
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

  /// Unicode's default-ignorable code points, tags among them, the marks of annotations, and what
  /// never is a character.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0xA0 else { return false }
    return scalar.properties.isDefaultIgnorableCodePoint
      || scalar.properties.isNoncharacterCodePoint || (0xFFF9...0xFFFB).contains(scalar.value)
  }

  private static let flag: Unicode.Scalar = "\u{1F3F4}"

  private static func isTag(_ scalar: Unicode.Scalar) -> Bool {
    (0xE0020...0xE007F).contains(scalar.value)
  }

  private static func isJoiner(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\u{200C}" || scalar == "\u{200D}"
  }

  private static func isSelector(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isVariationSelector
  }

  /// Whether a variation selector has something to vary: those of Mongolian, a letter of it, those
  /// beyond the sixteenth, an ideograph.
  private static func selects(_ selector: Unicode.Scalar, of base: Unicode.Scalar?) -> Bool {
    guard let base, !isHidden(base), !isHazardous(base), !base.properties.isWhitespace else {
      return false
    }
    if selector.value < 0xFE00 { return (0x1820...0x18AA).contains(base.value) }
    return selector.value < 0x1_0000 || base.properties.isIdeographic
  }

  /// Whether a joiner beside a scalar does something: from Arabic on, emoji and their marks included.
  private static func joins(_ scalar: Unicode.Scalar?) -> Bool {
    guard let scalar else { return false }
    return scalar.value >= 0x0600 && (!isHidden(scalar) || isSelector(scalar))
      && !isHazardous(scalar)
      && !scalar.properties.isWhitespace
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
