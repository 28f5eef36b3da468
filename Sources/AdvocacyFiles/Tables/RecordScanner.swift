import AdvocacyCore
import StrictJSON

/// One record of a table: where it begins, and how many fields it has.
struct TableRecord: Sendable {
  /// The offset of its first byte.
  var offset: Int
  /// The number of its fields; a line of nothing but space has one.
  var fields: Int
  /// Whether it holds nothing but space.
  var isBlank: Bool
}

/// Finds the records of a delimited text (RFC 4180) and judges its quotes.
///
/// The fields themselves are SwiftCSV's to read; it has no positions, takes a text cut off inside a
/// quoted field for whole, and loses an empty field at the very end. Space before a quoted field
/// and behind it is passed over, as SwiftCSV does.
struct RecordScanner {
  private let text: SourceText
  private let separator: UInt8
  private var position: Int

  init(_ text: SourceText, separator: UInt8) {
    self.text = text
    self.separator = separator
    self.position = text.contents.lowerBound
  }

  /// Reads all records.
  ///
  /// - Throws: a failure at the line and column of a quote, or a byte, that can't stand there, and
  ///   where there are too many.
  /// - Complexity: O(bytes).
  static func records(
    of text: SourceText, separator: UInt8, limits: TableLimits
  ) throws(Failure) -> [TableRecord] {
    var scanner = RecordScanner(text, separator: separator)
    var records: [TableRecord] = []
    while let record = try scanner.next() {
      guard record.fields <= limits.maximumColumns else {
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

  /// The separator that the first record holds most often, outside quotes: comma where none.
  static func likelySeparator(of text: SourceText) -> UInt8 {
    var counts: [(separator: UInt8, count: Int)] =
      [ASCII.comma, ASCII.semicolon, ASCII.tab].map { ($0, 0) }
    var isQuoted = false
    for byte in text.bytes[text.contents] {
      if byte == ASCII.quote { isQuoted.toggle() }
      guard !isQuoted else { continue }
      guard byte != ASCII.lineFeed, byte != ASCII.carriageReturn else { break }
      for index in counts.indices where counts[index].separator == byte { counts[index].count += 1 }
    }
    var best = counts[0]
    for other in counts.dropFirst() where other.count > best.count { best = other }
    return best.separator
  }

  private mutating func next() throws(Failure) -> TableRecord? {
    guard position < text.bytes.count else { return nil }
    var record = TableRecord(offset: position, fields: 1, isBlank: true)
    while true {
      let isFilled = try passField()
      if isFilled { record.isBlank = false }
      guard position < text.bytes.count else { return record }
      let byte = text.bytes[position]
      position += 1
      guard byte == separator else {
        if byte == ASCII.carriageReturn { position += 1 }
        return record
      }
      record.fields += 1
      record.isBlank = false
    }
  }

  /// Reads one field up to what ends it; tells whether it holds more than space.
  private mutating func passField() throws(Failure) -> Bool {
    passSpace()
    guard position < text.bytes.count, text.bytes[position] == ASCII.quote else {
      return try passPlainField()
    }
    let opening = position
    position += 1
    while position < text.bytes.count {
      let byte = text.bytes[position]
      if byte == 0 { throw unexpected("NUL") }
      position += 1
      guard byte == ASCII.quote else { continue }
      if position < text.bytes.count, text.bytes[position] == ASCII.quote {
        position += 1
        continue
      }
      passSpace()
      guard isAtFieldEnd else {
        throw text.failure(
          at: position, "expected a separator or a line break after the closing quote",
          hint: "Write a quote inside a quoted field twice")
      }
      return true
    }
    throw text.failure(
      at: opening, "expected the closing quote of this field, found the end of the file",
      hint: "The file looks cut off; restore it whole")
  }

  private mutating func passPlainField() throws(Failure) -> Bool {
    let start = position
    while !isAtFieldEnd {
      switch text.bytes[position] {
      case 0: throw unexpected("NUL")
      case ASCII.quote:
        throw text.failure(
          at: position, "expected no quote inside a field that doesn't begin with one",
          hint: "Put the whole field in quotes, and write the quote inside it twice")
      case ASCII.carriageReturn:
        throw text.failure(
          at: position, "expected a line feed after the carriage return",
          hint: "Save the file with line ends LF or CRLF")
      default: position += 1
      }
    }
    return position > start
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
