package import AdvocacyModel

/// Chooses groups of employees on a graph, the same for the same seed.
package struct TruthGroups: Sendable {
  private let graph: TiedGraph
  private let key: RandomKey

  /// Prepares a graph; the seed tells which groups are chosen.
  package init(_ graph: TiedGraph, seed: UInt64) {
    self.graph = graph
    key = RandomKey(seed).keyed(by: "groups")
  }

  /// So many groups, kind by kind in rounds; fewer where the graph has none of a kind.
  package func groups(_ count: Int) -> [TruthGroup] {
    let recipes = TruthGroup.Recipe.round
    return (0..<count).compactMap { number in
      group(recipes[number % recipes.count], round: number / recipes.count)
    }
  }

  /// A group of a kind; nil where the graph has none, or no account that could be its page.
  package func group(_ recipe: TruthGroup.Recipe, round: Int = 0) -> TruthGroup? {
    let key = key.keyed(by: recipe.kind.rawValue).keyed(by: UInt64(recipe.size))
      .keyed(by: UInt64(round))
    guard let teams = teams(recipe, round, key) else { return nil }
    let employees = teams.flatMap { $0 }
    guard let page = page(of: employees) else { return nil }
    return TruthGroup(
      kind: recipe.kind, employees: employees,
      teams: teams.enumerated().flatMap { number, team in team.map { _ in number } }, page: page)
  }

  private func teams(
    _ recipe: TruthGroup.Recipe, _ round: Int, _ key: RandomKey
  ) -> [[UInt32]]? {
    let size = recipe.size
    switch recipe.kind {
    case .neighbors: return circle(size, key).map { [$0] }
    case .followers: return followers(size, key).map { [$0] }
    case .twoTeams:
      guard let first = circle(size / 2, key.keyed(by: 1)),
        let second = circle(size / 2, key.keyed(by: 2))
      else { return nil }
      let rest = second.filter { !first.contains($0) }
      // Two circles that are one make no two teams.
      return rest.count * 3 >= size / 2 ? [first, rest] : nil
    case .strangers:
      let known = graph.heaviest.prefix { graph.followerCount($0) >= 10 }
      return picked(size, of: Array(known), key)?.map { [$0] }
    case .heaviest:
      let found = graph.heaviest.dropFirst(round * size).prefix(size)
      return found.count == size ? found.map { [$0] } : nil
    }
  }

  /// The neighbors of an account of middling size who have most neighbors in common with it.
  private func circle(_ size: Int, _ key: RandomKey) -> [UInt32]? {
    for attempt in 0..<Self.attempts {
      let node = pick(key.keyed(by: UInt64(attempt)))
      let ties = graph.ties(of: node)
      guard (size * 2...max(size * 2, size * 20)).contains(ties.count) else { continue }
      let members = ties.filter { graph.followerCount($0) >= Self.leastFollowers }
      guard members.count > size else { continue }
      let around = Set(ties)
      let known = members.map { member in
        (member, graph.ties(of: member).count { around.contains($0) })
      }
      return known.sorted { ($1.1, $0.0) < ($0.1, $1.0) }.prefix(size).map(\.0)
    }
    return nil
  }

  /// Followers of an account at random.
  private func followers(_ size: Int, _ key: RandomKey) -> [UInt32]? {
    for attempt in 0..<Self.attempts {
      let key = key.keyed(by: UInt64(attempt))
      let node = pick(key)
      guard (size * 2...3000).contains(graph.followerCount(node)) else { continue }
      let members = graph.followers(of: node).filter {
        graph.followerCount($0) >= Self.leastFollowers
      }
      if let found = picked(size, of: members, key.keyed(by: 1)) { return found }
    }
    return nil
  }

  private func pick(_ key: RandomKey) -> UInt32 {
    UInt32(key.bits % UInt64(max(1, graph.heaviest.count)))
  }

  private func picked(_ count: Int, of nodes: [UInt32], _ key: RandomKey) -> [UInt32]? {
    guard nodes.count >= count else { return nil }
    return nodes.map { ($0, key.keyed(by: UInt64($0)).bits) }
      .sorted { ($0.1, $0.0) < ($1.1, $1.0) }.prefix(count).map(\.0)
  }

  /// The account that most of them are tied to, of at least their median size, as a page has.
  private func page(of employees: [UInt32]) -> UInt32? {
    let staff = Set(employees)
    var counts: [UInt32: Int] = [:]
    for employee in employees {
      for node in graph.ties(of: employee) where !staff.contains(node) {
        counts[node, default: 0] += 1
      }
    }
    let sizes = employees.map(graph.followerCount).sorted()
    let least = max(20, sizes.isEmpty ? 0 : sizes[sizes.count / 2])
    let tied = counts.filter { graph.followerCount($0.key) >= least }
      .max { ($0.value, $1.key) < ($1.value, $0.key) }
    return tied?.key ?? graph.heaviest.first { !staff.contains($0) }
  }

  private static let attempts = 20_000
  private static let leastFollowers = 5
}

