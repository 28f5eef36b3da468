import AdvocacyCore

/// Finds words, phrases and globs in texts, in one pass over each.
///
/// No regular expressions: nothing a text holds can make the search slow.
struct WordFilter: Sendable {
  private let words: [String: String]
  private let rows: [WordRow]
  private let globs: [(glob: Glob, written: String)]

  /// Makes a filter of single words, words in a row, and single words in which `*` stands for any
  /// letters and `?` for one.
  init(
    words: [String] = [], phrases: [String] = [], globs: [String] = [], by labels: LabelComparison
  ) {
    var single: [String: String] = [:]
    var rows: [WordRow] = []
    for word in words {
      let tokens = labels.tokens(ofPattern: word)
      // A word of a script without spaces is a row of characters.
      if tokens.count > 1 {
        rows.append(WordRow(word, tokens))
      } else if let token = tokens.first, single[token.text] == nil {
        single[token.text] = word
      }
    }
    self.words = single
    self.rows = rows + phrases.map { WordRow($0, labels.tokens(ofPattern: $0)) }
    self.globs = globs.map { glob in
      (Glob(labels.readings(of: glob).first ?? ""), glob)
    }
  }

  /// The first thing that occurs in one of some texts, as the rule writes it.
  ///
  /// - Complexity: O(characters × (phrases + globs)).
  func firstMatch(inTexts texts: [[WordToken]]) -> String? {
    for text in texts {
      if let found = firstMatch(in: text) { return found }
    }
    return nil
  }

  /// The first thing blocked that occurs in some words, as the rule writes it.
  ///
  /// - Complexity: O(characters × (phrases + globs)).
  func firstMatch(in tokens: [WordToken]) -> String? {
    var states = [UInt64](repeating: 0, count: globs.count)
    for token in tokens {
      if let word = words[token.text] { return word }
      for place in globs.indices {
        states[place] = globs[place].glob.states(after: token, from: states[place])
        if globs[place].glob.accepts(states[place]) { return globs[place].written }
      }
    }
    return rows.first { $0.occurs(in: tokens) }?.written
  }
}

/// A word with `*` for any letters and `?` for one, matched by a set of states in one machine word
/// (Baeza-Yates, Gonnet: "A New Approach to Text Searching", 1992).
///
/// It begins and ends where words do; in scripts without spaces that may be at any character.
struct Glob: Sendable {
  /// The states in which a character leads on to the next.
  private let masks: [Character: UInt64]
  private let anyMask: UInt64
  /// The states that stay whatever comes.
  private let loops: UInt64
  private let final: UInt64

  /// Makes a matcher of a pattern in small letters; what is longer than 63 characters is cut.
  init(_ pattern: String) {
    var masks: [Character: UInt64] = [:]
    var anyMask: UInt64 = 0
    var loops: UInt64 = 0
    var state = 0
    for character in pattern where state < RuleShape.longestGlob {
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

  /// The states after one more token of a text: the pattern goes on, or begins there.
  ///
  /// - Complexity: O(characters).
  func states(after token: WordToken, from before: UInt64) -> UInt64 {
    var states = token.isJoined ? before | 1 : 1
    for character in token.text {
      states = (states & (anyMask | masks[character, default: 0])) << 1 | states & loops
      guard states != 0 else { return 0 }
    }
    return states
  }

  /// Tells whether what led to some states matches as a whole.
  func accepts(_ states: UInt64) -> Bool { states & final != 0 }
}

extension Post {
  /// The words of each text that employees may pass on, hashtags included; a text with invisible
  /// characters stands there twice.
  ///
  /// - Complexity: O(characters).
  func texts(by labels: LabelComparison) -> [[WordToken]] {
    ([text] + variants + hashtags).flatMap(labels.tokens(of:))
  }
}
