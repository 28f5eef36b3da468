import AdvocacyLedger
import AdvocacyModel
package import AdvocacyReport

/// Lists proposals and what became of them.
package struct ListProposals {
  var workspace: Workspace
  var states: [String]
  var now: String?

  package init(workspace: Workspace, states: [String] = [], now: String?) {
    self.workspace = workspace
    self.states = states
    self.now = now
  }

  /// Lists them, the latest first.
  ///
  /// - Throws: `Failure`: `usage` for an unknown state.
  package func run(in environment: Environment) throws -> ProposalListing {
    let wanted = try knownStates()
    let configuration = try WorkspaceReader(workspace: workspace).configuration(in: environment)
    let present = try PresentTime(now, in: environment, calendar: configuration.calendar)
    let ledger = try LedgerAccess(workspace: workspace).reading().ledger
    let shown = ProposalView(configuration, now: present.now)
    let all = Proposal.all(try ledger.proposalRecords())
    let rows = all.reversed().map(shown.row)
    return ProposalListing(
      rows: rows.filter { wanted.isEmpty || wanted.contains($0.state) },
      summary: .init(rows), isFiltered: !wanted.isEmpty && !all.isEmpty,
      language: configuration.language)
  }

  private func knownStates() throws(Failure) -> Set<Proposal.State> {
    let known = Proposal.State.allCases.map(\.rawValue)
    var found: Set<Proposal.State> = []
    for name in states {
      guard let state = Proposal.State(rawValue: name.lowercased()) else {
        throw Failure(
          .usage,
          "--state: unknown state \"\(SafeText.excerpt(name))\"; known: "
            + known.joined(separator: ", "), hint: NearMiss.hint(name, among: known))
      }
      found.insert(state)
    }
    return found
  }
}

/// Shows one proposal with the editor's answer and changes.
package struct ShowProposal {
  var workspace: Workspace
  var name: String
  var now: String?

  package init(workspace: Workspace, name: String, now: String?) {
    self.workspace = workspace
    self.name = name
    self.now = now
  }

  /// Shows it.
  ///
  /// - Throws: `Failure`: `usage` for an unknown proposal.
  package func run(in environment: Environment) throws -> ShownProposal {
    let configuration = try WorkspaceReader(workspace: workspace).configuration(in: environment)
    let present = try PresentTime(now, in: environment, calendar: configuration.calendar)
    let ledger = try LedgerAccess(workspace: workspace).reading().ledger
    let proposal = try Proposal.all(try ledger.proposalRecords()).named(name)
    let calendar = configuration.calendar
    var shown = ShownProposal(
      row: ProposalView(configuration, now: present.now).row(of: proposal),
      proposedAt: calendar.format(proposal.at), text: proposal.proposed?.text,
      link: proposal.proposed?.link, language: configuration.language)
    guard let answer = proposal.answer else { return shown }
    shown.answer = .init(
      by: answer.employee.text, role: answer.role, at: calendar.format(answer.at),
      note: answer.note, post: proposal.accepted?.id.text)
    guard let before = proposal.proposed, let after = proposal.accepted?.post else { return shown }
    shown.changes = before.changes(to: after).map { field in
      .init(
        field: field, before: before.value(of: field, calendar),
        after: after.value(of: field, calendar))
    }
    return shown
  }
}

extension ProposedPost {
  /// A field by its name, as people read it.
  fileprivate func value(of field: String, _ calendar: CompanyCalendar) -> String {
    switch field {
    case "title": title
    case "text": text
    case "networks": networks.map(\.text).joined(separator: ", ")
    case "link": link ?? ""
    case "campaign": campaign ?? ""
    case "topics": topics.joined(separator: ", ")
    case "hashtags": hashtags.joined(separator: ", ")
    case "date": at.map { calendar.wallTime($0) } ?? ""
    default: expires.map { calendar.wallTime($0) } ?? ""
    }
  }
}

/// Makes rows of proposals.
struct ProposalView {
  private let configuration: Configuration
  private let now: Instant

  init(_ configuration: Configuration, now: Instant) {
    self.configuration = configuration
    self.now = now
  }

  func row(of proposal: Proposal) -> ProposalListing.Row {
    let post = proposal.accepted?.post ?? proposal.proposed
    return ProposalListing.Row(
      name: proposal.name, state: proposal.state, author: proposal.author.text,
      title: post?.title,
      networks: (post?.networks ?? []).map { configuration.network($0)?.title ?? $0.text },
      days: configuration.calendar.days(from: proposal.at, to: proposal.answer?.at ?? now),
      post: proposal.accepted?.id.text)
  }
}

extension CompanyCalendar {
  /// How many midnights lie between two instants on the company's wall; 0: the same day.
  func days(from start: Instant, to end: Instant) -> Int {
    let span = startOfDay(at: max(start, end)) - startOfDay(at: start)
    return Int((span.milliseconds + Instant.Span.hours(12).milliseconds) / 86_400_000)
  }
}

