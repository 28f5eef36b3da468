package import AdvocacyCore

/// A failure as one JSON object, for programs that asked for JSON.
package struct FailureReport: Codable, Hashable, Sendable {
  /// The kind of cause.
  package var code: Failure.Cause
  /// The exit code of the process.
  package var exitCode: Int32
  /// What was found, led by the way to it inside the document.
  package var message: String
  /// The file, if the cause lies in one.
  @Nullable package var file: String?
  /// The line, from 1.
  @Nullable package var line: Int?
  /// The column in bytes, from 1.
  @Nullable package var column: Int?
  /// What to do about it.
  @Nullable package var hint: String?

  /// Makes the report of a failure.
  package init(_ failure: Failure) {
    let path = failure.place?.path ?? ""
    code = failure.cause
    exitCode = failure.cause.exitCode
    message = path.isEmpty ? failure.message : "\(path): \(failure.message)"
    file = failure.place?.file
    line = failure.place?.line
    column = failure.place?.column
    hint = failure.hint
  }

  /// The failure as JSON on one line, without a line feed; never fails.
  package var json: String {
    (try? JSONText.encode(self, isIndented: false)) ?? "{\"code\":\"\(code.rawValue)\"}"
  }
}
