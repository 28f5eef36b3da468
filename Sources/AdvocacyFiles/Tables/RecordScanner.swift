import AdvocacyModel
import StrictJSON

/// One record of a table: where it begins, and how many fields it has.
struct TableRecord: Sendable {
  /// The offset of its first byte.
  var offset: Int
  /// The line where it begins, from 1.
  var line: Int
  /// The number of its fields; a line of nothing but space has one.
  var fieldCount = 1
  /// Whether it holds nothing but space.
  var isBlank = true
}

/// Reads the records of a delimited text (RFC 4180), and the fields of each.
///
/// Space before a field, before a quoted field and behind it is passed over. `="00123"`, by which
/// spreadsheets keep a text from becoming a number, is the quoted text.
struct RecordScanner: Sendable {
  /// One field: the bytes of its text, quotes around it aside.
  private struct Field {
    var range: Range<Int>
    var isQuoted: Bool
    var isFilled: Bool
    /// Whether its bytes are its text: all ASCII, no doubled quote, and no line break of other kinds.
    var isPlain: Bool
  }

  private let text: SourceText
  /// What stands between fields.
  let separator: UInt8
  private var position: Int
  private var line = 1

  /// Begins at the first record of a text.
  ///
  /// - Parameters:
  ///   - text: The text, in which no carriage return stands but before a line feed.
  ///   - separator: What stands between fields.
  ///   - offset: Where the first record begins; nil: behind a byte-order mark.
  ///   - line: Its line.
  init(_ text: SourceText, separator: UInt8, from offset: Int? = nil, line: Int = 1) {
    self.text = text
    self.separator = separator
    self.position = offset ?? text.contents.lowerBound
    self.line = line
  }

  /// Reads all records from here on, blank ones too.
  ///
  /// - Throws: a failure at the line and column of a quote, or a byte, that can't stand there, and
  ///   where there are too many.
  /// - Complexity: O(bytes).
  mutating func records(limits: TableLimits) throws(Failure) -> [TableRecord] {
    var records: [TableRecord] = []
    while let record = try next() {
      guard record.fieldCount <= limits.maximumColumns else {
        throw text.failure(
          at: record.offset, "expected at most \(limits.maximumColumns) columns, found more")
      }
      // The first names the columns; an empty line behind the last is none.
      guard records.count <= limits.maximumRows || record.isBlank else {
        throw text.failure(
          at: record.offset, "expected at most \(limits.maximumRows) rows, found more",
          hint: JSONLimits.hint)
      }
      records.append(record)
    }
    return records
  }

  /// The next record, or nil at the end.
  private mutating func next() throws(Failure) -> TableRecord? {
    guard position < text.bytes.count else { return nil }
    var record = TableRecord(offset: position, line: line)
    while true {
      if try nextField().isFilled { record.isBlank = false }
      guard position < text.bytes.count else { return record }
      let byte = text.bytes[position]
      position += 1
      guard byte == separator else {
        if byte == ASCII.carriageReturn { position += 1 }
        line += 1
        return record
      }
      record.fieldCount += 1
      record.isBlank = false
    }
  }

  /// The texts of a record's fields.
  ///
  /// - Throws: a failure at the record where a mark joins a separator or quote, so that readers
  ///   that go by characters see other fields.
  func fields(of record: TableRecord) throws(Failure) -> [String] {
    var scanner = self
    scanner.position = record.offset
    var fields: [String] = []
    fields.reserveCapacity(record.fieldCount)
    while fields.count < record.fieldCount {
      guard let field = scanner.string(try scanner.nextField()) else {
        throw text.failure(
          at: record.offset,
          "expected fields that can be told apart, found a mark joined to a separator or quote",
          hint: "Remove the invisible or combining character after it")
      }
      fields.append(field)
      scanner.position += 1
    }
    return fields
  }

  /// Where a record's fields lie, from one separator to the next, and where it ends.
  ///
  /// - Throws: a failure as above.
  func extents(of record: TableRecord) throws(Failure) -> [Range<Int>] {
    var scanner = self
    scanner.position = record.offset
    var extents: [Range<Int>] = []
    extents.reserveCapacity(record.fieldCount)
    while extents.count < record.fieldCount {
      let start = scanner.position
      _ = try scanner.nextField()
      extents.append(start..<scanner.position)
      scanner.position += 1
    }
    return extents
  }

