import AdvocacyModel

/// What one world, or one block of worlds, came to.
struct CascadeOutcome {
  /// The people reached, seeds counted.
  var reached: Int
  /// The followers of people reached.
  var edges: Int
  /// The edges that were looked at; where worlds go together, once for all of them.
  var looks: Int
  /// The control, whose mean is 0, in people.
  var control: Double
}

/// Walks through a network world by world, breadth first, with storage that it keeps.
struct CascadeWalk: Sendable {
  private let network: CascadeNetwork
  private let gain: CascadeGain
  /// What is read of a node that an edge leads to: its threshold in the upper half and its weight
  /// in the lower; 0 for the nodes that the present world has reached.
  private let fresh: [UInt64]
  private var open: [UInt64]
  private var queue: [UInt32] = []
  /// The walk by skips, in whose place no coins are thrown.
  private var skips: SkipWalk?
  /// What early loads found: kept, since the compiler drops loads that nobody uses.
  private var echo: UInt32 = 0

  /// Makes a walk that throws a coin for each edge, or skips where there is a control for skips.
  init(_ network: CascadeNetwork, _ gain: CascadeGain, _ control: SkipControl?) {
    self.network = network
    self.gain = gain
    if let control, let probability = network.probability {
      skips = SkipWalk(network, probability: probability, gain, control)
      (fresh, open) = ([], [])
      return
    }
    fresh = gain.weights.indices.map { node in
      let threshold = network.nodeThresholds.isEmpty ? 0 : network.nodeThresholds[node]
      return UInt64(threshold) << 32 | UInt64(gain.weights[node])
    }
    open = fresh
    queue.reserveCapacity(network.nodeCount)
  }

  /// The nodes that the latest world has reached, in order.
  var reached: [UInt32] { skips?.reached ?? queue }

  /// Walks through one world.
  ///
  /// - Complexity: O(edges of the people reached); of skips, as `SkipWalk` tells.
  mutating func run(key: RandomKey) -> CascadeOutcome {
    if let outcome = skips?.run(key: key) { return outcome }
    for node in queue { open[Int(node)] = fresh[Int(node)] }
    queue.removeAll(keepingCapacity: true)
    for node in network.seeds {
      open[Int(node)] = 0
      queue.append(node)
    }
    if network.edgeThresholds.isEmpty {
      return coins(key) { _, state in state >> 32 }
    }
    let thresholds = network.edgeThresholds
    return coins(key) { place, _ in UInt64(thresholds[place]) }
  }

  /// A coin for each edge.
  @inline(__always)
  private mutating func coins(
    _ key: RandomKey, _ threshold: (Int, UInt64) -> UInt64
  ) -> CascadeOutcome {
    let network = network
    var next = 0
    var edges = 0
    // Both sums wrap; their difference is small, and exact.
    var won: UInt64 = 0
    var expected: UInt64 = 0
    var echo: UInt32 = 0
    while next < queue.count {
      if next % CascadeNetwork.ahead == 0 { echo ^= network.touch(queue, from: next) }
      let row = network.row(Int(queue[next]))
      next += 1
      edges += row.count
      var state = key.bits &+ UInt64(row.lowerBound) &* CascadeCoins.stride
      for place in row {
        let target = Int(network.targets[place])
        let node = open[target]
        let weight = node & 0xFFFF_FFFF
        let bound = threshold(place, node)
        expected &+= bound &* weight
        state &+= CascadeCoins.stride
        if CascadeCoins.bits(state) >> 33 < bound, weight > 0 {
          won &+= weight
          open[target] = 0
          queue.append(UInt32(truncatingIfNeeded: target))
        }
      }
    }
    self.echo = echo
    let difference = Int64(bitPattern: won &* CascadeNetwork.one &- expected)
    return CascadeOutcome(
      reached: queue.count, edges: edges, looks: edges,
      control: Double(difference) / Double(CascadeNetwork.one) / Double(1 << gain.scale))
  }
}
