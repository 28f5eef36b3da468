import AdvocacyCore

/// The bytes of a file, with the way from an offset to its line and column.
struct SourceText: Sendable {
  let bytes: [UInt8]
  let file: String
  let cause: Failure.Cause
  private let lines: LineIndex

  /// Makes a text whose failures have a cause.
  ///
  /// - Complexity: O(bytes).
  init(bytes: [UInt8], file: String, cause: Failure.Cause) {
    self.bytes = bytes
    self.file = file
    self.cause = cause
    self.lines = LineIndex(bytes)
  }

  /// The range of the bytes behind a byte-order mark.
  var contents: Range<Int> {
    bytes.starts(with: UTF8Text.byteOrderMark) ? 3..<bytes.count : 0..<bytes.count
  }

  func place(of offset: Int, path: String = "") -> Place {
    let (line, column) = lines.position(of: offset, in: bytes)
    return Place(file: file, line: line, column: column, path: path)
  }

  func failure(at offset: Int, _ message: String, hint: String? = nil) -> Failure {
    Failure(cause, at: place(of: offset), message, hint: hint)
  }

  /// Refuses bytes that are not UTF-8.
  func requireUTF8() throws(Failure) {
    guard let offset = UTF8Text.firstInvalidOffset(in: bytes) else { return }
    let byte = String(bytes[offset], radix: 16, uppercase: true)
    throw failure(
      at: offset, "expected UTF-8, found the byte 0x\(byte)",
      hint: UTF8Text.likelyEncoding(of: bytes).map { "It looks like \($0); save it as UTF-8" }
        ?? "Save the file as UTF-8")
  }
}
