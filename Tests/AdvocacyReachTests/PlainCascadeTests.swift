import AdvocacyModel
import Testing

@testable import AdvocacyReach

/// Posts whose way through a graph is an independent cascade.
@Suite("Reports and spreads by one engine")
struct PlainCascadeTests {
  /// A post on a graph that the accounts with the first ids share, everything exact.
  private func problem(
    _ graph: FollowerGraph, employees: Int, page: Bool, _ values: [(ParameterName, Double)]
  ) throws -> ReachProblem {
    let network = try Samples.network("x")
    var parameters = ParameterSet()
    for name in ParameterName.allCases {
      for place in [nil, network] {
        let typical = place.map { parameters[name, $0].typical } ?? parameters[name].typical
        parameters.override(name, on: place, with: Parameter(typical))
      }
    }
    let plain: [(ParameterName, Double)] = [
      (.shareRate, 1), (.deepShareFactor, 1), (.appealSpread, 0), (.visibilityRatio, 1),
      (.visibilityExponent, 0), (.lookShape, 1_000_000), (.cascadeDepth, 20), (.repostFactor, 1),
    ]
    for (name, value) in plain + values {
      parameters.override(name, with: Parameter(value))
      parameters.override(name, on: network, with: Parameter(value))
    }
    func account(_ node: Int) -> ReachProblem.Account {
      .init(followers: graph.followerCount(UInt32(node)), node: UInt32(node))
    }
    return ReachProblem(
      networks: [
        ReachProblem.Network(
          id: network, page: page ? account(employees) : nil, audience: .graph(graph),
          accounts: (0..<employees).map(account))
      ],
      teams: (0..<employees).map { _ in 0 }, parameters: parameters,
      items: [ReachProblem.Item(post: 0, network: 0)],
      shares: (0..<employees).map {
        ReachProblem.Share(item: 0, employee: $0, strength: $0 == 1 ? .like : .full)
      },
      groups: [[0]])
  }

  /// The people reached, without and with the employees, and the standard errors.
  private func means(
    _ problem: ReachProblem, draws: Int = 200, threads: Int = 1
  ) async throws -> [(mean: Double, error: Double)] {
    let blocks = try await ReachEngine.sums(
      problem, ReachOptions(seed: 3, draws: draws, threads: threads))
    return [\BlockSums.Cell.page, \.with].map { figure in
      let values = blocks.compactMap { $0.cells[0]?[keyPath: figure] }
      let mean = values.reduce(0, +) / Double(values.count)
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return (mean, (squares / Double(values.count - 1) / Double(values.count)).squareRoot())
    }
  }

  @Test(
    "a report's engine finds the spread of an independent cascade", arguments: [0.02, 0.1, 0.4])
  func uniform(probability: Double) async throws {
    let graph = Samples.graph(RandomKey(11))
    let problem = try problem(
      graph, employees: 3, page: false,
      [(.pageVisibility, probability), (.likeExposure, 1)])
    let spread = try await ReachEngine.spread(
      graph, seeds: Array(graph.ids.prefix(3)), model: .uniform(probability), worlds: 51_200,
      seed: 1)
    let own = try await means(problem)[1]
    let error = (own.error * own.error + spread.standardError * spread.standardError).squareRoot()
    #expect(abs(own.mean + 3 - spread.mean) <= 4.5 * error, "\(own) and \(spread)")
    // As many worlds, so about the same error.
    #expect(own.error < 2 * spread.standardError)
  }

  @Test("so it does of edges with imported probabilities")
  func imported() async throws {
    let graph = Samples.graph(RandomKey(12), weighted: true)
    let problem = try problem(graph, employees: 3, page: false, [(.likeExposure, 1)])
    let spread = try await ReachEngine.spread(
      graph, seeds: Array(graph.ids.prefix(3)), model: .edge, worlds: 51_200, seed: 1)
    let own = try await means(problem)[1]
    let error = (own.error * own.error + spread.standardError * spread.standardError).squareRoot()
    #expect(abs(own.mean + 3 - spread.mean) <= 4.5 * error, "\(own) and \(spread)")
    #expect(own.error < 2 * spread.standardError)
  }

  @Test("page and employees come to what the general walk finds", arguments: [false, true])
  func general(weighted: Bool) async throws {
    let graph = Samples.graph(RandomKey(13), weighted: weighted)
    var values: [(ParameterName, Double)] = [
      (.pageVisibility, 0.3), (.visibilityRatio, 0.6), (.repostFactor, 0.7),
      (.likeExposure, 0.2),
    ]
    let plain = try problem(graph, employees: 3, page: true, values)
    // Hardly different, and enough to be no independent cascade.
    values.append((.appealSpread, 1e-6))
    let other = try problem(graph, employees: 3, page: true, values)
    for (own, wanted) in zip(try await means(plain), try await means(other)) {
      let error = (own.error * own.error + wanted.error * wanted.error).squareRoot()
      #expect(abs(own.mean - wanted.mean) <= 4.5 * error + 0.001, "\(own) and \(wanted)")
    }
  }

  @Test("a plan is made only for the problems that it fits")
  func recognition() throws {
    let graph = Samples.graph(RandomKey(14))
    func isPlain(_ values: [(ParameterName, Double)]) throws -> Bool {
      let problem = try problem(graph, employees: 2, page: true, values)
      let draw = CountsDraw(
        ParameterSource(
          networks: problem.networks.map(\.id), parameters: problem.parameters, place: .typical))
      let plan = try #require(GraphPlan(problem))
      return PlainCascade(plan, draw, key: RandomKey(1)) != nil
    }
    #expect(try isPlain([]))
    let others: [(ParameterName, Double)] = [
      (.shareRate, 0.9), (.deepShareFactor, 0.9), (.appealSpread, 0.1), (.lookShape, 1),
      (.cascadeDepth, 19),
    ]
    for other in others { #expect(try !isPlain([other]), "\(other)") }
  }

  @Test("threads and parts make no difference")
  func parts() async throws {
    let graph = Samples.graph(RandomKey(15))
    let problem = try problem(graph, employees: 3, page: true, [(.pageVisibility, 0.1)])
    func options(_ threads: Int) -> ReachOptions {
      ReachOptions(seed: 3, draws: 40, threads: threads)
    }
    let whole = try await ReachEngine.sums(problem, options(1))
    #expect(try await ReachEngine.sums(problem, options(3)) == whole)
    let second = try await ReachEngine.simulate(problem, options(2), blocks: 20..<40)
    #expect(second == Array(whole[20...]))
  }
}
