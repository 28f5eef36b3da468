import AdvocacyCore
import AdvocacyLedger
import Dispatch
import Synchronization

/// A roster as the ledger keeps it: under the ledger's keys, without names and handles.
///
/// In columns, with each distinct value written once: a company of 100,000 has a few hundred
/// profiles, and writing a roster by person took longer than fanning a post out to it.
struct StoredRoster: Codable {
  private var keys: PackedNumbers
  private var profiles: Column<Profile>
  private var consents: Column<Consent?>
  private var trainings: Column<[Training]>
  private var accounts: [AccountColumn]

  /// Stores the employees who have a key, in the order of their keys.
  ///
  /// - Complexity: O(roster).
  init(_ roster: [Employee], by order: RosterKeys) {
    keys = PackedNumbers(order.ranked.map { Int($0) })
    let places = order.indices.map { Int($0) }
    // A part each, on as many processors as there are.
    let parts = Mutex<(Column<Profile>?, Column<Consent?>?, Column<[Training]>?, [AccountColumn])>(
      (nil, nil, nil, []))
    DispatchQueue.concurrentPerform(iterations: 4) { part in
      switch part {
      case 0:
        let profiles = Column(places.lazy.map { Profile(roster[$0]) })
        parts.withLock { $0.0 = profiles }
      case 1:
        let consents = Column(places.lazy.map { roster[$0].consent?.withoutEvidence })
        parts.withLock { $0.1 = consents }
      case 2:
        let trainings = Column(places.lazy.map { roster[$0].trainings })
        parts.withLock { $0.2 = trainings }
      default:
        let accounts = AccountColumn.columns(of: places.lazy.map { roster[$0].accounts })
        parts.withLock { $0.3 = accounts }
      }
    }
    let made = parts.withLock { $0 }
    profiles = made.0 ?? Column([])
    consents = made.1 ?? Column([])
    trainings = made.2 ?? Column([])
    accounts = made.3
  }

  /// The employees, under the ids that their keys lead to; those who were forgotten are left out.
  func employees(ids: [Int64: EmployeeID], names: [EmployeeID: String]) throws -> [Employee] {
    var accountsOf = [[Account]](repeating: [], count: keys.numbers.count)
    for column in accounts { try column.add(to: &accountsOf) }
    return try keys.numbers.indices.compactMap { row in
      guard let id = ids[Int64(keys.numbers[row])] else { return nil }
      return try profiles.value(row).employee(
        id: id, name: names[id] ?? id.text, consent: try consents.value(row),
        trainings: try trainings.value(row), accounts: accountsOf[row])
    }
  }
}

/// What an employee has in common with many others.
private struct Profile: Codable, Hashable, Sendable {
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
private struct Column<Value: Codable & Hashable & Sendable>: Codable, Sendable {
  private var values: [Value] = []
  private var rows = PackedNumbers([])

  init(_ column: some Collection<Value>) {
    var rows: [Int] = []
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
    self.rows = PackedNumbers(rows)
  }

  func value(_ row: Int) throws -> Value {
    let rows = rows.numbers
    guard rows.indices.contains(row), values.indices.contains(rows[row]) else {
      throw StoredRoster.damaged
    }
    return values[rows[row]]
  }
}

/// The accounts on one network: who has one, and what is known of it.
private struct AccountColumn: Codable, Sendable {
  private var rows: PackedNumbers
  private var followers: PackedNumbers
  private var nodes: [UInt64?]?
  /// The accounts without what stands in columns of its own.
  private var rest: Column<Account>

  /// The columns of the accounts of each row.
  static func columns(of rows: some Collection<[Account]>) -> [AccountColumn] {
    var placed: [(network: NetworkID, accounts: [(row: Int, account: Account)])] = []
    for (row, accounts) in rows.enumerated() {
      for account in accounts {
        // There are few networks: looking through them is quicker than hashing.
        if let place = placed.firstIndex(where: { $0.network == account.network }) {
          placed[place].accounts.append((row, account))
        } else {
          placed.append((account.network, [(row, account)]))
        }
      }
    }
    return placed.sorted { $0.network < $1.network }.map { AccountColumn($0.accounts) }
  }

  private init(_ accounts: [(row: Int, account: Account)]) {
    rows = PackedNumbers(accounts.map(\.row))
    followers = PackedNumbers(accounts.map(\.account.followers))
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
    let followers = followers.numbers
    for (place, row) in rows.numbers.enumerated() {
      guard accounts.indices.contains(row), followers.indices.contains(place),
        nodes.map({ $0.indices.contains(place) }) ?? true
      else { throw StoredRoster.damaged }
      var account = try rest.value(place)
      account.followers = followers[place]
      account.node = nodes?[place]
      accounts[row].append(account)
    }
  }
}

extension Consent {
  /// The consent without where it can be seen, which never enters the ledger.
  fileprivate var withoutEvidence: Consent {
    var consent = self
    consent.evidence = nil
    return consent
  }
}

extension StoredRoster {
  fileprivate static let damaged = Failure(.badData, "a roster kept in the ledger is damaged")
}
