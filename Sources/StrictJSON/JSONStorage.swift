import AdvocacyModel

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
