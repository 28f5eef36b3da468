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

extension FollowerGraph.Builder {
  /// Makes a graph of edges that were collected in parts.
  ///
  /// The order of the parts makes no difference. Rows are sorted by turning the graph over twice:
  /// by follower, then by who is followed; each part is given up once its edges are turned.
  /// - Complexity: O(nodes + edges); × log nodes where ids are far apart.
  package static func build(_ parts: consuming [Self]) -> FollowerGraph {
    var parts = parts
    let ranks = NodeRanks(parts)
    let count = parts.reduce(0) { $0 + $1.edgeCount }
    let selfLoops = parts.reduce(0) { $0 + $1.selfLoops }
    for place in parts.indices { parts[place].rename(by: ranks) }

    let isWeighted = parts.contains(where: \.isWeighted)
    let turned = FollowerRows(&parts, nodes: ranks.ids.count, isWeighted: isWeighted)
    var rows = turned.bySource()
    rows.mergeRepeats()
    return FollowerGraph(
      ids: ranks.ids, offsets: rows.offsets, targets: rows.others,
      probabilities: isWeighted ? rows.weights : nil,
      inDegrees: FollowerGraph.inDegrees(rows.others, nodes: ranks.ids.count),
      droppedSelfLoops: selfLoops, mergedEdges: count - rows.others.count)
  }
}

extension FollowerGraph {
  /// How many rows name each node.
  static func inDegrees(_ targets: [UInt32], nodes: Int) -> [UInt32] {
    var degrees = [UInt32](repeating: 0, count: nodes)
    for target in targets { degrees[Int(target)] += 1 }
    return degrees
  }
}

/// Edges as rows: of each node, the nodes at the other end and the weights.
private struct FollowerRows {
  var offsets: [UInt32]
  var others: [UInt32]
  var weights: [Double]

  /// Rows of known lengths, which the offsets hold one place on, to be filled.
  private init(lengths: [UInt32], isWeighted: Bool) {
    offsets = lengths
    for node in offsets.indices.dropFirst() { offsets[node] += offsets[node - 1] }
    let count = Int(offsets.last ?? 0)
    others = Array(repeating: 0, count: count)
    weights = isWeighted ? Array(repeating: 1, count: count) : []
  }

  /// Rows by follower, each in the order of arrival; uses the parts up.
  init(_ parts: inout [FollowerGraph.Builder], nodes: Int, isWeighted: Bool) {
    var lengths = [UInt32](repeating: 0, count: nodes + 1)
    for part in parts {
      for word in part.words { lengths[Int(word & 0xFFFF_FFFF) + 1] += 1 }
    }
    self.init(lengths: lengths, isWeighted: isWeighted)
    var next = offsets
    while let part = parts.popLast() {
      for (edge, word) in part.words.enumerated() {
        let row = Int(word & 0xFFFF_FFFF)
        let place = Int(next[row])
        next[row] += 1
        others[place] = UInt32(truncatingIfNeeded: word >> 32)
        if part.isWeighted { weights[place] = part.weights[edge] }
      }
    }
  }

  /// The same edges as rows by the other end, in each the nodes of these rows ascending.
  consuming func bySource() -> FollowerRows {
    var lengths = [UInt32](repeating: 0, count: offsets.count)
    for other in others { lengths[Int(other) + 1] += 1 }
    var turned = FollowerRows(lengths: lengths, isWeighted: !weights.isEmpty)
    var next = turned.offsets
    for row in 0..<offsets.count - 1 {
      for place in Int(offsets[row])..<Int(offsets[row + 1]) {
        let other = Int(others[place])
        let free = Int(next[other])
        next[other] += 1
        turned.others[free] = UInt32(truncatingIfNeeded: row)
        if !weights.isEmpty { turned.weights[free] = weights[place] }
      }
    }
    return turned
  }

  /// Keeps one of equal neighbours in a row: the one with the largest weight.
  mutating func mergeRepeats() {
    var kept = 0
    for row in 0..<offsets.count - 1 {
      let old = Int(offsets[row])..<Int(offsets[row + 1])
      let start = kept
      offsets[row] = UInt32(start)
      for place in old {
        if kept > start, others[kept - 1] == others[place] {
          if !weights.isEmpty { weights[kept - 1] = max(weights[kept - 1], weights[place]) }
          continue
        }
        others[kept] = others[place]
        if !weights.isEmpty { weights[kept] = weights[place] }
        kept += 1
      }
    }
    offsets[offsets.count - 1] = UInt32(kept)
    others.removeLast(others.count - kept)
    if !weights.isEmpty { weights.removeLast(weights.count - kept) }
  }
}

