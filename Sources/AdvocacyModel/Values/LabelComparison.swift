import Foundation

/// How labels, languages and texts compare under a meaning: letter by letter, or as people read
/// them.
package struct LabelComparison: Hashable, Sendable {
  /// Whether they compare as people read them.
  package let folds: Bool

  package init(_ semantics: Semantics) { folds = semantics.foldsLabels }

  /// What labels that are the same have in common; empty where nothing of a label shows.
  ///
  /// - Complexity: O(characters).
  package func key(of label: String) -> String {
    folds ? label.foldedForComparison.withSingleSpaces : label
  }

  /// What hashtags that are the same have in common, `#` or not.
  ///
  /// - Complexity: O(characters).
  package func key(ofHashtag hashtag: String) -> String {
    guard folds else { return hashtag }
    return String(key(of: hashtag).drop { $0 == "#" })
  }

  /// The keys of some labels; what shows nothing has none.
  ///
  /// - Complexity: O(characters).
  package func keys(of labels: [String]) -> Set<String> {
    Set(labels.map(key(of:))).subtracting([""])
  }

  /// The keys of some hashtags; what shows nothing has none.
  ///
  /// - Complexity: O(characters).
  package func keys(ofHashtags hashtags: [String]) -> Set<String> {
    Set(hashtags.map(key(ofHashtag:))).subtracting([""])
  }

  /// What a text is searched as: with small letters, or as people read it, invisible characters
  /// once left out and once taken for spaces.
  ///
  /// - Complexity: O(characters).
  package func readings(of text: String) -> [String] {
    folds ? text.foldedReadings : [text.lowercased()]
  }

  /// Tells whether a language named covers another: `es` covers `es-ES` and `es_MX`, not the other
  /// way (RFC 4647, 3.3.1: basic filtering).
  package func language(_ named: String, covers language: String) -> Bool {
    guard folds else { return named == language }
    let (named, language) = (languageKey(named), languageKey(language))
    return language == named || language.hasPrefix("\(named)-") && !named.isEmpty
  }

  /// What languages that are written the same have in common.
  package func languageKey(_ language: String) -> String {
    folds ? String(language.lowercased().map { $0 == "_" ? "-" : $0 }) : language
  }
}

/// The labels of a post as they compare, worked out once for all rules.
package struct PostLabels: Sendable {
  /// The post itself.
  package let id: PostID
  /// The keys of its topics.
  package let topics: Set<String>
  /// The key of its campaign; nil: it belongs to none.
  package let campaign: String?
  /// The keys of its hashtags; where labels fold, of those in its text and variants as well.
  package let hashtags: Set<String>
  /// The keys of its tags.
  package let tags: Set<String>

  /// Works out the labels of a post.
  ///
  /// - Complexity: O(characters).
  package init(_ post: Post, by comparison: LabelComparison) {
    id = post.id
    topics = comparison.keys(of: post.topics)
    campaign = post.campaign.map(comparison.key(of:))
    tags = comparison.keys(of: post.tags)
    let written = comparison.folds ? ([post.text] + post.variants).flatMap(\.hashtags) : []
    hashtags = comparison.keys(ofHashtags: post.hashtags).union(written)
  }
}

/// The labels that posts are chosen by, as they compare: nil admits all, a set those that share one.
package struct LabelFilter: Sendable {
  private var topics: Set<String>?
  private var campaigns: Set<String>?
  private var hashtags: Set<String>?
  private var tags: Set<String>?

  /// Makes a filter of labels as they are written.
  ///
  /// - Complexity: O(characters).
  package init(
    topics: [String]? = nil, campaigns: [String]? = nil, hashtags: [String]? = nil,
    tags: [String]? = nil, by comparison: LabelComparison
  ) {
    self.topics = topics.map(comparison.keys(of:))
    self.campaigns = campaigns.map(comparison.keys(of:))
    self.hashtags = hashtags.map(comparison.keys(ofHashtags:))
    self.tags = tags.map(comparison.keys(of:))
  }

  package init(_ scope: Scope, by comparison: LabelComparison) {
    self.init(
      topics: scope.topics, campaigns: scope.campaigns, hashtags: scope.hashtags, tags: scope.tags,
      by: comparison)
  }

  /// Tells whether a post with some labels is chosen: it shares one of each list given.
  ///
  /// - Complexity: O(labels).
  package func admits(_ post: PostLabels) -> Bool {
    (topics.map { !$0.isDisjoint(with: post.topics) } ?? true)
      && (campaigns.map { post.campaign.map($0.contains) ?? false } ?? true)
      && (hashtags.map { !$0.isDisjoint(with: post.hashtags) } ?? true)
      && (tags.map { !$0.isDisjoint(with: post.tags) } ?? true)
  }
}

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
