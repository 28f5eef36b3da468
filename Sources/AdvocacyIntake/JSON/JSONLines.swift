package import AdvocacyCore

/// A text with one JSON document on each line (NDJSON), each read and judged for itself.
package enum JSONLines {
  /// Reads the lines that hold more than space.
  ///
  /// A line that is no strict JSON is a failure of that line alone, at its line and column.
  ///
  /// - Parameters:
  ///   - bytes: The text; lines end with a line feed, a carriage return before it being space.
  ///   - file: The name by which failures call the file.
  ///   - limits: How large the text, and how deep each line, may be.
  ///   - cause: The cause that failures have.
  /// - Returns: The lines in the order of the file.
  /// - Throws: a failure where the whole is too large or has too many lines.
  /// - Complexity: O(bytes).
  package static func parse(
    bytes: [UInt8], file: String, limits: JSONLimits = .standard,
    cause: Failure.Cause = .badData
  ) throws(Failure) -> [Line] {
    let text = try JSONDocument.text(bytes, file: file, limits: limits, cause: cause)
    var lines: [Line] = []
    var number = 0
    var start = text.contents.lowerBound
    while start < bytes.count {
      number += 1
      let end = bytes[start...].firstIndex(of: ASCII.lineFeed) ?? bytes.count
      if !bytes[start..<end].allSatisfy(isSpace) {
        guard lines.count < limits.maximumLines else {
          throw Failure(
            cause, at: Place(file: file, line: number, column: 1),
            "expected at most \(limits.maximumLines) lines, found more", hint: JSONLimits.hint)
        }
        let document = document(text, in: start..<end, limits: limits)
        lines.append(Line(number: number, bytes: start..<end, document: document))
      }
      start = end + 1
    }
    return lines
  }

  /// One line with its document.
  package struct Line: Sendable {
    /// The number of the line, from 1.
    package let number: Int
    /// The line's bytes in the file, without the line break.
    package let bytes: Range<Int>
    /// The document, or what is wrong with it.
    package let document: Result<JSONNode, Failure>
  }

  private static func document(
    _ text: SourceText, in range: Range<Int>, limits: JSONLimits
  ) -> Result<JSONNode, Failure> {
    do {
      let root = try JSONDocument.scan(text, in: range, limits: limits)
      try JSONKeys.refuseRepeated(in: root.storage)
      return .success(root)
    } catch {
      return .failure(error)
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == ASCII.space || byte == ASCII.tab || byte == ASCII.carriageReturn
  }
}
