import AdvocacyCore

/// How a whole run is worked through, decided once by a pilot that looks at counts.
struct CascadePlan: Sendable {
  let network: CascadeNetwork
  let mode: CascadeMode
  let gain: CascadeGain
  let strata: CascadeStrata
  let key: RandomKey

  /// The worlds of a block: the unit of work.
  static let block = 256

  /// Walks through worlds that the estimate isn't made of, and decides by what they came to.
  ///
  /// - Parameters:
  ///   - network: the graph, laid out.
  ///   - worlds: the number of worlds that are asked for; the pilot adds a part of that.
  ///   - key: the key of all draws.
  ///   - asked: the mode; nil: as the pilot finds best.
  ///   - threads: the number of threads, which makes no difference to the plan.
  /// - Throws: `CancellationError`.
  init(
    _ network: CascadeNetwork, worlds: Int, key: RandomKey, mode asked: CascadeMode?,
    threads: Int = 1
  ) async throws {
    self.network = network
    self.key = key.keyed(by: "worlds")
    strata = CascadeStrata(key.keyed(by: "strata"))
    let most = min(Self.longestPilot, worlds / Self.pilotShare)
    let isSmall = network.probability.map { $0 < Self.largeProbability } ?? false
    let first = isSmall ? CascadeMode.geometric : .scalar
    guard most >= Self.shortestPilot else {
      gain = .none(network)
      mode = asked ?? first
      return
    }

    let pilot = CascadePilot(network: network, mode: first, threads: threads)
    var counts = CascadePilot.Counts(reached: Array(repeating: 0, count: network.nodeCount))
    let pilotKey = key.keyed(by: "pilot")
    try await pilot.add(0..<Self.shortestPilot, key: pilotKey, to: &counts)
    let all = Self.isDense(counts, network) ? min(most, Self.densePilot) : most
    try await pilot.add(counts.worlds..<all, key: pilotKey, to: &counts)
    let isDense = Self.isDense(counts, network)
    mode = asked ?? (isDense && worlds >= Self.fewestBlocks * Self.block ? .masks : first)
    gain = try await CascadeGain(
      network, reached: counts.reached, worlds: counts.worlds, threads: threads)
  }

  /// The worlds that a worker takes at once: a block where its worlds depend on each other.
  var portion: Int { mode == .masks ? Self.block : 16 }

  /// Runs some worlds: a whole block, or any where they don't depend on each other.
  func run(
    _ worlds: Range<Int>, _ walk: inout CascadeWalk, _ masks: inout CascadeMasks
  ) -> CascadeSums {
    var sums = CascadeSums()
    guard mode != .masks else {
      let number = worlds.lowerBound / Self.block
      let outcome = masks.run(key: key.keyed(by: UInt64(number)))
      sums.add(outcome, number: number, worlds: Self.block)
      return sums
    }
    for world in worlds {
      let outcome = walk.run(mode, key: key.keyed(by: UInt64(world)))
      sums.add(outcome, number: world, worlds: 1)
    }
    return sums
  }

  /// Whether the worlds of a pilot met so many edges that many worlds at once are faster.
  private static func isDense(_ counts: CascadePilot.Counts, _ network: CascadeNetwork) -> Bool {
    let all = Double(network.targets.count) * Double(counts.worlds)
    return Double(counts.edges) > denseShare * all
  }

  /// The worlds of a pilot: at most, at most where cascades are dense, at least, and the part of
  /// the worlds asked for that it may take; assumed.
  private static let longestPilot = 256
  private static let densePilot = 64
  private static let shortestPilot = 32
  private static let pilotShare = 8
  /// Below it, skips are faster than coins; measured: faster at 0.01, slower at 0.1.
  private static let largeProbability = 0.05
  /// The share of all edges met in a world from which 256 worlds at once are faster; measured: as
  /// fast as others at 0.18, ten times as fast at 0.77.
  private static let denseShare = 0.4
  /// The blocks from which their spread gives a standard error worth its name, as `CascadeSums`
  /// widens it; assumed.
  private static let fewestBlocks = 16
}
