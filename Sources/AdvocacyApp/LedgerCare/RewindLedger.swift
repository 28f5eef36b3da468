import AdvocacyCore
import AdvocacyLedger
package import AdvocacyReport
import Foundation

/// Takes back what was recorded after an instant: the way back after a wrong clock.
package struct RewindLedger {
  var workspace: Workspace
  var instant: String

  /// Makes the use case, to an instant as a person writes it.
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
    let asked = try TimeArgument.instant(instant, option: "--to", calendar: calendar)
    let access = LedgerAccess(workspace: workspace)
    return try access.whileLocked(wait: 10, in: environment) {
      let (ledger, facts) = try access.writing { facts throws(Failure) in
        try require(asked, facts, calendar)
      }
      let kept = freeName()
      try ledger.backUp(to: workspace.directory + "/" + kept)
      let rewinding = try ledger.rewind(to: asked, realTime: environment.now())
      try HighWaterMark(workspace: workspace).raise(to: ledger)
      let present = facts.birth.isClockSimulated ? facts.watermark : environment.now()
      return RewoundLedger(
        rewinding, asked: asked, kept: kept, calendar: calendar, now: present)
    }
  }

  private func require(
    _ asked: Instant, _ facts: LedgerFacts, _ calendar: CompanyCalendar
  ) throws(Failure) {
    guard asked >= facts.birth.start else {
      throw Failure(
        .usage,
        "--to: \(calendar.format(asked)) is before the ledger's start, "
          + calendar.format(facts.birth.start),
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

/// What a rewind did.
package struct RewoundLedger: JSONReport, Sendable {
  var schema = "advocacy/ledger-rewind/1"
  /// The instant asked for.
  var to: Instant
  /// The last instant handled from now on.
  var watermark: Instant
  /// How many links of the chain count no more.
  var voidedLinks: Int
  /// How many acts, of how many posts.
  var voidedActs: Int
  var voidedPosts: Int
  var voidedApprovals: Int
  /// The posts that are not withdrawn any more.
  var voidedWithdrawals: [String]
  /// The name under which the ledger is kept as it was.
  var kept: String
  private var words: Words

  /// Instants as people read them.
  private struct Words: Sendable {
    var to: String
    var watermark: String
  }

  private enum CodingKeys: String, CodingKey {
    case schema, to, watermark, voidedLinks, voidedActs, voidedPosts, voidedApprovals
    case voidedWithdrawals, kept
  }

  init(
    _ rewinding: Rewinding, asked: Instant, kept: String, calendar: CompanyCalendar, now: Instant
  ) {
    to = asked
    watermark = rewinding.watermark
    voidedLinks = rewinding.links
    voidedActs = rewinding.acts
    voidedPosts = rewinding.posts
    voidedApprovals = rewinding.approvals
    voidedWithdrawals = rewinding.withdrawals.map(\.text)
    self.kept = kept
    words = Words(
      to: calendar.wallTime(asked, in: now),
      watermark: calendar.wallTime(rewinding.watermark, in: now))
  }

  /// The value as lines for people.
  package func table(_ style: TerminalStyle) -> String {
    let voided =
      voidedActs == 0
      ? "Voided what was decided after \(words.to); no act was recorded since."
      : "Voided \(NumberFormat.count(voidedActs, "act")) of "
        + "\(NumberFormat.count(voidedPosts, "post")) after \(words.to): "
        + (voidedActs == 1 ? "it stays on record and counts" : "they stay on record and count")
        + " nowhere. The \(voidedPosts == 1 ? "post" : "posts") may be decided again."
    var parts = [
      voidedLinks == 0
        ? "Nothing was recorded after \(words.to); the last instant handled is \(words.watermark)."
        : voided
    ]
    if voidedLinks > 0, watermark < to {
      parts.append(
        "What happened together is voided together: all from \(words.watermark) on is handled "
          + "again.")
    }
    if voidedApprovals > 0 {
      let count = NumberFormat.count(voidedApprovals, "approval")
      parts.append("\(count) given since \(voidedApprovals == 1 ? "counts" : "count") no more.")
    }
    if !voidedWithdrawals.isEmpty {
      parts.append(
        "Not withdrawn any more: \(voidedWithdrawals.joined(separator: ", ")); withdraw again what "
          + "is not to go out.")
    }
    parts.append("The ledger as it was: \(kept)")
    return parts.map { SafeText.escape($0) + "\n" }.joined()
  }

  /// What to do next.
  package static let next = "Next: advocacy amplify --summary"
}
