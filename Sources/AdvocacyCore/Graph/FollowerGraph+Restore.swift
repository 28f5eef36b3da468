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
