package import AdvocacyModel

/// What the reach engine is asked: who passed which posts on where, and who follows them.
///
/// Employees, networks, posts, items and groups are known by their index.
package struct ReachProblem: Sendable {
  package var networks: [Network]
  /// The team of each employee on the roster, an index from 0.
  package var teams: [Int]
  /// The parameters of the model.
  package var parameters: ParameterSet
  /// The posts on their networks; the page publishes each where it exists.
  package var items: [Item]
  /// The employees' shares; of several on an item the strongest counts, of equals the first.
  package var shares: [Share]
  /// The cells to estimate: each is the union of the people of its items, in every world.
  package var groups: [[Int]]
  /// Those whose own additions are asked for, if any.
  package var contributors: Contributors?
  /// The times after each post's instant, in seconds and ascending, within which reach is counted
  /// too; none by default, and then nothing is spent on them.
  package var horizons: [Int]
  /// Whether to count how often people see posts; it takes as long as some hundred draws.
  package var countsSightings = true

  /// Makes a problem.
  package init(
    networks: [Network], teams: [Int], parameters: ParameterSet, items: [Item],
    shares: [Share], groups: [[Int]], contributors: Contributors? = nil, horizons: [Int] = []
  ) {
    self.networks = networks
    self.teams = teams
    self.parameters = parameters
    self.items = items
    self.shares = shares
    self.groups = groups
    self.contributors = contributors
    self.horizons = horizons
  }

  /// The number of employees on the roster.
  package var employeeCount: Int { teams.count }

  /// A network with its accounts.
  package struct Network: Sendable {
    /// The id, by which its parameters are found and its draws are keyed.
    package var id: NetworkID
    /// The company's page, or nil.
    package var page: Account?
    /// Where followers come from.
    package var audience: Audience
    /// The account of each employee on the roster, or nil.
    package var accounts: [Account?]

    /// Makes a network.
    package init(id: NetworkID, page: Account?, audience: Audience, accounts: [Account?]) {
      self.id = id
      self.page = page
      self.audience = audience
      self.accounts = accounts
    }
  }

  /// Where a network's followers come from.
  package enum Audience: Sendable {
    /// From follower counts.
    case synthetic
    /// From an imported graph; accounts without a node get a synthetic audience all the same.
    case graph(FollowerGraph)
    /// The members of a group, each of whom follows every account in it.
    case group(Group)
  }

  /// An account: its followers are those of its node, else as many as counted.
  package struct Account: Sendable, Hashable {
    /// The number of followers, 0 or more.
    package var followers: Int
    /// The node in the network's graph, if it has one.
    package var node: UInt32?

    /// Makes an account.
    package init(followers: Int, node: UInt32? = nil) {
      self.followers = followers
      self.node = node
    }
  }

  /// A post on a network.
  package struct Item: Sendable, Hashable {
    package var post: Int
    package var network: Int

    /// Makes an item.
    package init(post: Int, network: Int) {
      self.post = post
      self.network = network
    }
  }

  /// What an employee did with an item, as far as their followers can see it.
  package struct Share: Sendable, Hashable {
    package var item: Int
    package var employee: Int
    /// How much their followers see of it.
    package var strength: Strength
    /// When they did it, in seconds after the post's instant; only horizons depend on it.
    package var delay: Int

    /// Makes a share.
    package init(item: Int, employee: Int, strength: Strength, delay: Int = 0) {
      self.item = item
      self.employee = employee
      self.strength = strength
      self.delay = delay
    }
  }

  /// How far an action exposes followers, from the weakest on.
  package enum Strength: Int, Sendable, Hashable, Comparable {
    /// Only liked.
    case like
    /// Answered below the post.
    case comment
    /// Passed on unchanged.
    case repost
    /// Shared with words of one's own.
    case share
    /// Quoted.
    case quote
    /// A post of one's own, or an article of the blog.
    case full

    package static func < (lhs: Self, rhs: Self) -> Bool { lhs.rawValue < rhs.rawValue }
  }

  /// A division of the employees whose parts' own additions are asked for.
  package struct Contributors: Sendable {
    /// The group in which they are measured.
    package var group: Int
    /// The number of parts.
    package var count: Int
    /// The part of each employee on the roster; nil: in none.
    package var ofEmployee: [Int?]

    /// Makes a division.
    package init(group: Int, count: Int, ofEmployee: [Int?]) {
      self.group = group
      self.count = count
      self.ofEmployee = ofEmployee
    }
  }
}

extension ReachProblem {
  /// The contributors whose pairs are looked at, ascending: all of a few, else the 50 whose shares
  /// go to most followers.
  ///
  /// - Complexity: O(shares + contributors × log contributors).
  package var pairedContributors: [Int] {
    guard let contributors else { return [] }
    let all = Array(0..<contributors.count)
    guard contributors.count > Self.fewContributors else { return all }
    let items = Set(groups[contributors.group])
    var followers = [Int](repeating: 0, count: contributors.count)
    for share in shares where items.contains(share.item) {
      guard let part = contributors.ofEmployee[share.employee] else { continue }
      let network = networks[self.items[share.item].network]
      followers[part] += network.accounts[share.employee]?.followers ?? 0
    }
    let largest = all.sorted { (-followers[$0], $0) < (-followers[$1], $1) }
    return largest.prefix(Self.mostPaired).sorted()
  }

