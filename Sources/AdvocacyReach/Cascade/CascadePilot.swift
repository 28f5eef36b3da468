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
}
