package import AdvocacyModel
import Foundation
import StrictJSON

/// A table with headings, read from a file.
package struct Table: Sendable {
  /// The file as failures name it.
  package let file: String
  /// The headings; those that nobody asks for may be there twice.
  package let header: [String]
  /// The line of the headings.
  let headerLine: Int
  /// The rows in the order of the file; each has a field for every heading.
  package let rows: [Row]
  /// What was passed over or assumed, a sentence each, so that nothing happens in silence.
  package let notices: [String]
  let cause: Failure.Cause

  /// One row with the line where it begins.
  package struct Row: Sendable {
    /// The line, from 1.
    package let line: Int
    /// The fields, one for each heading.
    package var fields: [String]
  }

  /// The number of a column, or nil where there is none of that name.
  package func column(_ name: String) -> Int? { header.firstIndex(of: name) }

  /// The number of the column that somebody names: by its heading, or but for letter case, accents,
  /// spaces, hyphens and underscores.
  ///
  /// - Returns: nil where there is none.
  /// - Throws: a failure where several columns are of the name.
  func column(named name: String) throws(Failure) -> Int? {
    guard let matches = columns(matching: name) else { return nil }
    guard matches.count < 2 else {
      throw Failure(
        cause, at: Place(file: file, line: headerLine),
        "the column \"\(SafeText.excerpt(name))\" is there \(matches.count) times: "
          + matches.map { "column \($0 + 1)" }.joined(separator: ", "),
        hint: "Rename all but one")
    }
    return matches.first
  }

  /// The columns of a heading: those that bear it, or else those that bear it but for letter case
  /// and the like; nil where there is none.
  func columns(matching name: String) -> [Int]? {
    let same = header.indices.filter { header[$0] == name }
    guard same.isEmpty else { return same }
    let key = Heading.key(name)
    let alike = header.indices.filter { Heading.key(header[$0]) == key }
    return alike.isEmpty ? nil : alike
  }

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
  /// Reads a table with headings.
  ///
  /// UTF-8, UTF-16 or Windows-1252; lines end with LF, CRLF or CR; columns are separated by comma,
  /// semicolon, tab or `|`, whichever a line `sep=;` or the records show. Passed over are blank
  /// rows and columns, lines of title above the headings, and a row of totals at the end; what has
  /// content is told in `notices`. Cells that a row lacks are empty, as spreadsheets read them. Fields in quotes may hold separators, line breaks and doubled
  /// quotes; white space around headings and before fields is dropped.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - file: The name by which failures call the file.
  ///   - cause: The cause that failures have.
  ///   - limits: How large it may be.
  ///   - isHeading: Tells the headings that a reader knows, so that title lines are told from them;
  ///     nil: any.
  /// - Returns: The table; it may have no rows.
  /// - Throws: a failure with the line where a column with content has no heading, a row has more
  ///   fields than there are headings, the last line is cut off, quotes don't match, or it is too
  ///   large.
  /// - Complexity: O(bytes).
  package static func read(
    _ bytes: [UInt8], file: String, cause: Failure.Cause = .badData,
    limits: TableLimits = .standard, isHeading: ((String) -> Bool)? = nil
  ) throws(Failure) -> Table {
    let text = try TableText(bytes, file: file, cause: cause)
    let rows = try rows(of: text, limits: limits)
    let layout = TableLayout(
      file: file, cause: cause, notices: text.decoded.notice.map { [$0] } ?? [])
    return try layout.table(rows, text.source, isHeading: isHeading)
  }

  /// The records with their fields, blank lines left out; large tables on all processors.
  private static func rows(
    of text: TableText, limits: TableLimits
  ) throws(Failure) -> [Table.Row] {
    var scanner = text.scanner
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
}

/// Compares headings as people do.
enum Heading {
  /// The heading without what people don't see or care for: letter case, width, accents, invisible
  /// characters, a mark at the end, and whether words are joined by space, hyphen or underscore.
  static func key(_ heading: String) -> String {
    let plain = heading.utf8.allSatisfy { $0 < 0x80 } ? heading.lowercased() : folded(heading)
    let words = plain.trimmed { $0.isWhitespace || "*:?.".contains($0) }
    return words.split { $0.isWhitespace || $0 == "-" || $0 == "_" }.joined(separator: "_")
  }

  private static func folded(_ heading: String) -> String {
    let letters = heading.foldedForComparison.decomposedStringWithCanonicalMapping
    let plain = letters.unicodeScalars.filter {
      $0.properties.generalCategory != .nonspacingMark
    }
    return String(plain)
  }
}

/// Finds what of a table is headings, rows, title and totals.
struct TableLayout {
  let file: String
  let cause: Failure.Cause
  /// What was passed over or assumed.
  var notices: [String]

  /// How many lines of title may stand above the headings: 20 (assumed).
  private static let linesOfTitle = 20

  /// The table that records make.
  consuming func table(
    _ records: [Table.Row], _ text: SourceText, isHeading: ((String) -> Bool)?
  ) throws(Failure) -> Table {
    var rows = records.filter { !$0.fields.allSatisfy(Self.isBlank) }
    guard !rows.isEmpty else {
      throw text.failure(at: 0, "expected a line that names the columns, found an empty file")
    }
    let headings = headingRow(rows.prefix(Self.linesOfTitle), isHeading)
    noteTitle(rows[..<headings])
    let heading = rows[headings]
    rows.removeSubrange(...headings)
    dropTotals(&rows)
    let header = heading.fields.map { CellText.trimmed($0) }
    try fit(&rows, to: header, isEnded: text.bytes.last == ASCII.lineFeed)
    let named = header.indices.filter { !header[$0].isEmpty }
    if named.count < header.count {
      for index in rows.indices {
        rows[index].fields = named.map { column in rows[index].fields[column] }
      }
    }
    return Table(
      file: file, header: named.map { header[$0] }, headerLine: heading.line, rows: rows,
      notices: notices, cause: cause)
  }

  private static func isBlank(_ field: String) -> Bool { CellText.trimmed(field).isEmpty }

  /// The record that holds the headings: the one with the most that somebody knows, as long as all
  /// above it are narrower, or hold none and it holds nothing else; where nobody knows any, the
  /// first that is more than one cell.
  private func headingRow(_ rows: ArraySlice<Table.Row>, _ isHeading: ((String) -> Bool)?) -> Int {
    let widths = rows.map { row in row.fields.count { !Self.isBlank($0) } }
    let known = rows.map { row in
      row.fields.count { !Self.isBlank($0) && isHeading?(CellText.trimmed($0)) == true }
    }
    let most = known.max() ?? 0
    if let place = known.firstIndex(of: most), most > 0 {
      let isAllKnown = most > 1 && most == widths[place] && known[..<place].allSatisfy { $0 == 0 }
      return isAllKnown || widths[..<place].allSatisfy { $0 < widths[place] } ? place : 0
    }
    guard widths.first == 1 else { return 0 }
    return widths.firstIndex { $0 > 1 } ?? 0
  }

  private mutating func noteTitle(_ rows: ArraySlice<Table.Row>) {
    guard let first = rows.first else { return }
    let cells = first.fields.map { CellText.trimmed($0) }.filter { !$0.isEmpty }
    let which =
      rows.count == 1
      ? "line \(first.line) above the headings was" : "\(rows.count) lines above the headings were"
    notices.append("\(which) passed over: \"\(SafeText.excerpt(cells.joined(separator: " ")))\"")
  }

  /// Takes rows of totals off the end: those whose first word says so, with figures at most beside
  /// it.
  private mutating func dropTotals(_ rows: inout [Table.Row]) {
    while let last = rows.last, Self.isTotal(last) {
      let label = last.fields.first { !Self.isBlank($0) } ?? ""
      notices.append(
        "line \(last.line) was taken for a row of totals and left out: "
          + "\"\(SafeText.excerpt(CellText.trimmed(label)))\"")
      rows.removeLast()
    }
  }

  private static func isTotal(_ row: Table.Row) -> Bool {
    let cells = row.fields.map { CellText.trimmed($0) }.filter { !$0.isEmpty }
    guard row.fields.count > 1 || cells.first?.contains(":") == true, let label = cells.first,
      cells.dropFirst().allSatisfy(isFigure)
    else { return false }
    let words = label.lowercased().split { $0.isWhitespace || $0 == ":" || $0 == "(" || $0 == ")" }
    let name = words.prefix { !isFigure(String($0)) }.joined(separator: " ")
    return totals.contains(name) && words.dropFirst(name.split(separator: " ").count).count < 2
  }

  /// What a row of totals is called, in the languages that spreadsheets write it in.
  private static let totals: Set<String> = [
    "total", "totals", "grand total", "sum", "summe", "gesamt", "gesamtsumme", "gesamtergebnis",
    "insgesamt", "total general", "suma", "suma total", "total général", "somme", "totale",
    "totale complessivo", "totaal", "eindtotaal", "total geral", "soma", "合計", "总计",
  ]

  private static func isFigure(_ text: String) -> Bool {
    text.contains(where: \.isNumber)
      && text.allSatisfy { $0.isNumber || $0.isWhitespace || ".,'’+-%€$£".contains($0) }
  }

  /// Gives each row a field for each heading; a last line without an end may be cut off.
  private mutating func fit(
    _ rows: inout [Table.Row], to header: [String], isEnded: Bool
  ) throws(Failure) {
    let needed = (header.lastIndex { !$0.isEmpty } ?? 0) + 1
    var short: (count: Int, first: Int)?
    for index in rows.indices {
      let row = rows[index]
      if row.fields.count > header.count,
        let extra = row.fields.indices.dropFirst(header.count).first(where: {
          !Self.isBlank(row.fields[$0])
        })
      {
        throw failure(
          row, "a cell beyond the \(header.count) headings: \"\(excerpt(row.fields[extra]))\"",
          hint: "A field that holds a separator or a line break needs quotes")
      }
      if row.fields.count < needed {
        guard isEnded || index < rows.count - 1 else {
          let found = row.fields.count == 1 ? "1 cell" : "\(row.fields.count) cells"
          throw failure(
            row,
            "\(found) for \(needed) headings; the first missing is \"\(header[row.fields.count])\"",
            hint: "The last line looks cut off; if it is whole, end it with a line break")
        }
        short = ((short?.count ?? 0) + 1, short?.first ?? row.line)
      }
      if row.fields.count > header.count {
        rows[index].fields.removeSubrange(header.count...)
      } else if row.fields.count < header.count {
        rows[index].fields += header.dropFirst(row.fields.count).map { _ in "" }
      }
      for column in header.indices
      where header[column].isEmpty && !Self.isBlank(rows[index].fields[column]) {
        throw failure(
          row, "column \(column + 1) has no heading, and holds \"\(excerpt(row.fields[column]))\"",
          hint: "Give the column a heading, or remove it")
      }
    }
    guard let short else { return }
    notices.append(
      (short.count == 1
        ? "line \(short.first) has" : "\(short.count) rows, the first on line \(short.first), have")
        + " fewer cells than there are headings; those missing were read as empty")
  }

  private func excerpt(_ field: String) -> String { SafeText.excerpt(CellText.trimmed(field)) }

  private func failure(_ row: Table.Row, _ message: String, hint: String) -> Failure {
    Failure(cause, at: Place(file: file, line: row.line), message, hint: hint)
  }
}
