import AdvocacyLedger
import AdvocacyModel
package import AdvocacyReport
import Foundation

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
    guard FileManager.default.fileExists(atPath: path) else {
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
    return try access.whileLocked(wait: 10, in: environment) {
      try requireOwn(backup, access)
      let lost = try lost(in: backup)
      var restored = RestoredLedger(
        file: file, links: verification.links, head: verification.head.hash, repeats: lost.posts)
      guard acceptsRepeats || !lost.isAny else { throw refusal(lost, verification.head) }
      guard !isDryRun else { return restored }
      let kept = freeName(environment.now())
      let hadLedger = FileManager.default.fileExists(atPath: workspace.ledger)
      _ = try backup.restore(to: workspace.ledger, keeping: workspace.directory + "/" + kept)
      restored.kept = hadLedger ? kept : nil
      try HighWaterMark(workspace: workspace).set(verification.head)
      try forgetAgain(access)
      return restored
    }
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
    guard let expected = access.markedID(), try expected != backup.facts().id else { return }
    throw Failure(
      .badData, at: Place(file: file), "this is not a backup of the ledger of this workspace",
      hint: "Name the right one, or remove .advocacy/ledger-id to accept it")
  }

  /// What the workspace has seen and the backup lacks.
  private func lost(in backup: Ledger) throws(Failure) -> (isAny: Bool, posts: [String]) {
    let mark = HighWaterMark(workspace: workspace).head
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
    while FileManager.default.fileExists(atPath: workspace.directory + "/" + name) {
      name = "\(base)-\(number).sqlite"
      number += 1
    }
    return name
  }
}
