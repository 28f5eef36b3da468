package import AdvocacyModel

/// What the verification of a ledger found.
package struct VerifiedLedger: CommandOutput {
  package private(set) var schema = "advocacy/ledger-verify/1"
  package var id: String
  package var links: Int
  package var head: String
  /// The digest by which ledgers are compared; nil where the ledger is not sound.
  package var digest: String?
  /// Whether nothing is wrong.
  package var isSound: Bool
  package var problems: [String]

  package var exitCode: Int32 { isSound ? 0 : Failure.Cause.badData.exitCode }

  package var counts: [String: Int] { ["links": links, "problems": problems.count] }

  package init(
    id: String, links: Int, head: String, digest: String? = nil, isSound: Bool, problems: [String]
  ) {
    self.id = id
    self.links = links
    self.head = head
    self.digest = digest
    self.isSound = isSound
    self.problems = problems
  }
  package func render(_ style: TerminalStyle) -> String {
    guard isSound else {
      let list = problems.map { "  \(style.paint("failed", .red))  \(SafeText.escape($0))" }
      return "The ledger does not verify:\n\(list.joined(separator: "\n"))\n"
    }
    return """
      \(style.paint("The ledger verifies.", .green))
        links   \(NumberFormat.count(links))
        head    \(head)
        digest  \(digest ?? "")

      """
  }
}

/// What a backup holds.
package struct BackedUpLedger: CommandOutput {
  package private(set) var schema = "advocacy/ledger-backup/1"
  package var file: String
  package var id: String
  package var links: Int
  /// The last link; noted elsewhere, `ledger verify --head` proves by it that nothing was cut off.
  package var head: String

  package var counts: [String: Int] { ["links": links] }

  package init(file: String, id: String, links: Int, head: String) {
    self.file = file
    self.id = id
    self.links = links
    self.head = head
  }
  package func render(_ style: TerminalStyle) -> String {
    """
    \(style.paint("Backed up and verified", .green)): \(SafeText.escape(file)), \
    \(NumberFormat.count(links, "link"))
      head  \(head)
    Contains employee ids, including people erased later: store it securely and delete it in time.

    """
  }
}

/// What a restoration did.
package struct RestoredLedger: CommandOutput {
  package private(set) var schema = "advocacy/ledger-restore/1"
  package var file: String
  package var links: Int
  package var head: String
  /// The name under which the ledger found there is kept; nil where there was none.
  package var kept: String?
  /// The posts that may be fanned out again.
  package var repeats: [String]
  /// Whether nothing was written: what is told would happen.
  package var isDryRun: Bool

  package init(
    file: String, links: Int, head: String, kept: String? = nil, repeats: [String],
    isDryRun: Bool = false
  ) {
    self.isDryRun = isDryRun
    self.file = file
    self.links = links
    self.head = head
    self.kept = kept
    self.repeats = repeats
  }
  package func render(_ style: TerminalStyle) -> String {
    let verb = isDryRun ? "Would restore" : "Restored"
    let old = kept.map { " The old one is kept as \($0)." } ?? ""
    var lines = [
      "\(style.paint(verb, .green)) ledger.sqlite from \(SafeText.escape(file)) "
        + "(\(NumberFormat.count(links, "link")), verified).\(old)",
      "  head  \(head)",
    ]
    if !repeats.isEmpty {
      lines.append("  goes out again where still in the queue: \(repeats.joined(separator: ", "))")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// What a rewind did.
package struct RewoundLedger: CommandOutput {
  package private(set) var schema = "advocacy/ledger-rewind/1"
  /// The instant asked for.
  package var to: Instant
  /// The last instant handled from now on.
  package var watermark: Instant
  /// How many links of the chain count no more.
  package var voidedLinks: Int
  /// How many acts, of how many posts.
  package var voidedActs: Int
  package var voidedPosts: Int
  package var voidedApprovals: Int
  /// The posts that are not withdrawn any more.
  package var voidedWithdrawals: [String]
  /// The name under which the ledger is kept as it was.
  package var kept: String
  /// Whether more was voided than what came after the instant asked for.
  private var goesFurther: Bool
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

  /// Makes the value of a rewind in a ledger that had handled all until an instant; people read its
  /// instants as of the present.
  package init(
    to: Instant, watermark: Instant, links: Int, acts: Int, posts: Int, approvals: Int,
    withdrawals: [PostID], handled: Instant, kept: String, calendar: CompanyCalendar, now: Instant
  ) {
    goesFurther = links > 0 && watermark < min(to, handled)
    self.to = to
    self.watermark = watermark
    voidedLinks = links
    voidedActs = acts
    voidedPosts = posts
    voidedApprovals = approvals
    voidedWithdrawals = withdrawals.map(\.text)
    self.kept = kept
    words = Words(
      to: calendar.wallTime(to, present: now), watermark: calendar.wallTime(watermark, present: now)
    )
  }
  package func render(_ style: TerminalStyle) -> String {
    let voided =
      voidedActs == 0
      ? "Voided what was recorded after \(words.to); there was no act among it."
      : "Voided \(NumberFormat.count(voidedActs, "act")) of "
        + "\(NumberFormat.count(voidedPosts, "post")) after \(words.to): "
        + (voidedActs == 1 ? "it stays on record and counts" : "they stay on record and count")
        + " nowhere. The \(voidedPosts == 1 ? "post" : "posts") may be decided again."
    var parts = [
      voidedLinks == 0
        ? "Nothing was recorded after \(words.to); the last instant handled is \(words.watermark)."
        : voided
    ]
    if goesFurther {
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

  package var next: String? { "Next: advocacy amplify --summary" }
}
