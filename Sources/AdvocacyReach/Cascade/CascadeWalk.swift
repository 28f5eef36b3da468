import AdvocacyCore
import Foundation

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
  /// For skips, which look at no threshold, the weights alone, marked where the present world has
  /// reached the node.
  private var openWeights: [UInt32]
  /// The nodes that the present world has reached, in order.
  private(set) var reached: [UInt32] = []
  /// The rows, for skips.
  private var rows: [Row] = []
  private let logarithms = LogarithmTable()
  /// What early loads found: kept, since the compiler drops loads that nobody uses.
  private var echo: UInt32 = 0

  init(_ network: CascadeNetwork, _ gain: CascadeGain) {
    self.network = network
    self.gain = gain
    fresh = gain.weights.indices.map { node in
      let threshold = network.nodeThresholds.isEmpty ? 0 : network.nodeThresholds[node]
      return UInt64(threshold) << 32 | UInt64(gain.weights[node])
    }
    open = fresh
    openWeights = gain.weights
    reached.reserveCapacity(network.nodeCount)
    guard network.probability != nil else { return }
    // Seeds are met in vain in every world.
    for seed in network.seeds { openWeights[Int(seed)] = 0 }
    rows = (0..<network.nodeCount).map { node in
      let row = network.row(node)
      let weight = row.reduce(0 as UInt64) { $0 + UInt64(openWeights[Int(network.targets[$1])]) }
      return Row(start: UInt32(row.lowerBound), count: UInt32(row.count), weight: weight)
    }
  }

  /// Walks through one world, each time in the same mode.
  ///
  /// - Complexity: O(edges of the people reached); of skips, O(these people and their live edges).
  mutating func run(_ mode: CascadeMode, key: RandomKey) -> CascadeOutcome {
    let isSkipping = mode == .geometric && network.probability != nil
    if isSkipping {
      for node in reached { openWeights[Int(node)] &= ~Self.mark }
    } else {
      for node in reached { open[Int(node)] = fresh[Int(node)] }
    }
    reached.removeAll(keepingCapacity: true)
    for node in network.seeds {
      if isSkipping { openWeights[Int(node)] |= Self.mark } else { open[Int(node)] = 0 }
      reached.append(node)
    }
    if isSkipping, let probability = network.probability { return skips(probability, key) }
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
    while next < reached.count {
      if next % CascadeNetwork.ahead == 0 { echo ^= network.touch(reached, from: next) }
      let row = network.row(Int(reached[next]))
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
          reached.append(UInt32(truncatingIfNeeded: target))
        }
      }
    }
    self.echo = echo
    let difference = Int64(bitPattern: won &* CascadeNetwork.one &- expected)
    return CascadeOutcome(
      reached: reached.count, edges: edges, looks: edges,
      control: Double(difference) / Double(CascadeNetwork.one) / Double(1 << gain.scale))
  }

  /// Jumps from one live edge to the next, through the rows of the people reached as if they were
  /// one: whoever has no live edge costs a look at the length of their row.
  private mutating func skips(_ probability: Double, _ key: RandomKey) -> CascadeOutcome {
    let (network, logarithms) = (network, logarithms)
    let factor = GeometricSkips.Factor(rate: -log1p(-probability))
    var skips = GeometricSkips(factor: factor, key: key.bits)
    var next = 0
    var edges = 0
    var draws = 1
    var won: UInt64 = 0
    var met: UInt64 = 0
    // The edges before the next live one, from the beginning of the present row.
    var ahead = skips.next(logarithms)
    while next < reached.count {
      let row = rows[Int(reached[next])]
      next += 1
      edges += Int(row.count)
      met &+= row.weight
      while ahead < Int(row.count) {
        let target = Int(network.targets[Int(row.start) + ahead])
        ahead += 1 + skips.next(logarithms)
        draws += 1
        let weight = openWeights[target]
        won &+= UInt64(weight & ~Self.mark)
        guard weight & Self.mark == 0 else { continue }
        openWeights[target] = weight | Self.mark
        reached.append(UInt32(truncatingIfNeeded: target))
      }
      ahead -= Int(row.count)
    }
    return CascadeOutcome(
      reached: reached.count, edges: edges, looks: draws + reached.count,
      control: (Double(won) - Double(met) * probability) / Double(1 << gain.scale))
  }

  /// The row of a node: its edges, and the weights of all their targets.
  private struct Row {
    var start: UInt32
    var count: UInt32
    var weight: UInt64
  }

  /// Set in the weights of the nodes that the present world has reached.
  private static let mark: UInt32 = 1 << 31
}
