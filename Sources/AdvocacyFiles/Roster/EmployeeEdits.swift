package import AdvocacyModel
import StrictJSON

/// Writes what an import changes into the file that holds the roster, all other bytes of which stay
/// as they are.
package enum RosterEdit {
  /// The table that a company without any roster begins with.
  package static let emptyTable = Array("id\n".utf8)

  /// Changes the roster of a `config.json`: members of employees who change, and new elements behind
  /// the last.
  ///
  /// - Throws: a failure where the file is not strict JSON, or grows too large.
  /// - Complexity: O(bytes + changes × length of an employee).
  package static func configuration(
    _ bytes: [UInt8], by changes: RosterImport, calendar: CompanyCalendar, file: String
  ) throws(Failure) -> [UInt8] {
    let root = try JSONDocument.parse(bytes: bytes, file: file, cause: .configuration).object()
    var elements: [String: JSONNode] = [:]
    for element in root.optional("employees")?.elementNodes ?? [] {
      guard let id = element.rawMembers.first(where: { $0.name == "id" }) else { continue }
      elements[id.value.decodedString] = element
    }
    var edit = JSONEdit()
    for change in changes.changes {
      guard let element = elements[change.employee.id.text],
        case .object(let members) = change.employee.written(by: calendar)
      else { continue }
      var keys: [String] = []
      for field in change.fields where !keys.contains(field.column.key) {
        keys.append(field.column.key)
      }
      for member in members where keys.contains(member.key) {
        edit.set(member.key, to: member.value.line, in: element)
      }
    }
    return try JSONAppend.appending(
      changes.joined.map { $0.written(by: calendar).line }, to: edit.applied(to: bytes),
      key: "employees", file: file)
  }

  /// Changes the roster's table: cells of people who change, new rows behind the last, and new
  /// columns where it has none for a field.
  ///
  /// - Parameters:
  ///   - bytes: The table.
  ///   - changes: What changes.
  ///   - configuration: The configuration, as decoded.
  ///   - text: The text of `config.json`, which may say which column holds what.
  ///   - file: The name by which failures call the table.
  /// - Returns: The table in its own encoding.
  /// - Throws: a failure with cause `configuration` where the table can't be read.
  /// - Complexity: O(bytes).
  package static func table(
    _ bytes: [UInt8], by changes: RosterImport, configuration: Configuration, text: [UInt8],
    file: String
  ) throws(Failure) -> [UInt8] {
    let settings = try RosterSettings(ofConfiguration: text, file: "config.json")
    let context = ConfigurationContext(configuration)
    let table = try settings.table(bytes, file: file, in: context)
    let columns = try RosterColumn.columns(of: table, settings, in: context).columns
    var writer = try TableWriter(bytes, table, columns)
    let calendar = configuration.calendar
    let id = try settings.idColumn(of: table)
    var lines: [String: Int] = [:]
    for row in table.rows { lines[CellText.value(row.fields[id])] = row.line }
    for change in changes.changes {
      guard let line = lines[change.employee.id.text] else { continue }
      for field in change.fields {
        writer.set(field.column, to: field.column.text(of: change.employee, by: calendar), line)
      }
    }
    let known = RosterColumn.all(configuration).filter { !$0.isOptOut }
    for employee in changes.joined {
      writer.add(known.map { ($0, $0.text(of: employee, by: calendar)) })
    }
    return try writer.written()
  }
}

extension RosterColumn {
  /// All that a table of a company can hold.
  fileprivate static func all(_ configuration: Configuration) -> [RosterColumn] {
    Field.allCases.map { .field($0) } + configuration.courses.map { .training($0.id) }
      + configuration.networks.filter { $0.group == nil }.flatMap {
        [.followers($0.id), .handle($0.id), .node($0.id)]
      }
  }
}

