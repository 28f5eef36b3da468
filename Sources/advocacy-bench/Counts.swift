import AdvocacyFiles
import AdvocacyModel
import AdvocacyReach
import AdvocacyReport
import ArgumentParser
import Foundation

/// Compares counts of work with those on record.
///
/// Counts are the same on every machine, so a worse one is a change of the program; times are
/// printed beside them and never decide anything.
struct Counts: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Counts the work of fixed small tasks, and fails where it grew.",
    discussion: """
      Each count has a margin of its own: 2 % for counts of things done, 25 % for the worlds that \
      an error takes, which is an estimate. Exit codes: 0 none is above its margin, 1 one is, or \
      there is no record.
      """)

  @Option(help: "The counts on record.")
  var baseline: String = "Tests/Benchmarks/baseline.json"

  @Flag(help: "Put the present counts on record instead of comparing.")
  var record = false

  func run() async throws {
    let known = record ? Baseline(counts: []) : try Baseline(readFrom: baseline)
    var counts: [Count] = []
    for task in CountedTask.all {
      let (found, seconds) = try await timed { try await task.run() }
      counts += found.map {
        Count(name: "\(task.name): \($0.name)", value: $0.value, margin: $0.margin)
      }
      print("\(task.name): \(NumberFormat.fixed(seconds, decimals: 2)) s")
    }
    guard !record else {
      try AtomicFile.replace(
        baseline, with: Array(try Baseline(counts: counts).json.utf8), mode: 0o644)
      return print("recorded \(counts.count) counts in \(baseline)")
    }
    guard try compare(counts, with: known) else { throw ExitCode(1) }
  }

  /// Prints each count beside that on record; whether all are within their margins.
  private func compare(_ counts: [Count], with known: Baseline) throws -> Bool {
    let old = Dictionary(known.counts.map { ($0.name, $0) }) { first, _ in first }
    var isGood = true
    for count in counts {
      guard let before = old[count.name] else {
        print("\(count.name): \(count.value), not on record")
        isGood = false
        continue
      }
      let change = Double(count.value) / Double(max(1, before.value)) - 1
      let isWorse = change > before.margin
      isGood = isGood && !isWorse
      let percent = NumberFormat.fixed(100 * change, decimals: 1)
      print(
        "\(isWorse ? "WORSE " : "")\(count.name): \(count.value), \(percent) % on "
          + "\(before.value) (margin \(NumberFormat.percent(before.margin)))")
    }
    for gone in Set(old.keys).subtracting(counts.map(\.name)).sorted() {
      print("\(gone): on record and not counted any more")
      isGood = false
    }
    if !isGood { print("if that is meant: advocacy-bench counts --record") }
    return isGood
  }
}

/// A count of work; less is better.
struct Count: Codable {
  var name: String
  var value: Int
  /// The relative growth that is let pass.
  var margin: Double = 0.02
}

/// The counts on record.
struct Baseline: Codable, JSONReport {
  var counts: [Count]
}

extension Baseline {
  init(readFrom path: String) throws {
    let bytes = try FileReading.contents(of: path)
    self = try JSONDecoder().decode(Self.self, from: Data(bytes))
  }
}

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
