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
