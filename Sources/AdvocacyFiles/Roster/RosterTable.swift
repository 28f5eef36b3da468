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
    let (columns, notices) = try RosterColumn.columns(of: table, settings, in: context)
    try refuseErrors(in: table, columns)
    let reader = RosterRowReader(
      table: table, columns: columns, context: context, locale: settings.locale)
    return (
      try employees(reader, in: context), (table.notices + notices).map { "\(file): \($0)" }
    )
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
  let leave: (from: Int?, until: Int?)
  let employed: (from: Int?, until: Int?)
  let consent: (from: Int?, until: Int?, networks: Int?)
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
    leave = (place(.leaveFrom), place(.leaveUntil))
    employed = (place(.joined), place(.left))
    consent = (place(.consentFrom), place(.consentUntil), place(.consentNetworks))
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
