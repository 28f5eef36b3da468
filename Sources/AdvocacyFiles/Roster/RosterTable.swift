import AdvocacyModel
import Foundation
import StrictJSON

/// Reads the roster from a table, as an HR system exports it.
enum RosterTable {
  /// The name of the table beside the configuration.
  static let defaultFile = "employees.csv"

  /// The fewest rows that a thread takes at a time: 4,096 (assumed), a few milliseconds' work.
  private static let fewestRows = 4096

  /// Reads the employees of a table, large ones on all processors, and what to say of it.
  ///
  /// - Throws: a failure with the line and column of the first thing wrong.
  /// - Complexity: O(bytes).
  static func employees(
    _ bytes: [UInt8], file: String, _ settings: RosterSettings, in context: ConfigurationContext
  ) throws(Failure) -> (employees: [Employee], notices: [String]) {
    let table = try settings.table(bytes, file: file, in: context)
    let (employees, _, notices) = try employees(of: table, settings, in: context)
    return (employees, notices.map { "\(file): \($0)" })
  }

  /// The employees of a table that was read, what its columns hold, and what to say of it.
  ///
  /// - Throws: As above.
  static func employees(
    of table: Table, _ settings: RosterSettings, in context: ConfigurationContext
  ) throws(Failure) -> (employees: [Employee], columns: [RosterColumn?], notices: [String]) {
    let (columns, notices) = try RosterColumn.columns(of: table, settings, in: context)
    try refuseErrors(in: table, columns)
    let reader = RosterRowReader(
      table: table, columns: columns, context: context, locale: settings.locale)
    let dates = columns.indices.filter { columns[$0]?.isDate == true }
    let years = CellDate.shortYears(in: table, dates, settings.locale)
    let said = table.notices + notices + (years.map { [$0] } ?? [])
    return (try employees(reader, in: context), columns, said)
  }

  private static func employees(
    _ reader: RosterRowReader, in context: ConfigurationContext
  ) throws(Failure) -> [Employee] {
    if let employees = inPieces(reader, rows: reader.rowsByID()),
      areDistinct(employees, in: context)
    {
      return employees
    }
    // Something is wrong: row by row, to tell what is so first.
    var claiming = reader.claiming(context)
    return try claiming.employees(claiming.rows)
  }

  /// Refuses cells in which a spreadsheet shows an error.
  private static func refuseErrors(
    in table: Table, _ columns: [RosterColumn?]
  ) throws(Failure) {
    let used = columns.indices.filter { columns[$0] != nil }
    for row in table.rows {
      for column in used {
        guard let error = CellText.error(in: row.fields[column]) else { continue }
        throw table.failure(
          at: row, column: table.header[column], error.message, hint: error.hint)
      }
    }
  }

  /// The employees of rows, or nil where something is wrong with one.
  private static func inPieces(_ reader: RosterRowReader, rows: [Int]) -> [Employee]? {
    let count = rows.count
    let threads = min(ProcessInfo.processInfo.activeProcessorCount, count / fewestRows + 1)
    // Large pieces, since each learns anew what the table's texts stand for.
    let rowsAtOnce = max(fewestRows, count / (4 * threads) + 1)
    var work = Parallel.map(0..<count, by: rowsAtOnce, threads: threads) {
      piece throws(Failure) in
      var reader = reader
      return try reader.employees(rows[piece].reversed())
    }
    guard work.fault == nil else { return nil }
    // Each piece backwards, so that its employees are moved off its end instead of being copied.
    var employees: [Employee] = []
    employees.reserveCapacity(count)
    for piece in work.outputs.indices {
      while let employee = work.outputs[piece].popLast() { employees.append(employee) }
    }
    return employees
  }

  /// Tells whether nobody has the id or the node of another.
  private static func areDistinct(
    _ employees: [Employee], in context: ConfigurationContext
  ) -> Bool {
    var context = context
    for index in employees.indices {
      for account in employees[index].accounts {
        guard let node = account.node else { continue }
        guard context.claim(node: node, for: employees[index].id) == nil else { return false }
      }
    }
    return employees.isAscendingByID
  }
}

/// Where in a roster's table what is found: found out once, not for each row.
struct RosterPlan {
  /// The columns of an account on a network.
  struct AccountColumns {
    var network: NetworkID
    var followers: Int?
    var handle: Int?
    var node: Int?
  }

  /// The columns of trainings, in their order.
  let trainings: [(column: Int, course: CourseID)]
  /// The columns of accounts, by network.
  let accounts: [AccountColumns]
  let id: Int?
  let name: Int?
  let team: Int?
  let role: Int?
  let country: Int?
  let language: Int?
  let topics: Int?
  let seniority: Int?
  let contract: Int?
  let minutesPerWeek: Int?
  let leave: (from: Int?, until: Int?)
  let employed: (from: Int?, until: Int?)
  let consent: (from: Int?, until: Int?, networks: Int?, evidence: Int?)
  let optOut: OptOutColumns

