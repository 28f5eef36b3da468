package import AdvocacyCore
import StrictJSON
import SwiftCSV

/// Reads tables of delimited text: CSV (RFC 4180) and what spreadsheets make of it.
package enum TableFile {
  /// Reads a table whose first record names the columns.
  ///
  /// Columns are separated by comma, semicolon or tab, whichever the first record shows. UTF-8
  /// only; a leading byte-order mark and blank lines are passed over; fields in quotes may hold
  /// separators, line breaks and doubled quotes; space around names and before fields is dropped.
  ///
  /// - Parameters:
  ///   - bytes: The text.
  ///   - file: The name by which failures call the file.
  ///   - cause: The cause that failures have.
  ///   - limits: How large it may be.
  /// - Returns: The table; it may have no rows.
  /// - Throws: a failure with the line where columns repeat or have no name, a row has more or
  ///   fewer fields than there are columns, quotes don't match, or it is too large.
  /// - Complexity: O(bytes).
  package static func read(
    _ bytes: [UInt8], file: String, cause: Failure.Cause = .badData,
    limits: TableLimits = .standard
  ) throws(Failure) -> Table {
    let text = SourceText(bytes: bytes, file: file, cause: cause)
    try text.requireUTF8()
    let separator = RecordScanner.likelySeparator(of: text)
    let records = try RecordScanner.records(
      of: text, separator: separator, limits: limits)
    let rows: [Table.Row]
    if let plain = PlainTable.rows(of: text, records: records, separator: separator) {
      rows = plain
    } else {
      rows = try Self.rows(of: text, records: records, separator: separator)
    }
    guard let first = rows.first else {
      throw text.failure(at: 0, "expected a line that names the columns, found an empty file")
    }
    let header = first.fields.map { $0.trimmingSpace() }
    try check(header, line: first.line, of: text)
    for row in rows where row.fields.count != header.count {
      throw Failure(
        cause, at: Place(file: file, line: row.line),
        "expected \(header.count) fields as in the first line, found \(row.fields.count)",
        hint: "A field that holds a separator or a line break needs quotes")
    }
    return Table(file: file, header: header, rows: Array(rows.dropFirst()), cause: cause)
  }

  /// The records with their fields, blank lines left out.
  private static func rows(
    of text: SourceText, records: [TableRecord], separator: UInt8
  ) throws(Failure) -> [Table.Row] {
    var contents = String(decoding: text.bytes[text.contents], as: UTF8.self)
    // SwiftCSV drops an empty field behind which nothing follows.
    if text.bytes.last != ASCII.lineFeed { contents += "\n" }
    var rows: [Table.Row] = []
    var number = 0
    var isOutOfStep = false
    func take(_ fields: [String]) {
      guard !isOutOfStep, number < records.count else { return }
      let record = records[number]
      guard record.fields == fields.count else {
        isOutOfStep = true
        return
      }
      number += 1
      guard !record.isBlank else { return }
      let line = text.place(of: record.offset).line ?? 1
      rows.append(Table.Row(line: line, fields: fields))
    }
    do {
      let delimiter = CSVDelimiter.character(Character(Unicode.Scalar(separator)))
      let csv = try EnumeratedCSV(
        string: contents, delimiter: delimiter, loadColumns: false, rowLimit: 0)
      try csv.enumerateAsArray(rowLimit: nil) { fields in take(fields) }
    } catch {
      isOutOfStep = true
    }
    guard !isOutOfStep, number == records.count else {
      // A mark that joins the separator or quote before it makes another character of it.
      throw text.failure(
        at: number < records.count ? records[number].offset : text.bytes.count,
        "expected fields that can be told apart, found a mark joined to a separator or quote",
        hint: "Remove the invisible or combining character after it")
    }
    return rows
  }

  private static func check(
    _ header: [String], line: Int, of text: SourceText
  ) throws(Failure) {
    for (index, name) in header.enumerated() {
      let place = Place(file: text.file, line: line)
      guard !name.isEmpty else {
        throw Failure(
          text.cause, at: place, "the column \(index + 1) has no name",
          hint: "Name it, or remove it in all lines")
      }
      guard !header[..<index].contains(name) else {
        throw Failure(
          text.cause, at: place, "the column \"\(SafeText.excerpt(name))\" is there twice",
          hint: "Rename or remove one of the two")
      }
    }
  }
}

extension String {
  /// The text without the space around it.
  fileprivate func trimmingSpace() -> String {
    var rest = Substring(self)
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
