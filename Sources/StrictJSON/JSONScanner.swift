import AdvocacyModel

/// One value, key or container of a document: where it begins, and where it ends.
///
/// Values follow each other as they stand in the text; the members of an object are its keys and
/// values by turns, and each container is followed by an entry for its closer. The byte at the offset
/// tells the kind.
struct JSONEntry: Sendable {
  /// The offset of the first byte.
  var offset: UInt32
  /// The offset behind the value; of a container, the number of its closer's entry.
  var end: UInt32
}

/// Reads the bytes of one JSON text by the grammar of RFC 8259, strictly, into entries.
///
/// Keys may repeat here and numbers may be of any size; both are judged afterwards. There is no
/// recursion, so depth costs no stack.
struct JSONScanner {
  let bytes: [UInt8]
  let end: Int
  var position: Int
  private let limits: JSONLimits
  private(set) var entries: [JSONEntry] = []
  /// The numbers of the entries of the containers that are open, outermost first.
  private var open: [Int] = []

  init(_ bytes: [UInt8], in range: Range<Int>, limits: JSONLimits) {
    self.bytes = bytes
    self.position = range.lowerBound
    self.end = range.upperBound
    self.limits = limits
  }

  /// Reads the whole document.
  ///
  /// - Throws: the first breach of the grammar.
  /// - Complexity: O(bytes) in time; eight bytes of memory for each key, value and closer.
  mutating func scanDocument() throws(JSONFault) {
    skipSpace()
    guard position < end else { throw fault(.empty) }
    try scanValue("a value")
    while let container = open.last { try scanNext(in: container) }
    skipSpace()
    guard position == end else { throw fault(.afterDocument) }
  }

  /// Reads on inside a container: its end, or the next of its values.
  private mutating func scanNext(in container: Int) throws(JSONFault) {
    let isObject = bytes[Int(entries[container].offset)] == ASCII.leftBrace
    let closer = isObject ? ASCII.rightBrace : ASCII.rightBracket
    let isFirst = entries.count == container + 1
    skipSpace()
    if peek() == closer {
      entries[container].end = UInt32(entries.count)
      open.removeLast()
      position += 1
      return append(from: position - 1)
    }
    if !isFirst {
      guard take(ASCII.comma) else {
        throw fault(.expected("a comma or \(isObject ? "}" : "]") after the value"))
      }
      skipSpace()
      if peek() == closer { throw fault(.trailingComma(closer: closer)) }
    }
    guard isObject else {
      return try scanValue(isFirst ? "a value or ]" : "a value after the comma")
    }
    guard peek() == ASCII.quote else {
      throw fault(.expected(isFirst ? "a key in quotes or }" : "a key in quotes"))
    }
    try scanText()
    skipSpace()
    guard take(ASCII.colon) else { throw fault(.expected("a colon after the key")) }
    skipSpace()
    try scanValue("a value after the colon")
  }

  private mutating func scanValue(_ expectation: String) throws(JSONFault) {
    guard let byte = peek() else { throw fault(.expected(expectation)) }
    guard entries.count < limits.maximumValues else {
      throw fault(.tooMany(limit: limits.maximumValues))
    }
    switch byte {
    case ASCII.quote: try scanText()
    case ASCII.leftBrace, ASCII.leftBracket:
      guard open.count < limits.maximumDepth else {
        throw fault(.tooDeep(limit: limits.maximumDepth))
      }
      open.append(entries.count)
      entries.append(JSONEntry(offset: UInt32(position), end: 0))
      position += 1
    case ASCII.minus, UInt8(ascii: "0")...UInt8(ascii: "9"): try scanNumber()
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
      try scanWord()
    default: throw fault(.expected(expectation))
    }
  }

  private mutating func scanWord() throws(JSONFault) {
    let start = position
    for word in ["true", "false", "null"] {
      let stop = start + word.utf8.count
      guard stop <= end, bytes[start..<stop].elementsEqual(word.utf8) else { continue }
      guard stop == end || !ASCII.isWordByte(bytes[stop]) else { continue }
      position = stop
      return append(from: start)
    }
    throw fault(.notAWord)
  }

  mutating func append(from start: Int) {
    entries.append(JSONEntry(offset: UInt32(start), end: UInt32(position)))
  }

  func peek() -> UInt8? { position < end ? bytes[position] : nil }

  mutating func take(_ byte: UInt8) -> Bool {
    guard position < end, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  func fault(_ problem: JSONFault.Problem) -> JSONFault {
    JSONFault(offset: position, problem: problem)
  }

  private mutating func skipSpace() {
    while position < end {
      switch bytes[position] {
      case ASCII.space, ASCII.lineFeed, ASCII.carriageReturn, ASCII.tab: position += 1
      default: return
      }
    }
  }
}