/// The employees' section: a feed of their own posts, for a blog to include.
package struct FeedProposals {
  var workspace: Workspace
  var format: ProposalFeed.Format
  var now: String?

  package init(workspace: Workspace, format: ProposalFeed.Format, now: String?) {
    self.workspace = workspace
    self.format = format
    self.now = now
  }

  /// The feed: accepted proposals whose posts are due and were not withdrawn, the latest first.
  ///
  /// Who was erased is in it no more.
  ///
  /// - Throws: `Failure` where the workspace can't be read.
  package func run(in environment: Environment) throws -> ProposalFeed {
    let reader = WorkspaceReader(workspace: workspace)
    let configuration = try reader.configuration(in: environment)
    let present = try PresentTime(now, in: environment, calendar: configuration.calendar)
    let (ledger, facts) = try LedgerAccess(workspace: workspace).reading()
    var posts = try ledger.posts()
    for post in try reader.queue(configuration, in: environment).compactMap({ try? $0.post.get() })
    where posts[post.id] == nil {
      posts[post.id] = post
    }
    let withdrawn = Set(try ledger.statements().filter { $0.kind == .withdrawal }.map(\.post))
    var entries: [ProposalFeed.Entry] = []
    for proposal in Proposal.all(try ledger.proposalRecords()) {
      guard let (accepted, id) = proposal.accepted, let post = posts[id],
        post.at <= present.now, !withdrawn.contains(id)
      else { continue }
      let author = configuration.position(of: proposal.author).map { configuration.roster[$0] }
      entries.append(
        ProposalFeed.Entry(
          id: id, title: accepted.title, text: accepted.text, link: post.link,
          at: configuration.calendar.format(post.at), instant: post.at, topics: post.topics,
          author: author.map { $0.name.isEmpty ? $0.id.text : $0.name }))
    }
    entries.sort { ($0.instant, $0.id) > ($1.instant, $1.id) }
    return ProposalFeed(
      format: format, company: configuration.company, language: configuration.language,
      ledger: facts.id, start: configuration.calendar.format(facts.header.start),
      entries: entries)
  }
}

