import AdvocacyModel
import AdvocacyPolicy
import AdvocacyReach
import AdvocacyReport

/// A report's cells: which posts on which networks are estimated together.
struct ReportCells {
  /// The posts on their networks.
  var items: [ReachProblem.Item] = []
  /// The cells; each post's own come first, then the groups', then the total's, and last that of
  /// the posts compared with, if there are any.
  var cells: [[Int]] = []
  /// The groups between the posts and the total.
  var groups: [Group] = []
  /// The cell of the total.
  private(set) var total = 0
  /// The cells of the posts that employees wrote, and of all others; nil: employees wrote none.
  private(set) var voices: (own: Int, page: Int?)?

  /// Some posts, on some or all of their networks, under one name.
  struct Group {
    var name: String
    var posts: [Int]
    /// The only network that counts; nil: all.
    var network: NetworkID?
    /// Of a group on a network: the cell of all that isn't in it.
    var others: Int?
  }

  /// Lays out the cells of some posts, and of others after them that they are compared with.
  ///
  /// - Complexity: O(posts × (networks + labels)).
  init(
    posts: [PostFacts], comparedFrom: Int? = nil, networks: [NetworkID],
    groupsOfNetworks: [NetworkID] = [],
    breakdown: Breakdown = .post,
    labeling: Breakdown.Labeling = .init(calendar: .utc, labels: LabelComparison(.current))
  ) {
    let first = comparedFrom ?? posts.count
    var itemsOfPost: [[Int]] = []
    let numbers = Dictionary(uniqueKeysWithValues: zip(networks, networks.indices))
    for (index, facts) in posts.enumerated() {
      itemsOfPost.append([])
      for network in facts.post.networks {
        guard let number = numbers[network] else { continue }
        itemsOfPost[index].append(items.count)
        items.append(.init(post: index, network: number))
      }
    }
    cells = Array(itemsOfPost.prefix(first))
    groups = Self.groups(
      posts.prefix(first).map(\.post),
      networks: breakdown == .group ? networks.filter(groupsOfNetworks.contains) : networks,
      by: breakdown, labeling: labeling)
    for group in groups {
      let number = group.network.flatMap { numbers[$0] }
      cells.append(
        group.posts.flatMap { post in
          itemsOfPost[post].filter { item in number.map { items[item].network == $0 } ?? true }
        })
    }
    total = cells.count
    cells.append(itemsOfPost.prefix(first).flatMap { $0 })
    if first < posts.count { cells.append(itemsOfPost.suffix(from: first).flatMap { $0 }) }
    addVoices(posts.prefix(first).map(\.post), itemsOfPost)
    guard breakdown == .group else { return }
    for number in groups.indices {
      let own = groups[number].network.flatMap { numbers[$0] }
      groups[number].others = cells.count
      cells.append(cells[total].filter { items[$0].network != own })
    }
  }

  private mutating func addVoices(_ posts: [Post], _ itemsOfPost: [[Int]]) {
    let own = posts.indices.filter { posts[$0].author != nil }
    guard !own.isEmpty else { return }
    let others = posts.indices.filter { posts[$0].author == nil }
    voices = (cells.count, others.isEmpty ? nil : cells.count + 1)
    for posts in [own, others] where !posts.isEmpty {
      cells.append(posts.flatMap { itemsOfPost[$0] })
    }
  }

  private static func groups(
    _ posts: [Post], networks: [NetworkID], by breakdown: Breakdown,
    labeling: Breakdown.Labeling
  ) -> [Group] {
    switch breakdown.grouping {
    case .posts, .people: return []
    case .networks, .groups:
      return networks.map { network in
        let own = posts.indices.filter { posts[$0].networks.contains(network) }
        return Group(name: network.text, posts: own, network: network)
      }
    case .labels(let labels):
      // Labels that compare as one are one group, under the name that was written first.
      var groups: [String: Group] = [:]
      for (index, post) in posts.enumerated() {
        var seen: Set<String> = []
        for label in labels(post, labeling) where seen.insert(label.key).inserted {
          groups[label.key, default: Group(name: label.name, posts: [])].posts.append(index)
        }
      }
      return groups.values.sorted { $0.name < $1.name }
    }
  }
}

/// The teams or employees that a report tells apart: those who took part and agree to be listed.
///
/// Whoever has taken back their consent is in no part, and so nowhere by name or by team: what
/// they brought counts in the total only.
struct ReportContributors {
  /// The names, sorted, without repeats.
  private(set) var names: [String] = []
  /// What was done, part by part.
  private(set) var counts: [ActionCounts] = []
  /// How many employees who agree to be listed belong to each part.
  private(set) var headcounts: [Int] = []
  /// What was done by employees who are in no part.
  private(set) var unlisted = ActionCounts()
  /// The part of each employee on the roster; nil: none.
  private(set) var ofEmployee: [Int?]

  /// Finds the parts of some posts' actors; there are none but in a breakdown of people.
  ///
  /// - Complexity: O(actions + roster).
  init(_ posts: [PostFacts], by breakdown: Breakdown, roster: [Employee], listed: EmployeeSet) {
    ofEmployee = [Int?](repeating: nil, count: roster.count)
    guard case .people(_, let nameOf) = breakdown.grouping else { return }
    func name(_ employee: Int) -> String { nameOf(roster[employee]) }
    let actors = Set(posts.lazy.flatMap(\.actions).compactMap(\.employee))
      .filter(listed.contains)
    names = Array(Set(actors.map(name))).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    for employee in listed { ofEmployee[employee] = numbers[name(employee)] }
    headcounts = [Int](repeating: 0, count: names.count)
    for case let part? in ofEmployee { headcounts[part] += 1 }
    counts = [ActionCounts](repeating: ActionCounts(), count: names.count)
    for act in posts.lazy.flatMap(\.actions) {
      if let part = act.employee.flatMap({ ofEmployee[$0] }) {
        counts[part].add(act)
      } else {
        unlisted.add(act)
      }
    }
  }
}

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
    for (number, id) in networks.enumerated() {
      if let group = group(id, number: number, among: networks, configuration) {
        accounts.append(group)
      } else {
        accounts.append(try network(id, configuration: configuration, graph: graphs[id]))
      }
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

  /// A group as a network of its own; nil for what is none.
  private static func group(
    _ id: NetworkID, number: Int, among networks: [NetworkID], _ configuration: Configuration
  ) -> Network? {
    guard let facts = configuration.network(id)?.group else { return nil }
    let page = configuration.page(on: facts.network)
    return .group(
      id, number: number, facts, on: networks.firstIndex(of: facts.network),
      page: page.map { Speaker(node: $0.node) },
      speakers: configuration.roster.map { employee in
        employee.account(on: id).map { Speaker(node: $0.node) }
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
