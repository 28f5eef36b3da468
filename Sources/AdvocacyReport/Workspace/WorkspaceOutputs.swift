package import AdvocacyModel

/// What `init` made.
package struct MadeWorkspace: CommandOutput {
  package private(set) var schema = "advocacy/init/1"
  package var directory: String
  package var start: String
  package var seed: UInt64
  package var isClockSimulated: Bool
  package var preset: String?
  package var files: [File]
  package var note: String?

  package init(
    directory: String, start: String, seed: UInt64, isClockSimulated: Bool, preset: String? = nil,
    files: [File], note: String? = nil
  ) {
    self.directory = directory
    self.start = start
    self.seed = seed
    self.isClockSimulated = isClockSimulated
    self.preset = preset
    self.files = files
    self.note = note
  }

  /// A file of the workspace: made, or kept as it was.
  package struct File: Encodable, Sendable {
    package var name: String
    package var wasMade: Bool

    package init(name: String, wasMade: Bool) {
      self.name = name
      self.wasMade = wasMade
    }
  }
  package func render(_ style: TerminalStyle) -> String {
    let lines = files.map { file in
      "  \(file.wasMade ? "made" : "kept")  \(SafeText.escape(file.name))"
    }
    return """
      Workspace in \(SafeText.escape(directory)): ledger from \(start), seed \(seed)
      \((lines + (note.map { ["  note  \($0)"] } ?? [])).joined(separator: "\n"))

      """
  }

  package var next: String? {
    let change = directory == "." ? "" : "cd \(SafeText.escape(ScheduleEntry.shell(directory))) && "
    return "Next: \(change)advocacy check   (config.json is yours to edit)"
  }
}

/// What `demo` tells: what was made, what happened, what it brought, what to try next.
package struct DemoStory: CommandOutput, Hashable {
  /// The name of the company.
  package var company: String
  /// How many employees are on the roster.
  package var employees: Int
  /// How many posts are in the queue.
  package var posts: Int
  /// How many of them were due.
  package var due: Int
  /// The seed of every draw.
  package var seed: UInt64
  /// The workspace, as people would type it.
  package var directory: String
  /// The files in it, as people would type them.
  package var files: [String]
  /// What policy said of the candidates.
  package var policy: Policy
  /// How many likes and reposts were recorded.
  package var actions: Int
  /// How long the simulation took, in seconds, if it was timed.
  package var seconds: Double?
  package var report: ReachReport
  /// Commands worth trying next.
  package var next: [String]

  package init(
    company: String, employees: Int, posts: Int, due: Int, seed: UInt64, directory: String,
    files: [String], policy: Policy, actions: Int, seconds: Double?, report: ReachReport,
    next: [String]
  ) {
    self.company = company
    self.employees = employees
    self.posts = posts
    self.due = due
    self.seed = seed
    self.directory = directory
    self.files = files
    self.policy = policy
    self.actions = actions
    self.seconds = seconds
    self.report = report
    self.next = next
  }

  /// How many candidates there were and what became of them.
  package struct Policy: Encodable, Hashable, Sendable {
    /// How many were allowed.
    package var allowed: Int
    /// How many were denied, by reason.
    package var denied: [Reason]
    /// How many were deferred, by reason.
    package var deferred: [Reason]
    /// How many need an approval, by reason.
    package var needsApproval: [Reason]

    package init(
      allowed: Int, denied: [Reason] = [], deferred: [Reason] = [], needsApproval: [Reason] = []
    ) {
      self.allowed = allowed
      self.denied = denied
      self.deferred = deferred
      self.needsApproval = needsApproval
    }
  }

  /// A count with its reason in a few words.
  package struct Reason: Encodable, Hashable, Sendable {
    /// How many candidates.
    package var count: Int
    /// Why: `training lapsed`.
    package var words: String

    package init(_ count: Int, _ words: String) {
      self.count = count
      self.words = words
    }
  }
}

extension DemoStory {
  /// The story for people.
  package func render(_ style: TerminalStyle) -> String {
    let title = """
      \(company): \(NumberFormat.count(employees, "employee")), \
      \(NumberFormat.count(posts, "post")), seed \(seed), in \(directory)
      """
    let headline = style.paint(Wrapping.wrap(report.headline, to: style.width), .bold)
    let footnotes = report.footnotes.map { Wrapping.wrap($0, to: style.width) }
    let talk = ([headline] + footnotes).map { $0 + "\n" }.joined()
    let sections = [
      SafeText.escape(title) + "\n", steps.rendered(style, indent: 2),
      report.figuresTable().rendered(style, indent: 2) + talk, ending,
    ]
    return sections.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private var steps: TextTable {
    var table = TextTable(columns: [.init(""), .init("")])
    let people = NumberFormat.count(report.total.figures.employees, "employee")
    let time = seconds.map { ", \(NumberFormat.fixed($0, decimals: 1)) s" } ?? ""
    let actions = NumberFormat.count(actions)
    table.add(["queue", .init("\(NumberFormat.count(due, "post")) due")])
    table.add(["policy", .init(policy.sentence)])
    table.add(["amplify", .init("\(actions) likes and reposts by \(people)")])
    table.add(["reach", .init(report.worldsInWords() + time)])
    return table
  }

  private var ending: String {
    let lines = [
      files.isEmpty ? nil : "Files: \(files.joined(separator: " · "))",
      next.isEmpty ? nil : "Next: \(next.joined(separator: " · "))",
    ]
    return lines.compactMap { $0.map { SafeText.escape($0) + "\n" } }.joined()
  }
}

extension DemoStory.Policy {
  /// The counts in one line, reasons in brackets.
  fileprivate var sentence: String {
    let parts = [
      part(denied, "denied"), part(deferred, "deferred"),
      part(needsApproval, total(needsApproval) == 1 ? "needs approval" : "need approval"),
    ]
    let candidates = allowed + total(denied) + total(deferred) + total(needsApproval)
    let allowedText = "\(NumberFormat.count(allowed)) allowed"
    return "\(NumberFormat.count(candidates, "candidate")): "
      + ([allowedText] + parts.compactMap { $0 }).joined(separator: ", ")
  }

