extension FollowerGraph {
  /// Collects edges in any order and makes a graph of them.
  ///
  /// Self-loops are left out, though their node is kept. Of parallel edges one is kept: the one
  /// with the largest probability.
  package struct Builder {
    private var sources: [UInt64] = []
    private var followers: [UInt64] = []
    private var weights: [Double] = []
    private var isWeighted = false
    private var isolated: [UInt64] = []
    private var selfLoops = 0

    /// Makes a builder without edges.
    package init() {}

    /// The number of edges that were added, repeats included.
    package var edgeCount: Int { sources.count }

    /// Makes room for a number of edges.
    package mutating func reserveCapacity(_ edges: Int) {
      sources.reserveCapacity(edges)
      followers.reserveCapacity(edges)
    }

    /// Adds a node, which need not have an edge.
    package mutating func add(node: UInt64) { isolated.append(node) }

    /// Adds an edge: `from` can influence `to`, since `to` follows `from`.
    ///
    /// The weight is a probability in [0, 1]; where some edges have one, those without count as 1.
    package mutating func add(from: UInt64, to: UInt64, weight: Double? = nil) {
      guard from != to else {
        selfLoops += 1
        isolated.append(from)
        return
      }
      if let weight {
        if !isWeighted {
          isWeighted = true
          weights = Array(repeating: 1, count: sources.count)
        }
        weights.append(weight)
      } else if isWeighted {
        weights.append(1)
      }
      sources.append(from)
      followers.append(to)
    }

    /// Makes the graph.
    ///
    /// - Complexity: O(edges × log edges).
    package func build() -> FollowerGraph {
      let ids = Self.distinct(sources + followers + isolated)
      let from = Self.indices(of: sources, in: ids)
      let to = Self.indices(of: followers, in: ids)
      let order = sortedRows(from: from, to: to, nodes: ids.count)

      var offsets = [UInt32](repeating: 0, count: ids.count + 1)
      var inDegrees = [UInt32](repeating: 0, count: ids.count)
      var targets: [UInt32] = []
      var probabilities: [Double] = []
      targets.reserveCapacity(order.count)
      var last: (from: UInt32, to: UInt32)?
      for edge in order {
        let pair = (from: from[edge], to: to[edge])
        if let last, last == pair {
          if isWeighted {
            let end = probabilities.count - 1
            probabilities[end] = max(probabilities[end], weights[edge])
          }
          continue
        }
        last = pair
        targets.append(pair.to)
        if isWeighted { probabilities.append(weights[edge]) }
        offsets[Int(pair.from) + 1] += 1
        inDegrees[Int(pair.to)] += 1
      }
      for node in ids.indices { offsets[node + 1] += offsets[node] }
      return FollowerGraph(
        ids: ids, offsets: offsets, targets: targets,
        probabilities: isWeighted ? probabilities : nil, inDegrees: inDegrees,
        droppedSelfLoops: selfLoops, mergedEdges: order.count - targets.count)
    }

    /// The edges in the order of (from, to), by two stable counting sorts.
    private func sortedRows(from: [UInt32], to: [UInt32], nodes: Int) -> [Int] {
      let byFollower = Self.countingSort(Array(from.indices), by: to, nodes: nodes)
      return Self.countingSort(byFollower, by: from, nodes: nodes)
    }

    private static func countingSort(_ edges: [Int], by keys: [UInt32], nodes: Int) -> [Int] {
      var starts = [Int](repeating: 0, count: nodes + 1)
      for edge in edges { starts[Int(keys[edge]) + 1] += 1 }
      for node in 0..<nodes { starts[node + 1] += starts[node] }
      var sorted = [Int](repeating: 0, count: edges.count)
      for edge in edges {
        let key = Int(keys[edge])
        sorted[starts[key]] = edge
        starts[key] += 1
      }
      return sorted
    }

    private static func distinct(_ values: [UInt64]) -> [UInt64] {
      var ids: [UInt64] = []
      for value in values.sorted() where ids.last != value { ids.append(value) }
      return ids
    }

    private static func indices(of values: [UInt64], in ids: [UInt64]) -> [UInt32] {
      guard ids.last != UInt64(ids.count) &- 1 else { return values.map { UInt32($0) } }
      return values.map { value in
        var low = 0
        var high = ids.count
        while low < high {
          let middle = (low + high) / 2
          if ids[middle] < value { low = middle + 1 } else { high = middle }
        }
        return UInt32(low)
      }
    }
  }
}
