package import AdvocacyModel

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
