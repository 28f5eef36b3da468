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
  init(_ network: CascadeNetwork, worlds: Int, key: RandomKey, mode asked: CascadeMode?) {
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

    var counts = [UInt32](repeating: 0, count: network.nodeCount)
    var edges = 0
    var pilot = 0
    var isDense = false
    var walk = CascadeWalk(network, .none(network))
    while pilot < (isDense ? min(most, Self.densePilot) : most) {
      edges += walk.run(first, key: key.keyed(by: "pilot").keyed(by: UInt64(pilot))).edges
      for node in walk.reached { counts[Int(node)] += 1 }
      pilot += 1
      isDense = Double(edges) > Self.denseShare * Double(network.targets.count) * Double(pilot)
    }
    mode = asked ?? (isDense && worlds >= Self.fewestBlocks * Self.block ? .masks : first)
    var gain = CascadeGain(network, reached: counts, worlds: pilot)
    gain.factor = Self.factor(network, gain, worlds: pilot / 2, first, key.keyed(by: "factor"))
    self.gain = gain
  }

  /// Runs a block of worlds.
  func run(_ block: Int, count: Int, _ walk: inout CascadeWalk, _ masks: inout CascadeMasks)
    -> CascadeSums
  {
    var sums = CascadeSums()
    guard mode != .masks else {
      let outcome = masks.run(key: key.keyed(by: UInt64(block)))
      sums.add(outcome, worlds: Self.block, factor: gain.factor)
      return sums
    }
    for world in block * Self.block..<block * Self.block + count {
      let outcome = walk.run(mode, key: key.keyed(by: UInt64(world)))
      sums.add(outcome, worlds: 1, factor: gain.factor)
    }
    return sums
  }

  /// The factor of the control that leaves the least variance, by regression in further worlds.
  private static func factor(
    _ network: CascadeNetwork, _ gain: CascadeGain, worlds: Int, _ mode: CascadeMode,
    _ key: RandomKey
  ) -> Double {
    var walk = CascadeWalk(network, gain)
    let outcomes = (0..<worlds).map { walk.run(mode, key: key.keyed(by: UInt64($0))) }
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
  /// The blocks from which their spread gives a standard error worth its name; assumed.
  private static let fewestBlocks = 32
}
