import AdvocacyModel
import Testing

@testable import AdvocacyReach

/// Graphs on which each control for skips is the best.
enum SkipScene: CaseIterable {
  /// Everybody is met once, so that no edge is in vain.
  case tree
  /// Many people lead to a few hubs, and to many others.
  case hubs
  /// Some people are met by most.
  case dense

  var best: SkipControl.Kind {
    switch self {
    case .tree: .none
    case .hubs: .watched
    case .dense: .all
    }
  }

  var probability: Double { self == .hubs ? 0.02 : 0.01 }

  var graph: FollowerGraph {
    var builder = FollowerGraph.Builder()
    func uniform(_ number: Int, _ word: UInt64) -> Double {
      RandomKey(2).keyed(by: UInt64(number)).keyed(by: word).uniform
    }
    func connect(_ from: Int, _ to: Int) { builder.add(from: UInt64(from), to: UInt64(to)) }
    switch self {
    case .tree:
      for node in 1..<5000 { connect(node / 50, node) }
    case .hubs:
      for person in 0..<1000 {
        connect(0, 100 + person)
        for hub in 0..<40 { connect(100 + person, 10_000 + hub) }
        for edge in 0..<40 {
          connect(100 + person, 20_000 + Int(20_000 * uniform(40 * person + edge, 0)))
        }
      }
      for edge in 0..<16_000 {
        connect(10_000 + edge / 400, 20_000 + Int(20_000 * uniform(edge, 1)))
      }
    case .dense:
      for edge in 0..<40_000 {
        let (from, to) = (uniform(edge, 2), uniform(edge, 3))
        connect(Int(2000 * from * from * from), Int(2000 * to * to))
      }
    }
    return builder.build()
  }

  func network() throws -> CascadeNetwork {
    try CascadeNetwork(graph, .uniform(probability), seeds: [0])
  }
}

@Suite("Controls for skips")
struct SkipControlTests {
  @Test(
    "the pilot takes the control with the least product of variance and time",
    arguments: SkipScene.allCases)
  func choice(scene: SkipScene) async throws {
    let network = try scene.network()
    for seed in 1...5 as ClosedRange<UInt64> {
      let plan = try await CascadePlan(network, worlds: 4096, key: RandomKey(seed), mode: nil)
      #expect(plan.mode == .geometric)
      #expect(plan.control?.kind == scene.best, "seed \(seed)")
    }
  }

  @Test("threads make no difference to the choice", arguments: SkipScene.allCases)
  func threads(scene: SkipScene) async throws {
    let network = try scene.network()
    let alone = try CascadePlan(network, worlds: 4096, key: RandomKey(6))
    for threads in [1, 2, 5] {
      let plan = try await CascadePlan(
        network, worlds: 4096, key: RandomKey(6), mode: nil, threads: threads)
      #expect(plan.control?.kind == alone.control?.kind)
      #expect(plan.control?.states == alone.control?.states)
      #expect(plan.control?.rows == alone.control?.rows)
    }
  }

  @Test(
    "each control has the mean zero, and leaves edges in vain out as far as it is said to",
    arguments: SkipScene.allCases)
  func mean(scene: SkipScene) async throws {
    let network = try scene.network()
    var counts = CascadePilot.Counts(network)
    counts.add(
      try CascadePilot(network: network, mode: .geometric, threads: 1)
        .walked(0..<256, key: RandomKey(7)))
    let gain = try CascadeGain(network, counts)
    let worlds = 20_000
    var variances: [Double] = []
    for kind in SkipControl.Kind.allCases {
      let control = SkipControl(network, gain, kind, reached: counts.reached)
      var walk = SkipWalk(network, probability: scene.probability, gain, control)
      var moments = CascadeMoments()
      var squares = 0.0
      for world in 0..<worlds {
        let outcome = walk.run(key: RandomKey(8).keyed(by: UInt64(world)))
        moments.add(reached: outcome.reached, control: outcome.control)
        squares += outcome.control * outcome.control
      }
      #expect(abs(moments.controlSum) < 4.5 * squares.squareRoot(), "\(kind)")
      variances.append(moments.variance(factor: moments.factor))
    }
    let (none, watched, all) = (variances[0], variances[1], variances[2])
    switch scene {
    case .tree:
      #expect(abs(watched / none - 1) < 1e-6 && abs(all / none - 1) < 1e-6)
    case .hubs:
      #expect(watched < 0.5 * none && all < 1.2 * watched)
    case .dense:
      #expect(watched < none && all < 0.3 * watched)
    }
  }
}
