import AdvocacyModel
import StrictJSON

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
    try fit(&rows, to: header)
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

  /// Gives each row a field for each heading.
  private func fit(_ rows: inout [Table.Row], to header: [String]) throws(Failure) {
    let needed = (header.lastIndex { !$0.isEmpty } ?? 0) + 1
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
      guard row.fields.count >= needed else {
        let found = row.fields.count == 1 ? "1 cell" : "\(row.fields.count) cells"
        let names = needed == 1 ? "1 heading" : "\(needed) headings"
        throw failure(
          row, "\(found) for \(names); the first missing is \"\(header[row.fields.count])\"",
          hint: "Is the line cut off, or broken in two without quotes?")
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
  }

  private func excerpt(_ field: String) -> String { SafeText.excerpt(CellText.trimmed(field)) }

  private func failure(_ row: Table.Row, _ message: String, hint: String) -> Failure {
    Failure(cause, at: Place(file: file, line: row.line), message, hint: hint)
  }
}
