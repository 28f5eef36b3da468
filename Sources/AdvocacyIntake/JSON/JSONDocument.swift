package import AdvocacyCore

/// A JSON text read strictly (RFC 8259), with the position of every value.
///
/// UTF-8 only; one leading byte-order mark is passed over, since editors write it. Refused are
/// comments, trailing commas, anything behind the document, raw control characters, lone surrogate
/// escapes, bytes that are not UTF-8, and keys that repeat in an object (their decoded bytes are
/// compared, so that two spellings of one key are the same and two normal forms are not).
package enum JSONDocument {
  /// Reads a document.
  ///
  /// - Parameters:
  ///   - bytes: The text.
  ///   - file: The name by which failures call the file.
  ///   - limits: How large and how deep it may be.
  ///   - cause: The cause that failures have, here and in all that is read from the document.
  /// - Returns: The root of the document.
  /// - Throws: a failure at the line and column of the first thing wrong.
  /// - Complexity: O(bytes) in time; eight bytes of memory for each key, value and closer.
  package static func parse(
    bytes: [UInt8], file: String, limits: JSONLimits = .standard,
    cause: Failure.Cause = .badData
  ) throws(Failure) -> JSONNode {
    let text = try text(bytes, file: file, limits: limits, cause: cause)
    let root = try scan(text, in: text.contents, limits: limits)
    try JSONKeys.refuseRepeated(in: root.storage)
    return root
  }

  /// Makes the shared text after a look at its size.
  static func text(
    _ bytes: [UInt8], file: String, limits: JSONLimits, cause: Failure.Cause
  ) throws(Failure) -> SourceText {
    let limit = min(limits.maximumBytes, Int(UInt32.max) - 1)
    guard bytes.count <= limit else {
      throw Failure(
        cause, at: Place(file: file),
        "expected at most \(limit) bytes, found \(bytes.count)",
        hint: JSONLimits.hint)
    }
    return SourceText(bytes: bytes, file: file, cause: cause)
  }

  /// Reads a part of a text by the grammar alone: keys may repeat.
  static func scan(
    _ text: SourceText, in range: Range<Int>, limits: JSONLimits
  ) throws(Failure) -> JSONNode {
    var scanner = JSONScanner(text.bytes, in: range, limits: limits)
    do {
      try scanner.scanDocument()
    } catch {
      throw text.failure(error)
    }
    let storage = JSONStorage(text: text, entries: scanner.entries)
    return JSONNode(storage: storage, index: 0, path: .root(""))
  }
}

extension SourceText {
  /// The failure that a breach of the grammar is.
  func failure(_ fault: JSONFault) -> Failure {
    failure(at: fault.offset, fault.message(in: bytes), hint: fault.hint(in: bytes))
  }
}