/// Employees and their page, chosen from a real follower graph.
package struct TruthGroup: Sendable, Hashable {
  /// How the employees were found.
  package var kind: Kind
  /// The nodes of the employees, each once.
  package var employees: [UInt32]
  /// The team of each employee, from 0; who has no colleagues in common has a team of their own.
  package var teams: [Int]
  /// The node of the page, none of the employees.
  package var page: UInt32

  /// A group as it was found; teams has as many elements as employees.
  package init(kind: Kind, employees: [UInt32], teams: [Int], page: UInt32) {
    self.kind = kind
    self.employees = employees
    self.teams = teams
    self.page = page
  }

  /// A way to find employees.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Neighbors of one account, those who share most neighbors with it.
    case neighbors
    /// Followers of one account, at random.
    case followers
    /// Neighbors of one account, and neighbors of another.
    case twoTeams = "two teams"
    /// Any accounts of ten followers or more.
    case strangers
    /// The accounts with the most followers.
    case heaviest
  }

  /// A kind with a number of employees.
  package struct Recipe: Sendable, Hashable {
    package var kind: Kind
    package var size: Int

    package init(_ kind: Kind, _ size: Int) {
      self.kind = kind
      self.size = size
    }

    /// Those of a round, of 12 to 50 employees.
    package static let round = [
      Recipe(.neighbors, 12), Recipe(.followers, 12), Recipe(.twoTeams, 24),
      Recipe(.strangers, 20), Recipe(.heaviest, 12), Recipe(.neighbors, 25),
      Recipe(.followers, 30), Recipe(.twoTeams, 40), Recipe(.strangers, 40),
      Recipe(.neighbors, 50), Recipe(.heaviest, 24),
    ]
  }
}

/// A follower graph that knows both directions: who follows an account, and whom it follows.
package struct TiedGraph: Sendable {
  package let graph: FollowerGraph
  /// Where each node's followed accounts begin; count + 1 entries.
  private let offsets: [Int]
  private let followed: [UInt32]
  /// The nodes, those with most followers first, of equals the lower number.
  package let heaviest: [UInt32]

  /// Turns the edges around.
  ///
  /// - Complexity: O(nodes × log nodes + edges).
  package init(_ graph: FollowerGraph) {
    self.graph = graph
    var offsets = [0]
    offsets.reserveCapacity(graph.nodeCount + 1)
    for degree in graph.inDegrees { offsets.append((offsets.last ?? 0) + Int(degree)) }
    var followed = [UInt32](repeating: 0, count: graph.edgeCount)
    var next = offsets
    for node in 0..<UInt32(graph.nodeCount) {
      for follower in graph.followers(of: node) {
        followed[next[Int(follower)]] = node
        next[Int(follower)] += 1
      }
    }
    self.offsets = offsets
    self.followed = followed
    heaviest = (0..<UInt32(graph.nodeCount)).sorted {
      let (first, second) = (graph.followerCount($0), graph.followerCount($1))
      return first == second ? $0 < $1 : first > second
    }
  }

  /// The followers of a node.
  package func followers(of node: UInt32) -> ArraySlice<UInt32> { graph.followers(of: node) }

  /// The number of followers of a node.
  package func followerCount(_ node: UInt32) -> Int { graph.followerCount(node) }

  /// The accounts that a node is tied to: that follow it or that it follows, ascending.
  package func ties(of node: UInt32) -> [UInt32] {
    let own = followed[offsets[Int(node)]..<offsets[Int(node) + 1]]
    return Set(own).union(graph.followers(of: node)).sorted()
  }
}

