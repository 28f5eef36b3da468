extension String {
  /// The keys of the hashtags in a text, as networks find them.
  ///
  /// A hashtag is `#` and the letters, digits and underscores that follow, at least one letter among
  /// them. No letter, digit, underscore or `&` stands before it, and it is no part of a link (after
  /// X's published grammar, twitter-text).
  ///
  /// - Complexity: O(characters).
  package var hashtags: Set<String> {
    guard unicodeScalars.contains(where: Self.numberSigns.contains) else { return [] }
    return foldedReadings.reduce(into: []) { $0.formUnion($1.foldedHashtags) }
  }

  /// The number sign in its widths.
  private static let numberSigns: [Unicode.Scalar] = ["#", "\u{FE5F}", "\u{FF03}"]

  /// The hashtags of a text that is folded.
  private var foldedHashtags: Set<String> {
    var found: Set<String> = []
    for chunk in split(whereSeparator: \.isWhitespace) {
      // What follows `://` belongs to a link, its fragment too.
      let prose = chunk.ranges(of: "://").first.map { chunk[..<$0.lowerBound] } ?? chunk
      var rest = prose
      var before: Character = " "
      while let first = rest.first {
        rest.removeFirst()
        if first == "#", !before.isHashtagPart, before != "&" {
          let word = rest.prefix(while: \.isHashtagPart)
          if word.contains(where: \.isLetter) { found.insert(String(word)) }
        }
        before = first
      }
    }
    return found
  }
}

extension Character {
  /// Whether the character can stand in a hashtag.
  fileprivate var isHashtagPart: Bool { isLetter || isNumber || self == "_" }
}
