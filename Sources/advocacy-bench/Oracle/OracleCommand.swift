import AdvocacyReport
import ArgumentParser
import Foundation

/// Holds the closed form for audiences known by counts against people drawn one by one.
struct OracleCounts: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "oracle-counts",
    abstract: "Holds the closed form for counts against people drawn one by one.",
    discussion: """
      Fourteen problems. People come from the closed form's own classes (within 4 standard errors), \
      from the distributions themselves (0.5 % besides; 4 % where employees who share differently are \
      taken together), and pass posts on hop by hop (0.5 % besides). Of figures alike the row is the \
      one farthest off. Exit codes: 0 all hold, 1 some don't.
      """)

  @Option(name: .customLong("problem"), help: "A problem, from 1; all without. Repeatable.")
  var numbers: [Int] = []

  @Option(
    help: "The number of worlds; 100,000 without, 400 with --brief; large companies get few.")
  var worlds: Int?

  @Option(help: "The seed of the worlds.")
  var seed: UInt64 = 1

  @Option(help: "The number of threads; never changes a figure.")
  var threads: Int = 2

  @Option(help: "Do this wrong on purpose: \(OracleMutation.allCases.map(\.rawValue)).")
  var mutate: OracleMutation?

  @Flag(help: "Draw fewer worlds.")
  var brief = false

  @Flag(help: "Print JSON.")
  var json = false

  private static let problems = OracleProblem.all + OracleProblem.large
  /// Large companies are drawn in so many times fewer worlds.
  private static let fewer = 40

  func validate() throws {
    guard (2...100_000_000).contains(worlds ?? 2), (1...1024).contains(threads) else {
      throw ValidationError("--worlds takes 2 or more, --threads 1 to 1024.")
    }
    guard numbers.allSatisfy({ (1...Self.problems.count).contains($0) }) else {
      throw ValidationError("--problem takes 1 to \(Self.problems.count).")
    }
  }

  func run() async throws {
    let worlds = worlds ?? (brief ? 400 : 100_000)
    var report = OracleReport(mutation: mutate, worlds: worlds, rows: [])
    for (place, problem) in Self.problems.enumerated()
    where numbers.isEmpty || numbers.contains(place + 1) {
      let check = OracleCheck(
        problem: problem, worlds: problem.isLarge ? max(40, worlds / Self.fewer) : worlds,
        seed: seed,
        threads: threads, mutation: mutate)
      let start = processorSeconds
      report.rows += try await check.rows()
      let taken = NumberFormat.fixed(processorSeconds - start, decimals: 1)
      FileHandle.standardError.write(Data("\(place + 1): \(problem.name): \(taken) s CPU\n".utf8))
    }
    print(json ? try report.json : report.text, terminator: "")
    if !report.isMet { throw ExitCode(1) }
  }
}
