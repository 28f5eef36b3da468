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

    init(_ network: CascadeNetwork) { reached = Array(repeating: 0, count: network.nodeCount) }

    mutating func add(_ other: Counts) {
      worlds += other.worlds
      edges += other.edges
      for node in reached.indices { reached[node] += other.reached[node] }
    }
  }

  /// Walks through worlds and adds them to counts.
  ///
  /// - Throws: `CancellationError`.
  func add(_ worlds: Range<Int>, key: RandomKey, to counts: inout Counts) async throws {
    let parts = try await Threads.map(worlds, threads: threads) { part in
      try walked(part, key: key)
    }
    for part in parts { counts.add(part) }
  }

  /// Walks through worlds on this thread.
  ///
  /// - Throws: `CancellationError`.
  func walked(_ worlds: Range<Int>, key: RandomKey) throws -> Counts {
    let gain = CascadeGain.none(network)
    let control = mode == .geometric ? SkipControl(network, gain, .none, reached: []) : nil
    var walk = CascadeWalk(network, gain, control)
    var counts = Counts(network)
    counts.worlds = worlds.count
    for world in worlds {
      try Task.checkCancellation()
      counts.edges += walk.run(key: key.keyed(by: UInt64(world))).edges
      for node in walk.reached { counts.reached[Int(node)] += 1 }
    }
    return counts
  }
}
