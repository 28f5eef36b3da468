import AdvocacyCore

/// The people of all imported graphs: one id is one person on every network.
struct GraphPeople: Sendable {
  /// The graphs by network, with people for nodes.
  let graphs: [Graph?]
  /// A well-mixed word for each person.
  let words: [UInt64]
  /// Whether a person is the page or an employee, who are never counted.
  let isStaff: [Bool]

  /// A network's graph.
  struct Graph: Sendable {
    /// The graph as it was imported.
    let source: FollowerGraph
    /// The followers of all nodes, as people.
    let followers: [UInt32]
    /// The node of each person, or the largest number where they aren't on this network.
    let nodes: [UInt32]
    /// The numbers of followers that nodes have, ascending, each once.
    let sizes: [Int]
  }

  /// The number of people.
  var count: Int { words.count }

  /// - Complexity: O(nodes × log nodes + edges).
  init(_ problem: ReachProblem) {
    let sources = problem.networks.map { network -> FollowerGraph? in
      guard case .graph(let graph) = network.audience else { return nil }
      return graph
    }
    var ids: [UInt64] = []
    for id in sources.compactMap({ $0?.ids }).joined().sorted() where ids.last != id {
      ids.append(id)
    }
    var staff = [Bool](repeating: false, count: ids.count)
    graphs = zip(problem.networks, sources).map { network, source in
      guard let source else { return nil }
      var people: [UInt32] = []
      people.reserveCapacity(source.nodeCount)
      var nodes = [UInt32](repeating: .max, count: ids.count)
      var person = 0
      for (node, id) in source.ids.enumerated() {
        while ids[person] != id { person += 1 }
        people.append(UInt32(person))
        nodes[person] = UInt32(node)
      }
      for case .some(let account) in network.accounts + [network.page] {
        if let node = account.node { staff[Int(people[Int(node)])] = true }
      }
      return Graph(
        source: source, followers: source.targets.map { people[Int($0)] }, nodes: nodes,
        sizes: Set((0..<UInt32(source.nodeCount)).map(source.followerCount)).sorted())
    }
    words = ids.map { Mixing.mix($0 ^ 0xD1B5_4A32_D192_ED03) }
    isStaff = staff
  }
}
