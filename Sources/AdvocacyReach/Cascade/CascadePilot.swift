import AdvocacyCore

/// Walks through worlds that the estimate isn't made of, to see how the others are best walked.
struct CascadePilot {
  let network: CascadeNetwork
  let mode: CascadeMode
  let threads: Int

  /// How many worlds reached each node, and the followers of people reached.
  struct Counts {
    var worlds = 0
    var reached: [UInt32]
    var edges = 0
  }

  /// Walks through worlds and adds them to counts.
  ///
  /// - Throws: `CancellationError`.
  func add(_ worlds: Range<Int>, key: RandomKey, to counts: inout Counts) async throws {
    let parts = try await Threads.map(worlds, threads: threads) { part in
      var walk = CascadeWalk(network, .none(network))
      var own = Counts(reached: Array(repeating: 0, count: network.nodeCount))
      for world in part {
        try Task.checkCancellation()
        own.edges += walk.run(mode, key: key.keyed(by: UInt64(world))).edges
        for node in walk.reached { own.reached[Int(node)] += 1 }
      }
      return own
    }
    for part in parts {
      counts.edges += part.edges
      for node in counts.reached.indices { counts.reached[node] += part.reached[node] }
    }
    counts.worlds += worlds.count
  }

  /// The factor of a control that leaves the least variance, by regression in further worlds.
  ///
  /// - Throws: `CancellationError`.
  func factor(of gain: CascadeGain, worlds: Int, key: RandomKey) async throws -> Double {
    let outcomes = try await Threads.map(0..<worlds, threads: threads) { part in
      var walk = CascadeWalk(network, gain)
      return try part.map { world in
        try Task.checkCancellation()
        return walk.run(mode, key: key.keyed(by: UInt64(world)))
      }
    }.flatMap { $0 }
    let mean = Double(outcomes.reduce(0) { $0 + $1.reached }) / Double(worlds)
    let center = outcomes.reduce(0) { $0 + $1.control } / Double(worlds)
    var products = 0.0
    var squares = 0.0
    for outcome in outcomes {
      products += (Double(outcome.reached) - mean) * (outcome.control - center)
      squares += (outcome.control - center) * (outcome.control - center)
    }
    return squares > 0 ? max(0, min(2, products / squares)) : 0
  }
}
