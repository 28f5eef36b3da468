import Foundation

extension String {
  /// The text as people read it: two that look the same but for letter case and width are equal.
  ///
  /// Characters that show nothing are left out, then compatibility forms and letter cases are
  /// folded, as Unicode's `toNFKC_Casefold` does (The Unicode Standard, 3.13; UAX 31, 5.1.3, asks
  /// for it where identifiers compare without case). No language plays a part: `I` folds to `i` and
  /// the dotless `ı` stays, in Turkey as elsewhere.
  ///
  /// - Complexity: O(characters).
  package var foldedForComparison: String {
    guard !utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) else { return lowercased() }
    let visible = String(unicodeScalars: unicodeScalars.filter { !$0.isInvisible })
    // Folding takes apart what normalization had put together, so that it is put together again.
    return visible.precomposedStringWithCompatibilityMapping.caseFolded
      .precomposedStringWithCompatibilityMapping
  }

  /// The text folded for comparison; where it has characters that show nothing, once more with spaces
  /// in their place.
  ///
  /// Such characters hide a word by standing in it, or by standing between it and the next.
  ///
  /// - Complexity: O(characters).
  package var foldedReadings: [String] {
    let folded = foldedForComparison
    guard unicodeScalars.contains(where: \.isInvisible) else { return [folded] }
    let spaced = unicodeScalars.map { $0.isInvisible ? " " : $0 }
    return [folded, String(unicodeScalars: spaced).foldedForComparison]
  }

  /// The text with single spaces for runs of white space, and none at either end.
  ///
  /// - Complexity: O(characters).
  package var withSingleSpaces: String {
    guard unicodeScalars.contains(where: \.properties.isWhitespace) else { return self }
    let words = unicodeScalars.split { $0.properties.isWhitespace }
    return words.map { String($0) }.joined(separator: " ")
  }

  /// Whether a character shows: one that is neither white space nor invisible.
  ///
  /// - Complexity: O(characters).
  package var hasVisibleCharacter: Bool {
    unicodeScalars.contains {
      // The braille pattern without dots is a letter and shows as a space.
      !$0.properties.isWhitespace && !$0.isInvisible && $0 != "\u{2800}"
    }
  }

  /// The text with full case folding.
  ///
  /// The standard library has the mappings to small and capital letters but not the folding; small,
  /// capital and small again is the same for every character of Unicode but the dotless `ı`.
  private var caseFolded: String {
    var folded = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      guard scalar != "ı" else {
        folded.append(scalar)
        continue
      }
      for small in scalar.properties.lowercaseMapping.unicodeScalars {
        for capital in small.properties.uppercaseMapping.unicodeScalars {
          folded.append(contentsOf: capital.properties.lowercaseMapping.unicodeScalars)
        }
      }
    }
    return String(folded)
  }

  private init(unicodeScalars: some Sequence<Unicode.Scalar>) {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: unicodeScalars)
    self.init(view)
  }
}

extension Unicode.Scalar {
  /// Whether the character shows nothing and takes no room: Unicode's default-ignorable code
  /// points, such as soft hyphens, zero-width spaces and marks of direction, and controls.
  package var isInvisible: Bool {
    guard value >= 0x80 else { return (value < 0x20 || value == 0x7F) && !properties.isWhitespace }
    return properties.isDefaultIgnorableCodePoint
      || properties.generalCategory == .control && !properties.isWhitespace
  }
}

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

/// What a network reads as a hashtag.
enum HashtagForm: Sendable {
  /// Letters, digits and underscores, one letter among them.
  case words
  /// Whatever is no white space, one character among it that is neither digit nor mark.
  case free

  /// What it reads of a hashtag written with its `#`; an empty text where it reads none.
  func read(_ hashtag: String) -> String {
    let word = hashtag.drop { $0 == "#" }
    switch self {
    case .words:
      let read = word.prefix { $0.isHashtagPart || $0 == "·" || $0 == "・" }
      return read.contains(where: \.isLetter) ? "#\(read)" : ""
    case .free:
      return word.contains { !$0.isNumber && !$0.isPunctuation } ? hashtag : ""
    }
  }
}

extension Character {
  /// Whether the character can stand in a hashtag.
  fileprivate var isHashtagPart: Bool { isLetter || isNumber || self == "_" }
}
