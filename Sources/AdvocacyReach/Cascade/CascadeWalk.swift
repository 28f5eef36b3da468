import AdvocacyModel
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

/// Walks through a network with one probability world by world, jumping from live edge to live
/// edge, with storage that it keeps.
struct SkipWalk: Sendable {
  private let network: CascadeNetwork
  private let control: SkipControl
  private let probability: Double
  /// A weight's unit, in people.
  private let unit: Double
  private let logarithms = LogarithmTable()
  /// The states of the control, marked where the present world has reached the node, with what its
  /// weight is then.
  private var states: [UInt32]
  /// The nodes that the present world has reached, in order.
  private(set) var reached: [UInt32] = []

  init(
    _ network: CascadeNetwork, probability: Double, _ gain: CascadeGain, _ control: SkipControl
  ) {
    self.network = network
    self.control = control
    self.probability = probability
    unit = 1 / Double(1 << gain.scale)
    states = control.states
    reached.reserveCapacity(network.nodeCount)
  }

  /// Walks through one world.
  ///
  /// - Complexity: O(people reached and their live edges), or O(their edges) where the control
  ///   looks at all of them.
  mutating func run(key: RandomKey) -> CascadeOutcome {
    for node in reached { states[Int(node)] = control.states[Int(node)] }
    reached.removeAll(keepingCapacity: true)
    for node in network.seeds {
      states[Int(node)] = SkipControl.mark
      reached.append(node)
    }
    guard !reached.isEmpty else {
      return CascadeOutcome(reached: 0, edges: 0, looks: 0, control: 0)
    }
    switch control.kind {
    case .none:
      return skips(key) { row, _, _ in row.weight }
    case .watched:
      var watched = WatchedSum(control)
      var outcome = skips(key) { row, _, open in
        watched.add(row.watched & open)
        return row.weight
      }
      outcome.control -= Double(watched.closed()) * probability * unit
      return outcome
    case .all:
      let targets = network.targets
      return skips(key) { row, states, _ in
        var weight: UInt64 = 0
        for place in Int(row.start)..<Int(row.start) + Int(row.count) {
          weight &+= UInt64(states[Int(targets[place])] & SkipControl.weight)
        }
        return weight
      }
    }
  }

  /// Goes through the rows of the people reached as if they were one, so that whoever has no live
  /// edge costs a look at the length of their row.
  ///
  /// - Parameters:
  ///   - key: The key of the world.
  ///   - expected: The weights of a row's targets that the control takes, by the states and by a bit
  ///     for each watched node that isn't reached.
  /// - Returns: What the world came to.
  @inline(__always)
  private mutating func skips(
    _ key: RandomKey,
    _ expected: (SkipControl.Row, borrowing [UInt32], UInt64) -> UInt64
  ) -> CascadeOutcome {
    let (network, logarithms, rows) = (network, logarithms, control.rows)
    let (bits, weights) = (control.bits, control.weights)
    let factor = GeometricSkips.Factor(rate: -log1p(-probability))
    var skips = GeometricSkips(factor: factor, key: key.bits)
    var open = UInt64.max
    var next = 0
    var edges = 0
    var draws = 1
    var won: UInt64 = 0
    var met: UInt64 = 0
    // The edges before the next live one, from the beginning of the present row.
    var ahead = skips.next(logarithms)
    // The next skip and the next row are fetched before it is known whether they are needed: a fifth
    // of the time was waiting for them.
    var skip = skips.next(logarithms)
    var row = rows[Int(reached[0])]
    while next < reached.count {
      next += 1
      let isKnown = next < reached.count
      let following = isKnown ? rows[Int(reached[next])] : row
      edges += Int(row.count)
      met &+= expected(row, states, open)
      while ahead < Int(row.count) {
        let target = Int(network.targets[Int(row.start) + ahead])
        ahead += 1 + skip
        skip = skips.next(logarithms)
        draws += 1
        let state = states[target]
        won &+= UInt64(state & SkipControl.weight)
        guard state & SkipControl.mark == 0 else { continue }
        let left = SkipControl.weight(after: state, bits, weights, of: target)
        states[target] = left | SkipControl.mark
        if state & SkipControl.watch != 0, !bits.isEmpty {
          open &= ~(1 &<< UInt64(bits[target]))
        }
        reached.append(UInt32(truncatingIfNeeded: target))
      }
      ahead -= Int(row.count)
      if isKnown {
        row = following
      } else if next < reached.count {
        row = rows[Int(reached[next])]
      }
    }
    return CascadeOutcome(
      reached: reached.count, edges: edges,
      looks: draws + control.looks(edges: edges, reached: reached.count),
      control: (Double(won) - Double(met) * probability) * unit)
  }
}

/// The gaps between the places at which independent events of one probability happen.
///
/// Jumps from event to event, so that the work is that of the events and not of the places. The
/// gaps depend on key and probability alone.
struct GeometricSkips {
  private let factor: Double
  private var state: UInt64

  /// Makes the gaps of events of which each place has one with probability 1 - exp(-rate).
  @inline(__always)
  init(factor: Factor, key: UInt64) {
    self.factor = factor.value
    state = key
  }

  /// What the logarithm of a uniform number is multiplied by for the length of a skip.
  struct Factor {
    fileprivate let value: Double

    /// Makes the factor of a rate of 0 or more.
    init(rate: Double) { value = rate > 0 ? -1 / rate : -.infinity }
  }

  /// The places without an event before the next event, at most 2^53.
  @inline(__always)
  mutating func next(_ logarithms: LogarithmTable) -> Int {
    state &+= Self.stride
    let skip = logarithms.log(Self.uniform(Mixing.mix(state))) * factor
    return skip < 0x1p53 ? Int(skip) : 1 << 53
  }

  /// A uniform number in (0, 1].
  @inline(__always)
  private static func uniform(_ word: UInt64) -> Double { Double((word >> 11) + 1) * 0x1p-53 }

  private static let stride: UInt64 = 0x9E37_79B9_7F4A_7C15
}

/// Logarithms of numbers in (0, 1] by a table of 1,024 and a short series, a third as long as the
/// library's take.
struct LogarithmTable: Sendable {
  /// 1 / m and log m at the beginning of each 1,024th of [1, 2).
  private let entries: [SIMD2<Double>]

  init() {
    entries = (0..<1024).map { number in
      let m = 1 + Double(number) / 1024
      return SIMD2(1 / m, Foundation.log(m))
    }
  }

  /// The natural logarithm of a normal number; error below 1e-12.
  @inline(__always)
  func log(_ x: Double) -> Double {
    let bits = x.bitPattern
    let entry = entries[Int(truncatingIfNeeded: (bits &>> 42) & 1023)]
    let mantissa = Double(bitPattern: bits & 0x000F_FFFF_FFFF_FFFF | 0x3FF0_0000_0000_0000)
    let rest = mantissa * entry[0] - 1
    let series = rest * (1 - rest * (0.5 - rest * (1.0 / 3)))
    let exponent = Double(Int64(bits &>> 52) - 1023)
    return exponent * 0.693147180559945309 + (entry[1] + series)
  }
}
