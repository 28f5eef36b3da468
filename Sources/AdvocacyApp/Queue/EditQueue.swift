import AdvocacyFiles
import AdvocacyLedger
import AdvocacyModel
import AdvocacyPolicy
package import AdvocacyReport

/// Edits, reschedules or removes a post that has not been fanned out yet.
///
/// All other bytes of the queue stay as they are.
package struct EditQueue {
  var workspace: Workspace
  var post: String
  var change: Change
  var now: String?
  var isDryRun: Bool

  package init(
    workspace: Workspace, post: String, change: Change, now: String?, isDryRun: Bool
  ) {
    self.workspace = workspace
    self.post = post
    self.change = change
    self.now = now
    self.isDryRun = isDryRun
  }

  /// What is to happen to the post.
  package enum Change: Sendable {
    /// New values for some fields.
    case edit(PostChanges)
    /// Another instant at which it falls due.
    case reschedule(at: String)
    case remove
  }

  /// Changes the queue, whole or not at all.
  ///
  /// - Throws: `Failure`: `usage` for an unknown post, one that the ledger has decided, or a value
  ///   that is wrong; the queue is as it was then.
  package func run(in environment: Environment) throws -> EditedPost {
    let configuration = try WorkspaceReader(workspace: workspace).configuration(in: environment)
    let present = try PresentTime(now, in: environment, calendar: configuration.calendar)
    let fields = try fields(configuration.calendar, now: present.now)
    let (ledger, facts) = try LedgerAccess(workspace: workspace).reading()
    let work = { () throws -> EditedPost in
      let state = LedgerState(
        ledger: ledger, watermark: facts.watermark, now: present.now, configuration: configuration)
      return try edit(fields, configuration, state, in: environment)
    }
    return isDryRun
      ? try work()
      : try QueueWriter(workspace: workspace).whileLocked(in: environment) { _ in try work() }
  }

  private func fields(
    _ calendar: CompanyCalendar, now: Instant
  ) throws(Failure) -> [QueueEdit.Field] {
    switch change {
    case .edit(let changes):
      let fields = try changes.fields(calendar, now: now)
      guard !fields.isEmpty else {
        throw Failure(
          .usage, "say what to change",
          hint: "For example --text \"…\", --at 2026-12-01T10:00 or --network x,linkedin")
      }
      return fields
    case .reschedule(let at): return try PostChanges(at: at).fields(calendar, now: now)
    case .remove: return []
    }
  }

  private func edit(
    _ fields: [QueueEdit.Field], _ configuration: Configuration, _ state: LedgerState,
    in environment: Environment
  ) throws -> EditedPost {
    // What the queue lacks may be a post of the ledger, or another post's name with a slip in it.
    let reader = WorkspaceReader(workspace: workspace)
    let entries = try reader.queue(configuration, in: environment)
    if !entries.contains(where: { $0.writtenID == post }) {
      _ = try PostLookup(queue: entries, ledger: try state.ledger.posts()).post(post)
    }
    try state.requireOpen(post, for: change)
    let location = try reader.queueFile()
    let old = try FileReading.contents(of: location.path, named: location.name)
    let edit = try QueueEdit(
      of: post, in: old, file: location.name, form: location.form, configuration: configuration)
    let before = try? edit.post.get()
    let bytes: [UInt8]
    var after: Post?
    if case .remove = change {
      bytes = edit.removing()
    } else {
      let edited = try edit.setting(fields)
      bytes = edited.bytes
      after = edited.post
    }
    let isSame = before != nil && before == after
    if !isDryRun, !isSame {
      try AtomicFile.replace(location.path, with: bytes, named: location.name)
    }
    var labels = KnownLabels(configuration)
    for entry in entries where entry.writtenID != post {
      if let other = try? entry.post.get() { labels.add(other) }
    }
    return EditedPost(
      id: post, file: location.name, action: change.action, isDryRun: isDryRun,
      changes: after.map {
        EditedPost.FieldChange.between(before, $0, calendar: configuration.calendar)
      } ?? [],
      warnings: try after.map { post in
        try state.warnings(of: post)
          + TextWarnings(configuration).warnings(
            of: post, at: post.at, history: History(configuration: configuration))
          + labels.slips(in: post)
      } ?? [])
  }
}

