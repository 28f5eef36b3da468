package import AdvocacyCore

/// A follower graph that knows both directions: who follows an account, and whom it follows.
package struct TiedGraph: Sendable {
  /// The graph.
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
