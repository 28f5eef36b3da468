import AdvocacyCore

/// Finds words, phrases and globs in texts, in one pass over each.
///
/// No regular expressions: nothing a text holds can make the search slow.
struct WordFilter: Sendable {
  private let words: [String: String]
  private let phrases: [Phrase]
  private let globs: [(glob: Glob, written: String)]

  /// Makes a filter of single words, words in a row, and single words in which `*` stands for any
  /// letters and `?` for one.
  init(words: [String] = [], phrases: [String] = [], globs: [String] = []) {
    self.words = Dictionary(words.map { ($0.folded, $0) }) { first, _ in first }
    self.phrases = phrases.map(Phrase.init)
    self.globs = globs.map { (Glob($0), $0) }
  }

  /// The first thing that occurs in one of some texts, as the rule writes it.
  ///
  /// - Complexity: O(characters × (phrases + globs)).
  func firstMatch(inTexts texts: [[String]]) -> String? {
    for text in texts {
      if let found = firstMatch(in: text) { return found }
    }
    return nil
  }

  /// The first thing blocked that occurs in some words, as the rule writes it.
  ///
  /// - Complexity: O(characters × (phrases + globs)).
  func firstMatch(in tokens: [String]) -> String? {
    for token in tokens {
      if let word = words[token] { return word }
      if let found = globs.first(where: { $0.glob.matches(token) }) { return found.written }
    }
    return phrases.first { $0.occurs(in: tokens) }?.written
  }
}

/// Words in a row (Knuth, Morris, Pratt: "Fast Pattern Matching in Strings", 1977).
private struct Phrase: Sendable {
  let written: String
  private let tokens: [String]
  /// By how many tokens matched: how many still match after the next one didn't.
  private let fallback: [Int]

  init(_ written: String) {
    self.written = written
    let tokens = written.words
    self.tokens = tokens
    var fallback = [Int](repeating: 0, count: tokens.count)
    var length = 0
    for index in tokens.indices.dropFirst() {
      while length > 0, tokens[index] != tokens[length] { length = fallback[length - 1] }
      if tokens[index] == tokens[length] { length += 1 }
      fallback[index] = length
    }
    self.fallback = fallback
  }

  /// - Complexity: O(tokens).
  func occurs(in text: [String]) -> Bool {
    guard !tokens.isEmpty else { return false }
    var length = 0
    for token in text {
      while length > 0, token != tokens[length] { length = fallback[length - 1] }
      if token == tokens[length] { length += 1 }
      if length == tokens.count { return true }
    }
    return false
  }
}

/// A word with `*` for any letters and `?` for one, matched by a set of states in one machine word
/// (Baeza-Yates, Gonnet: "A New Approach to Text Searching", 1992).
struct Glob: Sendable {
  /// The states in which a character leads on to the next.
  private let masks: [Character: UInt64]
  private let anyMask: UInt64
  /// The states that stay whatever comes.
  private let loops: UInt64
  private let final: UInt64

  /// Makes a matcher; what is longer than 63 characters is cut.
  init(_ pattern: String) {
    var masks: [Character: UInt64] = [:]
    var anyMask: UInt64 = 0
    var loops: UInt64 = 0
    var state = 0
    for character in pattern.folded where state < RuleShape.longestGlob {
      switch character {
      case "*": loops |= 1 << UInt64(state)
      case "?":
        anyMask |= 1 << UInt64(state)
        state += 1
      default:
        masks[character, default: 0] |= 1 << UInt64(state)
        state += 1
      }
    }
    self.masks = masks
    self.anyMask = anyMask
    self.loops = loops
    final = 1 << UInt64(state)
  }

  /// Tells whether a whole word, in small letters, matches.
  ///
  /// - Complexity: O(characters).
  func matches(_ word: String) -> Bool {
    var states: UInt64 = 1
    for character in word {
      states = (states & (anyMask | masks[character, default: 0])) << 1 | states & loops
      guard states != 0 else { return false }
    }
    return states & final != 0
  }
}

extension String {
  /// The text in small letters.
  var folded: String { lowercased() }

  /// The words of the text, letters and digits in a row, in small letters.
  ///
  /// - Complexity: O(characters).
  var words: [String] {
    folded.split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }
}

extension Post {
  /// The words of each text that employees may pass on, hashtags included.
  ///
  /// - Complexity: O(characters).
  var texts: [[String]] {
    ([text] + variants + hashtags).map(\.words)
  }
}