/// Changes cells of a delimited text, and adds rows and columns.
private struct TableWriter {
  private let text: TableText
  private let table: Table
  private let records: [TableRecord]
  /// The place of each column among the fields of a record.
  private var places: [RosterColumn: Int] = [:]
  /// How many fields the headings have, with those that are added.
  private var width: Int
  private var headings: [String] = []
  private var cells: [Int: [Int: String]] = [:]
  private var rows: [[Int: String]] = []

  init(_ bytes: [UInt8], _ table: Table, _ columns: [RosterColumn?]) throws(Failure) {
    text = try TableText(bytes, file: table.file, cause: .configuration)
    self.table = table
    var scanner = text.scanner
    records = try scanner.records(limits: RosterLimits.table)
    guard let header = records.first(where: { $0.line == table.headerLine }) else {
      throw Failure(.internal, "the headings of \(table.file) are lost")
    }
    // Headings without a text are columns of the file, but none of the table.
    let fields = try text.scanner.fields(of: header)
    width = fields.count
    let named = fields.indices.filter { !CellText.trimmed(fields[$0]).isEmpty }
    for (column, place) in zip(columns, named) {
      if let column { places[column] = place }
    }
  }

  /// Sets a cell of the row on a line.
  mutating func set(_ column: RosterColumn, to value: String, _ line: Int) {
    cells[line, default: [:]][place(of: column)] = value
  }

  /// Adds a row of some cells; those without a text need no column.
  mutating func add(_ values: [(RosterColumn, String)]) {
    var row: [Int: String] = [:]
    for (column, value) in values where !value.isEmpty { row[place(of: column)] = value }
    rows.append(row)
  }

  private mutating func place(of column: RosterColumn) -> Int {
    if let place = places[column] { return place }
    places[column] = width
    headings.append(column.heading)
    width += 1
    return width - 1
  }

  /// The text as changed, in its own encoding.
  func written() throws(Failure) -> [UInt8] {
    let bytes = text.decoded.text
    let lines = Set(table.rows.map(\.line))
    let last = table.rows.last?.line ?? table.headerLine
    var result = Array(bytes[..<text.start])
    for (number, record) in records.enumerated() {
      let end = number + 1 < records.count ? records[number + 1].offset : bytes.count
      let isHeader = record.line == table.headerLine
      if isHeader || lines.contains(record.line) && (cells[record.line] != nil || !headings.isEmpty)
      {
        try write(record, end, isHeader: isHeader, to: &result)
      } else {
        result += bytes[record.offset..<end]
      }
      if record.line == last { writeRows(to: &result) }
    }
    let encoding = text.decoded.encoding
    let encoded = encoding.encode(result)
    let again = try? TableEncoding.decode(encoded, file: table.file, cause: .configuration)
    guard again?.text == result else {
      throw Failure(
        .configuration, at: Place(file: table.file),
        "it is not UTF-8, and its encoding has no place for a character of the import",
        hint: "Nothing was written. Save it as CSV UTF-8 first, then import again")
    }
    return encoded
  }

  private func write(
    _ record: TableRecord, _ end: Int, isHeader: Bool, to result: inout [UInt8]
  ) throws(Failure) {
    let bytes = text.decoded.text
    let extents = try text.scanner.extents(of: record)
    var values = cells[record.line] ?? [:]
    if isHeader {
      for (number, heading) in headings.enumerated() {
        values[width - headings.count + number] = heading
      }
    }
    let count = headings.isEmpty ? max(extents.count, (values.keys.max() ?? -1) + 1) : width
    for place in 0..<max(count, extents.count) {
      if place > 0 { result.append(text.scanner.separator) }
      if let value = values[place] {
        result += cell(value)
      } else if place < extents.count {
        result += bytes[extents[place]]
      }
    }
    result += bytes[(extents.last?.upperBound ?? record.offset)..<end]
  }

