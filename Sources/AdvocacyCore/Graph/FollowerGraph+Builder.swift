extension FollowerGraph {
  /// Collects edges in any order and makes a graph of them.
  ///
  /// Self-loops are left out, though their node is kept. Of parallel edges one is kept: the one
  /// with the largest probability. An edge takes 8 bytes while all ids are below 2³², else 16.
  package struct Builder: Sendable {
    /// The edges: from × 2³² + to, or from and to in turn where ids are wide.
    var words: [UInt64] = []
    /// Whether an edge takes two words.
    private(set) var isWide = false
    /// The weights of the edges where any has one.
    private(set) var weights: [Double] = []
    private(set) var isWeighted = false
    /// Nodes that need not have an edge.
    private(set) var isolated: [UInt64] = []
    private(set) var selfLoops = 0
    /// The largest id so far.
    private(set) var largestID: UInt64 = 0

    /// Makes a builder without edges.
    package init() {}

    /// The number of edges that were added, repeats included.
    package var edgeCount: Int { isWide ? words.count / 2 : words.count }

    /// Makes room for a number of edges.
    package mutating func reserveCapacity(_ edges: Int) { words.reserveCapacity(edges) }

    /// Adds a node, which need not have an edge.
    package mutating func add(node: UInt64) {
      largestID = max(largestID, node)
      isolated.append(node)
    }

    /// Adds an edge: `from` can influence `to`, since `to` follows `from`.
    ///
    /// The weight is a probability in [0, 1]; where some edges have one, those without count as 1.
    package mutating func add(from: UInt64, to: UInt64, weight: Double? = nil) {
      guard from != to else {
        selfLoops += 1
        return add(node: from)
      }
      if weight != nil || isWeighted { add(weight: weight ?? 1) }
      largestID = max(largestID, max(from, to))
      if largestID >> 32 != 0, !isWide { widen() }
      if isWide {
        words.append(from)
        words.append(to)
      } else {
        words.append(from << 32 | to)
      }
    }

    /// Makes the graph.
    ///
    /// - Complexity: O(nodes + edges); × log nodes where ids are far apart.
    package func build() -> FollowerGraph { Self.build([self]) }

    /// The edges in turn, each as (place, from, to).
    @inline(__always)
    func forEachEdge(_ body: (Int, UInt64, UInt64) -> Void) {
      guard isWide else {
        for (place, word) in words.enumerated() { body(place, word >> 32, word & 0xFFFF_FFFF) }
        return
      }
      for place in 0..<words.count / 2 { body(place, words[2 * place], words[2 * place + 1]) }
    }

    /// Replaces ids by their ranks, which take one word an edge.
    mutating func rename(by ranks: NodeRanks) {
      guard !ranks.areIDs else { return }
      guard isWide else {
        for place in words.indices {
          let (from, to) = (words[place] >> 32, words[place] & 0xFFFF_FFFF)
          words[place] = UInt64(ranks[from]) << 32 | UInt64(ranks[to])
        }
        return
      }
      let count = edgeCount
      for place in 0..<count {
        let (from, to) = (words[2 * place], words[2 * place + 1])
        words[place] = UInt64(ranks[from]) << 32 | UInt64(ranks[to])
      }
      words.removeLast(words.count - count)
      isWide = false
    }

    private mutating func add(weight: Double) {
      if !isWeighted {
        isWeighted = true
        weights = Array(repeating: 1, count: edgeCount)
      }
      weights.append(weight)
    }

    private mutating func widen() {
      isWide = true
      words = words.flatMap { [$0 >> 32, $0 & 0xFFFF_FFFF] }
    }
  }
}
