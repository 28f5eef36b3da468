import AdvocacyLedger
import AdvocacyModel
import AdvocacyPolicy
import AdvocacyReach
import AdvocacyReport
import Foundation
import SystemFiles

extension CheckList {
  /// How many employees could take part today.
  mutating func checkRoster(_ configuration: Configuration, at now: Instant) {
    let roster = configuration.roster
    guard !roster.isEmpty else {
      return add(
        "roster", .warning, "no employees",
        hint: "Add employees to config.json, or put employees.csv beside it")
    }
    defer { for notice in configuration.notices { add("roster", .warning, notice) } }
    let consenting = roster.count {
      $0.employed.contains(now) && $0.consent?.period.contains(now) == true
    }
    add(
      "roster", consenting == 0 ? .warning : .ok,
      "\(NumberFormat.count(roster.count, "employee")), "
        + "\(NumberFormat.count(consenting)) of them consenting today")
  }

  /// The posts that can't be used.
  mutating func checkEntries(_ entries: [QueueEntry]) {
    for entry in entries {
      guard case .failure(let failure) = entry.post else { continue }
      var bare = failure
      bare.hint = nil
      add("post", .warning, bare.description, hint: failure.hint)
    }
  }

  /// Whether labels of posts are slips, and rules name employees who are not on the roster.
  mutating func checkLabels(_ entries: [QueueEntry], _ configuration: Configuration) {
    var labels = KnownLabels(configuration)
    for entry in entries {
      guard case .success(let post) = entry.post else { continue }
      for slip in labels.slips(in: post) { add("post", .warning, "\(post.id): \(slip)") }
      labels.add(post)
    }
    for rule in configuration.policy.rules {
      let strangers = rule.namedEmployees.filter { configuration.position(of: $0) == nil }
      guard !strangers.isEmpty else { continue }
      add(
        "policy", .warning,
        "rule \(rule.id) names employees who are not on the roster: "
          + strangers.map(\.text).sorted().joined(separator: ", "))
    }
  }

  /// Whether texts of posts that are not over are too long, would be cut, or are there twice.
  mutating func checkTexts(
    _ entries: [QueueEntry], _ configuration: Configuration, since watermark: Instant
  ) {
    let open = entries.compactMap { try? $0.post.get() }.filter { $0.end > watermark }
    guard !open.isEmpty else { return }
    let texts = TextWarnings(configuration)
    let history = History(configuration: configuration)
    var known = KnownPosts()
    for post in open {
      let at = max(post.at, watermark)
      for warning in texts.warnings(of: post, at: at, history: history) {
        add("post", .warning, "\(post.id): \(warning)")
      }
      if let twin = known.twin(of: post) {
        add(
          "post", .warning, "\(post.id): the same text and link as \(twin)",
          hint: "Take one of them out, unless it is to go out twice")
      }
      known.add(post)
    }
  }

  /// Whether the follower graphs are there and have the nodes that accounts name.
  mutating func checkGraphs(_ configuration: Configuration, workspace: Workspace) {
    for audience in configuration.audiences {
      _ = attempt("audience of \(audience.network)") {
        let graphs = try GraphLoading(workspace: workspace).graphs(
          configuration, networks: [audience.network])
        let graph = graphs[audience.network]
        _ = try ReachProblem.of(
          [], cells: ReportCells(posts: [], networks: [audience.network]),
          networks: [audience.network], configuration: configuration, graphs: graphs)
        return (
          (),
          "\(NumberFormat.count(graph?.nodeCount ?? 0, "node")), "
            + NumberFormat.count(graph?.edgeCount ?? 0, "edge")
        )
      }
    }
  }

  /// Who else may write or read the workspace.
  mutating func checkModes(_ workspace: Workspace) {
    let paths = [
      workspace.directory, workspace.config, workspace.jsonQueue, workspace.ndjsonQueue,
      workspace.rosterTable, workspace.ledger, workspace.marks, workspace.ledgerLock,
      workspace.queueLock,
    ]
    var isFine = true
    for path in paths {
      guard let mode = Paths.linkStatus(of: path).map({ $0.st_mode & 0o7777 }) else { continue }
      guard mode & 0o022 != 0 else { continue }
      isFine = false
      let name = path == workspace.directory ? "." : workspace.name(of: path)
      add(
        "permissions", .warning,
        "\(name) may be written by others (mode \(String(mode, radix: 8)))",
        hint: "chmod go-w \(name)")
    }
    if isFine { add("permissions", .ok, "only you can write here") }
  }

