import AdvocacyApp
import AdvocacyLedger
import AdvocacyModel
import AdvocacyReport
import AdvocacyTestSupport
import Foundation
import Testing

/// A workspace of a test's own, with a clock that stands still.
struct TestWorkspace {
  let directory: TemporaryDirectory
  let environment: Environment

  /// The clock of every test.
  static let clock = "2026-11-23T09:00:00Z"

  init(
    config: String? = nil, queue: String = "[]", start: String = "2026-11-01T00:00:00Z",
    seed: UInt64 = 1, isClockSimulated: Bool = true, preset: Preset? = nil
  ) throws {
    let directory = try TemporaryDirectory()
    self.directory = directory
    let now = Instant(rfc3339: Self.clock) ?? .distantPast
    environment = Environment(
      now: { now }, freshSeed: { 1 }, variables: [:], currentDirectory: directory.path,
      homeDirectory: nil, console: Console(writeOutput: { _ in }, writeError: { _ in }))
    if let config { try directory.write(config, to: "config.json") }
    try directory.write(queue, to: "queue.json")
    _ = try MakeWorkspace(
      directory: directory.path, start: start, isClockSimulated: isClockSimulated, seed: seed,
      preset: preset
    ).run(in: environment)
  }

  var workspace: Workspace { Workspace(directory: directory.path) }

  /// The environment, its clock at another instant.
  func environment(at clock: String) throws -> Environment {
    let now = try #require(Instant(rfc3339: clock))
    var environment = environment
    environment.now = { now }
    return environment
  }

  @discardableResult
  func amplify(_ now: String, isDryRun: Bool = false) throws -> Amplify.Outcome {
    try Amplify(workspace: workspace, now: now, wait: 5, isDryRun: isDryRun).run(in: environment)
  }

  func report(_ breakdown: Breakdown = .post) async throws -> ReachReport {
    try await ReportReach(
      workspace: workspace, breakdown: breakdown, targetError: 1, threads: 2
    ).run(in: environment)
  }

  func explain(_ post: String, _ employee: String? = nil, now: String? = nil) throws -> Explanation
  {
    try ExplainPost(workspace: workspace, post: post, employee: employee, now: now)
      .run(in: environment)
  }

  @discardableResult
  func speak(
    _ kind: PostStatement.Kind, on post: String, as role: String, by: String?, note: String? = nil,
    at now: String
  ) throws -> RecordedStatement {
    try RecordStatement(
      workspace: workspace, post: post, kind: kind, role: role, employee: by, note: note, now: now
    ).run(in: environment)
  }

  /// The text by which ledgers are compared.
  func dump() throws -> String {
    try Ledger.open(at: workspace.ledger, access: .read).canonicalDump()
  }

  /// A company of some employees, each trained and consenting, on X and LinkedIn.
  static func company(
    employees: Int = 12, rules: String = "", behaviour: String = #"{"participation": "everyone"}"#,
    extra: String = ""
  ) -> String {
    let people = (0..<employees).map { number in
      """
      {"id": "e\(number.padded(3))", "name": "Employee \(number)", "team": "t\(number % 3)",
       "country": "ES", "language": "es", "topics": ["product"],
       "consent": {"from": "2026-01-01"},
       "trainings": [{"course": "basics", "completed": "2026-01-10"}],
       "accounts": {"x": {"followers": \(100 + number)}, "linkedin": {"followers": 200}}}
      """
    }
    return """
      {"company": {"name": "Acme", "timeZone": "Europe/Madrid"},
       "pages": {"x": {"followers": 800}, "linkedin": {"followers": 1500}},
       "courses": [{"id": "basics", "title": "Basics", "validDays": 365}],
       "employees": [\(people.joined(separator: ",\n"))],
       "policy": {"version": "1", "rules": [\(rules)]},
       \(extra)
       "behaviour": \(behaviour)}
      """
  }

  /// A queue of posts, an id and an instant each.
  static func queue(
    _ posts: [(id: String, at: String)], networks: String = #"["x", "linkedin"]"#,
    topics: String = "[]"
  ) -> String {
    let elements = posts.map { post in
      """
        {"id": "\(post.id)", "text": "Text of \(post.id)", "networks": \(networks),
         "at": "\(post.at)", "topics": \(topics)}
      """
    }
    return "[\n\(elements.joined(separator: ",\n"))\n]\n"
  }
}