  /// Reads one field up to what ends it.
  private mutating func nextField() throws(Failure) -> Field {
    let start = position
    passSpace()
    if position + 1 < text.bytes.count, text.bytes[position] == UInt8(ascii: "="),
      text.bytes[position + 1] == ASCII.quote
    {
      position += 1
    }
    guard position < text.bytes.count, text.bytes[position] == ASCII.quote else {
      return try plainField(from: start)
    }
    return try quotedField()
  }

  private mutating func quotedField() throws(Failure) -> Field {
    let opening = position
    position += 1
    var isPlain = true
    while position < text.bytes.count {
      let byte = text.bytes[position]
      if byte == 0 { throw unexpected("NUL") }
      if byte >= 0x80 { isPlain = false }
      if byte == ASCII.lineFeed { line += 1 }
      position += 1
      guard byte == ASCII.quote else { continue }
      if position < text.bytes.count, text.bytes[position] == ASCII.quote {
        isPlain = false
        position += 1
        continue
      }
      let range = opening + 1..<position - 1
      passSpace()
      guard isAtFieldEnd else {
        throw text.failure(
          at: position, "expected a separator or a line break after the closing quote",
          hint: "Write a quote inside a quoted field twice")
      }
      return Field(range: range, isQuoted: true, isFilled: true, isPlain: isPlain)
    }
    throw text.failure(
      at: opening, "expected the closing quote of this field, found the end of the file",
      hint: "The file looks cut off; restore it whole")
  }

  private mutating func plainField(from start: Int) throws(Failure) -> Field {
    let filled = position
    var isPlain = true
    while !isAtFieldEnd {
      switch text.bytes[position] {
      case 0: throw unexpected("NUL")
      case ASCII.quote:
        throw text.failure(
          at: position, "expected no quote inside a field that doesn't begin with one",
          hint: "Put the whole field in quotes, and write the quote inside it twice")
      case 0x0B, 0x0C, 0x80...: isPlain = false
      default: break
      }
      position += 1
    }
    // Space before characters beyond ASCII may belong to them.
    let range = (isPlain ? filled : start)..<position
    return Field(range: range, isQuoted: false, isFilled: position > filled, isPlain: isPlain)
  }

  /// The text of a field, or nil where a mark joins a separator or a quote.
  private func string(_ field: Field) -> String? {
    let written = String(decoding: text.bytes[field.range], as: UTF8.self)
    guard !field.isPlain else { return written }
    // Such a formula inside a quoted field, as spreadsheets save it.
    if field.isQuoted, written.utf8.count >= 5, written.hasPrefix("=\"\""),
      written.hasSuffix("\"\"")
    {
      return String(written.dropFirst(3).dropLast(2)).replacing("\"\"\"\"", with: "\"")
    }
    guard field.isQuoted else { return unquoted(written, field.range) }
    let quotes = text.bytes[field.range].count { $0 == ASCII.quote } + 2
    guard "\"\(written)\"".count(where: { $0 == "\"" }) == quotes else { return nil }
    return written.replacing("\"\"", with: "\"")
  }

  /// A field outside quotes, without the white space before it.
  private func unquoted(_ written: String, _ range: Range<Int>) -> String? {
    guard !written.contains(where: \.isNewline) else { return nil }
    let mark = Character(Unicode.Scalar(separator))
    if range.lowerBound > 0, text.bytes[range.lowerBound - 1] == separator {
      guard "\(mark)\(written)".first == mark else { return nil }
    }
    if range.upperBound < text.bytes.count, text.bytes[range.upperBound] == separator {
      guard "\(written)\(mark)".last == mark else { return nil }
    }
    return String(written.drop(while: \.isWhitespace))
  }

  private mutating func passSpace() {
    while position < text.bytes.count, text.bytes[position] != separator,
      text.bytes[position] == ASCII.space || text.bytes[position] == ASCII.tab
    {
      position += 1
    }
  }

  private var isAtFieldEnd: Bool {
    guard position < text.bytes.count else { return true }
    let byte = text.bytes[position]
    if byte == separator || byte == ASCII.lineFeed { return true }
    return byte == ASCII.carriageReturn && position + 1 < text.bytes.count
      && text.bytes[position + 1] == ASCII.lineFeed
  }

  private func unexpected(_ what: String) -> Failure {
    text.failure(at: position, "expected text, found \(what)", hint: "Save the file as UTF-8 text")
  }
}
