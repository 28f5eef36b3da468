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
struct CascadeWalk {
  private let network: CascadeNetwork
  private let gain: CascadeGain
  /// What is read of a node that an edge leads to: its threshold in the upper half and its weight
  /// in the lower; 0 for the nodes that the present world has reached.
  private let fresh: [UInt64]
  private var open: [UInt64]
  /// The nodes that the present world has reached, in order.
  private(set) var reached: [UInt32] = []
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
    reached.reserveCapacity(network.nodeCount)
  }

  /// Walks through one world.
  ///
  /// - Complexity: O(edges of the people reached).
  mutating func run(_ mode: CascadeMode, key: RandomKey) -> CascadeOutcome {
    for node in reached { open[Int(node)] = fresh[Int(node)] }
    reached.removeAll(keepingCapacity: true)
    for node in network.seeds {
      open[Int(node)] = 0
      reached.append(node)
    }
    if mode == .geometric, let probability = network.probability {
      return skips(probability, key)
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

  /// Jumps from one live edge of a node to the next.
  ///
  /// Here the control takes all edges of the people reached, those to others who are reached as
  /// well: what is expected of them is a sum that a node has once for all, so that no edge is looked
  /// at that isn't live. Where worlds are small, few live edges lead to people reached before.
  private mutating func skips(_ probability: Double, _ key: RandomKey) -> CascadeOutcome {
    let network = network
    let factor = GeometricSkips.Factor(rate: -log1p(-probability))
    var next = 0
    var edges = 0
    var draws = 0
    var won: UInt64 = 0
    var met: UInt64 = 0
    var echo: UInt32 = 0
    while next < reached.count {
      if next % CascadeNetwork.ahead == 0 { echo ^= network.touch(reached, from: next) }
      let node = Int(reached[next])
      next += 1
      let row = network.row(node)
      edges += row.count
      met &+= gain.ofFollowers.isEmpty ? 0 : gain.ofFollowers[node]
      var skips = GeometricSkips(factor: factor, key: key.keyed(by: UInt64(node)).bits)
      while let place = skips.next(below: row.count, logarithms) {
        draws += 1
        let target = Int(network.targets[row.lowerBound + place])
        won &+= fresh[target] & 0xFFFF_FFFF
        guard open[target] != 0 else { continue }
        open[target] = 0
        reached.append(UInt32(truncatingIfNeeded: target))
      }
    }
    self.echo = echo
    return CascadeOutcome(
      reached: reached.count, edges: edges, looks: draws,
      control: gain.isUsed
        ? (Double(won) - Double(met) * probability) / Double(1 << gain.scale) : 0)
  }
}
