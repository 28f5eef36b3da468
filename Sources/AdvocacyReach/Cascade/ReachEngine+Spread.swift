package import AdvocacyModel

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
  ///   - threads: the number of blocks worked on at once; the result doesn't depend on it.
  ///   - mode: how worlds are walked through; nil: as a pilot finds best.
  /// - Returns: the mean number of people reached, with its standard error.
  /// - Throws: `Failure` where the graph has no such node or no probabilities, or the mode doesn't
  ///   admit the model; `CancellationError`.
  package static func spread(
    _ graph: FollowerGraph, seeds: [UInt64], model: CascadeModel, worlds: Int, seed: UInt64,
    threads: Int = 1, mode: CascadeMode? = nil
  ) async throws -> CascadeEstimate {
    let network = try CascadeNetwork(graph, model, seeds: seeds)
    guard mode != .geometric || network.probability != nil else {
      throw Failure(
        .badData, "skips need one probability for all edges",
        hint: "choose another mode, or the uniform model")
    }
    let count = max(1, worlds)
    let plan = try await CascadePlan(
      network, worlds: count, key: RandomKey(seed), mode: mode, threads: threads)
    let size = plan.portion
    let queue = BlockQueue(0..<(count + size - 1) / size)
    let sums = try await withThrowingTaskGroup(of: CascadeSums.self) { group in
      for _ in 0..<max(1, threads) {
        group.addTask {
          var walk = plan.walk()
          var masks = CascadeMasks(
            plan.network, plan.gain, plan.strata, isUsed: plan.mode == .masks)
          var sums = CascadeSums()
          while let portion = queue.next() {
            try Task.checkCancellation()
            let worlds = portion * size..<min((portion + 1) * size, count)
            sums.add(plan.run(worlds, &walk, &masks))
          }
          return sums
        }
      }
      var all = CascadeSums()
      for try await sums in group { all.add(sums) }
      return all
    }
    return sums.estimate(hasControl: plan.gain.isUsed)
  }
}
