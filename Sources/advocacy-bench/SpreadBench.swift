import AdvocacyFiles
import AdvocacyModel
import AdvocacyReach
import ArgumentParser

/// The expected spread of an independent cascade.
struct SpreadBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "spread",
    abstract: "Estimates the expected spread of an independent cascade on a graph.")

  @Option(help: "The graph: lines `u v`, u influencing v; plain or gzip.")
  var graph: String

  @Option(help: "wc (one over in-degree), uniform:P, or file (the third column).")
  var model: CascadeModel = .weighted

  @Option(help: "The seeds, comma-separated.")
  var seeds: NodeList

  @Option(help: "The number of worlds.")
  var worlds: Int = 10_000

  @Option(help: "The number of threads; never changes a figure.")
  var threads: Int = 1

  @Option(help: "The seed of every draw.")
  var seed: UInt64 = 1

  @Option(help: "geometric, scalar or masks; as a pilot finds best otherwise.")
  var mode: CascadeMode?

  @Flag(help: "Ask for the reach of a post that the seeds share, as reach-report does.")
  var asReach = false

  @Option(help: "Keep the graph here in binary, for the next time.")
  var cache: String?

  @Option(help: "table or json.")
  var format: MeasurementFormat = .table

  /// What is printed.
  struct Result: Measured {
    var mean: Double
    var standardError: Double
    var worlds: Int
    var seconds: Double
    var processorSeconds: Double
    var edges: Int
    var looks: Int
    var loadSeconds: Double
  }

  func validate() throws {
    guard worlds > 0 else { throw ValidationError("--worlds takes 1 or more.") }
    guard (1...1024).contains(threads) else {
      throw ValidationError("--threads takes 1 to 1024.")
    }
  }

  func run() async throws {
    let (loaded, loadSeconds) = try await timed {
      try GraphFile.read(
        graph, edges: .followedToFollower, weightColumn: model == .edge ? 3 : nil,
        threads: threads, cache: cache)
    }
    if asReach { return try await runAsReach(loaded, loadSeconds) }
    let start = processorSeconds
    let (estimate, seconds) = try await timed {
      try await ReachEngine.spread(
        loaded, seeds: seeds.ids, model: model, worlds: worlds, seed: seed, threads: threads,
        mode: mode)
    }
    try Result(
      mean: estimate.mean, standardError: estimate.standardError, worlds: estimate.worlds,
      seconds: seconds, processorSeconds: processorSeconds - start, edges: estimate.edges,
      looks: estimate.looks, loadSeconds: loadSeconds
    ).print(as: format)
  }
}

/// Node ids, comma-separated.
struct NodeList: ExpressibleByArgument {
  var ids: [UInt64]

  init?(argument: String) {
    let fields = argument.split(separator: ",", omittingEmptySubsequences: false)
    ids = fields.compactMap { UInt64($0) }
    guard ids.count == fields.count else { return nil }
  }
}

extension CascadeMode: ExpressibleByArgument {}

extension CascadeModel: ExpressibleByArgument {
  /// `wc`, `file`, or `uniform:P` with P from 0 to 1.
  init?(argument: String) {
    switch argument {
    case "wc": self = .weighted
    case "file": self = .edge
    default:
      guard argument.hasPrefix("uniform:"), let p = Double(argument.dropFirst(8)),
        (0...1).contains(p)
      else { return nil }
      self = .uniform(p)
    }
  }

  /// The argument as it would be typed.
  var defaultValueDescription: String {
    switch self {
    case .weighted: "wc"
    case .edge: "file"
    case .uniform(let probability): "uniform:\(probability)"
    }
  }
}

/// How long a graph takes to load, and how much memory.
struct GraphBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "graph",
    abstract: "Loads a graph: once from its text, and again from the binary beside it, if any.")

  @Option(help: "The graph: lines `u v`, u influencing v; plain or gzip.")
  var graph: String

  @Option(help: "The number of threads; never changes the graph.")
  var threads: Int = 1

  @Option(help: "Keep the graph here in binary, for the next time.")
  var cache: String?

  @Option(help: "table or json.")
  var format: MeasurementFormat = .table

  /// What is printed.
  struct Result: Measured {
    var nodes: Int
    var edges: Int
    var seconds: Double
    var peakBytes: Int
  }

  func run() async throws {
    let (loaded, seconds) = try await timed {
      try GraphFile.read(graph, edges: .followedToFollower, threads: threads, cache: cache)
    }
    try Result(
      nodes: loaded.nodeCount, edges: loaded.edgeCount, seconds: seconds, peakBytes: peakBytes
    ).print(as: format)
  }
}

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
