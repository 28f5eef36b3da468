import AdvocacyLedger
import AdvocacyModel
package import AdvocacyReport
import Foundation
import SystemFiles

/// Copies the ledger to a file while others go on.
package struct BackUpLedger {
  var workspace: Workspace
  var file: String

  package init(workspace: Workspace, file: String) {
    self.workspace = workspace
    self.file = file
  }

  /// Writes the copy and verifies it before it gets its name.
  ///
  /// - Throws: `Failure`: `cannotCreate` where the name is taken, `badData` where the ledger does
  ///   not verify, `inputOutput` where the disk is full.
  package func run(in environment: Environment) throws -> BackedUpLedger {
    guard !file.isEmpty else {
      throw Failure(.usage, "the backup's name is empty", hint: "Name a file")
    }
    let (ledger, facts) = try LedgerAccess(workspace: workspace).reading()
    let copied = try ledger.backUp(to: environment.absolutePath(file))
    return BackedUpLedger(
      file: file, id: facts.id, links: copied.links, head: copied.head.hash)
  }
}

/// Recomputes the ledger's audit chain, and holds it against the last link that was seen.
package struct VerifyLedger {
  var workspace: Workspace
  var expectedHead: String?

  package init(workspace: Workspace, expectedHead: String?) {
    self.workspace = workspace
    self.expectedHead = expectedHead
  }

  /// Verifies; writes nothing.
  ///
  /// - Throws: `Failure` where the ledger can't even be opened.
  package func run(in environment: Environment) throws -> VerifiedLedger {
    let (ledger, facts) = try LedgerAccess(workspace: workspace).verifying()
    let expected = try expectedHead.flatMap { try ledger.head(withHash: $0.lowercased()) }
    let mark = try HighWaterMark(workspace: workspace).head()
    let verification = try ledger.verify(expecting: expected ?? mark)
    let isMissing = expectedHead != nil && expected == nil
    let missing = isMissing ? ["the chain no longer contains the head that was noted"] : []
    return VerifiedLedger(
      id: facts.id, links: verification.links, head: verification.head.hash,
      digest: verification.isSound ? try ledger.canonicalDigest() : nil,
      isSound: verification.isSound && !isMissing,
      problems: missing + verification.problems.map(\.message))
  }
}

/// Puts a backup in the place of the ledger, and refuses where posts would be fanned out again.
package struct RestoreLedger {
  var workspace: Workspace
  var file: String
  var acceptsRepeats: Bool
  var isDryRun: Bool

  package init(workspace: Workspace, file: String, acceptsRepeats: Bool, isDryRun: Bool) {
    self.workspace = workspace
    self.file = file
    self.acceptsRepeats = acceptsRepeats
    self.isDryRun = isDryRun
  }

  /// Verifies the backup, keeps the present ledger under another name, and restores.
  ///
  /// - Throws: `Failure`: `badData` where the backup does not verify, is another workspace's, or
  ///   lacks what this workspace has seen; `busy`, `missingInput`, `inputOutput`.
  package func run(in environment: Environment) throws -> RestoredLedger {
    let path = environment.absolutePath(file)
    guard Paths.exists(path) else {
      throw Failure(
        .missingInput, at: Place(file: file), "there is no such backup",
        hint: "`advocacy ledger backup FILE` makes one")
    }
    return try Ledger.withBackup(at: path, workingBeside: workspace.ledger) { backup in
      try restore(backup, in: environment)
    }
  }

  private func restore(_ backup: Ledger, in environment: Environment) throws -> RestoredLedger {
    let verification = try backup.verify()
    if let problem = verification.problems.first {
      throw Failure(.badData, at: Place(file: file), problem.message, hint: "Take another backup")
    }
    let access = LedgerAccess(workspace: workspace)
    let restore = { () throws -> RestoredLedger in
      try requireOwn(backup, access)
      let lost = try lost(in: backup)
      var restored = RestoredLedger(
        file: file, links: verification.links, head: verification.head.hash, repeats: lost.posts,
        isDryRun: isDryRun)
      guard acceptsRepeats || !lost.isAny else { throw refusal(lost, verification.head) }
      guard !isDryRun else { return restored }
      let kept = freeName(environment.now())
      let hadLedger = Paths.exists(workspace.ledger)
      _ = try backup.restore(to: workspace.ledger, keeping: workspace.directory + "/" + kept)
      restored.kept = hadLedger ? kept : nil
      try HighWaterMark(workspace: workspace).set(verification.head)
      try forgetAgain(access)
      return restored
    }
    return try isDryRun
      ? restore() : access.whileLocked(wait: 10, in: environment) { try restore() }
  }

  /// Forgets those again who were forgotten since the backup was made.
  private func forgetAgain(_ access: LedgerAccess) throws {
    let ledger = try access.writing().ledger
    let known = try ForgottenList(workspace: workspace).members(of: ledger.employees())
    guard !known.isEmpty else { return }
    let mentions = known.map { Mentions(id: $0, words: []) }
    try ledger.forget(
      where: known.contains, notes: { note in mentions.contains { $0.are(in: note) } })
  }

  private func requireOwn(_ backup: Ledger, _ access: LedgerAccess) throws(Failure) {
    guard let expected = try access.markedID(), try expected != backup.facts().id else { return }
    throw Failure(
      .badData, at: Place(file: file), "this is not a backup of the ledger of this workspace",
      hint: "Name the right one, or remove .advocacy/ledger-id to accept it")
  }

  /// What the workspace has seen and the backup lacks.
  private func lost(in backup: Ledger) throws(Failure) -> (isAny: Bool, posts: [String]) {
    let mark = try HighWaterMark(workspace: workspace).head()
    var isBehind = false
    if let mark { isBehind = try !backup.contains(mark) }
    // A ledger too damaged to be read can't tell; the mark still does.
    guard let present = try? Ledger.open(at: workspace.ledger, access: .read),
      let head = try? present.facts().head, let decided = try? present.decidedPosts()
    else { return (isBehind, []) }
    let known = try backup.decidedPosts()
    let posts = decided.keys.filter { known[$0] == nil }.map(\.text).sorted()
    if !isBehind { isBehind = try !backup.contains(head) }
    return (isBehind, posts)
  }

  private func refusal(
    _ lost: (isAny: Bool, posts: [String]), _ head: ChainHead
  ) -> Failure {
    let named = lost.posts.prefix(5).joined(separator: ", ")
    let more = lost.posts.count > 5 ? ", …" : ""
    let posts =
      lost.posts.isEmpty
      ? "" : "; \(NumberFormat.count(lost.posts.count, "post")) would go out again: \(named)\(more)"
    return Failure(
      .badData, at: Place(file: file),
      "the backup ends at link \(head.sequence) and lacks what happened since\(posts)",
      hint: "Add --accept-repeats if what happened since may happen again")
  }

  /// A name for the ledger that was there, by the instant, in UTC.
  private func freeName(_ now: Instant) -> String {
    let stamp = now.wholeSecond.rfc3339.filter { $0 != ":" }
    let base = "ledger-replaced-\(stamp)"
    var name = base + ".sqlite"
    var number = 2
    while Paths.exists(workspace.directory + "/" + name) {
      name = "\(base)-\(number).sqlite"
      number += 1
    }
    return name
  }
}

