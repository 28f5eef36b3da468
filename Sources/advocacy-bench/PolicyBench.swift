import AdvocacyFiles
import AdvocacyModel
import AdvocacyPolicy
import ArgumentParser
import Foundation

/// Decisions of the policy engine alone, without behaviour and ledger.
struct PolicyBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "Decides posts for a generated roster on one core and counts candidates a second.")

  @Option(help: "The number of employees, each with one account.")
  var employees: Int = 100_000

  @Option(help: "The number of posts.")
  var posts: Int = 1000

  @Option(help: "The number of rules.")
  var rules: Int = 30

  @Option(help: "static, or caps for a frequency cap and quiet hours on everybody besides.")
  var mix: PolicyWorkload.Mix = .static

  @Option(help: "How often to measure; the fastest counts.")
  var rounds: Int = 3

  @Option(help: "json or table.")
  var format: String = "table"

  func run() throws {
    let workload = try PolicyWorkload(employees: employees, posts: posts, rules: rules, mix: mix)
    var seconds = Double.infinity
    var result = PolicyWorkload.Result()
    for _ in 0..<max(1, rounds) {
      let started = Date()
      result = workload.run()
      seconds = min(seconds, Date().timeIntervalSince(started))
    }
    let rate = Double(result.decisions) / seconds
    guard format == "json" else {
      return print(
        "\(result.decisions) candidates decided under \(rules) rules (\(mix.rawValue)) in "
          + "\(seconds) s: \(Int(rate / 1e6)) M/s; \(result.allowed) allowed, "
          + "\(result.findings) findings")
    }
    print(
      """
      {"allowed":\(result.allowed),"decisions":\(result.decisions),\
      "decisionsPerSecond":\(rate),"findings":\(result.findings),"seconds":\(seconds)}
      """)
  }
}

extension PolicyWorkload.Mix: ExpressibleByArgument {}

/// A generated company with a policy of many rules, to be decided post by post.
struct PolicyWorkload {
  let configuration: Configuration
  let posts: [Post]
  private let engine: PolicyEngine
  private let network: NetworkID

  /// Which rules it has.
  enum Mix: String, CaseIterable {
    /// Rules that need no history: training, segments, consent, words, windows.
    case `static`
    /// The same with a frequency cap and quiet hours for everybody.
    case caps
  }

  /// Makes a company in which everybody has one account.
  ///
  /// - Complexity: O(employees × rules).
  init(employees: Int, posts count: Int, rules: Int, mix: Mix) throws {
    guard let network = NetworkID("linkedin"), let course = CourseID("c0") else {
      throw Failure(.internal, "the workload has a word that is no id")
    }
    self.network = network
    let parts = WorkloadRules(course: course)
    let roster = (0..<employees).compactMap { parts.employee($0, on: network) }
    let policy = Policy(fairPlay: .off, rules: try parts.rules(rules, mix: mix))
    configuration = Configuration(
      company: "Bench", calendar: .utc, courses: parts.courses, roster: roster, policy: policy)
    posts = (0..<count).compactMap { number in
      PostID("p\(number)").map { id in
        Post(
          id: id, text: "Post number \(number) on motors and people", networks: [network],
          at: Self.start + .hours(Int64(number) * 7), campaign: "c\(number % 5)",
          topics: ["t\(number % 4)"], tags: number.isMultiple(of: 9) ? ["news"] : [])
      }
    }
    engine = PolicyEngine(configuration: configuration)
  }

  /// What a run gave.
  struct Result {
    var decisions = 0
    var allowed = 0
    var findings = 0
  }

  /// Decides every post for every account; a tenth of the allowed takes part.
  ///
  /// - Complexity: O(posts × rules × employees / 64), and O(posts × employees) with caps.
  func run() -> Result {
    var result = Result()
    var history = History(configuration: configuration)
    let tenth = EmployeeSet(
      rosterCount: configuration.roster.count,
      members: stride(from: 0, to: configuration.roster.count, by: 10))
    let isCapped = configuration.policy.rules.contains { $0.type == "frequencyCap" }
    for post in posts {
      let review = engine.review(post, on: network, at: post.at, history: history)
      result.decisions += review.candidates.count
      result.allowed += review.mayTakePart.count
      result.findings += review.findings.count
      guard isCapped else { continue }
      let takers = review.mayTakePart.intersection(tenth)
      history.record(
        takers: takers, passingOn: takers, network: network, post: post, at: post.at)
    }
    return result
  }

