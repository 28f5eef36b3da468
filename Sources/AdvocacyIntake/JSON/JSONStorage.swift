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
