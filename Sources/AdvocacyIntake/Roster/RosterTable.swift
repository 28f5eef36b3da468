import AdvocacyCore

/// Reads the roster from a table, as an HR system exports it.
enum RosterTable {
  /// The name of the table beside the configuration.
  static let defaultFile = "employees.csv"

  /// Reads the employees of a table.
  ///
  /// - Throws: a failure with the line and column of the first thing wrong.
  /// - Complexity: O(bytes).
  static func employees(
    _ bytes: [UInt8], file: String, in context: inout ConfigurationContext
  ) throws(Failure) -> [Employee] {
    let table = try TableFile.read(
      bytes, file: file, cause: .configuration,
      limits: RosterLimits.table)
    let columns = try RosterColumn.columns(of: table.header, file: file, in: context)
    var reader = RosterRowReader(table: table, columns: columns, context: context)
    var employees: [Employee] = []
    employees.reserveCapacity(table.rows.count)
    for row in table.rows { employees.append(try reader.employee(row)) }
    context = reader.context
    return employees
  }
}

/// Reads the rows of a roster's table.
private struct RosterRowReader {
  let table: Table
  let columns: [RosterColumn]
  var context: ConfigurationContext
  /// The instants of dates met before: a table repeats few of them, and calendars are slow.
  private var instants: [String: Instant] = [:]

  init(table: Table, columns: [RosterColumn], context: ConfigurationContext) {
    self.table = table
    self.columns = columns
    self.context = context
  }

  mutating func employee(_ row: Table.Row) throws(Failure) -> Employee {
    var fields: [RosterColumn.Field: Cell] = [:]
    var trainings: [Training] = []
    var accounts: [NetworkID: AccountCells] = [:]
    for (index, column) in columns.enumerated() {
      let cell = Cell(text: row.fields[index], heading: table.header[index])
      guard let cell = cell.trimmed else { continue }
      switch column {
      case .field(let field): fields[field] = cell
      case .training(let course):
        trainings.append(Training(course: course, completed: try instant(cell, row)))
      case .followers(let network): accounts[network, default: AccountCells()].followers = cell
      case .handle(let network): accounts[network, default: AccountCells()].handle = cell
      case .node(let network): accounts[network, default: AccountCells()].node = cell
      }
    }
    guard let idCell = fields[.id] else {
      throw table.failure(at: row, column: heading(.id), "expected an id, found an empty field")
    }
    let id: EmployeeID = try read(idCell, row, TextChecks.id)
    if let complaint = context.claim(id, line: row.line) { throw failure(idCell, row, complaint) }
    var employee = Employee(id: id, trainings: trainings)
    try fill(&employee, from: fields, row)
    employee.accounts = try self.accounts(accounts, of: id, row)
    return employee
  }

  private mutating func fill(
    _ employee: inout Employee, from fields: [RosterColumn.Field: Cell], _ row: Table.Row
  ) throws(Failure) {
    if let cell = fields[.name] { employee.name = try read(cell, row, TextChecks.label) }
    if let cell = fields[.team] { employee.team = try read(cell, row, TextChecks.label) }
    if let cell = fields[.role] { employee.role = try read(cell, row, TextChecks.label) }
    if let cell = fields[.country] { employee.country = try read(cell, row, TextChecks.country) }
    if let cell = fields[.language] { employee.language = try read(cell, row, TextChecks.language) }
    if let cell = fields[.topics] {
      employee.topics = try cell.parts.map { part throws(Failure) in
        try read(part, row, TextChecks.label)
      }
    }
    if let cell = fields[.seniority] {
      employee.standing.seniority = try read(cell, row, TextChecks.label)
    }
    if let cell = fields[.contract] {
      employee.standing.contract = try read(cell, row, TextChecks.label)
    }
    let leave = try period(fields[.leaveFrom], fields[.leaveUntil], row)
    if leave != Period() { employee.standing.leave = [leave] }
    employee.employed = try period(fields[.joined], fields[.left], row)
    let consent = try period(fields[.consentFrom], fields[.consentUntil], row)
    if let cell = fields[.consentNetworks] ?? fields[.consentUntil], consent.from == nil {
      throw failure(cell, row, Complaint("a consent needs the day from which it holds"))
    }
    guard consent.from != nil else { return }
    let networks = try fields[.consentNetworks]?.parts.map { part throws(Failure) in
      try network(part, row)
    }
    employee.consent = Consent(period: consent, networks: networks)
  }

