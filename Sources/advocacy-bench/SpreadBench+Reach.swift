import AdvocacyModel
import AdvocacyReach
import ArgumentParser

extension SpreadBench {
  /// Estimates the same through the engine for reports: the seeds are employees who share a post,
  /// and all that is unknown otherwise has one value.
  func runAsReach(_ graph: FollowerGraph, _ loadSeconds: Double) async throws {
    let problem = try problem(graph)
    let options = ReachOptions(seed: seed, draws: max(16, worlds / 256), threads: threads)
    let start = processorSeconds
    let ((blocks, estimate), seconds) = try await timed {
      let blocks = try await ReachEngine.sums(problem, options)
      return (blocks, try ReachEngine.summarize(problem, options, blocks))
    }
    let spent = processorSeconds - start
    let draws = blocks.compactMap { $0.cells[0]?.with }
    let mean = estimate.groups[0].withEmployees.mean
    let squares = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let count = Double(draws.count)
    try Result(
      mean: mean + Double(Set(seeds.ids).count),
      standardError: (squares / (count - 1) / count).squareRoot(), worlds: draws.count,
      seconds: seconds, processorSeconds: spent, edges: 0, looks: 0, loadSeconds: loadSeconds
    ).print(as: format)
  }

  private func problem(_ graph: FollowerGraph) throws -> ReachProblem {
    guard let network = NetworkID("x") else { throw ValidationError("no such network") }
    var parameters = ParameterSet()
    for name in ParameterName.allCases {
      parameters.override(name, with: Parameter(parameters[name].typical))
      parameters.override(
        name, on: network, with: Parameter(parameters[name, network].typical))
    }
    var values: [(ParameterName, Double)] = [
      (.shareRate, 1), (.deepShareFactor, 1), (.appealSpread, 0), (.visibilityRatio, 1),
      (.visibilityExponent, 0), (.lookShape, 1_000_000), (.cascadeDepth, 20), (.repostFactor, 1),
    ]
    var graph = graph
    switch model {
    case .uniform(let probability): values.append((.pageVisibility, probability))
    case .weighted: graph = weighted(graph)
    case .edge: break
    }
    for (name, value) in values {
      parameters.override(name, with: Parameter(value))
      parameters.override(name, on: network, with: Parameter(value))
    }
    let ids = Set(seeds.ids).sorted()
    let accounts = try ids.map { id in
      guard let node = graph.index(of: id) else {
        throw ValidationError("the graph has no node \(id)")
      }
      return ReachProblem.Account(followers: graph.followerCount(node), node: node)
    }
    return ReachProblem(
      networks: [
        ReachProblem.Network(
          id: network, page: nil, audience: .graph(graph), accounts: accounts)
      ],
      teams: ids.map { _ in 0 }, parameters: parameters,
      items: [ReachProblem.Item(post: 0, network: 0)],
      shares: ids.indices.map { ReachProblem.Share(item: 0, employee: $0, strength: .full) },
      groups: [[0]])
  }

  /// The graph with one over in-degree as the probability of each edge.
  private func weighted(_ graph: FollowerGraph) -> FollowerGraph {
    var builder = FollowerGraph.Builder()
    for node in 0..<UInt32(graph.nodeCount) {
      builder.add(node: graph.ids[Int(node)])
      for target in graph.followers(of: node) {
        builder.add(
          from: graph.ids[Int(node)], to: graph.ids[Int(target)],
          weight: 1 / Double(graph.inDegrees[Int(target)]))
      }
    }
    return builder.build()
  }
}
