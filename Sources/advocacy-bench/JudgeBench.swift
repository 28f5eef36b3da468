import AdvocacyFiles
import AdvocacyModel
import AdvocacyPolicy
import ArgumentParser
import Foundation

/// Single candidates, each judged at an instant of its own.
struct JudgeBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "judge",
    abstract: "Judges single candidates at random instants under the rules of the fan-out bench.",
    discussion: """
      Instants are spread over each post's life and handled in the order of time; whoever is \
      allowed is recorded, so that caps and once-only find a past. One core.
      """)

  @Option(help: "The number of employees, each with one account.")
  var employees: Int = 100_000

  @Option(help: "The number of posts.")
  var posts: Int = 1000

  @Option(help: "The number of candidates judged.")
  var acts: Int = 5_000_000

  @Option(help: "How often to measure; the fastest counts.")
  var rounds: Int = 3

  @Option(help: "table or json.")
  var format: MeasurementFormat = .table

  /// What is printed.
  struct Result: Measured {
    var candidates: Int
    var allowed: Int
    var deferred: Int
    var denied: Int
    var seconds: Double
    var microsecondsEach: Double
  }

  func run() throws {
    let workload = try JudgeWorkload(employees: employees, posts: posts, acts: acts)
    var best = workload.run()
    for _ in 1..<max(1, rounds) {
      let next = workload.run()
      if next.seconds < best.seconds { best = next }
    }
    try best.print(as: format)
  }
}

/// Candidates of a generated company, in the order of their instants.
private struct JudgeWorkload {
  private let engine: PolicyEngine
  private let configuration: Configuration
  private let posts: [Post]
  private let network: NetworkID
  private let acts: [Act]

  private struct Act {
    var at: Instant
    var post: Int32
    var employee: Int32
  }

  /// Reads the company as the program does, and draws who acts when.
  ///
  /// - Complexity: O(employees + acts log acts).
  init(employees: Int, posts count: Int, acts: Int) throws {
    let directory = try ScratchDirectory()
    let company = Workload(employees: employees, posts: count, participation: "0.1")
    try company.write(to: URL(fileURLWithPath: directory.path))
    func contents(_ name: String) throws -> [UInt8] {
      Array(try Data(contentsOf: URL(fileURLWithPath: "\(directory.path)/\(name)")))
    }
    let roster = try contents("employees.csv")
    configuration = try ConfigurationFile.decode(try contents("config.json")) {
      _ throws(Failure) in roster
    }
    posts = try QueueFile.entries(
      try contents("queue.ndjson"), file: "queue.ndjson", form: .ndjson,
      configuration: configuration
    ).map { try $0.post.get() }
    engine = PolicyEngine(configuration: configuration)
    guard let network = NetworkID("linkedin") else {
      throw Failure(.internal, "the workload has a word that is no id")
    }
    self.network = network
    let posts = self.posts
    let key = RandomKey(9)
    self.acts = (0..<acts).map { number in
      let draws = key.keyed(by: UInt64(number))
      let post = Int(draws.keyed(by: 0).bits % UInt64(posts.count))
      let life = UInt64((posts[post].end - posts[post].at).milliseconds)
      let after = Instant.Span(milliseconds: Int64(draws.keyed(by: 1).bits % life))
      return Act(
        at: posts[post].at + after, post: Int32(post),
        employee: Int32(draws.keyed(by: 2).bits % UInt64(employees)))
    }.sorted { ($0.at, $0.post, $0.employee) < ($1.at, $1.post, $1.employee) }
  }

  /// Judges every candidate; those allowed take part.
  ///
  /// - Complexity: O(acts × rules).
  func run() -> JudgeBench.Result {
    var history = History(configuration: configuration)
    var judges = posts.map { engine.judge($0, on: network, moment: .acting, history: history) }
    var counts: [Verdict.Outcome: Int] = [:]
    let started = Date()
    for act in acts {
      let decision = judges[Int(act.post)].decision(
        for: Int(act.employee), at: act.at, history: history)
      counts[decision.outcome, default: 0] += 1
      guard decision.outcome.isAllowed else { continue }
      history.record(
        employee: Int(act.employee), network: network, post: posts[Int(act.post)], at: act.at,
        passesOn: true)
    }
    let seconds = Date().timeIntervalSince(started)
    return JudgeBench.Result(
      candidates: acts.count,
      allowed: counts[.allow, default: 0] + counts[.rewrite, default: 0],
      deferred: counts[.defer, default: 0], denied: counts[.deny, default: 0],
      seconds: seconds, microsecondsEach: seconds / Double(acts.count) * 1e6)
  }
}
