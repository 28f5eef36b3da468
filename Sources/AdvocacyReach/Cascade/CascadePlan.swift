import AdvocacyModel

/// How a whole run is worked through, decided once by a pilot that looks at counts.
struct CascadePlan: Sendable {
  let network: CascadeNetwork
  let mode: CascadeMode
  let gain: CascadeGain
  /// The control of skips; nil for other modes.
  let control: SkipControl?
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
    var draft = Draft(network, worlds: worlds, asked)
    let pilotKey = key.keyed(by: "pilot")
    while let part = draft.next {
      try await CascadePilot(network: network, mode: draft.first, threads: threads)
        .add(part, key: pilotKey, to: &draft.counts)
    }
    let gain =
      draft.hasPilot
      ? try await CascadeGain(network, draft.counts, threads: threads) : .none(network)
    var control = draft.control(gain)
    if let trial = draft.trial(gain, key) {
      control = trial.best(
        try await Parallel.map(0..<trial.worlds, threads: threads) { try trial.walked($0) })
    }
    self.init(network, draft.mode, gain, control, key)
  }

  /// As above, on this thread alone.
  ///
  /// - Throws: `CancellationError`.
  init(_ network: CascadeNetwork, worlds: Int, key: RandomKey) throws {
    var draft = Draft(network, worlds: worlds, nil)
    let pilotKey = key.keyed(by: "pilot")
    while let part = draft.next {
      draft.counts.add(
        try CascadePilot(network: network, mode: draft.first, threads: 1)
          .walked(part, key: pilotKey))
    }
    let gain = draft.hasPilot ? try CascadeGain(network, draft.counts) : .none(network)
    var control = draft.control(gain)
    if let trial = draft.trial(gain, key) {
      control = trial.best([try trial.walked(0..<trial.worlds)])
    }
    self.init(network, draft.mode, gain, control, key)
  }

  private init(
    _ network: CascadeNetwork, _ mode: CascadeMode, _ gain: CascadeGain, _ control: SkipControl?,
    _ key: RandomKey
  ) {
    self.network = network
    self.mode = mode
    self.gain = gain
    self.control = control
    self.key = key.keyed(by: "worlds")
    strata = CascadeStrata(key.keyed(by: "strata"))
  }

  /// A walk through worlds one by one.
  func walk() -> CascadeWalk { CascadeWalk(network, gain, control) }

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
      let outcome = walk.run(key: key.keyed(by: UInt64(world)))
      sums.add(outcome, number: world, worlds: 1)
    }
    return sums
  }
}

/// A plan in the making: how long the pilot goes on, and what it leads to.
private struct Draft {
  /// How the pilot walks.
  let first: CascadeMode
  /// What it came to so far.
  var counts: CascadePilot.Counts
  private let network: CascadeNetwork
  private let worlds: Int
  private let asked: CascadeMode?
  private let most: Int

  init(_ network: CascadeNetwork, worlds: Int, _ asked: CascadeMode?) {
    self.network = network
    self.worlds = worlds
    self.asked = asked
    most = min(Self.longestPilot, worlds / Self.pilotShare)
    let isSmall = network.probability.map { $0 < Self.largeProbability } ?? false
    first = isSmall ? .geometric : .scalar
    counts = CascadePilot.Counts(network)
  }

  /// Whether so many worlds are asked for that a pilot pays.
  var hasPilot: Bool { most >= Self.shortestPilot }

  /// The worlds that the pilot walks through next; nil: it is done.
  var next: Range<Int>? {
    guard hasPilot, counts.worlds <= Self.shortestPilot else { return nil }
    guard counts.worlds > 0 else { return 0..<Self.shortestPilot }
    let all = isDense ? min(most, Self.densePilot) : most
    return all > counts.worlds ? counts.worlds..<all : nil
  }

  /// The mode that was asked for, or that the pilot found best.
  var mode: CascadeMode {
    guard hasPilot else { return asked ?? first }
    let isLong = worlds >= Self.fewestBlocks * CascadePlan.block
    return asked ?? (isDense && isLong ? .masks : first)
  }