extension EditQueue.Change {
  /// The same for the result.
  fileprivate var action: EditedPost.Action {
    switch self {
    case .edit: .edited
    case .reschedule: .rescheduled
    case .remove: .removed
    }
  }
}

/// New values for the fields of a post; nil leaves a field as it is, an empty value takes it out.
package struct PostChanges: Sendable {
  package var text: String?
  package var link: String?
  package var campaign: String?
  package var networks: [String]?
  package var topics: [String]?
  package var hashtags: [String]?
  package var variants: [String]?
  package var at: String?
  package var expires: String?

  package init(at: String? = nil) {
    self.at = at
  }

  /// The fields, those of time read on the company's clock.
  ///
  /// - Throws: `Failure` with cause `usage` for a time that is none, and an argument that isn't UTF-8.
  func fields(
    _ calendar: CompanyCalendar, now: Instant
  ) throws(Failure) -> [QueueEdit.Field] {
    let texts: [(PostKey, String?)] = [(.text, text), (.link, link), (.campaign, campaign)]
    let lists: [(PostKey, [String]?)] = [
      (.networks, networks), (.topics, topics), (.hashtags, hashtags), (.variants, variants),
    ]
    let written = texts.compactMap { $0.1 } + lists.compactMap { $0.1 }.joined()
    guard !written.contains(where: { $0.contains("\u{FFFD}") }) else {
      throw Failure(.usage, "an argument is not UTF-8")
    }
    var fields = texts.compactMap { key, text in text.map { QueueEdit.Field.text(key, $0) } }
    fields += lists.compactMap { key, list in list.map { QueueEdit.Field.texts(key, $0) } }
    if let at {
      let due = try TimeArgument.instant(at, option: "--at", calendar: calendar, now: now)
      fields.append(.instant(.at, due, calendar: calendar))
    }
    if let expires {
      let end =
        try expires.isEmpty
        ? nil : TimeArgument.end(expires, option: "--expires", calendar: calendar, now: now)
      fields.append(
        end.map { .instant(.expires, $0, calendar: calendar) } ?? .text(.expires, ""))
    }
    return fields
  }
}

/// What the ledger says of posts that somebody wants to change.
private struct LedgerState {
  let ledger: Ledger
  let watermark: Instant
  let now: Instant
  let configuration: Configuration

  /// Refuses what would change nothing: an edit of a post that was decided or withdrawn.
  ///
  /// - Throws: `Failure` with cause `usage`.
  func requireOpen(_ id: String, for change: EditQueue.Change) throws {
    guard let id = PostID(id) else { return }
    var isRemoval = false
    if case .remove = change { isRemoval = true }
    guard let stored = try ledger.decidedPosts()[id] else {
      let isWithdrawn = try ledger.statements()
        .contains { $0.post == id && $0.kind == .withdrawal }
      guard !isWithdrawn || isRemoval else {
        throw Failure(
          .usage, "\(id) was withdrawn, and nobody will be asked to share it",
          hint: "Post it anew under an id of its own: advocacy post \"…\" --again")
      }
      return
    }
    switch stored.status {
    case .skipped(let reason):
      guard !isRemoval else { return }
      throw Failure(
        .usage, "\(id) was skipped (\(reason.sentence)) and stays so",
        hint: "Post it anew under an id of its own: advocacy post \"…\" --again")
    case .decided, .withdrawn:
      throw Failure(
        .usage,
        "\(id) went out on \(configuration.calendar.wallTime(stored.decidedAt)); a change of the queue "
          + "changes nothing now",
        hint: "Stop what has not happened yet: advocacy queue withdraw \(id)")
    }
  }

  /// What to know of a post as it is now.
  func warnings(of post: Post) throws -> [String] {
    var warnings: [String] = []
    if post.end <= max(now, watermark) {
      warnings.append("it is over already and will be skipped")
    } else if post.at <= max(now, watermark) {
      warnings.append("it is due: the next run asks employees to share it")
    }
    let approvals = try ledger.statements().count { $0.post == post.id && $0.kind == .approval }
    if approvals > 0 {
      warnings.append(
        "\(NumberFormat.count(approvals, "approval")) given before this edit still "
          + "\(approvals == 1 ? "counts" : "count"): ask again if the text says something else")
    }
    return warnings
  }
}
