import AdvocacyCore

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
  /// The text in small letters.
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
