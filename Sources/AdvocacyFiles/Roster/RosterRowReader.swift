import AdvocacyModel
import StrictJSON

/// Reads the rows of a roster's table, each by itself.
struct RosterRowReader: Sendable {
  private let table: Table
  private let plan: RosterPlan
  private let calendar: CompanyCalendar
  private let networks: [NetworkID]
  private let locale: CellLocale?
  /// What texts met before stand for: a table repeats few of them, and calendars are slow.
  private var instants: [String: Instant] = [:]
  private var ends: [String: Instant] = [:]
  private var countries: [String: String] = [:]
  private var languages: [String: String] = [:]
  private var topicLists: [String: [String]] = [:]
  /// Whose ids and nodes are which, where rows are checked against each other.
  private var claims: ConfigurationContext?

  init(
    table: Table, columns: [RosterColumn?], context: ConfigurationContext, locale: CellLocale?
  ) {
    self.table = table
    self.locale = locale
    calendar = context.calendar
    networks = context.places
    plan = RosterPlan(columns, networks: context.networks)
  }

  /// The reader that refuses ids and nodes which another row, or a page, has as well.
  func claiming(_ context: ConfigurationContext) -> RosterRowReader {
    var reader = self
    reader.claims = context
    return reader
  }

  /// The rows in the order of the table.
  var rows: Range<Int> { table.rows.indices }

  /// The rows in the order of their ids, in which employees stand, so that none has to be moved.
  ///
  /// - Complexity: O(n log n).
  func rowsByID() -> [Int] {
    guard let id = plan.id else { return Array(table.rows.indices) }
    let ids = table.rows.map { Cell(text: $0.fields[id], column: id).trimmed?.text ?? "" }
    return ids.indices.sorted { ids[$0] < ids[$1] }
  }

  /// Reads some of the table's rows, in the order given, up to one in which something is wrong.
  mutating func employees(_ rows: some Collection<Int>) throws(Failure) -> [Employee] {
    var employees: [Employee] = []
    employees.reserveCapacity(rows.count)
    for row in rows { employees.append(try employee(table.rows[row])) }
    return employees
  }

  private mutating func employee(_ row: Table.Row) throws(Failure) -> Employee {
    var trainings: [Training] = []
    for (column, course) in plan.trainings {
      guard let cell = cell(column, row) else { continue }
      trainings.append(Training(course: course, completed: try instant(cell, row)))
    }
    guard let idCell = cell(plan.id, row) else {
      throw table.failure(
        at: row, column: plan.id.map { table.header[$0] } ?? "",
        "expected an id, found an empty field")
    }
    let id: EmployeeID = try table.read(idCell, row) { text throws(ValidationError) in
      if let error = CellText.rounded(text) { throw error }
      return try TextChecks.id(text)
    }
    if let error = claims?.claim(id, line: row.line) {
      throw table.failure(idCell.column, row, error)
    }
    var employee = Employee(id: id, trainings: trainings)
    try fill(&employee, from: row)
    employee.accounts = try accounts(of: id, row)
    return employee
  }

  /// The filled cell of a column; nil also where the table has no such column.
  private func cell(_ column: Int?, _ row: Table.Row) -> Cell? {
    column.flatMap { Cell(text: row.fields[$0], column: $0).trimmed }
  }

