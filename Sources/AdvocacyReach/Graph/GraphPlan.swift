import AdvocacyModel
import Foundation

/// The accounts of imported graphs that pass posts on, made ready: what is the same in all draws.
///
/// Who follows whom is known here, so that nobody is drawn: the people who follow the same accounts
/// are worked out together.
struct GraphPlan: Sendable {
  let problem: ReachProblem
  let people: GraphPeople
  /// The accounts, those of pages first.
  let roots: [Root]
  /// What the accounts' followers see, root after root.
  let channels: [Channel]
  /// The number of channels of pages, which come first.
  let pageChannels: Int
  /// The items of graphs, in the problem's order.
  let items: [Item]
  /// What is done with items: each account, in each way.
  let acts: [Act]
  /// By group, who follows the accounts that pass one of its items on.
  let tries: [FollowerTrie]
  /// By network and person, the channels by which they see posts.
  let following: [Following?]

  /// An account with a node that passes posts on.
  struct Root: Sendable {
    let network: Int
    /// The employee; nil: the page.
    let employee: Int?
    let node: UInt32
    /// All followers, and those who are no staff.
    let followers: Int
    let outsiders: Int
    /// Its channels.
    let channels: Range<Int>
  }

  /// How some followers see an account: all alike, or with a probability of their own.
  struct Channel: Sendable {
    let root: Int
    /// The imported probability of the edge; nil: the network's visibility says.
    let probability: Double?
    /// The followers, none of them staff.
    let followers: Int
  }

  /// What an account does with an item, as far as its visibility goes.
  struct Act: Sendable, Hashable {
    let root: Int
    let strength: ReachProblem.Strength
  }

  /// An item of a graph.
  struct Item: Sendable {
    /// The acts on it and their seconds after the post, the page's first.
    let acts: [(act: Int, delay: Double)]
    /// The followers of all who pass it on.
    let potential: Int
  }

  /// Makes a problem's graphs ready; nil where it has none.
  ///
  /// - Complexity: O(nodes × log nodes + edges + followers of the accounts by group).
  init?(_ problem: ReachProblem) {
    guard problem.networks.contains(where: { $0.graph != nil }) else { return nil }
    self.problem = problem
    let people = GraphPeople(problem)
    self.people = people
    let sharing = Self.strongest(problem)
    let chooser = RootChoice(problem, people, sharing)
    roots = chooser.roots
    channels = chooser.channels
    pageChannels = chooser.roots.last { $0.employee == nil }?.channels.upperBound ?? 0
    following = chooser.following

    var known: [Act: Int] = [:]
    var acts: [Act] = []
    func number(_ act: Act) -> Int {
      if let number = known[act] { return number }
      known[act] = acts.count
      acts.append(act)
      return acts.count - 1
    }
    items = zip(problem.items, sharing).map { item, shares in
      var own: [(act: Int, delay: Double)] = []
      if let page = chooser.root(item.network, nil) {
        own.append((number(Act(root: page, strength: .full)), 0))
      }
      for share in shares {
        guard let root = chooser.root(item.network, share.employee) else { continue }
        own.append((number(Act(root: root, strength: share.strength)), Double(share.delay)))
      }
      return Item(
        acts: own, potential: own.reduce(0) { $0 + chooser.roots[acts[$1.act].root].followers })
    }
    self.acts = acts

    var tries: [[Int]: FollowerTrie] = [:]
    var maker = FollowerTrie.Maker(people, chooser)
    self.tries = problem.groups.map { [items] group in
      let roots = Set(group.flatMap { items[$0].acts.map { acts[$0.act].root } }).sorted()
      let trie = tries[roots] ?? maker.trie(roots)
      tries[roots] = trie
      return trie
    }
  }

  /// Whether any of the graphs was imported, so that posts may be passed on along it.
  var isImported: Bool {
    problem.networks.contains { $0.graph != nil && $0.group == nil }
  }

  /// The employees with an account of a graph who pass something on.
  var employees: Set<Int> { Set(roots.compactMap(\.employee)) }

  /// Whether the page publishes an item of a group on a graph.
  func hasPage(_ group: Int) -> Bool {
    problem.groups[group].contains { item in
      items[item].acts.contains { roots[acts[$0.act].root].employee == nil }
    }
  }

  /// The shares of each item, one an employee: the strongest, of equals the first.
  ///
  /// - Complexity: O(shares × log shares).
  private static func strongest(_ problem: ReachProblem) -> [[ReachProblem.Share]] {
    var items = [[Int: ReachProblem.Share]](repeating: [:], count: problem.items.count)
    for share in problem.shares
    where problem.networks[problem.items[share.item].network].graph != nil {
      let known = items[share.item][share.employee]
      let isStronger =
        known.map { ($0.strength, share.delay) < (share.strength, $0.delay) } ?? true
      if isStronger { items[share.item][share.employee] = share }
    }
    return items.map { $0.values.sorted { $0.employee < $1.employee } }
  }
}

/// The channels by which the people of a network see posts, person after person.
struct Following: Sendable {
  /// Where each person's channels begin; people + 1 entries.
  let offsets: [UInt32]
  /// The channels, ascending for each person.
  let channels: [UInt32]

  /// The channels of a person.
  @inline(__always)
  func channels(of person: Int) -> ArraySlice<UInt32> {
    channels[Int(offsets[person])..<Int(offsets[person + 1])]
  }
}

/// Chooses the accounts with a node that pass something on, and their channels.
struct RootChoice {
  private(set) var roots: [GraphPlan.Root] = []
  private(set) var channels: [GraphPlan.Channel] = []
  private(set) var following: [Following?] = []
  private var known: [Key: Int] = [:]
  private let people: GraphPeople

