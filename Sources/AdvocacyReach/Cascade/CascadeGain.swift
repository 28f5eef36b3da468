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