/// The rank of each id among the ids of a graph, ascending.
///
/// A table by id where ids lie close together, as in published graphs; else, as with the ids of
/// real accounts, an open-addressing table by hash (linear probing, at most half full).
struct NodeRanks {
  /// The ids, ascending, each once.
  let ids: [UInt64]
  /// Whether each id is its own rank.
  let areIDs: Bool
  /// The ranks by id, or by place in the hash table.
  private var ranks: [UInt32]
  /// The ids in the hash table; empty where ranks are by id.
  private var keys: [UInt64] = []

  /// Ranks the ids of edges and nodes.
  ///
  /// - Complexity: O(edges + ids × log ids).
  init(_ parts: [FollowerGraph.Builder]) {
    let edges = parts.reduce(0) { $0 + $1.edgeCount }
    let largest = parts.map(\.largestID).max() ?? 0
    if largest < UInt64(2 * edges + 65_536) {
      (ids, ranks) = Self.dense(parts, largest: Int(largest))
      areIDs = ids.count == Int(largest) + 1
    } else {
      var table = IDTable()
      for part in parts {
        part.forEachEdge { _, from, to in
          table.insert(from)
          table.insert(to)
        }
        for id in part.isolated { table.insert(id) }
      }
      ids = table.ids.sorted()
      areIDs = false
      keys = table.keys
      ranks = Array(repeating: Self.none, count: table.keys.count)
      for (rank, id) in ids.enumerated() {
        ranks[IDTable.place(of: id, in: keys)] = UInt32(truncatingIfNeeded: rank)
      }
    }
  }

  /// The rank of an id that some edge or node names.
  @inline(__always)
  subscript(id: UInt64) -> UInt32 {
    keys.isEmpty ? ranks[Int(id)] : ranks[IDTable.place(of: id, in: keys)]
  }

  private static let none = UInt32.max

  private static func dense(
    _ parts: [FollowerGraph.Builder], largest: Int
  ) -> (ids: [UInt64], ranks: [UInt32]) {
    guard parts.contains(where: { $0.edgeCount > 0 || !$0.isolated.isEmpty }) else {
      return ([], [none])
    }
    var ranks = [UInt32](repeating: none, count: largest + 1)
    for part in parts {
      part.forEachEdge { _, from, to in
        ranks[Int(from)] = 0
        ranks[Int(to)] = 0
      }
      for id in part.isolated { ranks[Int(id)] = 0 }
    }
    var ids: [UInt64] = []
    for id in ranks.indices where ranks[id] == 0 {
      ranks[id] = UInt32(truncatingIfNeeded: ids.count)
      ids.append(UInt64(id))
    }
    return (ids, ranks)
  }
}

/// A set of ids; the free places hold `free`, which is kept apart should it be an id.
private struct IDTable {
  private(set) var keys = [UInt64](repeating: Self.free, count: 1 << 10)
  private var count = 0
  private var hasFree = false

  /// The mark of a place without an id.
  private static let free = UInt64.max

  /// The ids, in no order.
  var ids: [UInt64] { keys.filter { $0 != Self.free } + (hasFree ? [Self.free] : []) }

  mutating func insert(_ id: UInt64) {
    guard id != Self.free else { return hasFree = true }
    let place = Self.place(of: id, in: keys)
    guard keys[place] != id else { return }
    keys[place] = id
    count += 1
    guard 2 * count > keys.count else { return }
    let old = keys
    keys = Array(repeating: Self.free, count: 2 * old.count)
    for id in old where id != Self.free { keys[Self.place(of: id, in: keys)] = id }
  }

  /// Where an id is, or would be put.
  @inline(__always)
  static func place(of id: UInt64, in keys: [UInt64]) -> Int {
    let mask = UInt64(keys.count - 1)
    var place = RandomKey.mix(id) & mask
    while keys[Int(place)] != id, keys[Int(place)] != free { place = (place + 1) & mask }
    return Int(place)
  }
}
