package import AdvocacyModel

/// The bytes of a file, with the way from an offset to its line and column.
package struct SourceText: Sendable {
  package let bytes: [UInt8]
  package let file: String
  package let cause: Failure.Cause
  private let lines: LineIndex

  /// Makes a text whose failures have a cause.
  ///
  /// - Complexity: O(bytes).
  package init(bytes: [UInt8], file: String, cause: Failure.Cause) {
    self.bytes = bytes
    self.file = file
    self.cause = cause
    self.lines = LineIndex(bytes)
  }

  /// The range of the bytes behind a byte-order mark.
  package var contents: Range<Int> {
    bytes.starts(with: UTF8Text.byteOrderMark) ? 3..<bytes.count : 0..<bytes.count
  }

  package func place(of offset: Int, path: String = "") -> Place {
    let (line, column) = lines.position(of: offset, in: bytes)
    return Place(file: file, line: line, column: column, path: path)
  }

  package func failure(at offset: Int, _ message: String, hint: String? = nil) -> Failure {
    Failure(cause, at: place(of: offset), message, hint: hint)
  }

  /// Refuses bytes that are not UTF-8.
  package func requireUTF8() throws(Failure) {
    guard let offset = UTF8Text.firstInvalidOffset(in: bytes) else { return }
    let byte = String(bytes[offset], radix: 16, uppercase: true)
    throw failure(
      at: offset, "expected UTF-8, found the byte 0x\(byte)",
      hint: UTF8Text.likelyEncoding(of: bytes).map { "It looks like \($0); save it as UTF-8" }
        ?? "Save the file as UTF-8")
  }
}

/// Finds the line and column of an offset in a text without keeping every line's start.
///
/// One checkpoint a kilobyte: under 1 % of the text's size however short its lines are.
struct LineIndex: Sendable {
  private static let stride = 1024

  /// At the start of each stride: the number of the line, and the offset where that line starts.
  private var checkpoints: [(line: UInt32, start: UInt32)] = []

  /// Makes an index; a byte-order mark before the first line doesn't count as a column.
  ///
  /// - Complexity: O(bytes).
  init(_ bytes: [UInt8]) {
    checkpoints.reserveCapacity(bytes.count / Self.stride + 1)
    var line: UInt32 = 1
    var start = UInt32(bytes.starts(with: UTF8Text.byteOrderMark) ? 3 : 0)
    var offset = 0
    repeat {
      checkpoints.append((line, start))
      let end = min(offset + Self.stride, bytes.count)
      while offset < end {
        if bytes[offset] == ASCII.lineFeed {
          line += 1
          start = UInt32(offset + 1)
        }
        offset += 1
      }
    } while offset < bytes.count
  }

  /// The line and the column in bytes, both from 1.
  ///
  /// - Complexity: O(1), at most a kilobyte of the text is looked at.
  func position(of offset: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
    let index = min(offset / Self.stride, checkpoints.count - 1)
    var line = Int(checkpoints[index].line)
    var start = Int(checkpoints[index].start)
    var cursor = index * Self.stride
    while cursor < min(offset, bytes.count) {
      if bytes[cursor] == ASCII.lineFeed {
        line += 1
        start = cursor + 1
      }
      cursor += 1
    }
    return (line, max(1, offset - start + 1))
  }
}