extension JSONScanner {
  /// Reads a text from its opening quote to its closing one.
  mutating func scanText() throws(JSONFault) {
    let start = position
    position += 1
    while position < end {
      let byte = bytes[position]
      if byte == ASCII.quote {
        position += 1
        return append(from: start)
      }
      if byte == ASCII.backslash {
        try scanEscape()
      } else if byte < 0x20 {
        throw fault(.controlCharacter)
      } else if byte < 0x80 {
        position += 1
      } else {
        guard let length = UTF8Text.characterLength(in: bytes, at: position, end: end) else {
          throw fault(.notUTF8)
        }
        position += length
      }
    }
    throw fault(.unclosedText)
  }

  /// Reads an escape from its backslash to its last character.
  private mutating func scanEscape() throws(JSONFault) {
    let start = position
    position += 1
    switch peek() {
    case ASCII.quote, ASCII.backslash, UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      position += 1
    case UInt8(ascii: "u"):
      position += 1
      let unit = try scanHexadecimal()
      guard (0xD800...0xDFFF).contains(unit) else { return }
      let lone = JSONFault(offset: start, problem: .loneSurrogate)
      guard unit < 0xDC00, position < end else { throw unit < 0xDC00 ? fault(.unclosedText) : lone }
      guard take(ASCII.backslash) else { throw lone }
      guard position < end else { throw fault(.badEscape) }
      guard take(UInt8(ascii: "u")) else { throw lone }
      guard (0xDC00...0xDFFF).contains(try scanHexadecimal()) else { throw lone }
    default: throw fault(.badEscape)
    }
  }

  private mutating func scanHexadecimal() throws(JSONFault) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = peek(), let digit = ASCII.hexadecimalValue(byte) else {
        throw fault(.badHexadecimal)
      }
      value = value << 4 | digit
      position += 1
    }
    return value
  }

  /// Reads a number from its sign or first digit to its last.
  mutating func scanNumber() throws(JSONFault) {
    let start = position
    _ = take(ASCII.minus)
    if take(ASCII.zero) {
      if let byte = peek(), ASCII.isDigit(byte) { throw fault(.leadingZero) }
    } else {
      try scanDigits("after the minus")
    }
    if take(ASCII.point) { try scanDigits("after the decimal point") }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(ASCII.minus) { _ = take(ASCII.plus) }
      try scanDigits("in the exponent")
    }
    append(from: start)
  }

  private mutating func scanDigits(_ place: String) throws(JSONFault) {
    guard let byte = peek(), ASCII.isDigit(byte) else { throw fault(.digitExpected(place)) }
    while let byte = peek(), ASCII.isDigit(byte) { position += 1 }
  }
}

/// What all nodes of a document share; immutable.
///
/// A class, so that a node holds one reference however many parts the document has.
final class JSONStorage: Sendable {
  let text: SourceText
  let entries: [JSONEntry]

  init(text: SourceText, entries: [JSONEntry]) {
    self.text = text
    self.entries = entries
  }

  /// The byte that begins the value of an entry.
  func firstByte(of index: Int) -> UInt8 { text.bytes[Int(entries[index].offset)] }

  func isContainer(_ index: Int) -> Bool {
    let byte = firstByte(of: index)
    return byte == ASCII.leftBrace || byte == ASCII.leftBracket
  }

  /// The number of the entry that follows a value and all inside it.
  func next(after index: Int) -> Int {
    isContainer(index) ? Int(entries[index].end) + 1 : index + 1
  }

  /// The range of a value's bytes.
  func byteRange(of index: Int) -> Range<Int> {
    let end = Int(entries[index].end)
    return Int(entries[index].offset)..<(isContainer(index) ? Int(entries[end].end) : end)
  }

  /// The UTF-8 bytes of a text or key, escapes resolved.
  func decodedBytes(of index: Int) -> ArraySlice<UInt8> {
    JSONStrings.decodedBytes(text.bytes, in: byteRange(of: index))
  }
}

/// Decodes the texts of a scanned document.
enum JSONStrings {
  /// The text between quotes at a range of bytes that the scanner has passed.
  ///
  /// - Complexity: O(bytes).
  static func decode(_ bytes: [UInt8], in quoted: Range<Int>) -> String {
    String(decoding: decodedBytes(bytes, in: quoted), as: UTF8.self)
  }