  /// The columns of what somebody stays out of.
  struct OptOutColumns {
    var all: Int?
    var topics: Int?
    var campaigns: Int?
    var networks: Int?
    var from: Int?
    var until: Int?
  }

  /// Sorts out the columns of a table.
  init(_ columns: [RosterColumn?], networks: [NetworkID]) {
    func place(_ column: RosterColumn) -> Int? { columns.firstIndex(of: column) }
    func place(_ field: RosterColumn.Field) -> Int? { place(.field(field)) }
    trainings = columns.enumerated().compactMap { index, column in
      guard case .training(let course) = column else { return nil }
      return (index, course)
    }
    accounts = networks.map {
      AccountColumns(
        network: $0, followers: place(.followers($0)), handle: place(.handle($0)),
        node: place(.node($0)))
    }
    id = place(.id)
    name = place(.name)
    team = place(.team)
    role = place(.role)
    country = place(.country)
    language = place(.language)
    topics = place(.topics)
    seniority = place(.seniority)
    contract = place(.contract)
    minutesPerWeek = place(.minutesPerWeek)
    leave = (place(.leaveFrom), place(.leaveUntil))
    employed = (place(.joined), place(.left))
    consent = (
      place(.consentFrom), place(.consentUntil), place(.consentNetworks), place(.consentEvidence)
    )
    optOut = OptOutColumns(
      all: place(.optOut), topics: place(.optOutTopics), campaigns: place(.optOutCampaigns),
      networks: place(.optOutNetworks), from: place(.optOutFrom), until: place(.optOutUntil))
  }
}

/// How large a company may be.
enum RosterLimits {
  /// The most employees; 200,000 (assumed: twice the largest company it is made for; measured: one
  /// post to 10⁶ employees takes 4 GB to decide).
  static let employees = 200_000
  /// The limits of its roster's table.
  static let table = TableLimits(maximumRows: employees)
}

/// How the configuration says the roster's table is to be read.
struct RosterSettings {
  /// The table's file; nil: the one beside the configuration, which may be missing.
  var file: String?
  /// Which heading holds which field of an employee.
  var columns: [Column] = []
  /// The headings that nobody needs.
  var ignored: [JSONNode] = []
  /// How the table writes figures and dates; nil: nobody said so.
  var locale: CellLocale?

  /// A field of an employee with the heading that holds it.
  struct Column {
    /// The field, as the table's own headings would name it.
    var field: String
    var heading: JSONNode
  }

  init() {}

  /// Reads the value of `employees`: a file name, or an object that says more.
  ///
  /// - Throws: a failure with its place where it is neither.
  init(_ node: JSONNode) throws(Failure) {
    guard node.kind == .object else {
      guard node.kind == .string else {
        throw node.mismatch("a list of employees, a file name, or an object with \"file\"")
      }
      file = try node.filledText()
      return
    }
    let object = try node.object()
    try object.refuseUnknownKeys(known: ConfigurationKeys.rosterTable)
    file = try object.optional("file")?.filledText()
    for member in try object.optional("columns")?.members() ?? [] {
      _ = try member.value.filledText()
      columns.append(Column(field: member.name, heading: member.value))
    }
    ignored =
      try object.optional("ignore")?.mapElements { node throws(Failure) in
        _ = try node.filledText()
        return node
      } ?? []
    locale = try object.optional("locale").map { node throws(Failure) in
      try CellLocale(named: node.text(), cause: .configuration, at: node.place)
    }
  }

  /// Reads the table's settings of a whole configuration, of which no more is known.
  ///
  /// - Throws: a failure where it is no strict JSON.
  init(ofConfiguration bytes: [UInt8], file: String) throws(Failure) {
    let root = try JSONDocument.parse(bytes: bytes, file: file, cause: .configuration).object()
    guard let node = root.optional("employees"), node.kind != .array else {
      self.init()
      return
    }
    try self.init(node)
  }

  /// Reads a table with headings that a roster, or these settings, know.
  ///
  /// - Throws: a failure with the line of the first thing wrong.
  func table(
    _ bytes: [UInt8], file: String, in context: ConfigurationContext?
  ) throws(Failure) -> Table {
    var names: Set<String> = []
    for column in columns { names.insert(Heading.key(try column.heading.text())) }
    let known = RosterColumn.knownKeys(networks: context?.networks ?? [])
    return try TableFile.read(
      bytes, file: file, cause: .configuration, limits: RosterLimits.table
    ) { heading in
      let key = Heading.key(heading)
      return known.contains(key) || names.contains(key) || key.hasPrefix("training:")
    }
  }

  /// The column of ids.
  ///
  /// - Throws: a failure where there is none.
  func idColumn(of table: Table) throws(Failure) -> Int {
    if let mapped = columns.first(where: { RosterColumn.isID($0.field) }),
      let column = try table.column(named: mapped.heading.text())
    {
      return column
    }
    guard let column = table.header.firstIndex(where: RosterColumn.isID) else {
      throw RosterColumn.withoutID(table)
    }
    return column
  }
}