  private func part(_ reasons: [DemoStory.Reason], _ word: String) -> String? {
    let count = total(reasons)
    guard count > 0 else { return nil }
    let known = reasons.filter { $0.count > 0 }
    let words = known.map { known.count == 1 ? $0.words : "\($0.count) \($0.words)" }
    return "\(NumberFormat.count(count)) \(word) (\(words.joined(separator: ", ")))"
  }

  private func total(_ reasons: [DemoStory.Reason]) -> Int { reasons.reduce(0) { $0 + $1.count } }
}

/// What the doctor found, check by check.
package struct CheckReport: CommandOutput, Codable, Hashable {
  /// The name and version of this form.
  package private(set) var schema = "advocacy/check/1"
  /// The checks in the order they were made.
  package var checks: [Check]
  /// The exit code that goes with them; 0: the next run would work.
  package var exitCode: Int32 = 0

  package var counts: [String: Int] {
    ["ok": count(.ok), "warnings": count(.warning), "failed": count(.failed)]
  }

  /// What to do next, where all is well and nothing was done yet.
  package var next: String?

  private enum CodingKeys: String, CodingKey { case schema, checks }

  package init(checks: [Check], exitCode: Int32 = 0, next: String? = nil) {
    self.next = next
    self.checks = checks
    self.exitCode = exitCode
  }

  /// How a check went, in rising weight.
  package enum Outcome: String, Codable, Hashable, Sendable, CaseIterable {
    /// Nothing to complain about.
    case ok
    /// Works, but deserves a look.
    case warning
    /// Doesn't work.
    case failed

    var ink: Ink {
      switch self {
      case .ok: .green
      case .warning: .yellow
      case .failed: .red
      }
    }
  }

  /// One check.
  package struct Check: Codable, Hashable, Sendable {
    /// What was looked at.
    package var name: String
    /// How it went.
    package var outcome: Outcome
    /// What was found.
    package var message: String
    /// What to do about it, if anything.
    @Nullable package var hint: String?

    package init(name: String, outcome: Outcome, message: String, hint: String? = nil) {
      self.name = name
      self.outcome = outcome
      self.message = message
      self.hint = hint
    }
  }

  /// How many checks went a certain way.
  ///
  /// - Complexity: O(checks).
  package func count(_ outcome: Outcome) -> Int { checks.count { $0.outcome == outcome } }

  /// The report for people: a line for each check, its hint below, and a sentence.
  package func render(_ style: TerminalStyle) -> String {
    var table = TextTable(columns: [.init(""), .init(""), .init("", fit: .wrapped)])
    for check in checks {
      table.add([
        .init(check.outcome.rawValue, check.outcome.ink), .init(check.name), .init(check.message),
      ])
      if let hint = check.hint { table.add(["", "", .init("→ \(hint)", .dim)]) }
    }
    return "\(table.rendered(style))\n\(sentence)\n"
  }

  private var sentence: String {
    let failed = count(.failed)
    let warnings = count(.warning)
    guard failed + warnings > 0 else { return "All is well." }
    let warned = warnings > 0 ? [NumberFormat.count(warnings, "warning")] : []
    let found = (failed > 0 ? ["\(NumberFormat.count(failed)) failed"] : []) + warned
    return "\(found.joined(separator: ", ")), \(NumberFormat.count(count(.ok))) ok."
  }
}

/// The parameters in effect.
package struct ParameterListing: CommandOutput {
  package private(set) var schema = "advocacy/parameters/1"
  package var parameters: [Entry]

  package init(parameters: [Entry]) {
    self.parameters = parameters
  }

  /// One of them.
  package struct Entry: Encodable, Sendable {
    package var name: String
    package var network: String?
    package var low: Double
    package var typical: Double
    package var high: Double
    package var unit: String
    package var basis: String
    package var source: String
    package var meaning: String

    package init(
      _ name: String, _ network: NetworkID?, _ parameter: Parameter, unit: String, meaning: String
    ) {
      self.name = name
      self.network = network?.text
      (low, typical, high) = (parameter.low, parameter.typical, parameter.high)
      self.unit = unit
      basis = parameter.basis.rawValue
      source = parameter.source
      self.meaning = meaning
    }
  }
  package func render(_ style: TerminalStyle) -> String {
    var table = TextTable(columns: [
      .init("parameter"), .init("network"), .init("low", .right), .init("typical", .right),
      .init("high", .right), .init("unit", dropRank: 2), .init("mark"),
      .init("source", fit: .wrapped, dropRank: 1),
    ])
    for entry in parameters {
      table.add([
        .init(entry.name), .init(entry.network ?? "all"), .init(Figure(entry.low, .exact)),
        .init(Figure(entry.typical, .exact)), .init(Figure(entry.high, .exact)),
        .init(entry.unit), .init(entry.basis), .init(entry.source),
      ])
    }
    return table.rendered(style)
  }
}
