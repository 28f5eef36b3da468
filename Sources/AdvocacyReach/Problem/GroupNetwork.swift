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

  /// Somebody who may speak in a group.
  package struct Speaker: Sendable {
    /// Their node in the imported graph of the group's network; nil: they have none.
    let node: UInt64?

    /// Names them by their node.
    package init(node: UInt64?) { self.node = node }
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
  ///   - page: The company's page, if it speaks there.
  ///   - speakers: By place on the roster, the employees who may; nil: they are not in it.
  /// - Returns: The network.
  /// - Complexity: O(speakers), × members where their nodes are known.
  package static func group(
    _ id: NetworkID, number: Int, _ facts: NetworkGroup, on network: Int?,
    page: ReachProblem.Speaker?, speakers: [ReachProblem.Speaker?]
  ) -> Self {
    // Nodes of graphs are below 2^63.
    let (own, spare) = (UInt64(1) << 63, UInt64(3) << 62)
    var builder = FollowerGraph.Builder()
    let counted = own | UInt64(number)
    func add(_ node: UInt64) {
      builder.add(node: node)
      for member in facts.nodes ?? [counted] { builder.add(from: node, to: member) }
    }
    let ofPage = page.map { $0.node ?? spare }
    let employees = speakers.enumerated().map { place, speaker in
      speaker.map { $0.node ?? spare + UInt64(place) + 1 }
    }
    for case let node? in [ofPage] + employees { add(node) }
    let graph = builder.build()
    func account(_ node: UInt64?) -> ReachProblem.Account? {
      node.flatMap { graph.index(of: $0) }.map { .init(followers: facts.members, node: $0) }
    }
    let staff = employees.count { $0 != nil }
    return Self(
      id: id, page: account(ofPage),
      audience: .group(
        .init(
          graph: graph, network: network, members: facts.members,
          counted: facts.nodes == nil ? max(0, facts.members - staff) : nil)),
      accounts: employees.map(account))
  }
}
