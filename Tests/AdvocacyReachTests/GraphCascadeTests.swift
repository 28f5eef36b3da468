import AdvocacyModel
import AdvocacyTestSupport
import Foundation
import Testing

@testable import AdvocacyReach

/// The hops beyond the first on imported graphs.
@Suite("Passing on along imported graphs")
struct GraphCascadeTests {
  /// Parameters under which much is passed on, everything exact.
  static func parameters(_ problem: ReachProblem, spread: Double) -> ParameterSet {
    var set = problem.parameters
    for name in ParameterName.allCases { set.override(name, with: Parameter(set[name].typical)) }
    for (name, value) in [
      (ParameterName.shareRate, 0.4), (.deepShareFactor, 0.6), (.pageVisibility, 0.25),
      (.visibilityRatio, 1.3), (.appealSpread, spread), (.visibilityExponent, 0),
      (.lookShape, 0.5), (.cascadeDepth, 4), (.appealCorrelation, 0.4),
    ] {
      set.override(name, with: Parameter(value))
    }
    return set
  }

  /// A problem on two graphs, all exact.
  private func problem(_ seed: UInt64, spread: Double, weighted: Bool) throws -> ReachProblem {
    var problem = try Samples.wild(seed)
    let key = RandomKey(seed).keyed(by: "graphs")
    for network in [1, 2] {
      problem.networks[network].audience = .graph(
        Samples.graph(key.keyed(by: UInt64(network)), weighted: weighted))
    }
    problem.networks[0].accounts = problem.teams.map { _ in nil }
    problem.networks[0].page = nil
    problem.parameters = Self.parameters(problem, spread: spread)
    return problem
  }

  /// The same as plain lists.
  private func plain(_ problem: ReachProblem) throws -> PlainGraph {
    let draw = CountsDraw(
      ParameterSource(
        networks: problem.networks.map(\.id), parameters: problem.parameters, place: .typical))
    let people = GraphPeople(problem)
    var scene = PlainGraph()
    scene.people = people.count
    scene.looks = zip(draw.looks.weights, draw.looks.values).map { (weight: $0, value: $1) }
    scene.items = problem.items.map { ($0.post, $0.network) }
    scene.groups = problem.groups
    scene.appealSpread = draw.networks.map(\.appealSpread)
    scene.appealCorrelation = draw.appealCorrelation
    scene.passing = draw.networks.map(\.shareRate)
    scene.furtherFactor = draw.networks.map(\.deepShareFactor)
    scene.depth = draw.depth
    let seen = draw.networks.map {
      SeenRates(looks: draw.looks, spread: $0.appealSpread)
    }
    func edges(
      _ network: Int, _ node: UInt32, _ chance: Double, factor: Double
    ) -> [PlainGraph.Edge] {
      guard let graph = people.graphs[network] else { return [] }
      return graph.source.row(node).compactMap { place in
        let person = Int(graph.followers[place])
        guard !people.isStaff[person] else { return nil }
        let own = graph.source.probabilities.map { $0[place] * factor } ?? chance
        return (person, seen[network].rate(for: own))
      }
    }
    for network in problem.networks.indices {
      let passed = draw.networks[network].visibility(
        of: 1000, factor: draw.factor(of: .repost, on: network))
      scene.followers.append(
        (0..<people.count).map { person in
          guard let node = people.graphs[network]?.nodes[person], node != .max else { return [] }
          return edges(network, node, passed, factor: 1)
        })
    }
    for (number, item) in problem.items.enumerated() {
      let network = problem.networks[item.network]
      let own = draw.networks[item.network]
      scene.ofPage.append(
        network.page?.node.map {
          edges(item.network, $0, own.visibility(ofPage: 1000), factor: 1)
        } ?? [])
      scene.ofEmployees.append(
        problem.shares.filter { $0.item == number }.flatMap { share in
          let factor = draw.factor(of: share.strength, on: item.network)
          return network.accounts[share.employee]?.node.map {
            edges(
              item.network, $0, own.visibility(of: 1000, factor: factor),
              factor: share.strength == .like ? 0.1 : 1)
          } ?? []
        })
    }
    return scene
  }

  private struct Scene: CustomTestStringConvertible {
    var seed: UInt64
    var spread: Double
    var weighted = false
    var testDescription: String { "\(seed), spread \(spread), weighted \(weighted)" }
  }

  private static let scenes = [
    Scene(seed: 1, spread: 0), Scene(seed: 2, spread: 0), Scene(seed: 3, spread: 0.8),
    Scene(seed: 4, spread: 0.8), Scene(seed: 5, spread: 0, weighted: true),
    Scene(seed: 6, spread: 0.5, weighted: true),
  ]

  @Test("people beyond depth 1 are those of a plain simulation", arguments: scenes)
  private func plainSimulation(scene: Scene) throws {
    let problem = try problem(scene.seed, spread: scene.spread, weighted: scene.weighted)
    let expected = try plain(problem).simulate(worlds: 5000, seed: 3)
    let plan = try #require(GraphPlan(problem))
    let draw = CountsDraw(
      ParameterSource(
        networks: problem.networks.map(\.id), parameters: problem.parameters, place: .typical))
    var cascade = GraphCascade(plan, key: RandomKey(5))
    let draws = 300
    var sums = problem.groups.map { _ in
      (page: PlainCounts.Estimate(), with: PlainCounts.Estimate())
    }
    for number in 0..<draws {
      cascade.run(draw, number: number)
      for (group, items) in problem.groups.enumerated() {
        let far = cascade.reach(items).means
        sums[group].page.now = far.page
        sums[group].with.now = far.with
        sums[group].page.endWorld()
        sums[group].with.endWorld()
      }
    }
    for (group, (own, other)) in zip(sums, expected).enumerated() {
      for (name, found, wanted) in [
        ("page", own.page, other.farPage), ("with", own.with, other.farWith),
      ] {
        let error = (found.standardError, wanted.standardError)
        let both = (error.0 * error.0 + error.1 * error.1).squareRoot()
        #expect(
          abs(found.mean - wanted.mean) <= 4.5 * both + 0.003 * wanted.mean,
          "\(scene.testDescription) \(group) \(name): \(found.mean) and not \(wanted.mean) ± \(both)"
        )
      }
    }
  }
}
