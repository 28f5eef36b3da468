import AdvocacyCore

/// Reads the fields of tables without quotes, where a field is what stands between separators.
///
/// A company of 100,000 has a roster of megabytes, and SwiftCSV goes through it character by
/// character. What needs its judgement is left to it: quotes, line ends other than LF and CRLF, and
/// marks that join the separator beside them.
struct PlainTable {
  private let text: SourceText
  private let separator: UInt8

  /// The rows of a text by its records, blank ones left out; nil where SwiftCSV has to read it.
  ///
  /// The fields are exactly those that SwiftCSV gives.
  ///
  /// - Complexity: O(bytes).
  static func rows(
    of text: SourceText, records: [TableRecord], separator: UInt8
  ) -> [Table.Row]? {
    guard !text.bytes.contains(ASCII.quote) else { return nil }
    let table = PlainTable(text: text, separator: separator)
    var rows: [Table.Row] = []
    rows.reserveCapacity(records.count)
    // Without quotes a record is a line.
    for (number, record) in records.enumerated() where !record.isBlank {
      guard let fields = table.fields(of: record) else { return nil }
      rows.append(Table.Row(line: number + 1, fields: fields))
    }
    return rows
  }

  private func fields(of record: TableRecord) -> [String]? {
    var fields: [String] = []
    fields.reserveCapacity(record.fields)
    var position = record.offset
    while fields.count < record.fields {
      let start = position
      var isASCII = true
      while position < text.bytes.count {
        let byte = text.bytes[position]
        if byte == separator || byte == ASCII.lineFeed { break }
        if byte >= 0x80 {
          isASCII = false
        } else if byte == 0x0B || byte == 0x0C {
          return nil
        }
        position += 1
      }
      var end = position
      if end > start, text.bytes[end - 1] == ASCII.carriageReturn { end -= 1 }
      guard let field = field(start..<end, isASCII: isASCII) else { return nil }
      fields.append(field)
      position += 1
    }
    return fields
  }

  /// The text of a field without the space before it.
  private func field(_ range: Range<Int>, isASCII: Bool) -> String? {
    var start = range.lowerBound
    while start < range.upperBound,
      text.bytes[start] == ASCII.space || text.bytes[start] == ASCII.tab
    {
      start += 1
    }
    let field = String(decoding: text.bytes[start..<range.upperBound], as: UTF8.self)
    guard !isASCII else { return field }
    // As characters, with what stands beside it: a mark may join either.
    let mark = Character(Unicode.Scalar(separator))
    let around = "\(mark)\(field)\(mark)"
    guard around.first == mark, around.last == mark, !field.contains(where: \.isNewline) else {
      return nil
    }
    return String(field.drop(while: \.isWhitespace))
  }
}
