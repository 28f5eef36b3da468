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

/// With which probability an edge of a graph carries a post on, in the independent-cascade model.
package enum CascadeModel: Sendable, Hashable {
  /// 1 / the number of accounts that the follower follows: the weighted cascade.
  case weighted
  /// The same for all edges, in [0, 1].
  case uniform(Double)
  /// Each edge's own, as imported.
  case edge
}

/// How the worlds of a run are walked through: one way for the whole run.
package enum CascadeMode: String, Sendable, Hashable, CaseIterable {
  /// World by world, jumping from live edge to live edge; where all edges have one probability.
  case geometric
  /// World by world, a coin for each edge.
  case scalar
  /// 256 worlds at once as bits, with stratified coins: the worlds of a block depend on each other.
  case masks
}

/// The expected spread of a post through a graph.
package struct CascadeEstimate: Sendable, Hashable {
  /// The mean number of people reached, seeds counted.
  package var mean: Double
  /// The standard error of the mean.
  package var standardError: Double
  /// The number of worlds: as many as asked for, in whole blocks where these are one replicate.
  package var worlds: Int
  /// The number of edges that were met in all worlds: followers of people reached.
  package var edges: Int
  /// The edges that were looked at for that: fewer where many worlds share a look.
  package var looks: Int
}

/// Keyed coins for the edges: a function of key, edge and world, never of what was drawn before.
enum CascadeCoins {
  /// The distance between the states of neighbouring edges.
  static let stride: UInt64 = 0xA076_1D64_78BD_642F

  /// 64 random bits for a state: key + edge × stride.
  ///
  /// One full-width product, its halves folded together, as in the generator wyrand of Wang Yi's
  /// wyhash: within one key the states are wyrand's sequence, read at any place.
  @inline(__always)
  static func bits(_ state: UInt64) -> UInt64 {
    let product = state.multipliedFullWidth(by: state ^ 0xE703_7ED1_A0B4_28DB)
    return product.high ^ product.low
  }
}