  private func writeRows(to result: inout [UInt8]) {
    guard !rows.isEmpty else { return }
    let lineBreak = lineBreak
    if let byte = result.last, byte != ASCII.lineFeed, byte != ASCII.carriageReturn {
      result += lineBreak
    }
    for row in rows {
      for place in 0..<width {
        if place > 0 { result.append(text.scanner.separator) }
        result += row[place].map(cell) ?? []
      }
      result += lineBreak
    }
  }

  /// A line break as the file has them.
  private var lineBreak: [UInt8] {
    let bytes = text.decoded.text
    let breaks = [ASCII.lineFeed, ASCII.carriageReturn]
    guard let first = bytes.firstIndex(where: breaks.contains) else { return [ASCII.lineFeed] }
    guard bytes[first] == ASCII.carriageReturn else { return [ASCII.lineFeed] }
    let isPair = first + 1 < bytes.count && bytes[first + 1] == ASCII.lineFeed
    return isPair ? [ASCII.carriageReturn, ASCII.lineFeed] : [ASCII.carriageReturn]
  }

  /// A cell that reads as the text, and is no formula where a spreadsheet opens the file.
  private func cell(_ value: String) -> [UInt8] {
    let isFormula = value.unicodeScalars.first.map { "=+-@".unicodeScalars.contains($0) } ?? false
    let text = isFormula && value.last != "'" ? "'" + value : value
    let bytes = Array(text.utf8)
    let special = [self.text.scanner.separator, ASCII.quote, ASCII.lineFeed, ASCII.carriageReturn]
    let needsQuotes =
      bytes.contains(where: special.contains) || bytes.first == ASCII.space
      || bytes.last == ASCII.space
    guard needsQuotes else { return bytes }
    return [ASCII.quote] + Array(text.replacing("\"", with: "\"\"").utf8) + [ASCII.quote]
  }
}

