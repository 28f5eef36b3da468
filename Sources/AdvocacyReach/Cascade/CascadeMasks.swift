import AdvocacyCore

/// Walks through 256 worlds of a network at once, a bit each, with storage that it keeps.
struct CascadeMasks {
  private let network: CascadeNetwork
  private let gain: CascadeGain
  private let strata: CascadeStrata
  /// The worlds in which each node is reached.
  private var reached: [SIMD4<UInt64>]
  /// Those of them in which it hasn't passed on yet.
  private var waiting: [SIMD4<UInt64>]
  private var touched: [UInt32] = []
  private var queue: [UInt32] = []
  private var next: [UInt32] = []

  init(_ network: CascadeNetwork, _ gain: CascadeGain, _ strata: CascadeStrata, isUsed: Bool) {
    self.network = network
    self.gain = gain
    self.strata = strata
    let count = isUsed ? network.nodeCount : 0
    reached = Array(repeating: .zero, count: count)
    waiting = reached
  }

  /// Walks through one block.
  ///
  /// - Complexity: O(edges of the people reached × the waves that reach them).
  mutating func run(key: RandomKey) -> CascadeOutcome {
    for node in touched { reached[Int(node)] = .zero }
    touched.removeAll(keepingCapacity: true)
    queue = network.seeds
    for node in queue {
      reached[Int(node)] = SIMD4(repeating: .max)
      waiting[Int(node)] = SIMD4(repeating: .max)
      touched.append(node)
    }
    var expected: UInt64 = 0
    var looks = 0
    while !queue.isEmpty {
      for node in queue {
        looks += network.row(Int(node)).count
        expected &+= pass(Int(node), key)
      }
      swap(&queue, &next)
      next.removeAll(keepingCapacity: true)
    }
    return outcome(expected, looks: looks)
  }

  /// Lets a node pass on what it was reached by; returns the control's expected part.
  @inline(__always)
  private mutating func pass(_ node: Int, _ key: RandomKey) -> UInt64 {
    let worlds = waiting[node]
    waiting[node] = .zero
    let row = network.row(node)
    let hasControl = gain.isUsed
    var state = key.bits &+ UInt64(row.lowerBound) &* CascadeCoins.stride
    var expected: UInt64 = 0
    for place in row {
      state &+= CascadeCoins.stride
      let target = Int(network.targets[place])
      let before = reached[target]
      let open = worlds & ~before
      guard Self.any(open) else { continue }
      let threshold = network.threshold(place, to: target)
      if hasControl {
        expected &+= threshold &* UInt64(gain.weights[target]) &* Self.count(open)
      }
      guard let live = strata.live(threshold, CascadeCoins.bits(state)) else { continue }
      let fresh = open & live
      guard Self.any(fresh) else { continue }
      if !Self.any(before) { touched.append(UInt32(truncatingIfNeeded: target)) }
      reached[target] = before | fresh
      let pending = waiting[target]
      if !Self.any(pending) { next.append(UInt32(truncatingIfNeeded: target)) }
      waiting[target] = pending | fresh
    }
    return expected
  }

  private func outcome(_ expected: UInt64, looks: Int) -> CascadeOutcome {
    var outcome = CascadeOutcome(reached: 0, edges: 0, looks: looks, control: 0)
    var won: UInt64 = 0
    for node in touched {
      let worlds = Self.count(reached[Int(node)])
      let row = network.row(Int(node)).count
      outcome.reached += Int(worlds)
      outcome.edges += Int(worlds) * row
      won &+= worlds &* UInt64(gain.weights[Int(node)])
    }
    for node in network.seeds { won &-= 256 &* UInt64(gain.weights[Int(node)]) }
    let difference = Int64(bitPattern: won &* CascadeNetwork.one &- expected)
    outcome.control =
      Double(difference) / Double(CascadeNetwork.one) / Double(1 << gain.scale)
    return outcome
  }

  @inline(__always)
  private static func any(_ worlds: SIMD4<UInt64>) -> Bool {
    (worlds[0] | worlds[1]) | (worlds[2] | worlds[3]) != 0
  }

  /// The number of worlds in a set.
  @inline(__always)
  private static func count(_ worlds: SIMD4<UInt64>) -> UInt64 {
    var pairs = worlds &- ((worlds &>> 1) & SIMD4(repeating: 0x5555_5555_5555_5555))
    let twos = SIMD4<UInt64>(repeating: 0x3333_3333_3333_3333)
    pairs = (pairs & twos) &+ ((pairs &>> 2) & twos)
    let fours = SIMD4<UInt64>(repeating: 0x0F0F_0F0F_0F0F_0F0F)
    let bytes = (pairs & fours) &+ ((pairs &>> 4) & fours)
    let sum = (bytes[0] &+ bytes[1]) &+ (bytes[2] &+ bytes[3])
    let wide = (sum & 0x00FF_00FF_00FF_00FF) &+ ((sum &>> 8) & 0x00FF_00FF_00FF_00FF)
    return (wide &* 0x0001_0001_0001_0001) &>> 48
  }
}