  /// Whether the clock has leapt, and when the last run was.
  mutating func checkClock(
    _ facts: LedgerFacts, now flag: String?, maximumAge: Instant.Span?,
    calendar: CompanyCalendar, environment: Environment
  ) {
    let now = environment.now()
    let isSimulated = facts.header.isClockSimulated
    do {
      let present = try PresentTime(flag, in: environment, calendar: calendar)
      // A simulated clock is told each instant; the real one says nothing.
      if present.isAsked || !isSimulated { _ = try present.writing(facts, calendar: calendar) }
      if !isSimulated, !present.isAsked, let lag = ClockFault(facts, calendar).lag(now) {
        add("clock", .warning, lag)
      } else {
        add("clock", .ok, isSimulated ? "simulated" : calendar.wallTime(now))
      }
    } catch {
      add("clock", .failed, error.message, hint: error.hint, cause: error.cause)
    }
    checkAge(
      facts.heartbeat, at: now, maximum: maximumAge, calendar, isClockSimulated: isSimulated)
  }

  /// Whether the last run that ended well is recent enough.
  private mutating func checkAge(
    _ heartbeat: Instant?, at now: Instant, maximum: Instant.Span?, _ calendar: CompanyCalendar,
    isClockSimulated: Bool
  ) {
    let hint = "Is cron still calling `advocacy amplify`?"
    let found = heartbeat.map { calendar.wallTime($0) } ?? "none yet"
    let success = LastSuccess(heartbeat, asOf: now).instant
    guard heartbeat == nil || success != nil else {
      return add(
        "last run", maximum == nil ? .warning : .failed,
        "\(found), which the clock has not reached",
        hint: "It was made by a clock that was wrong: no run counts as well since", cause: .busy)
    }
    let age = success.map { now - $0 }
    if let maximum, age.map({ $0 > maximum }) ?? true {
      return add("last run", .failed, found, hint: hint, cause: .busy)
    }
    // Two days (assumed): cron jobs are daily at the least, and a day off is no alarm.
    let isOld = maximum == nil && !isClockSimulated && age.map { $0 > .days(2) } ?? false
    add("last run", isOld ? .warning : .ok, found, hint: isOld ? hint : nil)
  }

  /// Whether the audit chain and the file are whole.
  ///
  /// That of an older schema can't be read before it is brought up to date.
  mutating func checkChain(_ ledger: Ledger, _ facts: LedgerFacts) {
    guard !facts.isOlder else {
      return add(
        "chain", .warning,
        "not looked at: the ledger is of an older release (schema \(facts.schemaVersion))",
        hint: "The next `advocacy amplify` keeps a copy and brings it up to date")
    }
    _ = attempt("chain") {
      let verification = try ledger.verify()
      guard verification.isSound else {
        throw Failure.unsound(verification.problems.first?.message ?? "the chain does not verify")
      }
      return ((), NumberFormat.count(verification.links, "link"))
    }
  }
}

extension CheckList {
  /// Whether the roles that rules ask for are held by somebody.
  ///
  /// Nothing is said where no rule asks for an approval and the configuration has no roles.
  mutating func checkRoles(_ configuration: Configuration, at now: Instant) {
    let asking = configuration.policy.rules.filter { rule in
      !rule.parameters.approvers.isEmpty && (rule.period.until.map { $0 > now } ?? true)
    }
    let asked = Set(asking.flatMap(\.parameters.approvers)).sorted()
    guard !configuration.roles.isEmpty else {
      guard let role = asked.first else { return }
      return add(
        "approval", .warning,
        "no roles in config.json, so whoever may write here can approve",
        hint: "Say who may: \"roles\": [{\"role\": \"\(role)\", \"employees\": [\"…\"]}]")
    }
    var isFine = true
    func warn(_ message: String, in list: inout CheckList) {
      isFine = false
      list.add("approval", .warning, message)
    }
    for role in asked where configuration.approvers(as: role, at: now).isEmpty {
      let rules = asking.filter { $0.parameters.approvers.contains(role) }.map(\.id.text)
      warn(
        "nobody has the role \"\(role)\" today, which is asked for by \(rules.joined(separator: ", "))",
        in: &self)
    }
    for role in Set(configuration.roles.map(\.role)).sorted() {
      guard let meant = NearMiss.slip(role, among: Set(asked)) else { continue }
      warn("no rule asks for the role \"\(role)\"; did you mean \"\(meant)\"?", in: &self)
    }
    let strangers = Set(configuration.roles.flatMap(\.employees))
      .filter { configuration.position(of: $0) == nil }.map(\.text).sorted()
    if !strangers.isEmpty {
      warn(
        "roles name employees who are not on the roster: \(strangers.joined(separator: ", "))",
        in: &self)
    }
    if isFine {
      let held = NumberFormat.count(asked.count, "role")
      add("approval", .ok, asked.isEmpty ? "no rule asks for one" : "\(held) asked for and held")
    }
  }
}
