import AdvocacyLedger
package import AdvocacyModel
import AdvocacyReport

/// Tells what the next fan-out is about to do, for people who are asked whether to go ahead.
package struct DueNow {
  var workspace: Workspace
  var now: String?

  package init(workspace: Workspace, now: String?) {
    self.workspace = workspace
    self.now = now
  }

  /// What is about to happen.
  package struct Outlook: Hashable, Sendable {
    /// The instant up to which the run goes, on the company's clock.
    package var until: String
    /// The posts that fall due, in order.
    package var posts: [PostID]
    /// How many acts are planned up to then.
    package var acts: Int
    /// On how many posts somebody waited who is asked again.
    package var waiting: Int

    /// As many posts are named.
    private static let namedPosts = 5

    /// What is about to happen in words; nil: nothing is.
    package var sentence: String? {
      let named = posts.prefix(Self.namedPosts).map(\.text).joined(separator: ", ")
      let rest = posts.count - Self.namedPosts
      let parts = [
        posts.isEmpty
          ? nil
          : "fan out \(NumberFormat.count(posts.count, "post")) (\(named)"
            + (rest > 0 ? " and \(NumberFormat.count(rest)) more)" : ")"),
        waiting == 0 ? nil : "look again at \(NumberFormat.count(waiting, "post")) that waited",
        acts == 0 ? nil : "judge \(NumberFormat.count(acts, "planned act"))",
      ].compactMap { $0 }
      guard let last = parts.last else { return nil }
      let list =
        parts.count == 1 ? last : parts.dropLast().joined(separator: ", ") + " and " + last
      return "This will \(list), up to \(until). What is recorded stays."
    }
  }

  /// Looks; writes nothing.
  ///
  /// - Throws: `Failure` where config, queue or ledger can't be read.
  package func run(in environment: Environment) throws -> Outlook {
    let reader = WorkspaceReader(workspace: workspace)
    let configuration = try reader.configuration()
    let now = try PresentTime(now, in: environment, calendar: configuration.calendar).now
    let (ledger, facts) = try LedgerAccess(workspace: workspace).reading()
    let withdrawn = try ledger.statements().filter { $0.kind == .withdrawal }.map(\.post)
    let intake = try QueueIntake(
      entries: try reader.queue(configuration, in: environment),
      decided: try ledger.decidedPosts())
    let due = intake.newPosts.filter { post in
      let at = max(post.at, facts.watermark)
      return at <= now && at < post.end && post.at >= facts.header.start
        && !withdrawn.contains(post.id)
    }
    let acts = try ledger.plannedCounts().reduce(0) { sum, count in
      sum + count.instants.count { $0 <= now }
    }
    let waiting = Set(try ledger.waitingCounts().filter { $0.until <= now }.map(\.post)).count
    return Outlook(
      until: configuration.calendar.format(now),
      posts: due.sorted { ($0.at, $0.id) < ($1.at, $1.id) }.map(\.id), acts: acts,
      waiting: waiting)
  }
}
