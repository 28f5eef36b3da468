import AdvocacyModel
import Dispatch
import Synchronization

/// What a stored roster knows of its people, a row each, without ids, names and handles.
///
/// Each fact has a column of its own: the values of one are few, however many people there are,
/// but hardly two people have all of them in common.
struct StoredPeople: Codable, Sendable {
  private var labels = StoredLabels()
  private var dates = StoredDates()
  private var accounts: [StoredAccounts] = []

  private enum CodingKeys: String, CodingKey {
    case labels = "labels"
    case dates = "dates"
    case accounts = "accounts"
  }

  /// Stores the employees at some places on a roster, each group of facts on a processor.
  ///
  /// - Complexity: O(roster × (topics + trainings + accounts)) on average.
  init(_ roster: [Employee], at places: [Int]) {
    let made = Mutex(self)
    DispatchQueue.concurrentPerform(iterations: 3) { part in
      switch part {
      case 0:
        let dates = StoredDates(roster, at: places)
        made.withLock { $0.dates = dates }
      case 1:
        let labels = StoredLabels(roster, at: places)
        made.withLock { $0.labels = labels }
      default:
        let accounts = StoredAccounts.columns(roster, at: places)
        made.withLock { $0.accounts = accounts }
      }
    }
    self = made.withLock { $0 }
  }

  /// Fills in what is known of each row's employee; nil stands for one who was forgotten.
  ///
  /// - Throws: `Failure` where the columns don't match.
  /// - Complexity: O(rows).
  func fill(_ employees: inout [Employee?]) throws(Failure) {
    try labels.fill(&employees)
    try dates.fill(&employees)
    var accountsOf = [[Account]](repeating: [], count: employees.count)
    for network in accounts { try network.give(to: &accountsOf) }
    for row in employees.indices {
      employees[row]?.accounts = accountsOf[row].sorted { $0.network < $1.network }
    }
  }
}

/// What words a stored roster has for its people.
private struct StoredLabels: Codable, Sendable {
  private var teams = StoredColumn<String>()
  private var roles = StoredColumn<String>()
  private var countries = StoredColumn<String>()
  private var languages = StoredColumn<String>()
  private var topics = StoredListColumn<String>()
  private var statuses = StoredColumn<StoredEmploymentStatus>()

  private enum CodingKeys: String, CodingKey {
    case teams = "teams"
    case roles = "roles"
    case countries = "countries"
    case languages = "languages"
    case topics = "topics"
    case statuses = "standings"
  }

  init() {}

  init(_ roster: [Employee], at places: [Int]) {
    // Filling columns in memory order, not in the order of the places, avoids cache misses.
    for index in roster.indices {
      teams.add(roster[index].team)
      roles.add(roster[index].role)
      countries.add(roster[index].country)
      languages.add(roster[index].language)
      topics.add(roster[index].topics)
      statuses.add(roster[index].status)
    }
    teams = teams.picked(places)
    roles = roles.picked(places)
    countries = countries.picked(places)
    languages = languages.picked(places)
    topics = topics.picked(places)
    statuses = statuses.picked(places)
  }

  func fill(_ employees: inout [Employee?]) throws(Failure) {
    let topics = try topics.lists(count: employees.count)
    for row in employees.indices where employees[row] != nil {
      employees[row]?.team = try teams.value(row)
      employees[row]?.role = try roles.value(row)
      employees[row]?.country = try countries.value(row)
      employees[row]?.language = try languages.value(row)
      employees[row]?.topics = topics[row]
      employees[row]?.status = try statuses.value(row)
    }
  }
}

/// Since when a stored roster's people are what they are.
private struct StoredDates: Codable, Sendable {
  private var joined = StoredColumn<Instant?>()
  private var left = StoredColumn<Instant?>()
  private var consents = StoredColumn<StoredConsent?>()
  private var trainings = StoredListColumn<StoredTraining>()

  private enum CodingKeys: String, CodingKey {
    case joined = "joined"
    case left = "left"
    case consents = "consents"
    case trainings = "trainings"
  }

  init() {}

  init(_ roster: [Employee], at places: [Int]) {
    for index in roster.indices {
      joined.add(roster[index].employed.from)
      left.add(roster[index].employed.until)
      var consent = roster[index].consent
      consent?.evidence = nil
      consents.add(consent)
      trainings.add(roster[index].trainings)
    }
    joined = joined.picked(places)
    left = left.picked(places)
    consents = consents.picked(places)
    trainings = trainings.picked(places)
  }

  func fill(_ employees: inout [Employee?]) throws(Failure) {
    let trainings = try trainings.lists(count: employees.count)
    for row in employees.indices where employees[row] != nil {
      employees[row]?.employed = Period(from: try joined.value(row), until: try left.value(row))
      employees[row]?.consent = try consents.value(row)
      employees[row]?.trainings = trainings[row]
    }
  }
}

