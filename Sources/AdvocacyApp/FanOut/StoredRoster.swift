import AdvocacyCore

/// A roster as the ledger keeps it: under the ledger's keys, without names and handles.
///
/// In columns, with each distinct value written once: a company of 100,000 has a few hundred
/// profiles, and writing a roster by person took longer than fanning a post out to it.
struct StoredRoster: Codable {
  private var keys: [Int64]
  private var profiles: Column<Profile>
  private var consents: Column<Consent?>
  private var trainings: Column<[Training]>
  private var accounts: [AccountColumn]

  /// Stores the employees who have a key, in the order of their keys.
  ///
  /// - Complexity: O(n log n) in the roster.
  init(_ roster: [Employee], keys keyOf: [EmployeeID: Int64]) {
    let keyed = roster.compactMap { employee in keyOf[employee.id].map { (employee, $0) } }
      .sorted { $0.1 < $1.1 }
    let employees = keyed.map(\.0)
    keys = keyed.map(\.1)
    profiles = Column(employees.map(Profile.init))
    consents = Column(
      employees.map { employee in
        var consent = employee.consent
        consent?.evidence = nil
        return consent
      })
    trainings = Column(employees.map(\.trainings))
    accounts = AccountColumn.columns(of: employees)
  }

  /// The employees, under the ids that their keys lead to; those who were forgotten are left out.
  func employees(ids: [Int64: EmployeeID], names: [EmployeeID: String]) throws -> [Employee] {
    var accountsOf = [[Account]](repeating: [], count: keys.count)
    for column in accounts { try column.add(to: &accountsOf) }
    return try keys.indices.compactMap { row in
      guard let id = ids[keys[row]] else { return nil }
      return try profiles.value(row).employee(
        id: id, name: names[id] ?? id.text, consent: try consents.value(row),
        trainings: try trainings.value(row), accounts: accountsOf[row])
    }
  }
}

/// What an employee has in common with many others.
private struct Profile: Codable, Hashable {
  var team: String
  var role: String
  var country: String
  var language: String
  var topics: [String]
  var employed: Period
  var standing: Standing

  init(_ employee: Employee) {
    team = employee.team
    role = employee.role
    country = employee.country
    language = employee.language
    topics = employee.topics
    employed = employee.employed
    standing = employee.standing
  }

  func employee(
    id: EmployeeID, name: String, consent: Consent?, trainings: [Training], accounts: [Account]
  ) -> Employee {
    Employee(
      id: id, name: name, team: team, role: role, country: country, language: language,
      topics: topics, consent: consent, trainings: trainings, accounts: accounts,
      employed: employed, standing: standing)
  }
}

/// A column: its distinct values, and for each row the number of its value.
private struct Column<Value: Codable & Hashable>: Codable {
  private var values: [Value] = []
  private var rows: [Int] = []

  init(_ column: [Value]) {
    var numbers: [Value: Int] = [:]
    rows.reserveCapacity(column.count)
    for value in column {
      if let number = numbers[value] {
        rows.append(number)
      } else {
        rows.append(values.count)
        numbers[value] = values.count
        values.append(value)
      }
    }
  }

  func value(_ row: Int) throws -> Value {
    guard rows.indices.contains(row), values.indices.contains(rows[row]) else {
      throw StoredRoster.damaged
    }
    return values[rows[row]]
  }
}

/// The accounts on one network: who has one, and what is known of it.
private struct AccountColumn: Codable {
  private var rows: [Int]
  private var followers: [Int]
  private var nodes: [UInt64?]?
  /// The accounts without what stands in columns of its own.
  private var rest: Column<Account>

  static func columns(of employees: [Employee]) -> [AccountColumn] {
    var placed: [NetworkID: [(row: Int, account: Account)]] = [:]
    for (row, employee) in employees.enumerated() {
      for account in employee.accounts {
        placed[account.network, default: []].append((row, account))
      }
    }
    return placed.sorted { $0.key < $1.key }.map { AccountColumn($0.value) }
  }

  private init(_ accounts: [(row: Int, account: Account)]) {
    rows = accounts.map(\.row)
    followers = accounts.map(\.account.followers)
    nodes = accounts.contains { $0.account.node != nil } ? accounts.map(\.account.node) : nil
    rest = Column(
      accounts.map { _, account in
        var account = account
        account.handle = nil
        account.followers = 0
        account.node = nil
        return account
      })
  }

  func add(to accounts: inout [[Account]]) throws {
    for (place, row) in rows.enumerated() {
      guard accounts.indices.contains(row), followers.indices.contains(place),
        nodes.map({ $0.count == rows.count }) ?? true
      else { throw StoredRoster.damaged }
      var account = try rest.value(place)
      account.followers = followers[place]
      account.node = nodes?[place]
      accounts[row].append(account)
    }
  }
}

extension StoredRoster {
  fileprivate static let damaged = Failure(.badData, "a roster kept in the ledger is damaged")
}
