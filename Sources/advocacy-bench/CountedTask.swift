import AdvocacyCore
import AdvocacyFiles
import AdvocacyReach
import ArgumentParser
import Foundation

/// A fixed task whose work is counted.
struct CountedTask: Sendable {
  var name: String
  var run: @Sendable () async throws -> [Count]

  /// All tasks; a few seconds together.
  static let all = [
    spread("spread, weighted", .weighted, worlds: 4096),
    spread("spread, p = 0.01", .uniform(0.01), worlds: 8192),
    spread("spread, p = 0.1", .uniform(0.1), worlds: 16_384),
    CountedTask(name: "audience") {
      let measured = try await AudienceBench.parse(
        ["--employees", "2000", "--followers", "300", "--worlds", "64"]
      ).measure()
      return [
        Count(name: "sightings", value: measured.sightings),
        Count(name: "people reached", value: measured.reached),
      ]
    },
    CountedTask(name: "fan-out") {
      let measured = try await FanOutBench.parse(["--employees", "1000", "--posts", "40"])
        .measure()
      return [
        Count(name: "amplifications", value: measured.amplifications),
        Count(name: "bytes of ledger", value: measured.ledgerBytes),
      ]
    },
    CountedTask(name: "graph") {
      let directory = try ScratchDirectory()
      let text = directory.path + "/graph.txt"
      let kept = directory.path + "/graph.kept"
      try AtomicFile.create(text, with: Array(edgeList.utf8))
      let graph = try GraphFile.read(text, edges: .followedToFollower, cache: kept)
      return [
        Count(name: "edges", value: graph.edgeCount),
        Count(name: "bytes kept", value: try FileReading.contents(of: kept).count),
      ]
    },
  ]

  private static func spread(_ name: String, _ model: CascadeModel, worlds: Int) -> CountedTask {
    CountedTask(name: name) {
      let estimate = try await ReachEngine.spread(
        graph, seeds: Array(graph.ids.prefix(12)), model: model, worlds: worlds, seed: 1)
      let relative = estimate.standardError / estimate.mean
      return [
        Count(name: "edges looked at", value: estimate.looks),
        Count(
          name: "worlds for an error of 0.01 %",
          value: Int((Double(estimate.worlds) * relative * relative * 1e8).rounded()),
          margin: 0.25),
      ]
    }
  }

  /// A graph of 20,000 nodes with a few hubs.
  private static let graph: FollowerGraph = {
    var builder = FollowerGraph.Builder()
    for (from, to) in edges { builder.add(from: from, to: to) }
    return builder.build()
  }()

  private static var edgeList: String {
    edges.map { "\($0) \($1)\n" }.joined()
  }

  private static let edges: [(UInt64, UInt64)] = (0..<200_000 as Range<UInt64>).map { number in
    let key = RandomKey(5).keyed(by: number)
    let (from, to) = (key.keyed(by: 0).uniform, key.keyed(by: 1).uniform)
    return (UInt64(20_000 * from * from * from), UInt64(20_000 * to * to))
  }
}

/// A directory that is removed with the value.
struct ScratchDirectory: ~Copyable {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("advocacy-bench-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