  private mutating func fill(_ employee: inout Employee, from row: Table.Row) throws(Failure) {
    if let cell = cell(plan.name, row) {
      employee.name = try table.read(cell, row, TextChecks.label)
    }
    if let cell = cell(plan.team, row) {
      employee.team = try table.read(cell, row, TextChecks.label)
    }
    if let cell = cell(plan.role, row) {
      employee.role = try table.read(cell, row, TextChecks.label)
    }
    if let cell = cell(plan.country, row) {
      employee.country = try table.remembered(cell, row, &countries, TextChecks.country)
    }
    if let cell = cell(plan.language, row) {
      employee.language = try table.remembered(cell, row, &languages, TextChecks.language)
    }
    if let cell = cell(plan.topics, row) {
      employee.topics = try topics(cell, row)
    }
    if let cell = cell(plan.seniority, row) {
      employee.status.seniority = try table.read(cell, row, TextChecks.label)
    }
    if let cell = cell(plan.contract, row) {
      employee.status.contract = try table.read(cell, row, TextChecks.label)
    }
    if let cell = cell(plan.minutesPerWeek, row) {
      employee.status.minutesPerWeek = try number(cell, row, in: StatusDecoder.minutes)
    }
    let leave = try period(cell(plan.leave.from, row), cell(plan.leave.until, row), row)
    if leave != Period() { employee.status.leave = [leave] }
    employee.employed = try period(
      cell(plan.employed.from, row), cell(plan.employed.until, row), row)
    employee.consent = try consent(row)
    employee.status.optOuts = try optOuts(row)
  }

  private mutating func topics(_ cell: Cell, _ row: Table.Row) throws(Failure) -> [String] {
    if let known = topicLists[cell.text] { return known }
    let topics = try cell.parts.map { part throws(Failure) in
      try table.read(part, row, TextChecks.label)
    }
    topicLists[cell.text] = topics
    return topics
  }

  private mutating func consent(_ row: Table.Row) throws(Failure) -> Consent? {
    let until = cell(plan.consent.until, row)
    let named = cell(plan.consent.networks, row)
    let evidence = cell(plan.consent.evidence, row)
    let period = try period(cell(plan.consent.from, row), until, row)
    if let cell = named ?? until ?? evidence, period.from == nil {
      throw table.failure(
        cell.column, row, ValidationError("a consent needs the day from which it holds"))
    }
    guard period.from != nil else { return nil }
    let networks = try named?.parts.map { part throws(Failure) in try network(part, row) }
    return Consent(
      period: period, networks: networks,
      evidence: try evidence.map { cell throws(Failure) in
        try table.read(cell, row, TextChecks.label)
      })
  }

  /// What somebody stays out of: of everything where a column says yes or the day from which, and
  /// of each list by itself.
  private mutating func optOuts(_ row: Table.Row) throws(Failure) -> [EmploymentStatus.OptOut] {
    let columns = plan.optOut
    var period = try self.period(cell(columns.from, row), cell(columns.until, row), row)
    let all = cell(columns.all, row)
    let answer = all.flatMap { CellText.answer($0.text) }
    if let all, answer == nil { period.from = try instant(all, row) }
    var topics: [String]?
    if let cell = cell(columns.topics, row) { topics = try self.topics(cell, row) }
    let campaigns = try cell(columns.campaigns, row)?.parts.map { part throws(Failure) in
      try table.read(part, row, TextChecks.label)
    }
    let named = try cell(columns.networks, row)?.parts.map { part throws(Failure) in
      try network(part, row)
    }
    let hasList = topics != nil || campaigns != nil || named != nil
    if let all, answer == false, hasList || period != Period() {
      throw table.failure(
        all.column, row,
        ValidationError("says no where a column beside it says what they stay out of"))
    }
    if all != nil && answer != false || !hasList && period != Period() {
      return [EmploymentStatus.OptOut(period: period)]
    }
    return [
      topics.map { EmploymentStatus.OptOut(topics: $0, period: period) },
      campaigns.map { EmploymentStatus.OptOut(campaigns: $0, period: period) },
      named.map { EmploymentStatus.OptOut(networks: $0, period: period) },
    ].compactMap { $0 }
  }