/// What is so of a group on its graph, by looking at every follower: no model is in it.
///
/// Employees and page are people of the company: they count in no audience.
package struct GroupTruth: Sendable {
  /// The followers of each employee, colleagues included: the count that a profile shows.
  package let counts: [Int]
  /// Those of the page, staff included.
  package let pageCount: Int
  /// The followers of each employee who are none of the staff.
  package let audiences: [Set<UInt32>]
  /// Those of the page.
  package let pageAudience: Set<UInt32>
  /// The teams of the employees.
  package let teams: [Int]
  /// The share of their colleagues who follow an employee, the mean.
  package let colleagueShare: Double
  /// The share of the staff who follow the page.
  package let pageStaffShare: Double

  /// Looks at a group.
  ///
  /// - Complexity: O(followers).
  package init(_ group: TruthGroup, on graph: TiedGraph) {
    let staff = Set(group.employees)
    func outsiders(_ node: UInt32) -> Set<UInt32> {
      Set(graph.followers(of: node).filter { !staff.contains($0) && $0 != group.page })
    }
    self.init(
      counts: group.employees.map(graph.followerCount), pageCount: graph.followerCount(group.page),
      audiences: group.employees.map(outsiders), pageAudience: outsiders(group.page),
      teams: group.teams)
  }

  /// Makes what is so of employees whose followers are known: counts, and those of them who are none
  /// of the staff.
  package init(
    counts: [Int], pageCount: Int, audiences: [Set<UInt32>], pageAudience: Set<UInt32>,
    teams: [Int]
  ) {
    self.counts = counts
    self.pageCount = pageCount
    self.audiences = audiences
    self.pageAudience = pageAudience
    self.teams = teams
    let size = Double(counts.count)
    let inside = zip(counts, audiences).reduce(0) { $0 + $1.0 - $1.1.count }
    colleagueShare = size > 1 ? min(1, Double(inside) / (size * (size - 1))) : 0
    pageStaffShare = size > 0 ? Double(pageCount - pageAudience.count) / size : 0
  }

  /// The people who follow the page or an employee.
  package var union: Int { audiences.reduce(pageAudience) { $0.union($1) }.count }

  /// The people who are expected to see a post by the page that every employee passes on: each
  /// follower sees it with the page's visibility or an employee's, each time by chance.
  package func reach(page: Double, employees: Double) -> Double {
    var missed: [UInt32: Double] = [:]
    for person in pageAudience { missed[person] = 1 - page }
    for audience in audiences {
      for person in audience { missed[person, default: 1] *= 1 - employees }
    }
    // In the order of the people, so that the sum is the same bits every time.
    return missed.sorted { $0.key < $1.key }.reduce(0) { $0 + 1 - $1.value }
  }

  /// The mean overlap of two audiences as a share of the smaller one, over pairs of one team; nil
  /// where there is none.
  package var teamOverlap: Double? { overlap(isOneTeam: true) }

  /// That over pairs across teams.
  package var companyOverlap: Double? { overlap(isOneTeam: false) }

  /// The mean share of an employee's audience who follow the page; nil where nobody has one.
  package var pageOverlap: Double? {
    let shares = audiences.filter { !$0.isEmpty }.map {
      Double($0.intersection(pageAudience).count) / Double($0.count)
    }
    return shares.isEmpty ? nil : shares.reduce(0, +) / Double(shares.count)
  }

  private func overlap(isOneTeam: Bool) -> Double? {
    var (sum, pairs) = (0.0, 0)
    for first in audiences.indices where !audiences[first].isEmpty {
      for second in 0..<first
      where !audiences[second].isEmpty && (teams[first] == teams[second]) == isOneTeam {
        let smaller = min(audiences[first].count, audiences[second].count)
        sum += Double(audiences[first].intersection(audiences[second]).count) / Double(smaller)
        pairs += 1
      }
    }
    return pairs > 0 ? sum / Double(pairs) : nil
  }
}
