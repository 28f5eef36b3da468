/// Why a command can't do what it was asked: a cause with a place, what was found, what to do.
///
/// The one error type of the product. It prints as `queue.json:12:5: posts[3].network: …`.
package struct Failure: Error, Hashable, Sendable {
  /// The kind of cause; decides the exit code.
  package var cause: Cause
  /// Where the cause lies, if in a file.
  package var place: Place?
  /// What was found, in one sentence without a full stop.
  package var message: String
  /// What to do about it, in one sentence without a full stop.
  package var hint: String?

  package init(_ cause: Cause, at place: Place? = nil, _ message: String, hint: String? = nil) {
    self.cause = cause
    self.place = place
    self.message = message
    self.hint = hint
  }

  /// The kinds of causes, each with its exit code after `sysexits.h`.
  package enum Cause: String, Hashable, Sendable, CaseIterable, Codable {
    /// The command line makes no sense.
    case usage
    /// Input or ledger holds what it must not.
    case badData
    /// An input file is missing.
    case missingInput
    /// The ledger comes from a newer version.
    case tooNew
    /// A defect of the program itself.
    case `internal`
    /// A file or directory can't be made.
    case cannotCreate
    /// Reading or writing failed; the disk may be full.
    case inputOutput
    /// Another process holds the lock.
    case busy
    /// The system forbids it.
    case permission
    /// The configuration is wrong.
    case configuration

    /// The exit code of the process.
    package var exitCode: Int32 {
      switch self {
      case .usage: 64
      case .badData: 65
      case .missingInput: 66
      case .tooNew: 69
      case .internal: 70
      case .cannotCreate: 73
      case .inputOutput: 74
      case .busy: 75
      case .permission: 77
      case .configuration: 78
      }
    }
  }
}

/// A place in a file: line and column count from 1, columns in bytes; the path leads into the value.
package struct Place: Hashable, Sendable {
  /// The file as the user knows it.
  package var file: String
  /// The line, from 1.
  package var line: Int?
  /// The column in bytes, from 1.
  package var column: Int?
  /// The way to the value inside the document, as in `posts[3].network`; may be empty.
  package var path: String

  package init(file: String, line: Int? = nil, column: Int? = nil, path: String = "") {
    self.file = file
    self.line = line
    self.column = column
    self.path = path
  }
}

extension Failure: CustomStringConvertible {
  /// The failure in one line, safe to print on a terminal.
  package var description: String {
    let sentence = hint.map { "\(message). \($0)" } ?? message
    guard let place else { return SafeText.escape(sentence) }
    let parts = [place.file] + [place.line, place.column].compactMap { $0.map(String.init) }
    let path = place.path.isEmpty ? "" : " \(place.path):"
    return SafeText.escape("\(parts.joined(separator: ":")):\(path) \(sentence)")
  }
}

/// Finds what somebody most likely meant by a word that isn't known.
package enum NearMiss {
  /// The known word nearest to a word, if it is near enough to be worth a hint.
  ///
  /// Near enough: at most a third of the longer word's letters have to change, two at least being
  /// allowed; letter case doesn't count. Ties go to the word that stands first.
  ///
  /// - Complexity: O(known × length²); words of very different lengths aren't compared.
  package static func of(_ word: String, among known: some Sequence<String>) -> String? {
    let letters = Array(word.lowercased())
    var best: (word: String, distance: Int)?
    for candidate in known {
      let other = Array(candidate.lowercased())
      let allowed = max(2, max(letters.count, other.count) / 3)
      guard abs(letters.count - other.count) <= allowed else { continue }
      let distance = distance(letters, other)
      guard distance <= allowed, distance < max(letters.count, other.count) else { continue }
      if distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.word
  }

  /// The known word of which another is most likely a slip; nil where it is known, or near none.
  ///
  /// A slip differs in letter case alone, or is of five letters or more (four where one is missing)
  /// and differs by one letter, or by two swapped.
  ///
  /// - Complexity: O(known × length).
  package static func slip(_ word: String, among known: Set<String>) -> String? {
    guard !known.contains(word) else { return nil }
    return known.filter { isSlip(word, of: $0) }.min()
  }

  /// Tells whether a word is nearly, but not quite, another.
  ///
  /// - Complexity: O(length).
  package static func isSlip(_ word: String, of known: String) -> Bool {
    guard word != known else { return false }
    let (a, b) = (Array(word.lowercased()), Array(known.lowercased()))
    if a == b { return true }
    guard min(a.count, b.count) >= 4, abs(a.count - b.count) <= 1 else { return false }
    let head = zip(a, b).prefix { $0 == $1 }.count
    let tail = zip(a.reversed(), b.reversed()).prefix { $0 == $1 }.count
    let left = max(a.count, b.count) - min(head + tail, min(a.count, b.count))
    if left <= 1 { return true }
    return a.count == b.count && head + tail == a.count - 2 && a[head] == b[head + 1]
      && a[head + 1] == b[head]
  }

  /// A hint sentence such as `Did you mean "linkedin"?`, or nil where nothing is near.
  package static func hint(_ word: String, among known: some Sequence<String>) -> String? {
    of(word, among: known).map { "Did you mean \"\($0)\"?" }
  }

  /// The edits between two words: letters inserted, deleted, changed or swapped with a neighbour.
  private static func distance(_ a: [Character], _ b: [Character]) -> Int {
    guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
    var rows = [[Int]](
      repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
    for i in 0...a.count { rows[i][0] = i }
    for j in 0...b.count { rows[0][j] = j }
    for i in 1...a.count {
      for j in 1...b.count {
        let substitution = rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
        rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, substitution)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
        }
      }
    }
    return rows[a.count][b.count]
  }
}

/// Text of others made fit to be shown to people.
package enum SafeText {
  /// Shows control characters and those that hide as escapes, on one line.
  ///
  /// Escaped are C0, DEL, C1, line and paragraph separators, the bidirectional controls, characters
  /// without width, and tags, so that text from a file can neither move a cursor, nor disguise its
  /// order, nor carry what nobody sees. A joiner stays between two letters of scripts that join, or
  /// in an emoji; one selector stays after what it varies; tags stay in the flag of a region. Bytes of
  /// a file's name that are not UTF-8 are shown as `\xFF`.
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
    default: PathText.foreignByte(scalar) != nil
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
    default:
      if let byte = PathText.foreignByte(scalar) {
        "\\x\(String(byte, radix: 16, uppercase: true))"
      } else {
        "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      }
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