  private mutating func accounts(
    _ cells: [NetworkID: AccountCells], of owner: EmployeeID, _ row: Table.Row
  ) throws(Failure) -> [Account] {
    var accounts: [Account] = []
    for network in context.networks {
      guard let account = cells[network] else { continue }
      guard let followers = account.followers else {
        guard let other = account.handle ?? account.node else { continue }
        throw failure(
          other, row, Complaint("an account needs its number of followers", hint: "0 will do"))
      }
      let node = try account.node.map { cell throws(Failure) in
        try number(cell, row, in: 0...Int.max)
      }
      if let node, let cell = account.node,
        let complaint = context.claim(node: UInt64(node), for: "employee \"\(owner)\"")
      {
        throw failure(cell, row, complaint)
      }
      accounts.append(
        Account(
          network: network,
          handle: try account.handle.map { cell throws(Failure) in
            try read(cell, row, TextChecks.label)
          },
          followers: try number(followers, row, in: PageDecoder.followers),
          node: node.map { UInt64($0) }))
    }
    return accounts
  }

  private mutating func period(
    _ from: Cell?, _ until: Cell?, _ row: Table.Row
  ) throws(Failure) -> Period {
    var period = Period()
    if let from { period.from = try instant(from, row) }
    if let until { period.until = try instant(until, row) }
    if let from, let until, let complaint = context.complaint(about: period, from.heading) {
      throw failure(until, row, complaint)
    }
    return period
  }

  private mutating func instant(_ cell: Cell, _ row: Table.Row) throws(Failure) -> Instant {
    if let known = instants[cell.text] { return known }
    let instant = context.calendar.instant(of: try read(cell, row, TextChecks.time))
    instants[cell.text] = instant
    return instant
  }

  private func network(_ cell: Cell, _ row: Table.Row) throws(Failure) -> NetworkID {
    guard let network = context.networks.first(where: { $0.text == cell.text.lowercased() }) else {
      let known = context.networks.map(\.text)
      throw failure(
        cell, row,
        Complaint(
          "unknown network \"\(Excerpt.of(cell.text))\"; known: \(known.joined(separator: ", "))",
          hint: NearMiss.hint(cell.text, among: known)))
    }
    return network
  }

  private func number(
    _ cell: Cell, _ row: Table.Row, in range: ClosedRange<Int>
  ) throws(Failure) -> Int {
    guard cell.text.utf8.allSatisfy(ASCII.isDigit), let number = Int(cell.text),
      range.contains(number)
    else {
      throw failure(
        cell, row,
        Complaint(
          "expected a whole number, found \"\(Excerpt.of(cell.text))\"",
          hint: "Write digits only, without separators"))
    }
    return number
  }

  private func read<Value>(
    _ cell: Cell, _ row: Table.Row, _ check: (String) throws(Complaint) -> Value
  ) throws(Failure) -> Value {
    do {
      return try check(cell.text)
    } catch {
      throw failure(cell, row, error)
    }
  }

  private func failure(_ cell: Cell, _ row: Table.Row, _ complaint: Complaint) -> Failure {
    table.failure(
      at: row, column: cell.heading, complaint.message, hint: complaint.hint)
  }

  private func heading(_ field: RosterColumn.Field) -> String {
    columns.firstIndex(of: .field(field)).map { table.header[$0] } ?? field.rawValue
  }
}

/// A field of a row under its column's name.
private struct Cell {
  var text: String
  var heading: String

  /// The field without space around it, or nil where nothing is left.
  var trimmed: Cell? {
    let isSpace: (UInt8) -> Bool = { $0 == ASCII.space || $0 == ASCII.tab }
    guard let first = text.utf8.first, let last = text.utf8.last else { return nil }
    guard isSpace(first) || isSpace(last) else { return self }
    let rest = text.utf8.drop(while: isSpace).reversed().drop(while: isSpace).reversed()
    guard !rest.isEmpty else { return nil }
    return Cell(text: String(decoding: rest, as: UTF8.self), heading: heading)
  }

  /// The parts between semicolons that hold more than space.
  var parts: [Cell] {
    text.split(separator: ";").compactMap { Cell(text: String($0), heading: heading).trimmed }
  }
}

/// The fields of an account.
private struct AccountCells {
  var followers: Cell?
  var handle: Cell?
  var node: Cell?
}
