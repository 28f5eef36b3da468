package import AdvocacyModel

extension ReachProblem {
  /// The members of a group, who all see what is said in it.
  package struct Group: Sendable {
    /// Who follows whom: each member follows every account that speaks there.
    ///
    /// Where only their number is known, one node stands for all members.
    package let graph: FollowerGraph
    /// The network that it is on, by index; nil: the problem doesn't have it.
    package let network: Int?
    /// All members, employees included.
    package let members: Int
    /// How many people that one node stands for; nil: nodes are people of imported graphs.
    package let counted: Int?
  }

  /// Who may speak in a group: the company's page, and employees by their places on the roster, each
  /// with their node in the network's graph, if there is one.
  package struct Speakers: Sendable {
    var page: UInt64??
    var employees: [UInt64??]

    /// Names them; of the page and of each employee nil: they don't speak there.
    package init(page: UInt64??, employees: [UInt64??]) {
      self.page = page
      self.employees = employees
    }
  }
}

extension ReachProblem.Network {
  /// A group as a network of its own.
  ///
  /// - Parameters:
  ///   - id: The group's id.
  ///   - number: Its place among the groups, which tells its members from those of others.
  ///   - facts: What the configuration says of it.
  ///   - network: The network that it is on, by index among the problem's.
  ///   - speakers: Who may speak there.
  /// - Returns: The network.
  /// - Complexity: O(speakers), × members where their nodes are known.
  package static func group(
    _ id: NetworkID, number: Int, _ facts: NetworkGroup, on network: Int?,
    _ speakers: ReachProblem.Speakers
  ) -> Self {
    // Nodes of graphs are below 2^63.
    let (own, spare) = (UInt64(1) << 63, UInt64(3) << 62)
    var builder = FollowerGraph.Builder()
    let counted = own | UInt64(number)
    func add(_ node: UInt64) {
      builder.add(node: node)
      for member in facts.nodes ?? [counted] { builder.add(from: node, to: member) }
    }
    let page = speakers.page.map { $0 ?? spare }
    let employees = speakers.employees.enumerated().map { place, node in
      node.map { $0 ?? spare + UInt64(place) + 1 }
    }
    for case let node? in [page] + employees { add(node) }
    let graph = builder.build()
    func account(_ node: UInt64?) -> ReachProblem.Account? {
      node.flatMap { graph.index(of: $0) }.map { .init(followers: facts.members, node: $0) }
    }
    let staff = employees.count { $0 != nil }
    return Self(
      id: id, page: account(page),
      audience: .group(
        .init(
          graph: graph, network: network, members: facts.members,
          counted: facts.nodes == nil ? max(0, facts.members - staff) : nil)),
      accounts: employees.map(account))
  }
}
