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