  /// Up to so many contributors have all of their pairs looked at.
  private static let fewContributors = 63
  private static let mostPaired = 50
}

extension ReachProblem {
  /// Checks that all indices lead somewhere and all counts make sense.
  ///
  /// - Throws: `Failure` of cause `internal`: whoever builds a problem has checked its inputs.
  /// - Complexity: O(size of the problem).
  package func validate() throws(Failure) {
    for network in networks {
      try require(network.accounts.count == employeeCount, "accounts of \(network.id)")
      let nodes = network.graph?.nodeCount ?? 0
      if let group = network.group, let base = group.network {
        try require(
          networks.indices.contains(base) && networks[base].group == nil, "groups on networks")
      }
      for account in network.accounts + [network.page] {
        guard let account else { continue }
        try require(account.followers >= 0, "followers on \(network.id)")
        try require(account.node.map { Int($0) < nodes } ?? true, "node on \(network.id)")
      }
    }
    try require(teams.allSatisfy { $0 >= 0 }, "teams")
    for item in items {
      try require(networks.indices.contains(item.network) && item.post >= 0, "items")
    }
    for share in shares {
      try require(
        items.indices.contains(share.item) && teams.indices.contains(share.employee)
          && Self.times.contains(share.delay), "shares")
    }
    for group in groups {
      try require(group.allSatisfy(items.indices.contains), "groups")
    }
    try require(
      horizons.allSatisfy(Self.times.contains) && horizons.count < Int(UInt8.max)
        && zip(horizons, horizons.dropFirst()).allSatisfy(<), "horizons")
    guard let contributors else { return }
    try require(
      groups.indices.contains(contributors.group)
        && contributors.ofEmployee.count == employeeCount
        && contributors.ofEmployee.allSatisfy { ($0 ?? 0) >= 0 && ($0 ?? -1) < contributors.count },
      "contributors")
  }

  /// Times in seconds: up to a century.
  private static let times = 0...3_155_760_000

  private func require(_ condition: Bool, _ what: String) throws(Failure) {
    guard condition else { throw Failure(.internal, "reach problem: \(what) don't fit") }
  }
}

extension ReachProblem {
  /// What tells this problem from others: sums may be merged only where it is the same.
  ///
  /// It covers every property, the graphs' edges included, the parameters in force, so that
  /// changed defaults show as well, and the version of the model that works it out.
  /// - Complexity: O(the size of the problem).
  package func fingerprint(model: Int = ReachModel.version) -> ContentHash {
    var hash = ContentHash()
    hash.add([model])
    for network in networks {
      hash.add(network.id.text)
      hash.add(([network.page] + network.accounts).flatMap(Self.numbers))
      switch network.audience {
      case .synthetic: hash.add([0])
      case .graph(let graph): Self.add(graph, to: &hash)
      case .group(let group):
        Self.add(group.graph, to: &hash)
        hash.add(group.graph.ids)
        hash.add([group.network ?? -1, group.members, group.counted ?? -1])
      }
    }
    for entry in parameters.effective(networks: networks.map(\.id)) {
      hash.add(entry.name.rawValue + (entry.network.map { " on \($0)" } ?? ""))
      hash.add([entry.parameter.low, entry.parameter.typical, entry.parameter.high])
    }
    hash.add(teams)
    hash.add(items.flatMap { [$0.post, $0.network] })
    hash.add(shares.flatMap { [$0.item, $0.employee, $0.strength.rawValue, $0.delay] })
    for group in groups { hash.add(group) }
    hash.add(horizons)
    if let contributors {
      hash.add([contributors.group, contributors.count] + contributors.ofEmployee.map { $0 ?? -1 })
    }
    return hash
  }

  /// Whether sums have the form that this problem gives them.
  package func fits(_ sums: BlockSums) -> Bool {
    let parts = contributors.map { $0.count + 1 } ?? 0
    let paired = pairedContributors.count
    let pairs = paired * (paired - 1) / 2
    return sums.cells.count == groups.count && [0, parts].contains(sums.contributors.count)
      && [0, pairs].contains(sums.overlaps.count)
      && sums.cells.allSatisfy { cell in
        guard let cell else { return true }
        return cell.sightings.count == networks.count
          && [0, SightingCounts.most].contains(cell.frequencies.count)
          && cell.pageWithin.count == horizons.count
          && cell.withWithin.count == horizons.count
      }
  }

  private static func add(_ graph: FollowerGraph, to hash: inout ContentHash) {
    hash.add(graph.offsets)
    hash.add(graph.targets)
    hash.add(graph.probabilities ?? [])
  }

  private static func numbers(_ account: Account?) -> [Int] {
    guard let account else { return [-1, -1] }
    return [account.followers, account.node.map { Int($0) } ?? -1]
  }
}

/// The model by which reach is worked out.
package enum ReachModel {
  /// Its version, from 1: to be raised with every change after which the same problem, options and
  /// seed give other figures, so that reports and parts of them tell which model made them.
  package static let version = 5
}
