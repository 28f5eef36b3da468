package import AdvocacyCore
import AdvocacyLedger
package import AdvocacyReport

/// Records an approval or a withdrawal: a fact in the ledger, not an edit of the queue.
package struct RecordStatement {
  var workspace: Workspace
  var post: String
  var kind: PostStatement.Kind
  var role: String
  var employee: String?
  var now: String?

  /// Makes the use case.
  package init(
    workspace: Workspace, post: String, kind: PostStatement.Kind, role: String, employee: String?,
    now: String?
  ) {
    self.workspace = workspace
    self.post = post
    self.kind = kind
    self.role = role
    self.employee = employee
    self.now = now
  }

  /// Records it.
  ///
  /// - Throws: `Failure`: `usage` for an unknown post, employee, or a role nobody asks for;
  ///   `permission` where the author approves.
  package func run(in environment: Environment) throws -> RecordedStatement {
    let configuration = try WorkspaceReader(workspace: workspace).configuration()
    let present = try PresentTime(now, in: environment, calendar: configuration.calendar)
    let access = LedgerAccess(workspace: workspace)
    return try access.whileLocked(wait: 10, in: environment) {
      let (ledger, facts) = try access.writing()
      try present.requireWritable(facts, calendar: configuration.calendar)
      let recorded = try record(
        to: ledger, at: present.now, configuration, in: environment)
      try HighWaterMark(workspace: workspace).raise(to: ledger)
      return recorded
    }
  }

  private func record(
    to ledger: Ledger, at now: Instant, _ configuration: Configuration,
    in environment: Environment
  ) throws -> RecordedStatement {
    let queue = try WorkspaceReader(workspace: workspace).queue(configuration, in: environment)
    let lookup = PostLookup(queue: queue, ledger: try ledger.posts())
    let found = try lookup.post(post)
    let person = try employee.map { try configuration.employee(named: $0) }
    if kind == .approval {
      try requireRole(configuration)
      try refuseAuthor(person?.id, of: found)
    }
    try ledger.record(
      PostStatement(kind, post: found.id, role: role, employee: person?.id, at: now))
    return RecordedStatement(
      post: found.id.text, kind: kind.rawValue, role: role, employee: person?.id.text,
      at: configuration.calendar.format(now))
  }

  private func refuseAuthor(_ person: EmployeeID?, of post: Post) throws(Failure) {
    guard let person, person == post.author else { return }
    throw Failure(
      .permission, "--by: \(person) wrote \"\(post.id)\" and may not approve it",
      hint: "Ask somebody else")
  }

  private func requireRole(_ configuration: Configuration) throws(Failure) {
    guard !role.isEmpty else {
      throw Failure(.usage, "--as is missing", hint: "Say in which role you approve: --as legal")
    }
    let roles = configuration.policy.rules.flatMap(\.parameters.approvers)
    guard !roles.contains(role) else { return }
    let known = Array(Set(roles)).sorted()
    guard !known.isEmpty else {
      throw Failure(
        .usage, "no rule of the policy asks for an approval",
        hint: "Add a rule of type \"approval\" to config.json first")
    }
    throw Failure(
      .usage,
      "--as: no rule asks for the approval of \"\(role)\"; asked for: "
        + known.joined(separator: ", "), hint: NearMiss.hint(role, among: known))
  }
}

/// What was recorded.
package struct RecordedStatement: JSONReport, Sendable {
  var schema = "advocacy/word/1"
  var post: String
  var kind: String
  var role: String
  var employee: String?
  var at: String

  /// The value as a line for people.
  package func table(_ style: TerminalStyle) -> String {
    let verb = kind == PostStatement.Kind.approval.rawValue ? "approved" : "withdrawn"
    let who = [employee.map { " by \($0)" }, role.isEmpty ? nil : " as \(role)"]
    let by = SafeText.escape(who.compactMap { $0 }.joined())
    return "\(post) \(verb)\(by) at \(at). The next `advocacy amplify` acts on it.\n"
  }
}
