import AdvocacyModel
import AdvocacyReach
import AdvocacyReport
import AdvocacyTestSupport
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

/// Holds the closed form against people drawn one by one, on one problem.
struct OracleCheck: Sendable {
  var problem: OracleProblem
  var worlds: Int
  var seed: UInt64
  var threads: Int
  var mutation: OracleMutation?

  /// Appeals for each post and class of looks, and choices of which come together: so many that what
  /// they leave is little beside the worlds' error.
  private var appeals: Int { worlds < 5000 ? 64 : 256 }
  private var choices: Int { worlds < 5000 ? 2 : 8 }
  /// The worlds are cut into as many parts, whatever the threads.
  private static let parts = 16

  /// The rows of every way that the problem is drawn.
  func rows() async throws -> [OracleRow] {
    let near = try problem.problem(hops: false)
    let facts = CountsFacts(near)
    let scene = OracleScene(facts: facts, problem: near)
    let reported = sums(near, .asReported)
    let nearRows = rows(
      problem.isLarge && !problem.isUniform ? .parties : .distributions,
      OracleQuantity.ofGroups(near, isDetailed: false), reported,
      try await counts(scene.distributions()))
    guard !problem.isLarge else { return nearRows }
    let exact = sums(near, .exactly(appeals: appeals))
    var rows = rows(
      .classes,
      OracleQuantity.ofGroups(near, isDetailed: true)
        + OracleQuantity.ofContributors(near, facts), exact, try await counts(scene.classes()))
    if problem.hasHorizon {
      rows += self.rows(
        .classes, OracleQuantity.ofHorizon(near), exact,
        try await counts(scene.classes(horizon: OracleProblem.horizon)))
    }
    rows += nearRows
    guard problem.depth > 1 else { return rows }
    let far = try problem.problem(hops: true)
    let walked = try await counts(OracleScene(facts: CountsFacts(far), problem: far).hops())
    let whole = sums(far, .asReported)
    let beyond = zip(whole, reported).map { whole, near in
      var sums = whole
      for group in sums.cells.indices {
        sums.cells[group]?.with -= near.cells[group]?.with ?? 0
      }
      return sums
    }
    return rows + self.rows(.hops, OracleQuantity.ofGroups(far, isDetailed: false), whole, walked)
      + self.rows(.hops, OracleQuantity.ofStrangers(far), beyond, walked)
  }

  /// What the closed form says, by choice of the points over appeals.
  private func sums(_ problem: ReachProblem, _ way: CountsFacts.Way) -> [BlockSums] {
    let asked = mutation?.applied(to: problem) ?? problem
    return (0..<choices).map { CountsFacts.sums(of: asked, way, choice: $0) }
  }

  /// What people drawn come to, by group.
  private func counts(_ scene: PlainScene) async throws -> [PlainCounts] {
    let size = (worlds + Self.parts - 1) / Self.parts
    let ranges = stride(from: 0, to: worlds, by: size).map { $0..<min($0 + size, worlds) }
    let parts = try await mapped(ranges, threads: threads) { [seed] in
      scene.simulate(worlds: $0, seed: seed)
    }
    return parts.dropFirst().reduce(into: parts.first ?? []) { sum, part in
      for group in sum.indices { sum[group].merge(part[group]) }
    }
  }

  /// Compares; quantities of one name are one row.
  private func rows(
    _ way: OracleWay, _ quantities: [OracleQuantity], _ sums: [BlockSums],
    _ counts: [PlainCounts]
  ) -> [OracleRow] {
    var names: [String] = []
    var pairs: [String: [OracleRow.Pair]] = [:]
    for quantity in quantities {
      if pairs[quantity.name] == nil { names.append(quantity.name) }
      let mean = sums.reduce(0) { $0 + quantity.own($1) } / Double(sums.count)
      pairs[quantity.name, default: []].append(.init(own: mean, plain: quantity.plain(counts)))
    }
    return names.compactMap {
      OracleRow(problem.name, way, $0, pairs[$0] ?? [], worlds: worlds)
    }
  }
}

/// What is done wrong on purpose, to see rows fail.
enum OracleMutation: String, Codable, Sendable, CaseIterable, ExpressibleByArgument {
  /// People are equally active.
  case activity
  /// People look equally often.
  case looks
  /// The overlap with the page is lost.
  case page
  /// Who follows an account on one network is no likelier to do so on another.
  case networks
  /// Everybody shares at once.
  case delays
  /// What an employee brings is told of the next one.
  case contributors
  /// Nobody passes posts on.
  case hops

  /// The problem done wrong.
  func applied(to problem: ReachProblem) -> ReachProblem {
    var wrong = problem
    switch self {
    case .activity: wrong.parameters.override(.activityShape, with: .init(1_000_000))
    case .looks: wrong.parameters.override(.lookShape, with: .init(1_000_000))
    case .page:
      wrong.parameters.override(.pageOverlap, with: .init(0))
      for network in problem.networks {
        wrong.parameters.override(.pageOverlap, on: network.id, with: .init(0))
      }
    case .networks: wrong.parameters.override(.secondNetworkOverlap, with: .init(0))
    case .delays: for place in wrong.shares.indices { wrong.shares[place].delay = 0 }
    case .contributors:
      if let contributors = problem.contributors {
        wrong.contributors?.ofEmployee = contributors.ofEmployee.map { part in
          part.map { ($0 + 1) % contributors.count }
        }
      }
    case .hops: wrong.parameters.override(.cascadeDepth, with: .init(1))
    }
    return wrong
  }
}
