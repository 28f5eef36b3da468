import AdvocacyModel
import AdvocacyReach
import AdvocacyReport

extension ReachProblem {
  /// The problem that a report poses.
  ///
  /// - Throws: `Failure` with cause `configuration` for a node that a graph doesn't have.
  static func of(
    _ posts: [PostFacts], cells: ReportCells, networks: [NetworkID],
    configuration: Configuration, graphs: [NetworkID: FollowerGraph],
    parts: ReportContributors? = nil
  ) throws(Failure) -> ReachProblem {
    let teams = Array(Set(configuration.roster.map(\.team))).sorted()
    let teamNumbers = Dictionary(uniqueKeysWithValues: zip(teams, teams.indices))
    var accounts: [Network] = []
    for id in networks {
      accounts.append(try network(id, configuration: configuration, graph: graphs[id]))
    }
    return ReachProblem(
      networks: accounts, teams: configuration.roster.map { teamNumbers[$0.team] ?? 0 },
      parameters: configuration.parameters, items: cells.items,
      shares: shares(posts, cells: cells, networks: networks), groups: cells.cells,
      contributors: parts.flatMap { parts in
        parts.names.isEmpty
          ? nil
          : Contributors(
            group: cells.total, count: parts.names.count, ofEmployee: parts.ofEmployee)
      })
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

  /// One share an employee and item, the strongest.
  private static func shares(
    _ posts: [PostFacts], cells: ReportCells, networks: [NetworkID]
  ) -> [Share] {
    var shares: [Share] = []
    for (item, place) in cells.items.enumerated() {
      let network = networks[place.network]
      var strongest: [Int: Share] = [:]
      for act in posts[place.post].actions where act.network == network {
        guard let employee = act.employee else { continue }
        let share = Share(
          item: item, employee: employee, strength: act.action.strength(on: network),
          delay: act.delay)
        guard let known = strongest[employee] else {
          strongest[employee] = share
          continue
        }
        let isStronger = (share.strength, known.delay) > (known.strength, share.delay)
        if isStronger { strongest[employee] = share }
      }
      shares += strongest.sorted { $0.key < $1.key }.map(\.value)
    }
    return shares
  }
}

extension Action {
  /// How far the action exposes followers; whoever shares on a blog writes an article of their own.
  fileprivate func strength(on network: NetworkID) -> ReachProblem.Strength {
    switch self {
    case .like: .like
    case .comment: .comment
    case .repost: .repost
    case .quote: .quote
    case .share: network.text == "blog" ? .full : .share
    }
  }
}
