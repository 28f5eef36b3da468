import AdvocacyModel

/// A graph laid out for walking: nodes by falling number of followers, so that the nodes that are
/// met most lie side by side, and probabilities as thresholds of 31 bits.
///
/// Where all edges to a node have one probability, its threshold is kept with the node, which is
/// read anyway: the edges are then four bytes each, and more of them stay in the cache.
struct CascadeNetwork: Sendable {
  /// The number whose share in it is a threshold's probability.
  static let one: UInt64 = 1 << 31

  /// Where each node's edges begin; nodes + 1 entries.
  let offsets: [UInt32]
  /// The nodes that the edges lead to, row after row.
  let targets: [UInt32]
  /// The thresholds of the edges, at most `one`; empty where the nodes have them.
  let edgeThresholds: [UInt32]
  /// The thresholds of all edges to a node, at most `one`; empty where each edge has its own.
  let nodeThresholds: [UInt32]
  /// The nodes that cascades begin with, each once.
  let seeds: [UInt32]
  /// The probability of every edge, where it is the same for all.
  let probability: Double?

  /// The number of nodes.
  var nodeCount: Int { offsets.count - 1 }

  /// Lays out a graph.
  ///
  /// - Throws: `Failure` where the graph has no such seed, or a probability is missing or lies
  ///   outside [0, 1].
  /// - Complexity: O(nodes + edges + seeds × log nodes).
  init(_ graph: FollowerGraph, _ model: CascadeModel, seeds ids: [UInt64]) throws(Failure) {
    try Self.check(graph, model)
    let order = Self.order(graph)
    var ranks = [UInt32](repeating: 0, count: order.count)
    for (rank, node) in order.enumerated() { ranks[Int(node)] = UInt32(rank) }

    var offsets: [UInt32] = [0]
    var targets: [UInt32] = []
    var thresholds: [UInt32] = []
    offsets.reserveCapacity(order.count + 1)
    targets.reserveCapacity(graph.edgeCount)
    for node in order {
      for place in graph.row(node) {
        targets.append(ranks[Int(graph.targets[place])])
        guard model == .edge, let probability = graph.probabilities?[place] else { continue }
        thresholds.append(Self.threshold(probability))
      }
      offsets.append(UInt32(targets.count))
    }
    self.offsets = offsets
    self.targets = targets
    edgeThresholds = thresholds
    switch model {
    case .weighted:
      nodeThresholds = order.map {
        Self.threshold(1 / Double(max(1, graph.inDegrees[Int($0)])))
      }
      probability = nil
    case .uniform(let same):
      nodeThresholds = Array(repeating: Self.threshold(same), count: order.count)
      probability = same
    case .edge:
      nodeThresholds = []
      probability = nil
    }

    var seeds: [UInt32] = []
    for id in ids {
      guard let node = graph.index(of: id) else {
        throw Failure(
          .badData, "the graph has no node \(id)", hint: "name nodes as the edge list does")
      }
      seeds.append(ranks[Int(node)])
    }
    self.seeds = Self.distinct(seeds)
  }

  /// Lays out a graph of which each edge has a chance of its own, or none and is left out.
  ///
  /// - Parameters:
  ///   - graph: The graph.
  ///   - nodes: The nodes that cascades begin with.
  ///   - chance: The probability, in [0, 1], of an edge of a node, by its place.
  /// - Complexity: O(nodes + edges + seeds × log nodes).
  init(
    _ graph: FollowerGraph, seeds nodes: [UInt32],
    chance: (_ node: UInt32, _ place: Int) -> Double?
  ) {
    let order = Self.order(graph)
    var ranks = [UInt32](repeating: 0, count: order.count)
    for (rank, node) in order.enumerated() { ranks[Int(node)] = UInt32(rank) }
    var offsets: [UInt32] = [0]
    var targets: [UInt32] = []
    var thresholds: [UInt32] = []
    var ofNodes = [UInt32?](repeating: nil, count: order.count)
    var (isSameAtNodes, isSame, first) = (true, true, Double?.none)
    for node in order {
      for place in graph.row(node) {
        guard let chance = chance(node, place) else { continue }
        let target = ranks[Int(graph.targets[place])]
        let threshold = Self.threshold(chance)
        isSame = isSame && (first ?? chance) == chance
        first = first ?? chance
        isSameAtNodes = isSameAtNodes && (ofNodes[Int(target)] ?? threshold) == threshold
        ofNodes[Int(target)] = threshold
        targets.append(target)
        thresholds.append(threshold)
      }
      offsets.append(UInt32(targets.count))
    }
    self.offsets = offsets
    self.targets = targets
    edgeThresholds = isSameAtNodes ? [] : thresholds
    nodeThresholds = isSameAtNodes ? ofNodes.map { $0 ?? 0 } : []
    probability = isSame ? first : nil
    seeds = Self.distinct(nodes.map { ranks[Int($0)] })
  }