  /// The control of skips without a trial; nil where worlds are walked otherwise.
  func control(_ gain: CascadeGain) -> SkipControl? {
    guard mode == .geometric, !hasPilot else { return nil }
    return SkipControl(network, gain, .none, reached: counts.reached)
  }

  /// The trial of controls; nil where there is nothing to choose.
  func trial(_ gain: CascadeGain, _ key: RandomKey) -> SkipTrial? {
    guard mode == .geometric, hasPilot, let probability = network.probability else { return nil }
    return SkipTrial(network, probability: probability, gain, counts, key: key)
  }

  /// Whether the worlds so far met so many edges that many worlds at once are faster.
  private var isDense: Bool {
    let all = Double(network.targets.count) * Double(counts.worlds)
    return Double(counts.edges) > Self.denseShare * all
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
    let parts = try await Parallel.map(worlds, threads: threads) { part in
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

/// Finds which control for skips has the least variance for its time, by worlds that the estimate
/// isn't made of.
///
/// Time is counted in looks, so that the choice is the same on every machine; each control is tried
/// in the same worlds.
struct SkipTrial: Sendable {
  private let network: CascadeNetwork
  private let probability: Double
  private let gain: CascadeGain
  private let controls: [SkipControl]
  private let key: RandomKey
  /// The number of worlds.
  let worlds: Int

  /// Prepares a trial.
  ///
  /// - Complexity: O(edges).
  init(
    _ network: CascadeNetwork, probability: Double, _ gain: CascadeGain,
    _ counts: CascadePilot.Counts, key: RandomKey
  ) {
    self.network = network
    self.probability = probability
    self.gain = gain
    self.key = key.keyed(by: "trial")
    worlds = max(Self.fewestWorlds, counts.worlds / Self.share)
    controls = SkipControl.Kind.allCases.map {
      SkipControl(network, gain, $0, reached: counts.reached)
    }
  }

  /// What some worlds came to with a control.
  struct Outcome: Sendable {
    fileprivate var moments = CascadeMoments()
    fileprivate var time = 0
  }

  /// What some worlds come to with each control.
  ///
  /// - Throws: `CancellationError`.
  func walked(_ worlds: Range<Int>) throws -> [Outcome] {
    try controls.map { control in
      var walk = SkipWalk(network, probability: probability, gain, control)
      var result = Outcome()
      for world in worlds {
        try Task.checkCancellation()
        let outcome = walk.run(key: key.keyed(by: UInt64(world)))
        result.moments.add(reached: outcome.reached, control: outcome.control)
        result.time += Self.time(outcome, control)
      }
      return result
    }
  }

  /// The control with the least product of variance and time, the first of equals.
  ///
  /// - Parameter parts: What all worlds came to, in parts.
  /// - Returns: One of the controls that were tried.
  func best(_ parts: [[Outcome]]) -> SkipControl {
    let prices = controls.indices.map { number in
      var all = Outcome()
      for part in parts {
        all.moments.add(part[number].moments)
        all.time += part[number].time
      }
      return all.moments.variance(factor: all.moments.factor) * Double(all.time)
    }
    let best = prices.indices.min { prices[$0] < prices[$1] } ?? 0
    return controls[best]
  }

  /// The time of a world, in looks at an edge of a row.
  private static func time(_ outcome: CascadeOutcome, _ control: SkipControl) -> Int {
    let live = outcome.looks - control.looks(edges: outcome.edges, reached: outcome.reached)
    let own =
      switch control.kind {
      case .none: 0
      case .watched: outcome.reached * watchedLooks
      case .all: outcome.edges
      }
    return (live + outcome.reached) * liveLooks + own
  }

  /// A live edge and a person reached take as long as so many looks at edges of a row each, the
  /// count of watched nodes as long as so many; measured: 11, 3.5 and 0.8 ns.
  private static let liveLooks = 14
  private static let watchedLooks = 4
  /// The worlds at least, and the part of the pilot's worlds; assumed.
  private static let fewestWorlds = 32
  private static let share = 4
}
