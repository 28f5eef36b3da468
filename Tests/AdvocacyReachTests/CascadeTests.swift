import AdvocacyModel
import AdvocacyTestSupport
import Foundation
import Testing

@testable import AdvocacyReach

@Suite("Cascades")
struct CascadeTests {
  private func spread(
    _ edges: [(UInt64, UInt64, Double?)], seeds: [UInt64], _ model: CascadeModel,
    worlds: Int = 2000
  ) async throws -> CascadeEstimate {
    var builder = FollowerGraph.Builder()
    for (from, to, weight) in edges { builder.add(from: from, to: to, weight: weight) }
    return try await ReachEngine.spread(
      builder.build(), seeds: seeds, model: model, worlds: worlds, seed: 1)
  }

  @Test("a node that follows nobody is reached only as a seed")
  func noFollowees() async throws {
    let estimate = try await spread([(1, 2, nil)], seeds: [2], .weighted)
    #expect(estimate.mean == 1)
    #expect(try await spread([(1, 2, nil)], seeds: [1], .weighted).mean == 2)
  }

  @Test("self-loops and parallel edges change nothing")
  func repeats() async throws {
    let plain = try await spread([(1, 2, nil), (3, 2, nil)], seeds: [1], .weighted)
    let messy = try await spread(
      [(1, 1, nil), (1, 2, nil), (3, 2, nil), (1, 2, nil), (2, 2, nil)], seeds: [1, 1], .weighted)
    #expect(plain == messy)
    #expect(abs(plain.mean - 1.5) < 0.05)
  }

  @Test("edges carry their own probabilities")
  func edgeProbabilities() async throws {
    let estimate = try await spread(
      [(1, 2, 0.25), (1, 3, 1), (3, 4, 0)], seeds: [1], .edge, worlds: 8000)
    #expect(abs(estimate.mean - 2.25) < 0.03)
    await #expect(throws: Failure.self) { try await spread([(1, 2, nil)], seeds: [1], .edge) }
  }

  @Test("an isolated seed counts itself, an unknown one is refused")
  func seeds() async throws {
    var builder = FollowerGraph.Builder()
    builder.add(from: 1, to: 2)
    builder.add(node: 9)
    let graph = builder.build()
    let alone = try await ReachEngine.spread(
      graph, seeds: [9], model: .uniform(1), worlds: 10, seed: 1)
    #expect(alone.mean == 1)
    await #expect(throws: Failure.self) {
      try await ReachEngine.spread(graph, seeds: [5], model: .uniform(1), worlds: 10, seed: 1)
    }
    await #expect(throws: Failure.self) {
      try await ReachEngine.spread(graph, seeds: [1], model: .uniform(2), worlds: 10, seed: 1)
    }
  }

  @Test("any number of threads gives the same spread")
  func threads() async throws {
    let graph = Samples.graph(RandomKey(3))
    let seeds = Array(graph.ids.prefix(3))
    let results = try await [1, 2, 7].asyncMap {
      try await ReachEngine.spread(
        graph, seeds: seeds, model: .uniform(0.1), worlds: 1000, seed: 4, threads: $0)
    }
    #expect(results[0] == results[1])
    #expect(results[0] == results[2])
  }

  @Test(
    "spreads agree with the published simulators",
    .enabled(
      if: SharedData.has("graphs/oracle-spread.json"), "needs shared/data beside the checkout"))
  func oracle() async throws {
    let url = try #require(SharedData.url("graphs/oracle-spread.json"))
    let oracle = try JSONDecoder().decode(Oracle.self, from: Data(contentsOf: url))
    for name in Self.oracleGraphs {
      let graph = try #require(try Oracle.graph(name))
      for record in oracle.records where record.graph == name {
        let estimate = try await ReachEngine.spread(
          graph, seeds: record.seeds, model: record.p.map { .uniform($0) } ?? .weighted,
          worlds: Self.oracleWorlds, seed: 2)
        let variance =
          estimate.standardError * estimate.standardError + record.stderr * record.stderr
        #expect(
          abs(estimate.mean - record.mean) < 4 * variance.squareRoot(),
          "\(name) \(record.model) \(record.seedset)")
      }
    }
  }

  #if DEBUG
    private static let oracleGraphs = ["wiki-Vote"]
    private static let oracleWorlds = 30
  #else
    private static let oracleGraphs = ["facebook_combined", "wiki-Vote"]
    private static let oracleWorlds = 20_000
  #endif
}

extension Sequence {
  /// The results of an asynchronous function, one after the other.
  fileprivate func asyncMap<Result>(
    _ transform: (Element) async throws -> Result
  ) async rethrows -> [Result] {
    var results: [Result] = []
    for element in self { results.append(try await transform(element)) }
    return results
  }
}
