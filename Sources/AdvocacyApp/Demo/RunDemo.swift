import AdvocacyFiles
import AdvocacyLedger
import AdvocacyModel
import AdvocacyPolicy
package import AdvocacyReport
import Foundation

/// Runs the main job on an example company of 12: post, amplify, reach-report.
package struct RunDemo {
  var directory: String?
  var seed: UInt64

  /// Without a directory it is `./advocacy-demo`, or the next number that is free.
  package init(directory: String?, seed: UInt64) {
    self.directory = directory
    self.seed = seed
  }

  /// Makes the workspace, runs the job in it, and tells the story.
  ///
  /// The clock is simulated, so that the same seed tells the same story on any day.
  ///
  /// - Throws: `Failure`: `cannotCreate` where the directory is there already.
  package func run(in environment: Environment) async throws -> DemoStory {
    let (name, path) = try freeDirectory(in: environment)
    let isNew = !FileManager.default.fileExists(atPath: path)
    do {
      return try await tell(name, path, in: environment)
    } catch {
      // Nothing of anybody else's was there, so that all of a demo that failed can go.
      Self.removeContents(of: path)
      if isNew { try? FileManager.default.removeItem(atPath: path) }
      throw error
    }
  }

  private static func removeContents(of path: String) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] {
      try? FileManager.default.removeItem(atPath: "\(path)/\(name)")
    }
  }

  private func tell(
    _ name: String, _ path: String, in environment: Environment
  ) async throws -> DemoStory {
    _ = try MakeWorkspace(
      directory: path, start: DemoCompany.start, isClockSimulated: true, seed: seed
    ).run(in: environment)
    let workspace = Workspace(directory: path)
    try environment.interruption.deferring {
      try AtomicFile.replace(workspace.config, with: Array(DemoCompany.configuration.utf8))
    }
    let configuration = try WorkspaceReader(workspace: workspace).configuration()
    let posts = try DemoCompany.posts(configuration.calendar)
    try QueueWriter(workspace: workspace).whileLocked(in: environment) {
      try $0.append(posts, calendar: configuration.calendar)
    }
    let outcome = try Amplify(
      workspace: workspace, now: DemoCompany.now, wait: 0, isDryRun: false
    ).run(in: environment)
    let began = environment.now()
    let report = try await ReportReach(
      workspace: workspace, extras: Set(ReportExtra.allCases)
    ).run(in: environment)
    let span = environment.now() - began
    let page = Array(try report.rendered(as: .html, style: .plain).utf8)
    try environment.interruption.deferring {
      try AtomicFile.replace(path + "/report.html", with: page)
    }
    let facts = try LedgerAccess(workspace: workspace).reading().ledger
      .reportFacts(asOf: .distantFuture)
    return DemoStory(
      company: configuration.company, employees: configuration.roster.count, posts: posts.count,
      due: outcome.summary.posts.count + outcome.summary.skipped.count, seed: seed,
      directory: name,
      files: ["config.json", "queue.json", "ledger.sqlite", "report.html"].map { "\(name)/\($0)" },
      policy: DemoCompany.policy(facts, of: configuration),
      actions: outcome.summary.posts.reduce(0) { $0 + $1.amplifications },
      seconds: Double(span.milliseconds) / 1000, report: report.byPost,
      next: [
        "cd \(name)", "advocacy explain q3-results elena",
        "advocacy reach-report --by employee", "advocacy queue list",
      ])
  }

  private func freeDirectory(
    in environment: Environment
  ) throws(Failure) -> (name: String, path: String) {
    let files = FileManager.default
    if let directory {
      let path = environment.absolutePath(directory)
      let content = try? files.contentsOfDirectory(atPath: path)
      guard !files.fileExists(atPath: path) || content?.isEmpty == true else {
        throw Failure(
          .cannotCreate, at: Place(file: directory), "something is there already",
          hint: "Name a directory that isn't there, or none")
      }
      return (directory, path)
    }
    var number = 1
    while true {
      let name = number == 1 ? "./advocacy-demo" : "./advocacy-demo-\(number)"
      let path = environment.absolutePath(String(name.dropFirst(2)))
      if !files.fileExists(atPath: path) { return (name, path) }
      number += 1
    }
  }
}

/// The example company's days: what the demo posts, and when it looks.
enum DemoCompany {
  /// The start of the ledger.
  static let start = "2026-11-20T00:00"
  /// When the demo amplifies.
  static let now = "2026-11-23T09:00"

  /// The example configuration, everybody taking part: the textbook case.
  static var configuration: String {
    ExampleConfiguration.text.replacing(
      "\"participation\": 0.25", with: "\"participation\": \"everyone\"")
  }

  /// Three posts: one for all, one that waits for the morning and is disclosed, one for approval.
  static func posts(_ calendar: CompanyCalendar) throws(Failure) -> [Post] {
    [
      try post(
        "madrid-lab", "We open our Madrid lab", at: "2026-11-20T10:00", calendar,
        campaign: "lab", topics: ["hiring"]),
      try post(
        "quiet-motor", "Our new motor is the quietest in its class", at: "2026-11-20T20:30",
        calendar, campaign: "motor", topics: ["product"]),
      try post(
        "q3-results", "Third-quarter results: orders up 14 %", at: "2026-11-21T11:00", calendar,
        campaign: "results", topics: ["results"]),
    ]
  }

  private static func post(
    _ id: String, _ text: String, at time: String, _ calendar: CompanyCalendar,
    campaign: String, topics: [String]
  ) throws(Failure) -> Post {
    guard let id = PostID(id), let written = WrittenTime(time) else {
      throw Failure(.internal, "the demo's post \"\(id)\" is not one")
    }
    return Post(
      id: id, text: text, networks: ["linkedin", "x"].compactMap { NetworkID($0) },
      at: calendar.instant(of: written), link: "https://acme.example/\(id)", campaign: campaign,
      topics: topics, hashtags: ["#AcmeRobotics"])
  }

  /// What policy said of all candidates, each counted once, as it stands now.
  static func policy(_ facts: ReportFacts, of configuration: Configuration) -> DemoStory.Policy {
    var totals: [Verdict.Outcome: Int] = [:]
    var reasons: [Verdict.Outcome: [String: Int]] = [:]
    for count in facts.posts.flatMap(\.counts) {
      if let rule = count.rule {
        let words = words(for: rule, in: configuration)
        reasons[count.outcome, default: [:]][words, default: 0] += count.count
      } else {
        totals[count.outcome, default: 0] += count.count
      }
    }
    let allowed = totals[.allow, default: 0] + totals[.rewrite, default: 0]
    // A candidate denied by one rule may wait for another as well; the verdicts' totals hold.
    func list(_ outcome: Verdict.Outcome) -> [DemoStory.Reason] {
      let total = totals[outcome, default: 0]
      let known = reasons[outcome, default: [:]].sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      guard total > 0, let first = known.first else { return [] }
      guard known.count > 1, known.reduce(0, { $0 + $1.value }) == total else {
        return [.init(total, known.count == 1 ? first.key : "\(first.key) and others")]
      }
      return known.map { .init($0.value, $0.key) }
    }
    return DemoStory.Policy(
      allowed: allowed, denied: list(.deny), needsApproval: list(.needsApproval))
  }

  /// A rule in two or three words.
  private static func words(for id: RuleID, in configuration: Configuration) -> String {
    configuration.policy.rules.first { $0.id == id }?.shortReason ?? id.text
  }
}
