import AdvocacyModel

/// Who follows which of some accounts: the people who see posts by the same channels together.
///
/// The sets of channels are the paths of a tree, so that what begins alike is worked out once.
struct FollowerTrie: Sendable {
  /// The channel that leads to each node, in preorder.
  let channels: [UInt32]
  /// How many channels lead to each node, itself included.
  let depths: [UInt16]
  /// The people who see by just the channels on the way to each node.
  let counts: [UInt32]

  /// The longest path.
  var longest: Int { Int(depths.max() ?? 0) }

  /// Makes trees, with storage that it keeps.
  struct Maker {
    private let roots: RootChoice
    /// The node of each person in the tree being made; 0 is the top.
    private var place: [UInt32]
    private var parents: [UInt32] = []
    private var own: [UInt32] = []
    private var counts: [UInt32] = []
    private let people: GraphPeople

    init(_ people: GraphPeople, _ roots: RootChoice) {
      self.roots = roots
      self.people = people
      place = Array(repeating: 0, count: people.count)
    }

    /// The tree of some accounts, ascending.
    ///
    /// - Complexity: O(followers of all).
    mutating func trie(_ accounts: [Int]) -> FollowerTrie {
      parents = [0]
      own = [0]
      counts = [0]
      var touched: [UInt32] = []
      for account in accounts {
        for (channel, people) in roots.audience(account) {
          // The first child of a node by this channel is found by the node alone.
          var children: [UInt32: UInt32] = [:]
          for person in people {
            let old = place[Int(person)]
            if old == 0 { touched.append(person) }
            let node = children[old] ?? UInt32(parents.count)
            if node == parents.count {
              children[old] = node
              parents.append(old)
              own.append(UInt32(channel))
              counts.append(0)
            }
            let number = self.people.number(of: person)
            if old != 0 { counts[Int(old)] -= number }
            counts[Int(node)] += number
            place[Int(person)] = node
          }
        }
      }
      for person in touched { place[Int(person)] = 0 }
      return inOrder()
    }

    private func inOrder() -> FollowerTrie {
      var first = [UInt32](repeating: 0, count: parents.count)
      var next = first
      var depths = [UInt16](repeating: 0, count: parents.count)
      for node in parents.indices.dropFirst().reversed() {
        next[node] = first[Int(parents[node])]
        first[Int(parents[node])] = UInt32(node)
      }
      for node in parents.indices.dropFirst() { depths[node] = depths[Int(parents[node])] + 1 }
      var order: [Int] = []
      order.reserveCapacity(parents.count)
      var open = [Int(first[0])]
      while let node = open.popLast() {
        guard node != 0 else { continue }
        order.append(node)
        open.append(Int(next[node]))
        open.append(Int(first[node]))
      }
      return FollowerTrie(
        channels: order.map { own[$0] }, depths: order.map { depths[$0] },
        counts: order.map { counts[$0] })
    }
  }
}

/// The people of all imported graphs: one id is one person on every network.
struct GraphPeople: Sendable {
  /// The graphs by network, with people for nodes.
  let graphs: [Graph?]
  /// A well-mixed word for each person.
  let words: [UInt64]
  /// Whether a person is the page or an employee, who are never counted.
  let isStaff: [Bool]
  /// How many people a node stands for that is all members of a group.
  private let numbers: [UInt32: UInt32]

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

  /// The number of people, those of a node that stands for several once.
  var count: Int { words.count }

  /// How many people one stands for.
  @inline(__always)
  func number(of person: UInt32) -> UInt32 {
    numbers.isEmpty ? 1 : numbers[person, default: 1]
  }

  /// - Complexity: O(nodes × log nodes + edges).
  init(_ problem: ReachProblem) {
    let sources = problem.networks.map(\.graph)
    var ids: [UInt64] = []
    for id in sources.compactMap({ $0?.ids }).joined().sorted() where ids.last != id {
      ids.append(id)
    }
    var staff = [Bool](repeating: false, count: ids.count)
    var numbers: [UInt32: UInt32] = [:]
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
      if let counted = network.group?.counted {
        for person in people where !staff[Int(person)] { numbers[person] = UInt32(counted) }
      }
      return Graph(
        source: source, followers: source.targets.map { people[Int($0)] }, nodes: nodes,
        sizes: Set((0..<UInt32(source.nodeCount)).map(source.followerCount)).sorted())
    }
    words = ids.map { Mixing.mix($0 ^ 0xD1B5_4A32_D192_ED03) }
    isStaff = staff
    self.numbers = numbers
  }
}
