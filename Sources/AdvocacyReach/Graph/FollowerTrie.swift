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

    init(_ people: GraphPeople, _ roots: RootChoice) {
      self.roots = roots
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
            if old != 0 { counts[Int(old)] -= 1 }
            counts[Int(node)] += 1
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
