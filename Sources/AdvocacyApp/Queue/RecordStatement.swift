import AdvocacyLedger
package import AdvocacyModel
import AdvocacyPolicy
package import AdvocacyReport

/// Records an approval or a withdrawal: a fact in the ledger, not an edit of the queue.
package struct RecordStatement {
  var workspace: Workspace
  var post: String
  var kind: PostStatement.Kind
  var role: String
  var employee: String?
  var note: String?
  var now: String?

  /// Makes the use case; the note is what the person adds in their own words.
  package init(
    workspace: Workspace, post: String, kind: PostStatement.Kind, role: String, employee: String?,
    note: String? = nil, now: String?
  ) {
    self.workspace = workspace
    self.post = post
    self.kind = kind
    self.role = role
    self.employee = employee
    self.note = note
    self.now = now
  }

  /// Records it.
  ///
  /// - Throws: `Failure`: `usage` for an unknown post, employee, or a role nobody asks for, a bad
  ///   note, and a post that was withdrawn already; `permission` where the person may not approve.
  package func run(in environment: Environment) throws -> RecordedStatement {
    try WrittenNote.check(note, option: kind == .approval ? "--note" : "--reason")
    let reader = WorkspaceReader(workspace: workspace)
    let forgotten = ForgottenList(workspace: workspace)
    let trace = try forgotten.trace()
    var configuration = try reader.configuration(in: environment)
    let present = try PresentTime(now, in: environment, calendar: configuration.calendar)
    let access = LedgerAccess(workspace: workspace)
    return try access.whileLocked(wait: 10, in: environment) {
      // Whoever was forgotten while this waited must not come back.
      if try forgotten.trace() != trace { configuration = try reader.configuration() }
      let (ledger, facts) = try access.writing { _, facts throws(Failure) in
        _ = try present.writing(facts, calendar: configuration.calendar)
      }
      let present = try present.writing(facts, calendar: configuration.calendar)
      let recorded = try record(
        to: ledger, facts, at: present.now, configuration, in: environment)
      try HighWaterMark(workspace: workspace).raise(to: ledger)
      return recorded
    }
  }

  private func record(
    to ledger: Ledger, _ facts: LedgerFacts, at now: Instant, _ configuration: Configuration,
    in environment: Environment
  ) throws -> RecordedStatement {
    let queue = try WorkspaceReader(workspace: workspace).queue(configuration, in: environment)
    let found = try PostLookup(queue: queue, ledger: try ledger.posts()).post(post)
    let person = try employee.map { try configuration.employee(named: $0) }
    let earlier = try ledger.statements().filter { $0.post == found.id }
    let statement = PostStatement(
      kind, post: found.id, role: role, employee: person?.id, at: now, note: note)
    var recorded = RecordedStatement(statement, at: configuration.calendar.format(now))
    switch kind {
    case .approval:
      let check = ApprovalCheck(configuration, of: found, statements: earlier, at: now)
      try check.require(role, by: person)
      recorded.missing = check.missing(after: statement)
    case .withdrawal:
      try refuseSecond(earlier, configuration.calendar)
      recorded.stopped = try stopped(found, in: ledger, facts, configuration)
    }
    try ledger.record(statement)
    return recorded
  }

  private func refuseSecond(
    _ earlier: [PostStatement], _ calendar: CompanyCalendar
  ) throws(Failure) {
    guard let first = earlier.first(where: { $0.kind == .withdrawal }) else { return }
    let by = first.employee.map { ", by \($0)" } ?? ""
    throw Failure(
      .usage, "\(first.post) was withdrawn already, on \(calendar.wallTime(first.at))\(by)",
      hint: "Nothing was recorded")
  }

  private func stopped(
    _ post: Post, in ledger: Ledger, _ facts: LedgerFacts, _ configuration: Configuration
  ) throws -> RecordedStatement.Stopped {
    let stored = try ledger.reportFacts(
      asOf: .distantFuture, since: post.at,
      until: Instant(milliseconds: post.at.milliseconds + 1)
    ).posts.first { $0.post.id == post.id }
    let acts = Set((stored?.actions ?? []).map { [$0.employee, UInt32($0.network)] })
    let waiting = try ledger.waitingCounts(on: configuration).filter { $0.post == post.id }
    let planned = try ActProgress.all(
      of: ledger, posts: [post.id: post], configuration: configuration)[post.id]
    return RecordedStatement.Stopped(
      acts: acts.count, planned: planned.map { $0.planned + $0.waiting } ?? 0,
      waiting: waiting.reduce(0) { $0 + $1.count },
      lastRun: configuration.calendar.format(facts.watermark), isDecided: stored != nil)
  }
}

/// What people add to an approval or a withdrawal in their own words.
enum WrittenNote {
  /// The longest note, in characters (assumed: a sentence or two).
  static let longest = 500

  /// Refuses a note that is empty, long, or more than one line of plain text.
  ///
  /// - Throws: `Failure` with cause `usage`.
  static func check(_ note: String?, option: String) throws(Failure) {
    guard let note else { return }
    guard note.contains(where: { !$0.isWhitespace }) else {
      throw Failure(.usage, "\(option) is empty", hint: "Write some words, or leave it out")
    }
    guard note.count <= longest else {
      throw Failure(
        .usage, "\(option): expected at most \(longest) characters, found \(note.count)")
    }
    guard SafeText.escape(note) == note else {
      throw Failure(
        .usage, "\(option): expected one line without control characters",
        hint: "Write \"\(SafeText.escape(note))\" in plain words")
    }
  }
}