  private static func distinct(_ seeds: [UInt32]) -> [UInt32] { Set(seeds).sorted() }

  /// The places of a node's edges.
  @inline(__always)
  func row(_ node: Int) -> Range<Int> {
    Int(offsets[node])..<Int(offsets[node + 1])
  }

  /// The nodes whose edges begin in a part of all edges; those without edges go with the last.
  ///
  /// - Complexity: O(log nodes).
  func nodes(ofEdges part: Range<Int>) -> Range<Int> {
    func first(from edge: Int) -> Int {
      offsets[..<nodeCount].firstPosition { Int($0) >= edge }
    }
    let end = part.upperBound == targets.count ? nodeCount : first(from: part.upperBound)
    return first(from: part.lowerBound)..<end
  }

  /// The number of rows that are loaded early, together.
  static let ahead = 16

  /// Reads the beginnings of the next rows in a queue all at once, so that the memory's answers
  /// overlap rather than follow each other.
  ///
  /// - Returns: a word of no meaning, to be kept, since loads that nobody uses aren't made.
  @inline(__always)
  func touch(_ queue: [UInt32], from start: Int) -> UInt32 {
    var echo: UInt32 = 0
    for place in start..<min(start + Self.ahead, queue.count) {
      let first = Int(offsets[Int(queue[place])])
      if first < targets.count { echo ^= targets[first] }
    }
    return echo
  }

  /// The threshold of an edge at a place, which leads to a node.
  @inline(__always)
  func threshold(_ place: Int, to target: Int) -> UInt64 {
    UInt64(edgeThresholds.isEmpty ? nodeThresholds[target] : edgeThresholds[place])
  }

  /// The threshold of a probability in [0, 1], the nearest.
  private static func threshold(_ probability: Double) -> UInt32 {
    UInt32((probability * Double(one)).rounded())
  }

  private static func check(_ graph: FollowerGraph, _ model: CascadeModel) throws(Failure) {
    switch model {
    case .weighted: return
    case .uniform(let probability):
      guard (0...1).contains(probability) else {
        throw Failure(
          .badData, "the probability \(probability) lies outside 0 to 1", hint: "give one inside")
      }
    case .edge:
      guard let probabilities = graph.probabilities else {
        throw Failure(
          .badData, "the graph's edges have no probabilities",
          hint: "name the weight column, or choose another model")
      }
      guard probabilities.allSatisfy((0...1).contains) else {
        throw Failure(
          .badData, "an edge's probability lies outside 0 to 1", hint: "scale the weight column")
      }
    }
  }

  /// The graph's nodes by falling number of followers, equals in their own order.
  private static func order(_ graph: FollowerGraph) -> [UInt32] {
    let nodes = UInt32(graph.nodeCount)
    let largest = (0..<nodes).map(graph.followerCount).max() ?? 0
    var starts = [Int](repeating: 0, count: largest + 2)
    for node in 0..<nodes { starts[largest - graph.followerCount(node) + 1] += 1 }
    for degree in 0...largest { starts[degree + 1] += starts[degree] }
    var order = [UInt32](repeating: 0, count: Int(nodes))
    for node in 0..<nodes {
      let place = largest - graph.followerCount(node)
      order[starts[place]] = node
      starts[place] += 1
    }
    return order
  }
}
