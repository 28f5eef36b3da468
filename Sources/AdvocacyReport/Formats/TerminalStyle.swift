package import AdvocacyModel

/// How a text for people may be dressed: a width to fit, whether in colour, and in which language.
package struct TerminalStyle: Hashable, Sendable {
  /// The columns to fit; nil: nothing is cut, as when the output is piped.
  package var width: Int?
  /// Whether escape sequences for colour and weight are allowed.
  package var color: Bool
  /// The words, of those texts that are had in several languages.
  package var words: Words

  package init(width: Int?, color: Bool, words: Words = .english) {
    self.width = width
    self.color = color
    self.words = words
  }

  /// The same in a language.
  package func speaking(_ language: Language) -> TerminalStyle {
    TerminalStyle(width: width, color: color, words: Words(language))
  }

  /// No colour and no cutting: what a pipe or a file gets.
  package static let plain = TerminalStyle(width: nil, color: false)

  /// Dresses a text, which must be safe already.
  package func paint(_ text: String, _ ink: Ink) -> String {
    guard color, ink != .plain, !text.isEmpty else { return text }
    return "\u{1B}[\(ink.code)m\(text)\u{1B}[0m"
  }
}

/// The weights and colours in use; each has a meaning of its own beside its look.
package enum Ink: Hashable, Sendable, CaseIterable {
  /// As the terminal writes.
  case plain
  /// Headers and totals.
  case bold
  /// What can be skipped.
  case dim
  /// Denied or failed.
  case red
  /// Allowed or well.
  case green
  /// Waiting or worth a look.
  case yellow

  /// The number of the ANSI (ECMA-48) select-graphic-rendition sequence.
  var code: Int {
    switch self {
    case .plain: 0
    case .bold: 1
    case .dim: 2
    case .red: 31
    case .green: 32
    case .yellow: 33
    }
  }
}

/// Small charts made of block characters (U+2581 to U+258F), for terminals.
enum Bars {
  private static let heights: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  private static let widths: [Character] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]

  /// A bar of a value, so many columns wide where it is the greatest; what is positive shows.
  static func bar(_ value: Double, of greatest: Double, columns: Int) -> String {
    guard value > 0, greatest > 0, value.isFinite, greatest.isFinite else { return "" }
    let eighths = max(1, Int((min(1, value / greatest) * Double(columns * 8)).rounded()))
    let rest = eighths % 8
    return String(repeating: "█", count: eighths / 8)
      + (rest > 0 ? String(widths[rest - 1]) : "")
  }

  /// A column for each value, its height in eighths of the greatest.
  ///
  /// - Complexity: O(values).
  static func line(_ values: [Double]) -> String {
    let greatest = values.filter(\.isFinite).max() ?? 0
    return String(
      values.map { value in
        guard greatest > 0, value.isFinite else { return heights[0] }
        return heights[min(7, max(0, Int((value / greatest * 8).rounded()) - 1))]
      })
  }
}

/// How many columns of a terminal text takes up.
package enum DisplayWidth {
  /// The columns of a text: two for wide East Asian characters and emoji, none for marks.
  ///
  /// Wide are the ranges of Unicode's East Asian Width W and F (UAX #11); ambiguous characters
  /// count one, as terminals show them outside East Asian locales.
  ///
  /// - Complexity: O(length).
  package static func of(_ text: String) -> Int {
    guard !text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) else { return text.utf8.count }
    return text.reduce(0) { $0 + of($1) }
  }

  /// The columns of one character as people see it, 0 to 2.
  package static func of(_ character: Character) -> Int {
    if let ascii = character.asciiValue { return ascii < 0x20 || ascii == 0x7F ? 0 : 1 }
    let scalars = character.unicodeScalars
    if scalars.contains(where: isShownAsEmoji) { return 2 }
    return scalars.map(width).max() ?? 0
  }

  /// Cuts a text to a number of columns, the last one then being an ellipsis.
  ///
  /// - Complexity: O(length).
  package static func cut(_ text: String, to columns: Int) -> String {
    guard of(text) > columns else { return text }
    guard columns > 0 else { return "" }
    var kept = ""
    var used = 0
    for character in text {
      let width = of(character)
      guard used + width <= columns - 1 else { break }
      kept.append(character)
      used += width
    }
    return kept + "…"
  }

  /// The same, but where a word ends, if one does behind a third of the columns.
  ///
  /// - Complexity: O(length).
  package static func cutAtWord(_ text: String, to columns: Int) -> String {
    let cut = cut(text, to: columns)
    guard cut.last == "…", cut != text else { return cut }
    let kept = cut.dropLast()
    guard text.dropFirst(kept.count).first != " ", let end = kept.lastIndex(of: " ") else {
      return cut
    }
    let words = kept[..<end]
    return of(String(words)) * 3 >= columns ? words + "…" : cut
  }

  /// Cuts a text to a number of columns in its middle, where an ellipsis then stands.
  ///
  /// - Complexity: O(length).
  package static func cutInMiddle(_ text: String, to columns: Int) -> String {
    guard of(text) > columns, columns > 2 else { return cut(text, to: columns) }
    let head = cut(text, to: columns / 2 + 1).dropLast()
    let room = columns - 1 - of(String(head))
    var tail = ""
    var used = 0
    for character in text.reversed() {
      used += of(character)
      guard used <= room else { break }
      tail.append(character)
    }
    return "\(head)…\(String(tail.reversed()))"
  }

  private static func isShownAsEmoji(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value == 0xFE0F || scalar.properties.isEmojiPresentation
  }

  private static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: 0
    default: isWide(scalar.value) ? 2 : 1
    }
  }

  private static func isWide(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97C,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60,
      0xFFE0...0xFFE6, 0x17000...0x18D08, 0x1AFF0...0x1B2FB, 0x1F200...0x1F265,
      0x20000...0x3FFFD:
      true
    default: false
    }
  }
}

/// Breaks long sentences between words, so that a terminal doesn't break them inside.
package enum Wrapping {
  /// The lines of a text, none wider than the columns where its words allow; nil: one line.
  ///
  /// The columns are those of each line without its indentation, which the first has not.
  ///
  /// - Complexity: O(length).
  package static func wrap(_ text: String, to columns: Int?, indent: Int = 0) -> String {
    guard let columns, columns > 10, DisplayWidth.of(text) > columns else { return text }
    let margin = String(repeating: " ", count: indent)
    return lines(text, of: columns).joined(separator: "\n\(margin)")
  }

  /// The lines of a text, none wider than the columns where its words allow.
  ///
  /// - Complexity: O(length).
  static func lines(_ text: String, of columns: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      let isFirst = line.isEmpty
      let longer = isFirst ? String(word) : "\(line) \(word)"
      if !isFirst, DisplayWidth.of(longer) > columns {
        lines.append(line)
        line = String(word)
      } else {
        line = longer
      }
    }
    return lines + [line]
  }
}
