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
