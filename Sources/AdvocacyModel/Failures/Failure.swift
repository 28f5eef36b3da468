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
