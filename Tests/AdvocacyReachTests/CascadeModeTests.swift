import AdvocacyModel
import Testing

@testable import AdvocacyReach

@Suite("Ways of walking through worlds")
struct CascadeModeTests {
  /// The expected spread by going through all sets of live edges.
  private func exact(_ graph: FollowerGraph, seed: UInt32, probabilities: [Double]) -> Double {
    var expected = 0.0
    for live in 0..<(1 << graph.edgeCount) {
      var chance = 1.0
      for edge in 0..<graph.edgeCount {
        chance *= live >> edge & 1 == 1 ? probabilities[edge] : 1 - probabilities[edge]
      }
      var reached = [seed]
      var next = 0
      while next < reached.count {
        for edge in graph.row(reached[next]) where live >> edge & 1 == 1 {
          if !reached.contains(graph.targets[edge]) { reached.append(graph.targets[edge]) }
        }
        next += 1
      }
      expected += chance * Double(reached.count)
    }
    return expected
  }

  /// A graph of six nodes and at most ten edges.
  private func small(_ key: RandomKey) -> FollowerGraph {
    var builder = FollowerGraph.Builder()
    builder.add(node: 0)
    for edge in 0..<10 {
      let own = key.keyed(by: UInt64(edge))
      builder.add(
        from: own.keyed(by: 0).bits % 6, to: own.keyed(by: 1).bits % 6,
        weight: own.keyed(by: 2).uniform)
    }
    return builder.build()
  }

