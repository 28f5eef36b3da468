import AdvocacyCore
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
      var walk = CascadeWalk(network, plan.gain)
      var plain = CascadeSums()
      var controlled = CascadeSums()
      var controls = CascadeSums()
      for world in 0..<4000 {
        let outcome = walk.run(mode, key: RandomKey(7).keyed(by: UInt64(world)))
        plain.add(outcome, worlds: 1, factor: 0)
        controlled.add(outcome, worlds: 1, factor: plan.gain.factor)
        controls.add(
          CascadeOutcome(reached: 0, edges: 0, looks: 0, control: outcome.control), worlds: 1,
          factor: 1)
      }
      #expect(abs(controls.estimate.mean) < 4.5 * controls.estimate.standardError)
      #expect(controlled.estimate.standardError < 0.8 * plain.estimate.standardError)
    }
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

  @Test("skips are refused where edges differ")
  func refusal() async throws {
    let graph = Samples.graph(RandomKey(1))
    await #expect(throws: Failure.self) {
      try await ReachEngine.spread(
        graph, seeds: [graph.ids[0]], model: .weighted, worlds: 10, seed: 1, mode: .geometric)
    }
  }
}
