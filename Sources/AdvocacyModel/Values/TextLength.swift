import Foundation

/// How a network counts the length of a text.
package enum TextCounting: Hashable, Sendable {
  /// Each character as people see it counts one (UAX 29: extended grapheme clusters).
  case characters
  /// As on X: Latin and kindred letters count one, all else two, an emoji two and a link 23, after
  /// the published configuration of version 3 of twitter-text.
  case weighted
  /// As on Mastodon: characters, but each link with its scheme counts 23 and of `@name@server` only
  /// the name counts.
  case shortLinks

  /// What a link counts on X and Mastodon, however long it is (read).
  static let linkLength = 23

  /// The length of a text.
  ///
  /// - Complexity: O(characters).
  package func length(of text: String) -> Int {
    switch self {
    case .characters: text.count
    case .weighted: Self.weightedLength(of: text)
    case .shortLinks: Self.shortenedLength(of: text)
    }
  }

  private static func weightedLength(of text: String) -> Int {
    let scalars = Array(text.precomposedStringWithCanonicalMapping.unicodeScalars)
    var length = 0
    var place = 0
    var links = WrittenLinks(in: scalars, withoutScheme: true).ranges[...]
    while place < scalars.count {
      if let link = links.first, link.lowerBound == place {
        length += linkLength
        place = link.upperBound
        links.removeFirst()
      } else if let end = EmojiSequence.end(in: scalars, from: place) {
        length += 2
        place = end
      } else {
        length += isLight(scalars[place]) ? 1 : 2
        place += 1
      }
    }
    return length
  }

  /// Whether a character has weight 100 of 100 in the configuration; all others have 200.
  private static func isLight(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...4351, 8192...8205, 8208...8223, 8242...8247: true
    default: false
    }
  }

  private static func shortenedLength(of text: String) -> Int {
    let scalars = Array(text.unicodeScalars)
    var shown = String.UnicodeScalarView()
    var place = 0
    let placeholder = String(repeating: "x", count: linkLength).unicodeScalars
    var links = WrittenLinks(in: scalars, withoutScheme: false).ranges[...]
    while place < scalars.count {
      if let link = links.first, link.lowerBound == place {
        shown.append(contentsOf: placeholder)
        place = link.upperBound
        links.removeFirst()
      } else {
        shown.append(scalars[place])
        let server = server(in: scalars, behindHandleAt: place)
        if let server {
          shown.append(contentsOf: scalars[(place + 1)..<server.lowerBound])
          place = server.upperBound
        } else {
          place += 1
        }
      }
    }
    return String(shown).count
  }

  /// The range of `@server` behind the name of a handle that begins at a place.
  private static func server(
    in scalars: [Unicode.Scalar], behindHandleAt place: Int
  ) -> Range<Int>? {
    guard scalars[place] == "@", place == 0 || !isWordPart(scalars[place - 1]) else { return nil }
    let name = scalars[(place + 1)...].prefix { isWordPart($0) && $0.isASCII }
    guard !name.isEmpty, name.endIndex < scalars.count, scalars[name.endIndex] == "@" else {
      return nil
    }
    var server = scalars[(name.endIndex + 1)...].prefix {
      $0.isASCII && (isWordPart($0) || $0 == "." || $0 == "-")
    }
    while let last = server.last, !isWordPart(last) { server.removeLast() }
    return server.contains(".") ? name.endIndex..<server.endIndex : nil
  }

  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar == "/" || Character(scalar).isLetter || Character(scalar).isNumber
  }
}

/// Finds emoji in a text, each with its skin tones, joiners and tags (UTS 51, ED-17).
enum EmojiSequence {
  /// The end of the emoji that begins at a place; nil: none does.
  ///
  /// What shows as text unless told otherwise, such as `©`, is one only with a selector behind it.
  ///
  /// - Complexity: O(length of the emoji).
  static func end(in scalars: [Unicode.Scalar], from start: Int) -> Int? {
    guard let first = element(in: scalars, from: start) else { return nil }
    var (end, isEmoji) = first
    while end + 1 < scalars.count, scalars[end] == joiner,
      let next = element(in: scalars, from: end + 1)
    {
      end = next.end
      isEmoji = true
    }
    return isEmoji ? end : nil
  }

  private static let joiner: Unicode.Scalar = "\u{200D}"
  private static let selector: Unicode.Scalar = "\u{FE0F}"
  private static let keycap: Unicode.Scalar = "\u{20E3}"

  /// The end of one emoji between joiners, and whether it shows as one by itself.
  private static func element(
    in scalars: [Unicode.Scalar], from start: Int
  ) -> (end: Int, isEmoji: Bool)? {
    let first = scalars[start]
    func at(_ place: Int) -> Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }
    if isRegional(first) {
      return at(start + 1).map(isRegional) == true ? (start + 2, true) : nil
    }
    if first.isASCII {
      guard ("0"..."9").contains(first) || first == "#" || first == "*" else { return nil }
      let next = at(start + 1) == selector ? start + 2 : start + 1
      return at(next) == keycap ? (next + 1, true) : nil
    }
    guard first.properties.isEmoji else { return nil }
    var end = start + 1
    var isEmoji = first.properties.isEmojiPresentation
    if at(end) == selector || at(end).map(\.properties.isEmojiModifier) == true {
      isEmoji = true
      end += 1
    }
    while let tag = at(end), (0xE0020...0xE007F).contains(tag.value) { end += 1 }
    return (end, isEmoji)
  }

  private static func isRegional(_ scalar: Unicode.Scalar) -> Bool {
    (0x1F1E6...0x1F1FF).contains(scalar.value)
  }
}
