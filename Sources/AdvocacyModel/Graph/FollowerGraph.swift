/// Who can influence whom: an edge from → to means that `to` follows `from`.
///
/// Compressed rows: the followers of node i are `targets[offsets[i]..<offsets[i + 1]]`, in
/// ascending order. Nodes are 0 ..< count in ascending order of their ids in the file.
package struct FollowerGraph: Sendable, Hashable {
  /// The ids of the nodes as the file gives them, ascending.
  package let ids: [UInt64]
  /// Where each node's followers begin; count + 1 entries.
  package let offsets: [UInt32]
  /// The followers of all nodes, row after row.
  package let targets: [UInt32]
  /// The probability of each edge, in [0, 1], in the order of the followers; nil: none given.
  package let probabilities: [Double]?
  /// The number of accounts that each node follows.
  package let inDegrees: [UInt32]
  /// The self-loops that were left out.
  package let droppedSelfLoops: Int
  /// The repeated edges that were left out.
  package let mergedEdges: Int

  /// The number of nodes.
  package var nodeCount: Int { ids.count }

  /// The number of edges, each pair of nodes at most once in each direction.
  package var edgeCount: Int { targets.count }

  /// The places of a node's followers among the targets.
  @inline(__always)
  package func row(_ node: UInt32) -> Range<Int> {
    Int(offsets[Int(node)])..<Int(offsets[Int(node) + 1])
  }

  /// The followers of a node.
  package func followers(of node: UInt32) -> ArraySlice<UInt32> { targets[row(node)] }

  /// The number of followers of a node.
  package func followerCount(_ node: UInt32) -> Int { row(node).count }

  /// The node of an id in the file, or nil where no edge names it.
  ///
  /// - Complexity: O(log nodes).
  package func index(of id: UInt64) -> UInt32? {
    ids.position(of: id).map { UInt32($0) }
  }

  init(
    ids: [UInt64], offsets: [UInt32], targets: [UInt32], probabilities: [Double]?,
    inDegrees: [UInt32], droppedSelfLoops: Int, mergedEdges: Int
  ) {
    self.ids = ids
    self.offsets = offsets
    self.targets = targets
    self.probabilities = probabilities
    self.inDegrees = inDegrees
    self.droppedSelfLoops = droppedSelfLoops
    self.mergedEdges = mergedEdges
  }
}

extension FollowerGraph {
  /// Makes a graph of rows that were kept somewhere, or nil where they are none.
  ///
  /// Nothing is taken on trust: ids and rows must ascend, and followers and probabilities lie in
  /// their ranges.
  /// - Complexity: O(nodes + edges).
  package init?(
    restoring ids: [UInt64], offsets: [UInt32], targets: [UInt32], probabilities: [Double]?,
    droppedSelfLoops: Int, mergedEdges: Int
  ) {
    guard offsets.count == ids.count + 1, offsets.first == 0,
      offsets.last.map(Int.init) == targets.count, droppedSelfLoops >= 0, mergedEdges >= 0,
      Self.ascends(ids[...]), zip(offsets, offsets.dropFirst()).allSatisfy({ $0 <= $1 })
    else { return nil }
    for node in ids.indices {
      let row = targets[Int(offsets[node])..<Int(offsets[node + 1])]
      guard Self.ascends(row), row.last.map({ Int($0) < ids.count }) ?? true else { return nil }
    }
    if let probabilities {
      guard probabilities.count == targets.count, probabilities.allSatisfy((0...1).contains)
      else { return nil }
    }
    self.init(
      ids: ids, offsets: offsets, targets: targets, probabilities: probabilities,
      inDegrees: Self.inDegrees(targets, nodes: ids.count), droppedSelfLoops: droppedSelfLoops,
      mergedEdges: mergedEdges)
  }

  @inline(__always)
  private static func ascends<Number: Comparable>(_ numbers: ArraySlice<Number>) -> Bool {
    for place in numbers.indices.dropFirst() where numbers[place - 1] >= numbers[place] {
      return false
    }
    return true
  }
}
