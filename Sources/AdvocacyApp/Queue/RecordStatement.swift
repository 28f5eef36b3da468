import AdvocacyLedger
package import AdvocacyModel
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
    let configuration = try WorkspaceReader(workspace: workspace).configuration()
    let present = try PresentTime(now, in: environment, calendar: configuration.calendar)
    let access = LedgerAccess(workspace: workspace)
    return try access.whileLocked(wait: 10, in: environment) {
      let (ledger, facts) = try access.writing { facts throws(Failure) in
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
      recorded.stopped = try stopped(found, in: ledger, facts, configuration.calendar)
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
      .usage, "\(first.post) was withdrawn already, at \(calendar.format(first.at))\(by)",
      hint: "Nothing was recorded")
  }

  private func stopped(
    _ post: Post, in ledger: Ledger, _ facts: LedgerFacts, _ calendar: CompanyCalendar
  ) throws(Failure) -> RecordedStatement.Stopped {
    let stored = try ledger.reportFacts(
      asOf: .distantFuture, since: post.at,
      until: Instant(milliseconds: post.at.milliseconds + 1)
    ).posts.first { $0.post.id == post.id }
    let acts = Set((stored?.actions ?? []).map { [$0.employee, UInt32($0.network)] })
    let waiting = try ledger.waitingCounts().filter { $0.post == post.id }
    let planned = try ledger.plannedCounts().first { $0.post == post.id }
    return RecordedStatement.Stopped(
      acts: acts.count, planned: planned.map { $0.instants.count + $0.waiting } ?? 0,
      waiting: waiting.reduce(0) { $0 + $1.count },
      lastRun: calendar.format(facts.watermark), isDecided: stored != nil)
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