/// Records an editor's answer to a proposal; one that is accepted becomes a post of the queue.
package struct AnswerProposal {
  /// What the editor says.
  package enum Answer: Sendable {
    /// It is published, with these changes, perhaps under an id of its own.
    case accept(ProposalDraft, id: String?)
    case decline
  }

  var workspace: Workspace
  var name: String
  var answer: Answer
  var role: String
  var employee: String?
  var note: String?
  var now: String?

  package init(
    workspace: Workspace, name: String, answer: Answer, role: String, employee: String?,
    note: String?, now: String?
  ) {
    self.workspace = workspace
    self.name = name
    self.answer = answer
    self.role = role
    self.employee = employee
    self.note = note
    self.now = now
  }

  /// What is known under both locks.
  private struct Scene {
    var configuration: Configuration
    var ledger: Ledger
    var proposal: Proposal
    var now: Instant
    var writer: QueueWriter
    var environment: Environment
  }

  /// Records the answer, then puts an accepted proposal into the queue.
  ///
  /// The ledger comes first and holds all of the post: who was stopped between the two does the
  /// same again, and the post is in the queue exactly once.
  ///
  /// - Throws: `Failure`: `usage` for an unknown proposal, one that was answered, or a field that is
  ///   wrong; `permission` where the person may not answer; `busy`.
  package func run(in environment: Environment) throws -> AnsweredProposal {
    try WrittenNote.check(note, option: "--note")
    let reader = WorkspaceReader(workspace: workspace)
    let forgotten = ForgottenList(workspace: workspace)
    let trace = try forgotten.trace()
    let configuration = try reader.configuration(in: environment)
    let present = try PresentTime(now, in: environment, calendar: configuration.calendar)
    // Standard input can be read once, and before anybody waits for it.
    let words = try draft.map { try ProposalWords($0, in: environment) }
    let access = LedgerAccess(workspace: workspace)
    return try QueueWriter(workspace: workspace).whileLocked(in: environment) { writer in
      try access.whileLocked(wait: 10, in: environment) {
        try forgotten.requireUnchanged(since: trace)
        let (ledger, facts) = try access.writing { ledger, facts throws(Failure) in
          _ = try present.writing(facts, calendar: configuration.calendar)
          // Who names none that is known changes nothing, not even the schema.
          _ = try Proposal.all(try ledger.proposalRecords()).named(name)
        }
        let scene = Scene(
          configuration: configuration, ledger: ledger,
          proposal: try Proposal.all(try ledger.proposalRecords()).named(name),
          now: try present.writing(facts, calendar: configuration.calendar).now, writer: writer,
          environment: environment)
        return try answer(words, scene)
      }
    }
  }

  private var draft: ProposalDraft? {
    if case .accept(let draft, _) = answer { return draft }
    return nil
  }

  private func answer(_ words: ProposalWords?, _ scene: Scene) throws -> AnsweredProposal {
    let proposal = scene.proposal
    let editors = ProposalEditors(scene.configuration, at: scene.now)
    if let first = proposal.answer {
      // Whoever recorded the answer may have been stopped before the mark.
      try HighWaterMark(workspace: workspace).raise(to: scene.ledger)
      return try again(first, scene)
    }
    let person = try editors.require(employee, as: role, for: proposal)
    guard case .accept(let draft, let id) = answer, let words else {
      try record(
        ProposalRecord(
          number: proposal.number, .declined, by: person.id, as: role, at: scene.now, note: note),
        scene)
      return AnsweredProposal(
        .declined, proposal: proposal, by: person.id,
        at: scene.configuration.calendar.format(scene.now),
        language: scene.configuration.language)
    }
    guard let proposed = proposal.proposed else { throw Self.erased(proposal) }
    let assembly = ProposalAssembly(
      scene.configuration, now: scene.now, in: scene.environment)
    var (accepted, post) = try assembly.accepted(
      proposed, changedBy: draft, words, id: id, author: proposal.author)
    post = try known(scene).admit(post, isIDGiven: id != nil, isAgain: false)
    accepted.at = post.at
    try record(
      ProposalRecord(
        number: proposal.number, .accepted(accepted, as: post.id), by: person.id, as: role,
        at: scene.now, note: note), scene)
    do throws(Failure) {
      try scene.writer.append([post], calendar: scene.configuration.calendar)
    } catch {
      var failure = error
      failure.hint = "The answer is recorded, the post not yet queued: accept \(name) again"
      throw failure
    }
    return result(.accepted, post, by: person.id, changed: proposed.changes(to: accepted), scene)
  }

  /// Records an answer, with the mark: what comes after it may fail, and is done by accepting again.
  private func record(_ record: ProposalRecord, _ scene: Scene) throws {
    try scene.ledger.record(record)
    try HighWaterMark(workspace: workspace).raise(to: scene.ledger)
  }

  /// What comes of an answer to a proposal that has one.
  private func again(_ first: ProposalRecord, _ scene: Scene) throws -> AnsweredProposal {
    let proposal = scene.proposal
    let calendar = scene.configuration.calendar
    if proposal.state == .accepted, proposal.accepted == nil { throw Self.erased(proposal) }
    guard case .accept(let draft, let id) = answer, draft.isEmpty, id == nil,
      let (accepted, postID) = proposal.accepted
    else {
      let verb = proposal.state == .accepted ? "accepted" : "declined"
      let when = calendar.wallTime(first.at)
      throw Failure(
        .usage, "\(proposal.name) was \(verb) already, by \(first.employee), \(when)",
        hint: proposal.accepted.map { "Change the post: advocacy queue edit \($0.id)" }
          ?? "Nothing was recorded")
    }
    let post = ProposalAssembly(scene.configuration, now: scene.now, in: scene.environment)
      .post(accepted, id: postID, author: proposal.author)
    guard try !known(scene).has(postID) else {
      return result(.inQueueAlready, post, by: first.employee, changed: [], scene)
    }
    try scene.writer.append([post], calendar: calendar)
    return result(.finished, post, by: first.employee, changed: [], scene)
  }

  private func known(_ scene: Scene) throws -> KnownPosts {
    try KnownPosts(
      queue: try WorkspaceReader(workspace: workspace)
        .queue(scene.configuration, in: scene.environment),
      ledger: scene.ledger)
  }

  private func result(
    _ outcome: AnsweredProposal.Outcome, _ post: Post, by person: EmployeeID, changed: [String],
    _ scene: Scene
  ) -> AnsweredProposal {
    let configuration = scene.configuration
    var answered = AnsweredProposal(
      outcome, proposal: scene.proposal, by: person, at: configuration.calendar.format(scene.now),
      language: configuration.language)
    answered.post = post.id.text
    answered.due = configuration.calendar.format(post.at)
    answered.networks = post.networks.map { configuration.network($0)?.title ?? $0.text }
    answered.changed = changed
    return answered
  }

  private static func erased(_ proposal: Proposal) -> Failure {
    Failure(
      .usage, "the text of \(proposal.name) was erased with its author",
      hint: "Nothing was recorded")
  }
}

extension ProposedPost {
  /// The fields that differ in another version, by name.
  func changes(to other: ProposedPost) -> [String] {
    [
      ("title", title == other.title), ("text", text == other.text),
      ("networks", networks == other.networks), ("link", link == other.link),
      ("campaign", campaign == other.campaign), ("topics", topics == other.topics),
      ("hashtags", hashtags == other.hashtags),
      ("date", at == nil || at == other.at), ("end", expires == other.expires),
    ].compactMap { $0.1 ? nil : $0.0 }
  }
}
