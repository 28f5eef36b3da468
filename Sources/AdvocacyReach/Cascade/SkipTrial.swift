import AdvocacyModel

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