  private static let start = Instant(seconds: 1_767_225_600)  // 2026-01-01T00:00:00Z
}

/// The people and rules of the workload.
private struct WorkloadRules {
  let course: CourseID
  private let start = Instant(seconds: 1_767_225_600)

  init(course: CourseID) { self.course = course }

  var courses: [Course] {
    (0..<4).compactMap { number in
      CourseID("c\(number)").map { Course(id: $0, title: $0.text, validDays: 300 + number) }
    }
  }

  func employee(_ number: Int, on network: NetworkID) -> Employee? {
    let key = RandomKey(7).keyed(by: UInt64(number))
    func draw(_ salt: UInt64, _ bound: UInt64) -> Int {
      Int(key.keyed(by: salt).bits % bound)
    }
    let trainings = courses.map { course in
      Training(
        course: course.id, completed: start - .days(Int64(draw(1, 280))),
        score: 50 + draw(2, 50))
    }
    return EmployeeID("e\(number)").map { id in
      Employee(
        id: id, team: "team\(draw(3, 40))", role: "role\(draw(4, 8))",
        country: ["ES", "DE", "FR", "PT"][draw(5, 4)], language: "es",
        topics: ["t\(draw(6, 4))", "t\(draw(7, 4))"],
        consent: Consent(period: Period(from: start - .days(Int64(draw(8, 90))))),
        trainings: trainings, accounts: [Account(network: network, followers: 100)],
        status: EmploymentStatus(
          seniority: "grade\(draw(9, 5))",
          acknowledgements: [
            .init(document: "code", version: "4", at: start - .days(Int64(draw(10, 60))))
          ]))
    }
  }

  /// So many rules, the types in turn; with caps the first two are the cap and the quiet hours.
  ///
  /// Read as a company writes them, by the program's own reader.
  func rules(_ count: Int, mix: PolicyWorkload.Mix) throws -> [Rule] {
    let dynamic = [
      #""type": "frequencyCap", "count": 3, "window": "week", "hold": "both""#,
      #""type": "quietHours", "start": "22:00", "end": "06:00""#,
    ]
    let written = ((mix == .caps ? dynamic : []) + (0..<count).map(rule)).prefix(count)
    let rules = written.enumerated().map { #"{"id": "r\#($0)", \#($1)}"# }
    let courses = courses.map { #"{"id": "\#($0.id)"}"# }
    let text = #"""
      {"company": {"name": "Bench", "timeZone": "UTC"},
       "courses": [\#(courses.joined(separator: ", "))],
       "policy": {"rules": [\#(rules.joined(separator: ",\n"))]}}
      """#
    return try ConfigurationFile.decode(Array(text.utf8)).policy.rules
  }

  private func rule(_ number: Int) -> String {
    let turn = number / 15
    func list(_ count: Int, _ word: (Int) -> String) -> String {
      (0..<count).map { "\"\(word($0))\"" }.joined(separator: ", ")
    }
    switch number % 15 {
    case 0:
      let score = turn == 0 ? "" : #", "minimumScore": 40"#
      return
        #""type": "trainingRequired", "course": "\#(courses[turn % 4].id)", "graceDays": 30\#(score)"#
    case 1:
      let teams = list(36) { "team\($0 + turn)" }
      return #""type": "segment", "only": {"teams": [\#(teams)]}"#
    case 2: return #""type": "segment", "only": {"countries": ["ES", "DE", "FR", "PT"]}"#
    case 3: return #""type": "policyAcknowledgement", "document": "code", "version": "4""#
    case 4: return #""type": "consentRequired", "use": "reach""#
    case 5: return #""type": "authenticAccount""#
    case 6: return #""type": "tokenValid", "days": 400"#
    case 7: return #""type": "expertiseScope""#
    case 8: return #""type": "segment", "only": {"roles": [\#(list(7) { "role\($0)" })]}"#
    case 9: return #""type": "confidentialClass", "tags": ["customer-data"]"#
    case 10: return #""type": "wordBlock", "words": ["cure"], "globs": ["guarant*"]"#
    case 11: return #""type": "adLabel", "byCountry": {"DE": "Werbung"}"#
    case 12: return #""type": "noAutoLike""#
    case 13: return #""type": "expiry", "days": 30"#
    default: return #""type": "embargo", "release": "\#(start.rfc3339)""#
    }
  }
}

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