/// The accounts on one network: which rows have one, and what is known of it.
struct StoredAccounts: Sendable {
  let network: NetworkID
  private var rows: [Int] = []
  private var followers: [Int] = []
  /// The places among the accounts of those that have a node in an imported graph.
  private var placed: [Int] = []
  private var nodes: [Int] = []
  /// The accounts without what stands in columns of its own.
  private var rest = StoredColumn<StoredAccount>()

  private init(network: NetworkID) {
    self.network = network
  }

  /// The columns of the accounts of employees at some places on a roster, by network.
  ///
  /// - Complexity: O(roster × networks + accounts × networks) on average: few networks are quicker
  ///   looked through.
  static func columns(_ roster: [Employee], at places: [Int]) -> [StoredAccounts] {
    var columns: [StoredAccounts] = []
    for index in roster.indices {
      for account in roster[index].accounts {
        let known = columns.indices.first { columns[$0].network == account.network }
        let column = known ?? columns.count
        if known == nil { columns.append(StoredAccounts(network: account.network)) }
        columns[column].add(account, row: index)
      }
    }
    return columns.map { $0.picked(places, rosterCount: roster.count) }
      .filter { !$0.rows.isEmpty }.sorted { $0.network < $1.network }
  }

  /// Adds the account of a row.
  private mutating func add(_ account: Account, row: Int) {
    if let node = account.node {
      placed.append(rows.count)
      nodes.append(Int(bitPattern: UInt(node)))
    }
    rows.append(row)
    followers.append(account.followers)
    rest.add(
      Account(
        network: network, followers: 0, authorized: account.authorized,
        isVerified: account.isVerified, isAutomated: account.isAutomated))
  }

  /// The accounts of the employees at some places, which are the rows then.
  private func picked(_ places: [Int], rosterCount: Int) -> Self {
    var accountOf = [Int](repeating: -1, count: rosterCount)
    for (account, index) in rows.enumerated() { accountOf[index] = account }
    var nodeOf = [Int](repeating: -1, count: rows.count)
    for (node, account) in placed.enumerated() { nodeOf[account] = node }
    var picked = Self(network: network)
    var accounts: [Int] = []
    for (row, index) in places.enumerated() where accountOf[index] >= 0 {
      let account = accountOf[index]
      if nodeOf[account] >= 0 {
        picked.placed.append(accounts.count)
        picked.nodes.append(nodes[nodeOf[account]])
      }
      accounts.append(account)
      picked.rows.append(row)
      picked.followers.append(followers[account])
    }
    picked.rest = rest.picked(accounts)
    return picked
  }

  /// Adds the accounts to those of each row.
  ///
  /// - Throws: `Failure` where the columns don't match.
  /// - Complexity: O(accounts).
  func give(to accounts: inout [[Account]]) throws(Failure) {
    guard followers.count == rows.count, nodes.count == placed.count else {
      throw StoredRoster.damaged
    }
    var found: [Account] = []
    found.reserveCapacity(rows.count)
    for place in rows.indices {
      var account = try rest.value(place)
      account.followers = followers[place]
      found.append(account)
    }
    for (place, node) in zip(placed, nodes) {
      guard found.indices.contains(place) else { throw StoredRoster.damaged }
      found[place].node = UInt64(UInt(bitPattern: node))
    }
    for (row, account) in zip(rows, found) {
      guard accounts.indices.contains(row) else { throw StoredRoster.damaged }
      accounts[row].append(account)
    }
  }
}

extension StoredAccounts: Codable {
  private enum CodingKeys: String, CodingKey {
    case network = "network"
    case rows = "rows"
    case followers = "followers"
    case placed = "placed"
    case nodes = "nodes"
    case rest = "rest"
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    network = try container.decode(NetworkID.self, forKey: .network)
    rows = try container.decode(PackedNumbers.self, forKey: .rows).numbers
    followers = try container.decode(PackedNumbers.self, forKey: .followers).numbers
    placed = try container.decode(PackedNumbers.self, forKey: .placed).numbers
    nodes = try container.decode(PackedNumbers.self, forKey: .nodes).numbers
    rest = try container.decode(StoredColumn<StoredAccount>.self, forKey: .rest)
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(network, forKey: .network)
    try container.encode(PackedNumbers(rows), forKey: .rows)
    try container.encode(PackedNumbers(followers), forKey: .followers)
    try container.encode(PackedNumbers(placed), forKey: .placed)
    try container.encode(PackedNumbers(nodes), forKey: .nodes)
    try container.encode(rest, forKey: .rest)
  }
}
