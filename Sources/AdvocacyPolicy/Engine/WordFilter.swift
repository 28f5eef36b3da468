import AdvocacyModel

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

/// Words in a row, found by the set of all beginnings that a text may be in (Baeza-Yates, Gonnet:
/// "A New Approach to Text Searching", 1992).
struct WordRow: Sendable {
  /// The words as the rule writes them.
  let written: String
  private let count: Int
  /// By token: the places in the row where it stands, a bit each.
  private let masks: [String: [UInt64]]
  /// The places that follow the one before without anything between.
  private let joined: [UInt64]

  init(_ written: String, _ tokens: [WordToken]) {
    self.written = written
    count = tokens.count
    let none = [UInt64](repeating: 0, count: (tokens.count + 63) / 64)
    var masks: [String: [UInt64]] = [:]
    var joined = none
    for (place, token) in tokens.enumerated() {
      let bit: UInt64 = 1 << UInt64(place % 64)
      masks[token.text, default: none][place / 64] |= bit
      if token.isJoined { joined[place / 64] |= bit }
    }
    self.masks = masks
    self.joined = joined
  }

  /// Tells whether the words occur, whatever stands between them in the text.
  ///
  /// Characters of one word have to stand together in the text as well.
  ///
  /// - Complexity: O(tokens × ⌈row / 64⌉).
  func occurs(in text: [WordToken]) -> Bool {
    guard count > 0, text.count >= count else { return false }
    let last = joined.count - 1
    let complete: UInt64 = 1 << UInt64((count - 1) % 64)
    var begun = [UInt64](repeating: 0, count: joined.count)
    for token in text {
      guard let places = masks[token.text] else {
        for index in begun.indices { begun[index] = 0 }
        continue
      }
      var carry: UInt64 = 1
      for index in begun.indices {
        let overflow = begun[index] >> 63
        var next = begun[index] << 1 | carry
        if !token.isJoined { next &= ~joined[index] }
        begun[index] = next & places[index]
        carry = overflow
      }
      if begun[last] & complete != 0 { return true }
    }
    return false
  }
}

/// A word of a text, in small letters; in scripts without spaces a character.
struct WordToken: Hashable, Sendable {
  let text: String
  /// Whether nothing stands between it and the token before.
  let isJoined: Bool
}

extension LabelComparison {
  /// The words of a text, once for every way to read it.
  ///
  /// Words are letters and digits in a row. Where labels fold, characters of scripts that put no
  /// spaces between words stand alone, so that a word of theirs is found within running text, and
  /// `NDA` in `NDA契約`, but not `ass` in `class`.
  ///
  /// - Complexity: O(characters).
  func tokens(of text: String) -> [[WordToken]] {
    readings(of: text).map { folds ? $0.piecewiseTokens : $0.wordTokens }
  }

  /// The words of what a rule looks for.
  func tokens(ofPattern text: String) -> [WordToken] { tokens(of: text).first ?? [] }
}

extension String {
  var folded: String { lowercased() }

  /// The words of the text, letters and digits in a row, in small letters.
  ///
  /// - Complexity: O(characters).
  var words: [String] { folded.wordTokens.map(\.text) }

  /// The words of a text in small letters: letters and digits in a row.
  fileprivate var wordTokens: [WordToken] {
    split { !$0.isLetter && !$0.isNumber }.map { WordToken(text: String($0), isJoined: false) }
  }

  /// The words of a folded text, characters of scripts without spaces each alone.
  fileprivate var piecewiseTokens: [WordToken] {
    split { !$0.isLetter && !$0.isNumber }.flatMap { run in
      var tokens: [WordToken] = []
      var rest = run
      while let first = rest.first {
        let piece = first.standsAlone ? rest.prefix(1) : rest.prefix { !$0.standsAlone }
        tokens.append(WordToken(text: String(piece), isJoined: !tokens.isEmpty))
        rest = rest[piece.endIndex...]
      }
      return tokens
    }
  }
}

extension Character {
  /// Whether it is of a script that puts no spaces between words: Han, Hiragana, Katakana, Thai,
  /// Lao, Myanmar or Khmer (UAX 29, 4: where word boundaries need a dictionary).
  fileprivate var standsAlone: Bool {
    switch unicodeScalars.first?.value ?? 0 {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0xA9E0...0xA9FF, 0xAA60...0xAA7F, 0x1780...0x17FF,
      0x2E80...0x2FDF, 0x3005...0x3007, 0x3021...0x3029, 0x3031...0x303C, 0x3040...0x30FF,
      0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x1AFF0...0x1B16F,
      0x20000...0x323AF:
      true
    default: false
    }
  }
}
