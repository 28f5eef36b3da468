package import AdvocacyModel
import Foundation
import StrictJSON

/// A table with named columns, read from a file.
package struct Table: Sendable {
  /// The file as failures name it.
  package let file: String
  /// The names of the columns, all different.
  package let header: [String]
  /// The rows in the order of the file; each has a field for every column.
  package let rows: [Row]
  let cause: Failure.Cause

  /// One row with the line where it begins.
  package struct Row: Sendable {
    /// The line, from 1.
    package let line: Int
    /// The fields, one for each column.
    package let fields: [String]
  }

  /// The number of a column, or nil where there is none of that name.
  package func column(_ name: String) -> Int? { header.firstIndex(of: name) }

  /// The place of a row, or of one of its fields where a column is named.
  package func place(of row: Row, column: String = "") -> Place {
    Place(file: file, line: row.line, path: column)
  }

  /// A failure at a row, or at one of its fields where a column is named.
  package func failure(
    at row: Row, column: String = "", _ message: String, hint: String? = nil
  ) -> Failure {
    Failure(cause, at: place(of: row, column: column), message, hint: hint)
  }
}

/// How large a table may be.
package struct TableLimits: Hashable, Sendable {
  /// The most rows; 250,000 by default (assumed: as many as a queue may have posts).
  package var maximumRows: Int
  /// The most columns; 1,000 by default (assumed: exports of HR systems have some 100).
  package var maximumColumns: Int

  /// Sets limits, those not named as usual.
  package init(maximumRows: Int = PostLimits.queuePosts, maximumColumns: Int = 1000) {
    self.maximumRows = maximumRows
    self.maximumColumns = maximumColumns
  }

  /// The limits where nothing else is said.
  package static let standard = TableLimits()
}

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
    let rows = try rows(of: text, limits: limits)
    guard let first = rows.first else {
      throw text.failure(at: 0, "expected a line that names the columns, found an empty file")
    }
    let header = first.fields.map { String($0.trimmed(where: \.isWhitespace)) }
    try check(header, line: first.line, of: text)
    for row in rows where row.fields.count != header.count {
      throw Failure(
        cause, at: Place(file: file, line: row.line),
        "expected \(header.count) fields as in the first line, found \(row.fields.count)",
        hint: "A field that holds a separator or a line break needs quotes")
    }
    return Table(file: file, header: header, rows: Array(rows.dropFirst()), cause: cause)
  }

  /// The records with their fields, blank lines left out; large tables on all processors.
  private static func rows(
    of text: SourceText, limits: TableLimits
  ) throws(Failure) -> [Table.Row] {
    var scanner = RecordScanner(text)
    let records = try scanner.records(limits: limits).filter { !$0.isBlank }
    let reader = scanner
    let pieces = try Parallel.map(
      records.indices, by: rowsAtOnce,
      threads: min(ProcessInfo.processInfo.activeProcessorCount, records.count / rowsAtOnce + 1)
    ) { piece throws(Failure) in
      var rows: [Table.Row] = []
      rows.reserveCapacity(piece.count)
      for place in piece {
        rows.append(
          Table.Row(line: records[place].line, fields: try reader.fields(of: records[place])))
      }
      return rows
    }.get()
    return pieces.count == 1 ? pieces[0] : pieces.flatMap { $0 }
  }

  /// How many records one thread takes at a time: 4,096 (assumed), a few milliseconds' work.
  private static let rowsAtOnce = 4096

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
