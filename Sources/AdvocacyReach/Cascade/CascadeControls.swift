import AdvocacyModel

/// What reaching each node is worth, as a control for the variance of the spread.
///
/// Write h(v) for any number fixed beforehand. Whenever a node is reached, the coins of its edges to
/// nodes v that aren't reached yet are still to be thrown; so Σ h(v)·(live − p) over them has the
/// mean 0 in each world, whatever h is, and may be subtracted from the people reached without a
/// bias. With h(v) near the people that are reached through v and not otherwise, what remains varies
/// far less (a control variate by martingale differences).
///
/// The same holds with the edges to those reached before, whose coins are as independent: skips may
/// take them as well, so that they know Σ h(v)·p beforehand (`SkipControl`).
///
/// Here h(v) = (1 − q(v))·g(v): q is how often v was reached in worlds of a pilot, apart from those
/// that the estimate is made of, and g solves g(u) = 1 + Σ p(u,v)·(1 − q(v))·g(v), to first order.
struct CascadeGain: Sendable {
  /// The worth of each node in units of 2^-`scale`: 1 or more, such that 0 can mark the reached.
  var weights: [UInt32]
  /// The fractional bits of the weights: so many that a control of all people, in units of
  /// 2^-(31 + `scale`), fits into 63 bits.
  var scale: Int
  /// Whether the control is used.
  var isUsed: Bool

  /// The gain that leaves the spread as it is.
  static func none(_ network: CascadeNetwork) -> CascadeGain {
    CascadeGain(
      weights: Array(repeating: 1, count: network.nodeCount), scale: 0, isUsed: false)
  }

  /// Makes the gain from how many of some worlds reached each node.
  ///
  /// - Throws: `CancellationError`.
  /// - Complexity: O(edges), `sweeps` times.
  init(_ network: CascadeNetwork, _ counts: CascadePilot.Counts, threads: Int) async throws {
    let missed = Self.missed(counts)
    var worth = missed
    for _ in 0..<Self.sweeps {
      let now = worth
      worth = try await Parallel.map(0..<network.targets.count, threads: threads) { edges in
        try Self.swept(network, edges, missed: missed, now)
      }.flatMap { $0 }
    }
    self.init(network, worth: worth)
  }

  /// Makes the gain on this thread.
  ///
  /// - Throws: `CancellationError`.
  /// - Complexity: O(edges), `sweeps` times.
  init(_ network: CascadeNetwork, _ counts: CascadePilot.Counts) throws {
    let missed = Self.missed(counts)
    var worth = missed
    for _ in 0..<Self.sweeps {
      worth = try Self.swept(network, 0..<network.targets.count, missed: missed, worth)
    }
    self.init(network, worth: worth)
  }

  private init(_ network: CascadeNetwork, worth: [Double]) {
    let bits = UInt.bitWidth - UInt(network.nodeCount).leadingZeroBitCount
    scale = max(0, min(10, 30 - bits))
    let unit = Double(1 << scale)
    weights = worth.map { UInt32(max(1, ($0 * unit).rounded())) }
    isUsed = true
  }

  /// The chance that a world leaves a node out.
  private static func missed(_ counts: CascadePilot.Counts) -> [Double] {
    counts.reached.map { 1 - Double($0) / Double(counts.worlds) }
  }

  /// The worth of the nodes of some edges, by that of all so far.
  private static func swept(
    _ network: CascadeNetwork, _ edges: Range<Int>, missed: [Double], _ worth: [Double]
  ) throws -> [Double] {
    try Task.checkCancellation()
    let limit = Double(network.nodeCount)
    return network.nodes(ofEdges: edges).map { node in
      guard missed[node] > 0 else { return 0.0 }
      var total = 0.0
      for place in network.row(node) {
        let target = Int(network.targets[place])
        total += Double(network.threshold(place, to: target)) * worth[target]
      }
      return missed[node] * min(limit, 1 + total / Double(CascadeNetwork.one))
    }
  }

  private init(weights: [UInt32], scale: Int, isUsed: Bool) {
    self.weights = weights
    self.scale = scale
    self.isUsed = isUsed
  }

  /// The rounds of the equation of g; assumed: any number leaves the estimate without bias.
  private static let sweeps = 10
}

/// The control that skips subtract: like that of coins, or one that looks at live edges only.
///
/// An edge to a node that is reached already tells nothing of the people to come, and whatever the
/// control takes of it adds variance. To leave out all such edges, every edge of the people reached
/// has to be looked at; to leave out none takes no look, since the expected part of a row is then
/// known beforehand. In between, the control leaves them out where they would add most: at some
/// watched nodes, for which each row has a bit. All three have the mean 0, since the coins of a row
/// are independent of all that happened before.
struct SkipControl: Sendable {
  /// Which edges to nodes that are reached already the control leaves out.
  enum Kind: CaseIterable {
    /// None of them: only live edges are looked at.
    case none
    /// Those to the 64 nodes where it pays most.
    case watched
    /// All of them: the least variance, and a look at each edge.
    case all
  }

  /// The edges of a node, the weights that their targets keep when they are reached, and the
  /// watched nodes among the targets, a bit each.
  struct Row: Equatable {
    var start: UInt32
    var count: UInt32
    var weight: UInt64
    var watched: UInt64
  }

