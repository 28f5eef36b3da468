import AdvocacyCore
import Foundation
import StrictJSON

/// Reads the fields of tables without quotes, where a field is what stands between separators.
///
/// A company of 100,000 has a roster of megabytes, and SwiftCSV goes through it character by
/// character. What needs its judgement is left to it: quotes, line ends other than LF and CRLF, and
/// marks that join the separator beside them.
struct PlainTable: Sendable {
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
    var start = 0
    let (pieces, fault) = PieceWork<Range<Int>, [Table.Row], Unreadable>.run(
      threads: min(ProcessInfo.processInfo.activeProcessorCount, records.count / rowsAtOnce + 1),
      next: { () throws(Unreadable) in
        guard start < records.count else { return nil }
        defer { start += rowsAtOnce }
        return start..<min(start + rowsAtOnce, records.count)
      },
      work: { piece throws(Unreadable) in try table.rows(piece, of: records) })
    guard fault == nil else { return nil }
    return pieces.count == 1 ? pieces[0] : pieces.flatMap { $0 }
  }

  /// How many records one thread takes at a time: 4,096 (assumed), a few milliseconds' work.
  private static let rowsAtOnce = 4096

  /// Why SwiftCSV has to read a text.
  private struct Unreadable: Error {}

  private func rows(
    _ piece: Range<Int>, of records: [TableRecord]
  ) throws(Unreadable) -> [Table.Row] {
    var rows: [Table.Row] = []
    rows.reserveCapacity(piece.count)
    // Without quotes a record is a line.
    for number in piece where !records[number].isBlank {
      guard let fields = fields(of: records[number]) else { throw Unreadable() }
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
