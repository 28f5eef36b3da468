import AdvocacyCore
import AdvocacyFiles
import ArgumentParser

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
