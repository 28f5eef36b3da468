package import AdvocacyModel

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

/// How large and how deep a JSON document may be.
package struct JSONLimits: Hashable, Sendable {
  /// The most bytes a document may have; 64 MB by default (assumed: 100,000 posts and more).
  package var maximumBytes: Int
  /// The most containers that may lie inside each other; 64 by default (assumed: ours need 6).
  package var maximumDepth: Int
  /// The most keys and values of a document; 8 million by default (assumed: 200,000 employees have
  /// 6 million; measured: 10 million numbers in a list take 0.9 GB to read).
  package var maximumValues: Int
  /// The most lines of NDJSON, or elements of a list that is added to; 250,000 by default
  /// (assumed: as many as a queue may have posts).
  package var maximumLines: Int

  package init(
    maximumBytes: Int = 64 << 20, maximumDepth: Int = 64, maximumValues: Int = 8_000_000,
    maximumLines: Int = 250_000
  ) {
    self.maximumBytes = maximumBytes
    self.maximumDepth = maximumDepth
    self.maximumValues = maximumValues
    self.maximumLines = maximumLines
  }

  /// What to do about a file that is larger than any is meant to be.
  package static let hint =
    "Leave out what is long past; files this large are not what it is made for"

  /// The limits where nothing else is said.
  package static let standard = JSONLimits()
}

/// What breaks the grammar of a JSON text, and at which byte.
struct JSONFault: Error {
  /// The offset of the byte that can't stand there.
  var offset: Int
  /// What is wrong.
  var problem: Problem

  /// The kinds of breaches, one for each message.
  enum Problem {
    case empty
    case expected(String)
    case trailingComma(closer: UInt8)
    case afterDocument
    case notAWord
    case leadingZero
    case digitExpected(String)
    case unclosedText
    case controlCharacter
    case badEscape
    case badHexadecimal
    case loneSurrogate
    case notUTF8
    case tooDeep(limit: Int)
    case tooMany(limit: Int)
  }

  /// What was found, in words.
  func message(in bytes: [UInt8]) -> String {
    let found = "found \(Self.describe(bytes, at: offset))"
    switch problem {
    case .empty: return "expected a JSON document, found an empty file"
    case .expected(let what): return "expected \(what), \(found)"
    case .trailingComma(let closer):
      return "expected another \(closer == ASCII.rightBrace ? "key" : "value") after the comma, "
        + found
    case .afterDocument: return "expected nothing more after the document, \(found)"
    case .notAWord: return "expected true, false or null, \(found)"
    case .leadingZero: return "expected no digit after a leading zero, \(found)"
    case .digitExpected(let place): return "expected a digit \(place), \(found)"
    case .unclosedText: return "expected the closing quote of a text, \(found)"
    case .controlCharacter: return "expected no control character inside a text, \(found)"
    case .badEscape: return "expected one of \" \\ / b f n r t u after a backslash, \(found)"
    case .badHexadecimal: return "expected four hexadecimal digits after \\u, \(found)"
    case .loneSurrogate: return "expected a pair of surrogate escapes, found one alone"
    case .notUTF8: return "expected UTF-8, \(found)"
    case .tooDeep(let limit):
      return "expected at most \(limit) containers inside each other, found one more"
    case .tooMany(let limit): return "expected at most \(limit) keys and values, found one more"
    }
  }

  /// What to do about it, where that is plain.
  func hint(in bytes: [UInt8]) -> String? {
    if let encoding = UTF8Text.likelyEncoding(of: bytes) {
      return "It looks like \(encoding); save the file as UTF-8"
    }
    if case .tooMany = problem { return JSONLimits.hint }
    guard offset < bytes.count else {
      return "The file looks cut off; restore it whole"
    }
    switch problem {
    case .trailingComma: return "Remove the comma before it"
    case .controlCharacter: return "Write a line break as \\n and a tab as \\t"
    case .notUTF8: return "Save the file as UTF-8"
    case .loneSurrogate: return "Write the character itself"
    case .notAWord where (bytes[offset] | 0x20) == UInt8(ascii: "n"): return "Write null"
    default: break
    }
    switch bytes[offset] {
    case UInt8(ascii: "/"), ASCII.hash: return "JSON has no comments; remove it"
    case UInt8(ascii: "'"): return "Write texts and keys in double quotes"
    default: return nil
    }
  }

  /// The word, character or byte at an offset, in words.
  private static func describe(_ bytes: [UInt8], at offset: Int) -> String {
    guard offset < bytes.count else { return "the end of the file" }
    let byte = bytes[offset]
    switch byte {
    case ASCII.lineFeed, ASCII.carriageReturn: return "a line break"
    case ASCII.tab: return "a tab"
    case ASCII.quote: return "a quote"
    case 0..<0x20, 0x7F: return "the control character 0x\(hexadecimal(byte))"
    default: break
    }
    var end = offset
    while end < bytes.count, end < offset + 24, ASCII.isWordByte(bytes[end]) { end += 1 }
    if end == offset {
      guard let length = UTF8Text.characterLength(in: bytes, at: offset, end: bytes.count) else {
        return "the byte 0x\(hexadecimal(byte))"
      }
      end = offset + length
    }
    return "\"\(String(decoding: bytes[offset..<end], as: UTF8.self))\""
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }
}

/// What is wrong with a value, before anybody knows where it stands.
package struct ValidationError: Error {
  /// What was found.
  package var message: String
  /// What to do about it.
  package var hint: String?

  package init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }
}

extension JSONNode {
  /// Reads the text by a check that knows no places.
  ///
  /// - Throws: a failure where the value is no text, or the check complains.
  package func checked<Value>(_ check: (String) throws(ValidationError) -> Value) throws(Failure)
    -> Value
  {
    let text = try text()
    do {
      return try check(text)
    } catch {
      throw failure(error.message, hint: error.hint)
    }
  }

  /// Reads a list of texts by a check, leaving out repeats; an empty list is refused.
  package func checkedList<Value: Hashable>(
    _ check: (String) throws(ValidationError) -> Value
  ) throws(Failure) -> [Value] {
    try filled(uniqueElements { node throws(Failure) in try node.checked(check) })
  }

  /// Reads the elements of a list, leaving out repeats.
  package func uniqueElements<Value: Hashable>(
    _ read: (JSONNode) throws(Failure) -> Value
  ) throws(Failure) -> [Value] {
    var seen: Set<Value> = []
    return try mapElements(read).filter { seen.insert($0).inserted }
  }

  /// Refuses a list without elements.
  package func filled<Value>(_ values: [Value]) throws(Failure) -> [Value] {
    guard !values.isEmpty else { throw failure("expected at least one entry, found an empty list") }
    return values
  }

  /// Reads a list of texts by a check, leaving out repeats; it may be empty.
  package func checkedOptionalList<Value: Hashable>(
    _ check: (String) throws(ValidationError) -> Value
  ) throws(Failure) -> [Value] {
    try uniqueElements { node throws(Failure) in try node.checked(check) }
  }
}