/// Decides whether somebody may approve a post in a role, and tells what is still missing after.
struct ApprovalCheck {
  private let configuration: Configuration
  private let post: Post
  private let now: Instant
  private let engine: PolicyEngine
  private let statements: [PostStatement]

  /// Takes what was said of the post so far.
  init(
    _ configuration: Configuration, of post: Post, statements: [PostStatement], at now: Instant
  ) {
    self.configuration = configuration
    self.post = post
    self.statements = statements
    self.now = now
    engine = PolicyEngine(configuration: configuration)
  }

  /// Refuses an approval that nobody asks for, or that the person may not give.
  ///
  /// - Throws: `Failure`: `usage` for a role that is missing, that nobody has or that no rule asks
  ///   for, now or when the post falls due; `permission` where the person may not approve.
  func require(_ role: String, by person: Employee?) throws(Failure) {
    let demands = demands
    let needs = "\(post.id) needs \(Self.listed(demands.map(\.words)))"
    guard !demands.isEmpty else {
      let due = configuration.calendar.wallTime(post.at)
      throw Failure(
        .usage, "no rule asks for an approval of \(post.id), now or on \(due)",
        hint: "Nothing was recorded")
    }
    guard !role.isEmpty else {
      let known = demands.flatMap(\.openRoles).first ?? demands[0].roles[0]
      throw Failure(
        .usage, "--as is missing", hint: "Say in which role you approve: --as \(known)")
    }
    let asked = demands.flatMap(\.roles)
    let nearest = NearMiss.hint(role, among: asked)
    if !configuration.roles.isEmpty, configuration.approvers(as: role, at: now).isEmpty {
      throw Failure(
        .usage, "nobody has the role \"\(role)\"; \(needs)",
        hint: nearest ?? advice(demands))
    }
    guard asked.contains(role) else {
      throw Failure(
        .usage, "no rule asks for an approval of \(post.id) as \"\(role)\"; \(needs)",
        hint: [nearest, "Nothing was recorded"].compactMap { $0 }.joined(separator: " "))
    }
    try requirePermission(role, person, demands)
  }

  private func requirePermission(
    _ role: String, _ person: Employee?, _ demands: [ApprovalDemand]
  ) throws(Failure) {
    if let person, person.id == post.author {
      throw Failure(
        .permission, "\(person.id) wrote \(post.id), and nobody approves their own post",
        hint: advice(demands))
    }
    guard !configuration.roles.isEmpty else { return }
    guard let person else {
      throw Failure(
        .usage, "--by is missing: \"roles\" in config.json say who may approve as \(role)",
        hint: advice(demands))
    }
    guard configuration.mayApprove(person, as: role, at: now) else {
      throw Failure(
        .permission,
        "\(person.id) does not have the role \"\(role)\" on \(configuration.calendar.wallTime(now))",
        hint: advice(demands))
    }
  }

  /// What is still missing when the post goes out, after somebody approved it.
  func missing(after approval: PostStatement) -> [RecordedStatement.Missing] {
    let due = max(now, post.at)
    return engine.approvals(for: post, at: due, history: history(with: approval))
      .filter { !$0.isMet }
      .map { demand in
        RecordedStatement.Missing(
          rule: demand.rule, roles: demand.roles, count: demand.count, given: demand.given,
          words: demand.words, ask: people([demand], besides: approval.employee))
      }
  }

  /// What rules ask for now or when the post falls due, each rule once.
  private var demands: [ApprovalDemand] {
    let history = history(with: nil)
    var demands: [ApprovalDemand] = []
    for instant in [max(now, post.at), now, post.at] {
      for demand in engine.approvals(for: post, at: instant, history: history)
      where !demands.contains(where: { $0.rule == demand.rule }) {
        demands.append(demand)
      }
    }
    return demands
  }

  private func history(with approval: PostStatement?) -> History {
    var history = History(configuration: configuration)
    for statement in statements + [approval].compactMap({ $0 }) { history.record(statement) }
    return history
  }

  /// Whom to ask instead.
  private func advice(_ demands: [ApprovalDemand]) -> String {
    guard !configuration.roles.isEmpty else { return "Ask somebody else" }
    let people = people(demands.filter { !$0.isMet }, besides: nil)
    return people.isEmpty
      ? "Nobody else may: name somebody under \"roles\" in config.json"
      : "Ask \(people.joined(separator: ", "))"
  }

  /// How many people are named (assumed: more helps nobody).
  private static let namedPeople = 4

  /// Who may give an approval that is still missing, such as `luis (legal)`.
  private func people(_ demands: [ApprovalDemand], besides other: EmployeeID?) -> [String] {
    var named: Set<EmployeeID> = Set(
      statements.filter { $0.kind == .approval }.compactMap(\.employee))
    if let author = post.author { named.insert(author) }
    if let other { named.insert(other) }
    var people: [String] = []
    for role in demands.flatMap(\.openRoles) {
      for id in configuration.approvers(as: role, at: now) {
        guard people.count < Self.namedPeople else { return people }
        if named.insert(id).inserted { people.append("\(id) (\(role))") }
      }
    }
    return people
  }

  private static func listed(_ words: [String]) -> String { words.joined(separator: ", and ") }
}