/// Takes back what was recorded after an instant: the way back after a wrong clock.
package struct RewindLedger {
  var workspace: Workspace
  var instant: String

  package init(workspace: Workspace, to instant: String) {
    self.workspace = workspace
    self.instant = instant
  }

  /// Keeps a verified copy of the ledger, then voids what came after the instant.
  ///
  /// - Throws: `Failure`: `usage` for an instant before the ledger's start or after which nothing
  ///   is on record, `badData` where the ledger does not verify, `busy`, `inputOutput`. The ledger is
  ///   as it was then.
  package func run(in environment: Environment) throws -> RewoundLedger {
    let calendar = try WorkspaceReader(workspace: workspace).configuration(in: environment).calendar
    let asked = try TimeArgument.instant(
      instant, option: "--to", calendar: calendar, now: environment.now())
    let access = LedgerAccess(workspace: workspace)
    return try access.whileLocked(wait: 10, in: environment) {
      let (ledger, facts) = try access.writing { ledger, facts throws(Failure) in
        try require(asked, ledger, facts, calendar)
      }
      let kept = freeName()
      try ledger.backUp(to: workspace.directory + "/" + kept)
      let rewinding = try ledger.rewind(to: asked, realTime: environment.now())
      try HighWaterMark(workspace: workspace).raise(to: ledger)
      let present = facts.header.isClockSimulated ? facts.watermark : environment.now()
      return RewoundLedger(
        to: asked, watermark: rewinding.watermark, links: rewinding.links, acts: rewinding.acts,
        posts: rewinding.posts, approvals: rewinding.approvals,
        withdrawals: rewinding.withdrawals, handled: facts.watermark, kept: kept,
        calendar: calendar, now: present)
    }
  }

  private func require(
    _ asked: Instant, _ ledger: Ledger, _ facts: LedgerFacts, _ calendar: CompanyCalendar
  ) throws(Failure) {
    guard asked >= facts.header.start else {
      throw Failure(
        .usage,
        "--to: \(calendar.format(asked)) is before the ledger's start, "
          + calendar.format(facts.header.start),
        hint: "Nothing was written. Take a later instant")
    }
    guard try ledger.isFollowed(asked, facts) else {
      throw Failure(
        .usage,
        "--to: there is nothing to void after \(calendar.format(asked)): the last instant handled "
          + "is \(calendar.format(facts.watermark))",
        hint: "Nothing was written. Take an earlier instant")
    }
  }

  /// A name for the copy that nothing has.
  private func freeName() -> String {
    var name = "ledger-before-rewind.sqlite"
    var number = 2
    while Paths.exists(workspace.directory + "/" + name) {
      name = "ledger-before-rewind-\(number).sqlite"
      number += 1
    }
    return name
  }
}