  @Test("each way finds the exact spread of small graphs", arguments: 1...4 as ClosedRange<UInt64>)
  func exactSpread(number: UInt64) async throws {
    let graph = small(RandomKey(number))
    let own = try #require(graph.probabilities)
    let models: [(CascadeModel, [Double])] = [
      (.uniform(0.3), own.map { _ in 0.3 }), (.edge, own),
      (.weighted, graph.targets.map { 1 / Double(graph.inDegrees[Int($0)]) }),
    ]
    for (model, probabilities) in models {
      let expected = exact(graph, seed: 0, probabilities: probabilities)
      for mode in CascadeMode.allCases {
        if mode == .geometric, model == .edge || model == .weighted { continue }
        let estimate = try await ReachEngine.spread(
          graph, seeds: [graph.ids[0]], model: model, worlds: 256 * 40, seed: number, mode: mode)
        #expect(
          abs(estimate.mean - expected) <= 4.5 * estimate.standardError + 1e-4,
          "graph \(number), \(model), \(mode): \(estimate) and not \(expected)")
      }
    }
  }

  @Test("any number of threads gives the same spread in each way", arguments: CascadeMode.allCases)
  func threads(mode: CascadeMode) async throws {
    let graph = Samples.graph(RandomKey(3))
    var results: [CascadeEstimate] = []
    for threads in [1, 2, 7] {
      results.append(
        try await ReachEngine.spread(
          graph, seeds: Array(graph.ids.prefix(3)), model: .uniform(0.1), worlds: 3000, seed: 4,
          threads: threads, mode: mode))
    }
    #expect(results[0] == results[1])
    #expect(results[0] == results[2])
    #expect(results[0].worlds == (mode == .masks ? 3072 : 3000))
  }

  @Test("the control's mean is zero, and it leaves less variance", arguments: [0.05, 0.12])
  func control(probability: Double) async throws {
    let graph = Samples.graph(RandomKey(5))
    let network = try CascadeNetwork(
      graph, .uniform(probability), seeds: Array(graph.ids.prefix(2)))
    let plan = try await CascadePlan(network, worlds: 4000, key: RandomKey(6), mode: nil)
    for mode in [CascadeMode.geometric, .scalar] {
      let skips = SkipControl(network, plan.gain, .none, reached: [])
      var walk = CascadeWalk(network, plan.gain, mode == .geometric ? skips : nil)
      var sums = CascadeSums()
      var controls = CascadeSums()
      for world in 0..<4000 {
        let outcome = walk.run(key: RandomKey(7).keyed(by: UInt64(world)))
        sums.add(outcome, number: world, worlds: 1)
        var control = outcome
        control.reached = Int((outcome.control * 1024).rounded())
        controls.add(control, number: world, worlds: 1)
      }
      let control = controls.estimate(hasControl: false)
      #expect(abs(control.mean) < 4.5 * control.standardError)
      let plain = sums.estimate(hasControl: false)
      let controlled = sums.estimate(hasControl: true)
      #expect(controlled.standardError < 0.8 * plain.standardError)
      #expect(
        abs(controlled.mean - plain.mean) < 4.5 * plain.standardError, "\(mode)")
    }
  }

  @Test("a control that tells nearly all leaves nearly nothing, whatever the mean")
  func tellingControl() {
    var sums = CascadeSums()
    for world in 0..<400 {
      let key = RandomKey(9).keyed(by: UInt64(world))
      let people = 192 + Int(key.bits % 50)
      let control = 0.5 * (Double(people) - 216.5) + (key.keyed(by: 1).uniform - 0.5) / 100
      sums.add(
        CascadeOutcome(reached: people, edges: 0, looks: 0, control: control), number: world,
        worlds: 1)
    }
    // Twice the control's noise, uniform on a hundredth, is what remains.
    let expected = 2 * 0.01 / 12.0.squareRoot() / 400.0.squareRoot()
    let estimate = sums.estimate(hasControl: true)
    #expect(abs(estimate.standardError / expected - 1) < 0.15)
    #expect(abs(estimate.mean - 216.5) < 5 * expected)
  }

  @Test("a control that tells nothing does no harm")
  func uselessControl() {
    var sums = CascadeSums()
    for world in 0..<4000 {
      let key = RandomKey(9).keyed(by: UInt64(world))
      // Rare and large, as where few cascades grow and the others die at once.
      let control = key.keyed(by: 1).uniform < 0.01 ? 5000.0 : -50
      let outcome = CascadeOutcome(
        reached: Int(key.keyed(by: 2).bits % 100), edges: 0, looks: 0, control: control)
      sums.add(outcome, number: world, worlds: 1)
    }
    let (plain, controlled) = (
      sums.estimate(hasControl: false), sums.estimate(hasControl: true)
    )
    #expect(controlled.standardError < 1.02 * plain.standardError)
    #expect(abs(controlled.mean - plain.mean) < plain.standardError)
  }

  @Test("strata have the number of worlds asked for, and each world its share")
  func strata() {
    let strata = CascadeStrata(RandomKey(1))
    let share = 0.137
    let threshold = UInt64(share * Double(CascadeNetwork.one))
    var worlds = [Int](repeating: 0, count: 256)
    let draws = 4000
    for draw in 0..<draws {
      let bits = RandomKey(2).keyed(by: UInt64(draw)).bits
      let live = strata.live(threshold, bits) ?? .zero
      let count = (0..<4).reduce(0) { $0 + live[$1].nonzeroBitCount }
      #expect(count == 35 || count == 36)
      for world in 0..<256 where live[world / 64] >> UInt64(world % 64) & 1 == 1 {
        worlds[world] += 1
      }
    }
    let deviation = (Double(draws) * share * (1 - share)).squareRoot()
    for count in worlds { #expect(abs(Double(count) - share * Double(draws)) < 5 * deviation) }
    #expect(strata.live(0, .max) == nil)
    #expect(strata.live(CascadeNetwork.one, 0) == SIMD4(repeating: .max))
  }

  @Test(
    "certain, impossible, repeated and absent edges count alike in each way",
    arguments: CascadeMode.allCases)
  func corners(mode: CascadeMode) async throws {
    var builder = FollowerGraph.Builder()
    let edges: [(UInt64, UInt64)] = [(1, 1), (1, 2), (1, 2), (3, 2), (2, 2)]
    for (from, to) in edges { builder.add(from: from, to: to) }
    builder.add(node: 9)
    let graph = builder.build()
    // From 1 and the isolated 9; 3 follows nobody, so that only a seed can be it.
    for (probability, mean) in [(1.0, 3.0), (0, 2)] {
      let estimate = try await ReachEngine.spread(
        graph, seeds: [1, 9, 1], model: .uniform(probability), worlds: 512, seed: 1, mode: mode)
      #expect(estimate.mean == mean && estimate.standardError == 0, "\(probability)")
    }
    await #expect(throws: Failure.self) {
      try await ReachEngine.spread(
        graph, seeds: [1, 4], model: .uniform(0.5), worlds: 512, seed: 1, mode: mode)
    }
  }

  @Test("skips are refused where edges differ")
  func refusal() async throws {
    let graph = Samples.graph(RandomKey(1))
    await #expect(throws: Failure.self) {
      try await ReachEngine.spread(
        graph, seeds: [graph.ids[0]], model: .weighted, worlds: 10, seed: 1, mode: .geometric)
    }
  }
}