/// Takes an employee out of the files that people keep, all other bytes of which stay as they are.
package enum Erasure {
  /// Who stands for somebody who was forgotten where somebody has to be named; on no roster.
  package static let nobody: EmployeeID = {
    guard let id = EmployeeID("_forgotten") else { preconditionFailure("_forgotten is no id") }
    return id
  }()

  /// A file without the employee.
  package struct Edited: Hashable, Sendable {
    /// Its new bytes.
    package var bytes: [UInt8]
    /// In how many places the employee stood.
    package var count: Int
    /// How many posts welcomed them.
    package var welcomes = 0
  }

  /// Takes an employee off the roster of a `config.json`, and out of the lists of rules and roles.
  ///
  /// A list that named nobody else then names `_forgotten`, who is on no roster: an empty one would
  /// be refused, and without it the rule would speak about everybody.
  ///
  /// - Throws: a failure with cause `configuration` where the file is not strict JSON.
  /// - Complexity: O(bytes).
  package static func configuration(
    _ bytes: [UInt8], of employee: EmployeeID, file: String
  ) throws(Failure) -> (roster: Bool, edited: Edited) {
    let root = try JSONDocument.parse(bytes: bytes, file: file, cause: .configuration).object()
    var removal = JSONEdit()
    if let list = root.optional("employees") {
      removal.remove(where: { hasID(employee, $0) }, from: list)
    }
    let wasOnRoster = removal.count > 0
    for list in ["policy", "roles", "groups"].compactMap({ root.optional($0) }) {
      removeNames(of: employee, below: list, &removal)
    }
    let edited = Edited(bytes: removal.applied(to: bytes), count: removal.count)
    return (wasOnRoster, edited)
  }

  /// Takes an employee out of every list under a key `employees`, however deep.
  private static func removeNames(
    of employee: EmployeeID, below node: JSONNode, _ removal: inout JSONEdit
  ) {
    for element in node.kind == .array ? node.elementNodes : [] {
      removeNames(of: employee, below: element, &removal)
    }
    for member in node.kind == .object ? node.rawMembers : [] {
      if member.name == "employees" {
        removal.remove(
          where: { isText(employee.text, $0) }, from: member.value,
          leaving: Array(#""_forgotten""#.utf8))
      } else {
        removeNames(of: employee, below: member.value, &removal)
      }
    }
  }

  /// Takes an employee's authorship out of a queue; what welcomes them welcomes nobody any more, and
  /// so is shared by nobody.
  ///
  /// - Throws: a failure where the file is not strict JSON; of NDJSON, bad lines stay.
  /// - Complexity: O(bytes).
  package static func queue(
    _ bytes: [UInt8], form: QueueFile.Form, of employee: EmployeeID, file: String
  ) throws(Failure) -> Edited {
    let posts: [JSONNode]
    switch form {
    case .json: posts = try QueueFile.elements(bytes, file: file)
    case .ndjson:
      posts = try JSONLines.parse(bytes: bytes, file: file).compactMap { try? $0.document.get() }
    }
    var removal = JSONEdit()
    var welcomes = 0
    for post in posts {
      let isWelcome =
        post.kind == .object
        && post.rawMembers.contains {
          $0.name == PostKey.welcomes.rawValue && isText(employee.text, $0.value)
        }
      if isWelcome {
        welcomes += 1
        removal.set(PostKey.welcomes.rawValue, to: "\"\(nobody)\"", in: post)
      }
      removal.remove(
        where: { $0.name == PostKey.author.rawValue && isText(employee.text, $0.value) },
        fromObject: post)
    }
    return Edited(
      bytes: removal.applied(to: bytes), count: removal.count + welcomes,
      welcomes: welcomes)
  }

  /// Takes an employee's rows out of a roster's table, which stays in its encoding.
  ///
  /// - Parameters:
  ///   - bytes: The table.
  ///   - employee: The employee.
  ///   - file: The name by which failures call the table.
  ///   - configuration: The text of `config.json`, which may say which column holds ids.
  /// - Returns: The table without them.
  /// - Throws: a failure with cause `configuration` where the table can't be read.
  /// - Complexity: O(bytes).
  package static func roster(
    _ bytes: [UInt8], of employee: EmployeeID, file: String, configuration: [UInt8]? = nil
  ) throws(Failure) -> Edited {
    let settings =
      try configuration.map { bytes throws(Failure) in
        try RosterSettings(ofConfiguration: bytes, file: "config.json")
      } ?? RosterSettings()
    let table = try settings.table(bytes, file: file, in: nil)
    let column = try settings.idColumn(of: table)
    let isMeant = { (row: Table.Row) in CellText.value(row.fields[column]) == employee.text }
    let lines = Set(table.rows.filter(isMeant).map(\.line))
    let written = try TableText(bytes, file: file, cause: .configuration)
    let bytes = written.decoded.text
    var scanner = written.scanner
    let records = try scanner.records(limits: RosterLimits.table)
    var kept = Array(bytes[..<written.start])
    for (place, record) in records.enumerated() {
      let end = place + 1 < records.count ? records[place + 1].offset : bytes.count
      let isKept = lines.isEmpty || !lines.contains(record.line)
      if isKept { kept += bytes[record.offset..<end] }
    }
    return Edited(bytes: written.decoded.encoding.encode(kept), count: lines.count)
  }

  /// Tells whether a configuration holds its roster itself.
  package static func hasRosterInside(_ configuration: [UInt8]) -> Bool {
    let root = try? JSONDocument.parse(
      bytes: configuration, file: "config.json", cause: .configuration
    ).object()
    return root?.optional("employees")?.kind == .array
  }

  private static func hasID(_ employee: EmployeeID, _ node: JSONNode) -> Bool {
    guard node.kind == .object else { return false }
    return node.rawMembers.contains { $0.name == "id" && isText(employee.text, $0.value) }
  }

  private static func isText(_ text: String, _ node: JSONNode) -> Bool {
    node.kind == .string && node.decodedString.utf8.elementsEqual(text.utf8)
  }
}
