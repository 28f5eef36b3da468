import AdvocacyLedger
import AdvocacyModel
package import AdvocacyReport
import Foundation

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
  ///   was handled, `badData` where the ledger does not verify, `busy`, `inputOutput`. The ledger is
  ///   as it was then.
  package func run(in environment: Environment) throws -> RewoundLedger {
    let calendar = try WorkspaceReader(workspace: workspace).configuration().calendar
    let asked = try TimeArgument.instant(
      instant, option: "--to", calendar: calendar, now: environment.now())
    let access = LedgerAccess(workspace: workspace)
    return try access.whileLocked(wait: 10, in: environment) {
      let (ledger, facts) = try access.writing { facts throws(Failure) in
        try require(asked, facts, calendar)
      }
      let kept = freeName()
      try ledger.backUp(to: workspace.directory + "/" + kept)
      let rewinding = try ledger.rewind(to: asked, realTime: environment.now())
      try HighWaterMark(workspace: workspace).raise(to: ledger)
      let present = facts.header.isClockSimulated ? facts.watermark : environment.now()
      return RewoundLedger(
        to: asked, watermark: rewinding.watermark, links: rewinding.links, acts: rewinding.acts,
        posts: rewinding.posts, approvals: rewinding.approvals,
        withdrawals: rewinding.withdrawals, kept: kept, calendar: calendar, now: present)
    }
  }

  private func require(
    _ asked: Instant, _ facts: LedgerFacts, _ calendar: CompanyCalendar
  ) throws(Failure) {
    guard asked >= facts.header.start else {
      throw Failure(
        .usage,
        "--to: \(calendar.format(asked)) is before the ledger's start, "
          + calendar.format(facts.header.start),
        hint: "Nothing was written. Take a later instant")
    }
    guard asked < facts.watermark else {
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
    while FileManager.default.fileExists(atPath: workspace.directory + "/" + name) {
      name = "ledger-before-rewind-\(number).sqlite"
      number += 1
    }
    return name
  }
}