  let kind: Kind
  let rows: [Row]
  /// The bit of each watched node, without a meaning for others; empty where no node has a bit.
  let bits: [UInt8]
  /// What the watched nodes of each eight bits lose of their weights when they are reached: the same
  /// for all eight, so that they need only be counted; the least of their weights, which are close.
  let weights: SIMD8<UInt32>
  /// By node, the weight and whether it is watched; 0 for seeds, which are met in vain in every
  /// world.
  let states: [UInt32]

  /// Set in the states of watched nodes.
  static let watch: UInt32 = 1 << 30
  /// Set in the states of the nodes that a world has reached.
  static let mark: UInt32 = 1 << 31
  /// The bits of the weight.
  static let weight: UInt32 = watch - 1

  /// Makes the control.
  ///
  /// - Parameters:
  ///   - network: The network, with one probability.
  ///   - gain: The weights of the nodes.
  ///   - kind: The kind of control.
  ///   - reached: How many of some worlds reached each node.
  /// - Complexity: O(edges).
  init(_ network: CascadeNetwork, _ gain: CascadeGain, _ kind: Kind, reached: [UInt32]) {
    var states = gain.weights.map { min($0, Self.weight) }
    for seed in network.seeds { states[Int(seed)] = 0 }
    self.kind = kind
    if kind == .all { for node in states.indices { states[node] |= Self.watch } }
    var bits: [UInt8] = []
    var weights = SIMD8<UInt32>.zero
    if kind == .watched {
      bits = [UInt8](repeating: 0, count: states.count)
      // Of equal weights by number, so that the order is the same everywhere.
      let nodes = Self.watched(states, reached).sorted { (states[$0], $0) < (states[$1], $1) }
      for (bit, node) in nodes.enumerated() {
        bits[node] = UInt8(bit)
        if bit.isMultiple(of: 8) { weights[bit / 8] = states[node] }
        states[node] |= Self.watch
      }
    }
    self.bits = bits
    self.weights = weights
    self.states = states
    rows = Self.rows(network, states, bits, weights)
  }

  /// The looks of a world at rows or edges, beside those at live edges.
  func looks(edges: Int, reached: Int) -> Int { kind == .all ? edges : reached }

  /// The weight of a node once a world has reached it, by its state before.
  @inline(__always)
  static func weight(
    after state: UInt32, _ bits: [UInt8], _ weights: SIMD8<UInt32>, of node: Int
  ) -> UInt32 {
    guard state & watch != 0 else { return state & weight }
    guard !bits.isEmpty else { return 0 }
    return state & weight &- weights[Int(bits[node] &>> 3)]
  }

  private static func rows(
    _ network: CascadeNetwork, _ states: [UInt32], _ bits: [UInt8], _ weights: SIMD8<UInt32>
  ) -> [Row] {
    let left = states.indices.map { weight(after: states[$0], bits, weights, of: $0) }
    return (0..<network.nodeCount).map { node in
      let places = network.row(node)
      var row = Row(
        start: UInt32(places.lowerBound), count: UInt32(places.count), weight: 0, watched: 0)
      for place in places {
        let target = Int(network.targets[place])
        row.weight += UInt64(left[target])
        guard !bits.isEmpty, states[target] & watch != 0 else { continue }
        row.watched |= 1 << UInt64(bits[target])
      }
      return row
    }
  }

  /// The nodes from which edges in vain would take most variance for the look at them: by the
  /// square of the weight times how often a world has reached the node.
  private static func watched(_ states: [UInt32], _ reached: [UInt32]) -> [Int] {
    let scores = states.indices.map {
      Double(states[$0]) * Double(states[$0]) * Double(reached[$0])
    }
    let nodes = states.indices.filter { scores[$0] > 0 }
    return Array(nodes.sorted { (scores[$1], $0) < (scores[$0], $1) }.prefix(64))
  }
}

/// The weights that the watched nodes of many rows lose when they are reached.
struct WatchedSum {
  private let weights: SIMD8<UInt32>
  private var total: UInt64 = 0
  /// How many nodes of each eight bits some rows had, in a byte each.
  private var counts: UInt64 = 0
  private var rows = 0

  init(_ control: SkipControl) { weights = control.weights }

  /// Adds the nodes of a row, a bit each.
  @inline(__always)
  mutating func add(_ nodes: UInt64) {
    // The bits are counted by twos, by fours and by eights.
    let twos = nodes &- ((nodes &>> 1) & 0x5555_5555_5555_5555)
    let mask: UInt64 = 0x3333_3333_3333_3333
    let fours = (twos & mask) &+ ((twos &>> 2) & mask)
    counts &+= (fours &+ (fours &>> 4)) & 0x0F0F_0F0F_0F0F_0F0F
    rows &+= 1
    if rows == Self.mostRows { close() }
  }

  /// The weights of all rows so far.
  mutating func closed() -> UInt64 {
    close()
    return total
  }

  private mutating func close() {
    for byte in 0..<8 {
      total &+= (counts &>> UInt64(8 * byte) & 255) &* UInt64(weights[byte])
    }
    counts = 0
    rows = 0
  }

  /// As many rows as a byte can count eight bits of.
  private static let mostRows = 31
}