  /// The UTF-8 bytes of that text, escapes resolved.
  static func decodedBytes(_ bytes: [UInt8], in quoted: Range<Int>) -> ArraySlice<UInt8> {
    let raw = bytes[quoted.lowerBound + 1..<quoted.upperBound - 1]
    guard raw.contains(ASCII.backslash) else { return raw }
    var decoded: [UInt8] = []
    decoded.reserveCapacity(raw.count)
    var position = raw.startIndex
    while position < raw.endIndex {
      guard raw[position] == ASCII.backslash else {
        decoded.append(raw[position])
        position += 1
        continue
      }
      position += 2
      switch raw[position - 1] {
      case UInt8(ascii: "b"): decoded.append(0x08)
      case UInt8(ascii: "f"): decoded.append(0x0C)
      case UInt8(ascii: "n"): decoded.append(ASCII.lineFeed)
      case UInt8(ascii: "r"): decoded.append(ASCII.carriageReturn)
      case UInt8(ascii: "t"): decoded.append(ASCII.tab)
      case UInt8(ascii: "u"): appendScalar(of: raw, at: &position, to: &decoded)
      case let other: decoded.append(other)
      }
    }
    return decoded[...]
  }

  private static func appendScalar(
    of raw: ArraySlice<UInt8>, at position: inout Int, to decoded: inout [UInt8]
  ) {
    var value = unit(of: raw, at: position)
    position += 4
    if (0xD800..<0xDC00).contains(value) {
      value = 0x10000 + (value - 0xD800) << 10 + (unit(of: raw, at: position + 2) - 0xDC00)
      position += 6
    }
    guard let scalar = Unicode.Scalar(value) else { return }
    decoded.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }

  private static func unit(of raw: ArraySlice<UInt8>, at position: Int) -> UInt32 {
    raw[position..<position + 4].reduce(0) { $0 << 4 | (ASCII.hexadecimalValue($1) ?? 0) }
  }
}

/// Judges the keys of a scanned document.
enum JSONKeys {
  /// Refuses the first key that an object has twice.
  ///
  /// - Throws: a failure at the second of the two, naming the line of the first.
  /// - Complexity: O(keys) on average, plus the bytes of their names.
  static func refuseRepeated(in storage: JSONStorage) throws(Failure) {
    for index in storage.entries.indices where storage.firstByte(of: index) == ASCII.leftBrace {
      try refuseRepeated(inObjectAt: index, of: storage)
    }
  }

  private static func refuseRepeated(
    inObjectAt index: Int, of storage: JSONStorage
  ) throws(Failure) {
    let closer = Int(storage.entries[index].end)
    var few: [ArraySlice<UInt8>] = []
    var many: Set<ArraySlice<UInt8>> = []
    var child = index + 1
    while child < closer {
      let name = storage.decodedBytes(of: child)
      let isRepeated = many.isEmpty ? few.contains(name) : many.contains(name)
      if isRepeated { throw repeated(child, named: name, inObjectAt: index, of: storage) }
      if many.isEmpty { few.append(name) } else { many.insert(name) }
      if few.count == 16 {
        many = Set(few)
        few = []
      }
      child = storage.next(after: child + 1)
    }
  }

  private static func repeated(
    _ key: Int, named name: ArraySlice<UInt8>, inObjectAt index: Int, of storage: JSONStorage
  ) -> Failure {
    let object = JSONNode(storage: storage, index: index, path: path(to: index, of: storage))
    let first = object.rawMembers.first { member in
      storage.decodedBytes(of: member.key.index) == name
    }
    let text = String(decoding: name, as: UTF8.self)
    let line = first.flatMap { $0.key.place.line }.map { " in line \($0)" } ?? ""
    return JSONNode(storage: storage, index: key, path: object.path)
      .failure(
        "the key \"\(SafeText.excerpt(text))\" is there twice, first\(line)",
        hint: "Remove one of the two")
  }

  /// The path from the document's root to an entry.
  private static func path(to target: Int, of storage: JSONStorage) -> JSONPath {
    var node = JSONNode(storage: storage, index: 0, path: .root(""))
    while node.index != target {
      let children = node.kind == .object ? node.rawMembers.map(\.value) : node.elementNodes
      guard let child = children.last(where: { $0.index <= target }) else { break }
      node = child
    }
    return node.path
  }
}
