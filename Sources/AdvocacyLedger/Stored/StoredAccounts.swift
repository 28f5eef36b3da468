import AdvocacyCore

/// The accounts on one network: which rows have one, and what is known of it.
struct StoredAccounts: Sendable {
  /// The network.
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
