import AdvocacyCore
import AdvocacyReach
import AdvocacyReport

/// A report's cells: which posts on which networks are estimated together.
struct ReportCells {
  /// The posts on their networks.
  var items: [ReachProblem.Item] = []
  /// The cells; each post's own come first, then the groups', the total's is last.
  var groups: [[Int]] = []
  /// The names of the groups between the posts' and the total's.
  var names: [String] = []

  /// Lays out the cells of some posts.
  init(posts: [PostFacts], networks: [NetworkID], breakdown: Breakdown) {
    for (index, facts) in posts.enumerated() {
      var own: [Int] = []
      for network in facts.post.networks {
        guard let number = networks.firstIndex(of: network) else { continue }
        own.append(items.count)
        items.append(.init(post: index, network: number))
      }
      groups.append(own)
    }
    switch breakdown {
    case .post, .team, .employee: break
    case .campaign:
      names = Array(Set(posts.map { $0.post.campaign ?? "" })).sorted()
      for name in names {
        groups.append(
          items.indices.filter { (posts[items[$0].post].post.campaign ?? "") == name })
      }
    case .network:
      names = networks.map(\.text)
      for number in networks.indices {
        groups.append(items.indices.filter { items[$0].network == number })
      }
    }
    groups.append(Array(items.indices))
  }
}

extension ReachProblem {
  /// The problem that a report poses.
  ///
  /// - Throws: `Failure` with cause `configuration` for a node that a graph doesn't have.
  static func of(
    _ posts: [PostFacts], cells: ReportCells, networks: [NetworkID],
    configuration: Configuration, graphs: [NetworkID: FollowerGraph], breakdown: Breakdown
  ) throws(Failure) -> ReachProblem {
    let teams = Array(Set(configuration.roster.map(\.team))).sorted()
    let teamNumbers = Dictionary(uniqueKeysWithValues: zip(teams, teams.indices))
    var parts: [Network] = []
    for id in networks {
      parts.append(try network(id, configuration: configuration, graph: graphs[id]))
    }
    return ReachProblem(
      networks: parts, teams: configuration.roster.map { teamNumbers[$0.team] ?? 0 },
      parameters: configuration.parameters, items: cells.items,
      shares: shares(posts, cells: cells, networks: networks), groups: cells.groups,
      contributors: contributors(
        breakdown, configuration: configuration, teamNumbers: teamNumbers,
        group: cells.groups.count - 1))
  }

  private static func network(
    _ id: NetworkID, configuration: Configuration, graph: FollowerGraph?
  ) throws(Failure) -> Network {
    func account(_ followers: Int, _ node: UInt64?, _ owner: String) throws(Failure) -> Account {
      guard let graph, let node else { return Account(followers: followers) }
      guard let index = graph.index(of: node) else {
        throw Failure(
          .configuration, at: Place(file: "config.json"),
          "\(owner) names node \(node), which the graph of \(id) doesn't have",
          hint: "Take a node of the file, or leave `node` out for a synthetic audience")
      }
      return Account(followers: graph.followerCount(index), node: index)
    }
    var page: Account?
    if let own = configuration.page(on: id) {
      page = try account(own.followers, own.node, "the page")
    }
    var accounts: [Account?] = []
    for employee in configuration.roster {
      guard let own = employee.account(on: id) else {
        accounts.append(nil)
        continue
      }
      accounts.append(try account(own.followers, own.node, "employee \"\(employee.id)\""))
    }
    return Network(
      id: id, page: page, audience: graph.map { .graph($0) } ?? .synthetic, accounts: accounts)
  }

  /// One share an employee and item, the strongest; a like is a weak one, all else is full.
  private static func shares(
    _ posts: [PostFacts], cells: ReportCells, networks: [NetworkID]
  ) -> [Share] {
    var shares: [Share] = []
    for (item, place) in cells.items.enumerated() {
      let network = networks[place.network]
      var strongest: [Int: Strength] = [:]
      for act in posts[place.post].actions where act.network == network {
        guard let employee = act.employee else { continue }
        let strength: Strength = act.action == .like ? .like : .full
        strongest[employee] = max(strongest[employee] ?? strength, strength)
      }
      shares += strongest.sorted { $0.key < $1.key }.map {
        Share(item: item, employee: $0.key, strength: $0.value)
      }
    }
    return shares
  }

  private static func contributors(
    _ breakdown: Breakdown, configuration: Configuration, teamNumbers: [String: Int], group: Int
  ) -> Contributors? {
    switch breakdown {
    case .post, .campaign, .network: nil
    case .team:
      Contributors(
        group: group, count: teamNumbers.count,
        ofEmployee: configuration.roster.map { teamNumbers[$0.team] })
    case .employee:
      Contributors(
        group: group, count: configuration.roster.count,
        ofEmployee: configuration.roster.indices.map { $0 })
    }
  }
}
