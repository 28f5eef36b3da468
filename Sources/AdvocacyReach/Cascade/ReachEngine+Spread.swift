package import AdvocacyCore

extension ReachEngine {
  /// Estimates how many people a post reaches from some nodes of a graph, these counted.
  ///
  /// The independent-cascade model of Kempe, Kleinberg and Tardos (KDD 2003): who is reached
  /// passes it on once, to each follower with the probability of the edge.
  /// - Parameters:
  ///   - graph: who follows whom.
  ///   - seeds: the ids of the nodes where it begins, as in the file; repeats count once.
  ///   - model: the probability of each edge.
  ///   - worlds: the number of worlds, 1 or more.
  ///   - seed: the seed from which every coin is keyed.
  ///   - threads: the number of chunks worked on at once; the result doesn't depend on it.
  /// - Returns: the mean number of people reached, with its standard error.
  /// - Throws: `Failure` where the graph has no such node or no probabilities; `CancellationError`.
  package static func spread(
    _ graph: FollowerGraph, seeds: [UInt64], model: CascadeModel, worlds: Int, seed: UInt64,
    threads: Int = 1
  ) async throws -> CascadeEstimate {
    let rates = try CascadeRates(graph, model)
    var nodes: [UInt32] = []
    for id in seeds {
      guard let node = graph.index(of: id) else {
        throw Failure(
          .badData, "the graph has no node \(id)", hint: "name nodes as the edge list does")
      }
      if !nodes.contains(node) { nodes.append(node) }
    }
    let count = max(1, worlds)
    let chunk = 256
    let queue = BlockQueue(0..<(count + chunk - 1) / chunk)
    let starts = nodes
    let sums = try await withThrowingTaskGroup(of: CascadeSums.self) { group in
      for _ in 0..<max(1, threads) {
        group.addTask {
          var walk = CascadeWalk(graph, rates)
          var sums = CascadeSums()
          while let index = queue.next() {
            try Task.checkCancellation()
            for world in index * chunk..<min(count, (index + 1) * chunk) {
              sums.add(walk.run(starts, key: RandomKey(seed).keyed(by: UInt64(world))))
            }
          }
          sums.edges = walk.edges
          return sums
        }
      }
      var all = CascadeSums()
      for try await sums in group { all.add(sums) }
      return all
    }
    return sums.estimate
  }
}

/// Integer sums over worlds.
private struct CascadeSums {
  var worlds = 0
  var sum = 0
  var squares = 0
  var edges = 0

  mutating func add(_ reached: Int) {
    worlds += 1
    sum += reached
    squares += reached * reached
  }

  mutating func add(_ other: CascadeSums) {
    worlds += other.worlds
    sum += other.sum
    squares += other.squares
    edges += other.edges
  }

  var estimate: CascadeEstimate {
    let count = Double(worlds)
    let mean = Double(sum) / count
    let variance =
      worlds > 1 ? max(0, Double(squares) - Double(sum) * mean) / (count - 1) : 0
    return CascadeEstimate(
      mean: mean, standardError: (variance / count).squareRoot(), worlds: worlds, edges: edges)
  }
}
