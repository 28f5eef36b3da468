import AdvocacyFiles
import AdvocacyLedger
import AdvocacyModel
import AdvocacyPolicy
package import AdvocacyReport
import Foundation
import SystemFiles

/// Makes a workspace: config, queue, ledger and marks; overwrites nothing.
package struct MakeWorkspace {
  var directory: String
  var start: String?
  var isClockSimulated: Bool
  var seed: UInt64?
  var preset: Preset?
  var company: StartingCompany?

  /// Makes the use case; without a preset or a company the configuration is `config.example.json`.
  package init(
    directory: String, start: String?, isClockSimulated: Bool, seed: UInt64?,
    preset: Preset? = nil, company: StartingCompany? = nil
  ) {
    self.directory = directory
    self.start = start
    self.isClockSimulated = isClockSimulated
    self.seed = seed
    self.preset = preset
    self.company = company
  }

  /// Makes what is missing and says what was made and what was there.
  ///
  /// - Throws: `Failure`: `usage` for a bad start, `cannotCreate`, `permission`, `inputOutput`.
  package func run(in environment: Environment) throws -> MadeWorkspace {
    guard !directory.isEmpty else {
      throw Failure(.usage, "the directory's name is empty", hint: "Name one, or none for this one")
    }
    if let start {
      _ = try TimeArgument.instant(
        start, option: "--start", calendar: .utc, now: environment.now())
    }
    let workspace = Workspace(directory: environment.absolutePath(directory))
    try makeDirectory(workspace.directory)
    try makeDirectory(workspace.marks)
    return try WorkspaceLock.hold(
      workspace.ledgerLock, named: ".advocacy/ledger.lock", wait: 10, in: environment
    ) {
      try make(workspace, in: environment)
    }
  }

  private func make(
    _ workspace: Workspace, in environment: Environment
  ) throws -> MadeWorkspace {
    let text = company?.text ?? preset?.text ?? ExampleConfiguration.text
    let config = try write(text, to: workspace.config, in: workspace)
    let schema = try write(SchemaKind.config.text, to: workspace.schema, in: workspace)
    var files = [config, schema]
    if Paths.exists(workspace.ndjsonQueue) {
      files.append(.init(name: "queue.ndjson", wasMade: false))
    } else {
      files.append(try write("[]\n", to: workspace.jsonQueue, in: workspace))
    }
    let calendar = try WorkspaceReader(workspace: workspace).configuration().calendar
    let wasMade = !Paths.exists(workspace.ledger)
    if wasMade { try makeLedger(workspace, calendar, in: environment) }
    files.append(.init(name: "ledger.sqlite", wasMade: wasMade))
    let isIgnored = !wasMade && (start != nil || seed != nil || isClockSimulated)
    let facts = try Ledger.open(at: workspace.ledger, access: .read).facts()
    // A ledger that was there is only kept where it is the one that the workspace began with.
    if wasMade {
      try Mark.ledgerID.write([facts.id], in: workspace)
    } else if try LedgerAccess(workspace: workspace).reading().facts.id == facts.id,
      try LedgerAccess(workspace: workspace).markedID() == nil
    {
      try Mark.ledgerID.write([facts.id], in: workspace)
    }
    var notes: [String] = []
    if isIgnored {
      notes.append("the ledger is kept, so --start, --seed and --simulated-clock change nothing")
    }
    if let preset { notes.append(note(on: preset, wasMade: config.wasMade)) }
    return MadeWorkspace(
      directory: directory, start: calendar.format(facts.header.start), seed: facts.header.seed,
      isClockSimulated: facts.header.isClockSimulated,
      preset: config.wasMade ? preset?.rawValue : nil, files: files,
      note: notes.isEmpty ? nil : notes.joined(separator: "; "))
  }

  private func note(on preset: Preset, wasMade: Bool) -> String {
    wasMade
      ? "preset \(preset.rawValue) is \(Preset.notice): have it checked by whoever answers for it"
      : "config.json is kept, so --preset changes nothing"
  }

  private func makeLedger(
    _ workspace: Workspace, _ calendar: CompanyCalendar, in environment: Environment
  ) throws {
    let now = environment.now()
    let start = try start.map {
      try TimeArgument.instant($0, option: "--start", calendar: calendar, now: now)
    }
    _ = try Ledger.create(
      at: workspace.ledger,
      LedgerHeader(
        start: start ?? now.wholeSecond, seed: seed ?? environment.freshSeed(),
        isClockSimulated: isClockSimulated, createdAt: now))
  }

  private func makeDirectory(_ path: String) throws(Failure) {
    do throws(SystemError) {
      try Paths.makeDirectory(path)
    } catch {
      throw error.asFailure(toMakeDirectory: path)
    }
  }

  private func write(
    _ text: String, to path: String, in workspace: Workspace
  ) throws -> MadeWorkspace.File {
    let name = workspace.name(of: path)
    guard !Paths.exists(path) else {
      return .init(name: name, wasMade: false)
    }
    try AtomicFile.replace(path, with: Array(text.utf8))
    return .init(name: name, wasMade: true)
  }
}

/// The complete configurations beside the first example that `init` can write.
///
/// Each is an example of how rules can be put together, with 12 invented employees; none is legal
/// advice. Where the ideas come from is told in the article Presets.
package enum Preset: String, CaseIterable, Sendable {
  /// A handful of rules for a company that begins.
  case smallCompany = "small-company"
  /// Sign-offs, training and quiet periods as regulated firms have them.
  case regulatedFinance = "regulated-finance"
  /// Disconnection and holidays; sentences in Spanish.
  case spain
  /// Disclosure of endorsements, quiet periods, paid time.
  case us

  /// What every mention of a preset says.
  static let notice = "an example, not legal advice"

  /// The text of the configuration.
  var text: String {
    let bytes =
      switch self {
      case .smallCompany: PackageResources.preset_small_company_json
      case .regulatedFinance: PackageResources.preset_regulated_finance_json
      case .spain: PackageResources.preset_spain_json
      case .us: PackageResources.preset_us_json
      }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// The configuration that `init` writes: the bytes of `config.example.json`, embedded.
enum ExampleConfiguration {
  /// The text of the file.
  static var text: String {
    String(decoding: PackageResources.config_example_json, as: UTF8.self)
  }
}

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
    let isNew = !Paths.exists(path)
    do {
      return try await tell(name, path, in: environment)
    } catch {
      // Nothing of anybody else's was there, so that all of a demo that failed can go.
      Self.removeContents(of: path)
      if isNew { Paths.removeAll(path) }
      throw error
    }
  }

  private static func removeContents(of path: String) {
    for name in Paths.names(in: path) ?? [] { Paths.removeAll("\(path)/\(name)") }
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
    if let directory {
      let path = environment.absolutePath(directory)
      guard !Paths.exists(path) || Paths.names(in: path)?.isEmpty == true else {
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
      if !Paths.exists(path) { return (name, path) }
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
