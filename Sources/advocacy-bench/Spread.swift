import AdvocacyCore
import AdvocacyIntake
import AdvocacyReach
import ArgumentParser
import Foundation

/// The expected spread of an independent cascade.
struct Spread: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Estimates the expected spread of an independent cascade on a graph.")

  @Option(help: "The graph: lines `u v`, u influencing v; plain or gzip.")
  var graph: String

  @Option(help: "wc (one over in-degree), uniform:P, or file (the third column).")
  var model: String = "wc"

  @Option(help: "The seeds, comma-separated.")
  var seeds: String

  @Option(help: "The number of worlds.")
  var worlds: Int = 10_000

  @Option(help: "The number of threads; never changes a figure.")
  var threads: Int = 1

  @Option(help: "The seed of every draw.")
  var seed: UInt64 = 1

  @Option(help: "json or table.")
  var format: String = "table"

  func run() async throws {
    let cascade = try cascadeModel()
    let graph = try GraphFile.read(
      graph, named: graph, edges: .followedToFollower,
      weightColumn: model == "file" ? 3 : nil)
    let ids = seeds.split(separator: ",").compactMap { UInt64($0) }
    let started = Date()
    let result = try await ReachEngine.spread(
      graph, seeds: ids, model: cascade, worlds: worlds, seed: seed, threads: threads)
    let seconds = Date().timeIntervalSince(started)
    guard format == "json" else {
      return print(
        "mean \(result.mean) ± \(result.standardError), \(result.worlds) worlds, "
          + "\(result.edges) edges, \(seconds) s")
    }
    print(
      """
      {"edges":\(result.edges),"mean":\(result.mean),"seconds":\(seconds),\
      "standardError":\(result.standardError),"worlds":\(result.worlds)}
      """)
  }

  private func cascadeModel() throws -> CascadeModel {
    if model == "wc" { return .weighted }
    if model == "file" { return .edge }
    guard model.hasPrefix("uniform:"), let p = Double(model.dropFirst(8)), (0...1).contains(p)
    else { throw ValidationError("--model takes wc, file or uniform:P with P in 0...1.") }
    return .uniform(p)
  }
}