  private struct Key: Hashable {
    let network: Int
    let employee: Int?
  }

  /// As many probabilities of one account's followers are told apart; more are taken together with
  /// those within half a percent.
  private static let mostProbabilities = 256

  init(
    _ problem: ReachProblem, _ people: GraphPeople, _ sharing: [[ReachProblem.Share]]
  ) {
    self.people = people
    var pages = Set<Int>()
    var staff: [Set<Int>] = problem.networks.map { _ in [] }
    for (item, shares) in zip(problem.items, sharing) {
      pages.insert(item.network)
      staff[item.network].formUnion(shares.map(\.employee))
    }
    for network in pages.sorted() { add(problem, network, nil) }
    for network in staff.indices {
      for employee in staff[network].sorted() { add(problem, network, employee) }
    }
    following = problem.networks.indices.map(follow)
  }

  /// The account of an employee or, for nil, of the page; nil where it has no node or does nothing.
  func root(_ network: Int, _ employee: Int?) -> Int? {
    known[Key(network: network, employee: employee)]
  }

  /// The followers of an account who are no staff, channel by channel.
  func audience(_ root: Int) -> [(channel: Int, people: [UInt32])] {
    let own = roots[root]
    guard let graph = people.graphs[own.network] else { return [] }
    var found = own.channels.map { (channel: $0, people: [UInt32]()) }
    for place in graph.source.row(own.node) {
      let person = graph.followers[place]
      guard !people.isStaff[Int(person)] else { continue }
      let channel = channel(of: own.channels, graph.source.probabilities?[place])
      found[channel - own.channels.lowerBound].people.append(person)
    }
    return found
  }

  private mutating func add(_ problem: ReachProblem, _ network: Int, _ employee: Int?) {
    let source = problem.networks[network]
    guard let account = employee.map({ source.accounts[$0] }) ?? source.page,
      let node = account.node, let graph = people.graphs[network]
    else { return }
    let row = graph.source.row(node)
    let own = row.filter { !people.isStaff[Int(graph.followers[$0])] }
    let first = channels.count
    let group = source.group
    if let probabilities = graph.source.probabilities {
      for (probability, count) in Self.distinct(own.map { probabilities[$0] }) {
        channels.append(.init(root: roots.count, probability: probability, followers: count))
      }
    } else {
      channels.append(
        .init(root: roots.count, probability: nil, followers: group?.counted ?? own.count))
    }
    known[Key(network: network, employee: employee)] = roots.count
    roots.append(
      GraphPlan.Root(
        network: network, employee: employee, node: node,
        followers: group?.members ?? row.count, outsiders: group?.counted ?? own.count,
        channels: first..<channels.count))
  }

  /// The probabilities that are told apart, ascending, with how many followers have each.
  private static func distinct(_ probabilities: [Double]) -> [(Double, Int)] {
    let sorted = probabilities.sorted()
    func runs(_ isAlike: (Double, Double) -> Bool) -> [(Double, Int)] {
      var found: [(first: Double, sum: Double, count: Int)] = []
      for probability in sorted {
        if let last = found.last, isAlike(last.first, probability) {
          found[found.count - 1].sum += probability
          found[found.count - 1].count += 1
        } else {
          found.append((probability, probability, 1))
        }
      }
      return found.map { ($0.sum / Double($0.count), $0.count) }
    }
    let exact = runs { $0 == $1 }
    return exact.count <= mostProbabilities ? exact : runs { $1 <= $0 * 1.01 }
  }

  /// The channel with the probability nearest to one.
  private func channel(of range: Range<Int>, _ probability: Double?) -> Int {
    guard let probability, range.count > 1 else { return range.lowerBound }
    let inner = channels[range.lowerBound + 1..<range.upperBound - 1]
    let high = inner.firstPosition { ($0.probability ?? 0) > probability }
    let low = high - 1
    let (below, above) = (channels[low].probability ?? 0, channels[high].probability ?? 0)
    return abs(probability - below) <= abs(above - probability) ? low : high
  }

  private func follow(_ network: Int) -> Following? {
    guard people.graphs[network] != nil else { return nil }
    let own = roots.indices.filter { roots[$0].network == network }
    var offsets = [UInt32](repeating: 0, count: people.count + 1)
    let audiences = own.flatMap(audience)
    for audience in audiences {
      for person in audience.people { offsets[Int(person) + 1] += 1 }
    }
    for person in 0..<people.count { offsets[person + 1] += offsets[person] }
    var places = offsets
    var all = [UInt32](repeating: 0, count: Int(offsets[people.count]))
    for audience in audiences {
      for person in audience.people {
        all[Int(places[Int(person)])] = UInt32(audience.channel)
        places[Int(person)] += 1
      }
    }
    return Following(offsets: offsets, channels: all)
  }
}

extension ReachProblem {
  /// The problem without the accounts that have a node in an imported graph: who is left has an
  /// audience by its count.
  var byCounts: ReachProblem {
    var problem = self
    for index in networks.indices where networks[index].graph != nil {
      problem.networks[index].audience = .synthetic
      if networks[index].page?.node != nil { problem.networks[index].page = nil }
      for employee in teams.indices where networks[index].accounts[employee]?.node != nil {
        problem.networks[index].accounts[employee] = nil
      }
    }
    return problem
  }
}

extension ReachProblem.Network {
  /// The imported graph, or that of a group's members, if there is one.
  var graph: FollowerGraph? {
    switch audience {
    case .synthetic: nil
    case .graph(let graph): graph
    case .group(let group): group.graph
    }
  }

  /// The group that it is, if it is one.
  var group: ReachProblem.Group? {
    guard case .group(let group) = audience else { return nil }
    return group
  }
}