  private mutating func accounts(
    of owner: EmployeeID, _ row: Table.Row
  ) throws(Failure) -> [Account] {
    var accounts: [Account] = []
    for columns in plan.accounts {
      let handle = cell(columns.handle, row)
      let nodeCell = cell(columns.node, row)
      guard let followers = cell(columns.followers, row) else {
        guard let other = handle ?? nodeCell else { continue }
        throw table.failure(
          other.column, row,
          ValidationError("an account needs its number of followers", hint: "0 will do"))
      }
      let node = try nodeCell.map { cell throws(Failure) in
        try number(cell, row, in: 0...Int.max)
      }
      if let node, let nodeCell, let error = claims?.claim(node: UInt64(node), for: owner) {
        throw table.failure(nodeCell.column, row, error)
      }
      accounts.append(
        Account(
          network: columns.network,
          handle: try handle.map { cell throws(Failure) in
            try table.read(cell, row, TextChecks.label)
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
    if let until { period.until = try end(until, row) }
    if let from, let until,
      let error = calendar.error(in: period, table.header[from.column])
    {
      throw table.failure(until.column, row, error)
    }
    return period
  }

  /// The instant from which something is over: a day is the last one.
  private mutating func end(_ cell: Cell, _ row: Table.Row) throws(Failure) -> Instant {
    let (calendar, locale) = (calendar, locale)
    return try table.remembered(cell, row, &ends) { text throws(ValidationError) in
      calendar.end(of: try TextChecks.time(CellDate.canonical(text, locale) ?? text))
    }
  }

  private mutating func instant(_ cell: Cell, _ row: Table.Row) throws(Failure) -> Instant {
    let (calendar, locale) = (calendar, locale)
    return try table.remembered(cell, row, &instants) { text throws(ValidationError) in
      calendar.instant(of: try TextChecks.time(CellDate.canonical(text, locale) ?? text))
    }
  }

  private func network(_ cell: Cell, _ row: Table.Row) throws(Failure) -> NetworkID {
    guard let network = networks.first(where: { $0.text == cell.text.lowercased() }) else {
      let known = networks.map(\.text)
      throw table.failure(
        cell.column, row,
        ValidationError(
          "unknown network \"\(SafeText.excerpt(cell.text))\"; known: \(known.joined(separator: ", "))",
          hint: NearMiss.hint(cell.text, among: known)))
    }
    return network
  }

  private func number(
    _ cell: Cell, _ row: Table.Row, in range: ClosedRange<Int>
  ) throws(Failure) -> Int {
    let locale = locale
    let number = try table.read(cell, row) { text throws(ValidationError) in
      try CellText.whole(text, locale)
    }
    guard range.contains(number) else {
      throw table.failure(
        cell.column, row,
        ValidationError("expected at most \(range.upperBound), found \(number)"))
    }
    return number
  }
}

extension Table {
  /// What a check makes of a cell.
  fileprivate func read<Value>(
    _ cell: Cell, _ row: Row, _ check: (String) throws(ValidationError) -> Value
  ) throws(Failure) -> Value {
    do {
      return try check(cell.text)
    } catch {
      throw failure(cell.column, row, error)
    }
  }

  /// What a check makes of a cell, remembered by its text.
  ///
  /// The table's and not the reader's: a reader that hands out one of its own dictionaries to be
  /// changed would have to be copied whole to be read meanwhile.
  fileprivate func remembered<Value>(
    _ cell: Cell, _ row: Row, _ known: inout [String: Value],
    _ check: (String) throws(ValidationError) -> Value
  ) throws(Failure) -> Value {
    if let value = known[cell.text] { return value }
    let value = try read(cell, row, check)
    known[cell.text] = value
    return value
  }

  fileprivate func failure(_ column: Int?, _ row: Row, _ error: ValidationError) -> Failure {
    failure(
      at: row, column: column.map { header[$0] } ?? "", error.message, hint: error.hint)
  }
}

/// A field of a row.
private struct Cell {
  var text: String
  var column: Int

  /// The field's value, or nil where there is none.
  var trimmed: Cell? {
    let value = CellText.value(text)
    return value.isEmpty ? nil : Cell(text: value, column: column)
  }

  /// The parts between semicolons that hold more than space.
  var parts: [Cell] {
    text.split(separator: ";").compactMap { Cell(text: String($0), column: column).trimmed }
  }
}
