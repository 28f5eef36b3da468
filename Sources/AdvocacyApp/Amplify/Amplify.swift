import AdvocacyFiles
import AdvocacyLedger
package import AdvocacyModel
import AdvocacyPolicy
package import AdvocacyReport
import Foundation
import SystemFiles

/// Handles every event up to now: the batch for cron.
package struct Amplify {
  var workspace: Workspace
  var now: String?
  var wait: Double
  var isDryRun: Bool
  var acceptsClock: Bool

  /// The wait for another run is in seconds; who accepts the clock vouches for one that stands far
  /// after the last run.
  package init(
    workspace: Workspace, now: String?, wait: Double, isDryRun: Bool, acceptsClock: Bool = false
  ) {
    self.workspace = workspace
    self.now = now
    self.wait = wait
    self.isDryRun = isDryRun
    self.acceptsClock = acceptsClock
  }

  /// What happened, and what people should hear about once.
  package struct Outcome: Sendable {
    /// What happened.
    package var summary: AmplifySummary
    /// A line for each post newly set aside or newly seen to have been edited.
    package var complaints: [String]
    /// What is to come of the posts of which people were asked or acted, for people who watch.
    package var outlooks: [Outlook] = []
    /// How many posts of the queue can't be used, those complained about before included.
    package var setAsidePosts = 0
  }

  /// What is to come of one post.
  package struct Outlook: Sendable {
    package var post: PostID
    /// In words, for a terminal.
    package var sentence: String
  }

  /// Looks ahead at the posts of which people were asked or acted in a run that is over.
  ///
  /// - Throws: `Failure` where the ledger can't be read.
  package func lookAhead(
    after outcome: Outcome, in environment: Environment
  ) async throws -> [Outlook] {
    let touched = outcome.summary.posts
    guard !touched.isEmpty, !isDryRun else { return [] }
    let configuration = try WorkspaceReader(workspace: workspace).configuration()
    let (ledger, facts) = try LedgerAccess(workspace: workspace).reading()
    let study = OutlookStudy(
      workspace: workspace, configuration: configuration, ledger: ledger, seed: facts.header.seed)
    let states = try PostStates(
      ledger: ledger, configuration: configuration, now: facts.watermark)
    var outlooks: [Outlook] = []
    // As many as fit a screen.
    for post in touched.prefix(5) {
      let posts = try ledger.facts(of: [post.id], on: configuration)
      guard let outlook = try await study.outlook(on: posts) else {
        guard let state = posts.first.map({ states.row(of: $0.post).stateInWords }) else {
          continue
        }
        outlooks.append(.init(post: post.id, sentence: "\(post.id): \(state)."))
        continue
      }
      let networks = posts.flatMap(\.post.networks).compactMap {
        configuration.network($0)?.title
      }
      let asked =
        post.employeesAsked > 0
        ? "\(NumberFormat.count(post.employeesAsked, "employee")) asked on "
          + "\(networks.joined(separator: " and ")). " : ""
      outlooks.append(
        .init(
          post: post.id,
          sentence:
            "\(post.id): \(asked)\(outlook.sentence { configuration.calendar.wallTime($0) })"))
    }
    return outlooks
  }

  /// Runs the batch.
  ///
  /// - Throws: `Failure`; `busy` where another run doesn't end in time or the clock has leapt.
  ///   Whatever is thrown, each post is either recorded whole or not at all.
  package func run(in environment: Environment) throws -> Outcome {
    let reader = WorkspaceReader(workspace: workspace)
    let forgotten = ForgottenList(workspace: workspace)
    let trace = try forgotten.trace()
    // Run by a clock it is silent; `check` and every other command say what is to be said.
    var configuration = try reader.settledConfiguration(
      wait: wait, in: environment, asksLedger: isDryRun)
    if environment.console.isErrorTerminal {
      for notice in configuration.notices { environment.note(notice) }
    }
    let present = try PresentTime(now, in: environment, calendar: configuration.calendar)
    let access = LedgerAccess(workspace: workspace)
    guard !isDryRun else {
      let (ledger, facts) = try access.reading()
      return try run(configuration, ledger, facts, present, environment)
    }
    return try access.whileLocked(wait: wait, in: environment) {
      // Whoever was forgotten while this waited must not come back.
      if try forgotten.trace() != trace { configuration = try reader.configuration() }
      let patience = max(wait, Ledger.defaultPatience)
      let (ledger, facts) = try access.writing(patience: patience) { _, facts throws(Failure) in
        _ = try present.writing(
          facts, calendar: configuration.calendar, acceptsClock: acceptsClock)
      }
      // What somebody declined while this waited holds as well.
      configuration.honor(try ledger.standingRefusals())
      let mark = HighWaterMark(workspace: workspace)
      let outcome: Outcome
      do {
        outcome = try run(configuration, ledger, facts, present, environment)
      } catch {
        // What was recorded before the end was seen all the same.
        try? mark.raise(to: ledger)
        throw error
      }
      try mark.raise(to: ledger)
      return outcome
    }
  }

  private func run(
    _ configuration: Configuration, _ ledger: Ledger, _ facts: LedgerFacts,
    _ present: PresentTime, _ environment: Environment
  ) throws -> Outcome {
    let present = try present.writing(
      facts, calendar: configuration.calendar, acceptsClock: acceptsClock)
    let intake = try QueueIntake(
      entries: try WorkspaceReader(workspace: workspace).queue(configuration, in: environment),
      decided: try ledger.decidedPosts())
    return try AmplifyBatch(
      configuration: configuration, ledger: ledger, facts: facts, present: present,
      intake: intake, isDryRun: isDryRun, interruption: environment.interruption
    ).run()
  }
}

/// What a queue holds, sorted by what is to be done about it.
struct QueueIntake {
  /// The posts that were never decided nor skipped.
  var newPosts: [Post] = []
  /// The posts that can't be used.
  var setAside: [SetAside] = []
  /// The posts that were decided and have another content now.
  var edited: [(post: Post, hash: [UInt8])] = []
  /// The hashes of the contents of new posts.
  var hashes: [PostID: [UInt8]] = [:]

  /// Sorts a queue.
  ///
  /// - Complexity: O(bytes of the queue).
  init(entries: [QueueEntry], decided: [PostID: StoredPost]) throws(Failure) {
    for entry in entries {
      switch entry.post {
      case .failure(let failure):
        let place = failure.place ?? entry.place
        let sentence = failure.hint.map { "\(failure.message). \($0)" } ?? failure.message
        setAside.append(
          SetAside(
            post: entry.writtenID, place: place, reason: sentence,
            contentHash: SHA256Digest.of(entry.bytes)))
      case .success(let post):
        let hash = SHA256Digest.of(post.canonicalBytes)
        guard let stored = decided[post.id] else {
          newPosts.append(post)
          hashes[post.id] = hash
          continue
        }
        if stored.contentHash != hash, !stored.isUnedited(post) { edited.append((post, hash)) }
      }
    }
  }
}

extension StoredPost {
  /// Whether a post has the content that was decided: the same, or the same but for a day given as
  /// its end, which was over when it began before it was the last day.
  func isUnedited(_ post: Post) -> Bool {
    if contentHash == SHA256Digest.of(post.canonicalBytes) { return true }
    guard !semantics.endsAfterLastDay, let expires = post.expires, end < expires,
      expires - end <= .hours(25)
    else { return false }
    var earlier = post
    earlier.expires = end
    return contentHash == SHA256Digest.of(earlier.canonicalBytes)
  }
}

/// The file in which a monitoring system reads how the last run went.
///
/// Written after each run that found its workspace, a failed one as well. One that was killed or
/// told to end leaves the file as it was: its age tells.
package struct MetricsFile {
  private let path: String
  private let name: String
  private let workspace: Workspace
  private let began: Instant

  /// Makes the file of a run that begins now.
  ///
  /// - Throws: `Failure`: `usage` for an empty name, `cannotCreate` for a directory; a run that
  ///   couldn't tell how it went is best not begun.
  package init(_ path: String, of workspace: Workspace, in environment: Environment) throws(Failure)
  {
    guard !path.isEmpty else { throw Failure(.usage, "--metrics-file: the file's name is empty") }
    self.path = environment.absolutePath(path)
    name = path
    self.workspace = workspace
    began = environment.now()
    guard !Paths.isDirectory(self.path) else {
      throw Failure(
        .cannotCreate, at: Place(file: path), "a directory is in the way",
        hint: "Name a file for --metrics-file, NAME.prom for the textfile collector")
    }
  }

  /// Writes how the run ended, whole or not at all.
  ///
  /// A new file may be read by everybody (0644): the collector is somebody else, and nothing in it
  /// is personal.
  ///
  /// - Throws: `Failure`: `cannotCreate`, `inputOutput`, `permission`.
  package func write(
    _ ending: Result<Amplify.Outcome, any Error>, in environment: Environment
  ) throws {
    let ended = environment.now()
    let run = (try? ending.get()).map {
      RunMetrics.Run(summary: $0.summary, setAsidePosts: $0.setAsidePosts)
    }
    let (heartbeat, ledger) = ledgerState()
    let metrics = RunMetrics(
      workspace: SafeText.escape((workspace.directory as NSString).lastPathComponent),
      version: ToolVersion.text,
      ended: ended, duration: ended - began, exitCode: Self.exitCode(of: ending),
      lastSuccess: (heartbeat ?? (run == nil ? lastSuccessBefore : ended))
        .flatMap { LastSuccess($0, asOf: ended).instant },
      run: run, ledger: ledger)
    try environment.interruption.deferring {
      try AtomicFile.replace(path, with: Array(metrics.text.utf8), mode: 0o644, named: name)
    }
  }

  /// The last success that the file told of so far, for a ledger that can't be read now.
  private var lastSuccessBefore: Instant? {
    guard let bytes = try? FileReading.contents(of: path, limit: 1 << 20) else { return nil }
    return RunMetrics.lastSuccess(in: String(decoding: bytes, as: UTF8.self))
  }

  private static func exitCode(of ending: Result<Amplify.Outcome, any Error>) -> Int32 {
    switch ending {
    case .success(let outcome): outcome.summary.exitCode
    case .failure(let failure as Failure): failure.cause.exitCode
    case .failure(let interrupted as Interrupted): 128 + interrupted.signal
    case .failure: Failure.Cause.internal.exitCode
    }
  }

  /// The last run that ended well and what the ledger holds; nil where it can't be read.
  private func ledgerState() -> (heartbeat: Instant?, RunMetrics.LedgerState?) {
    guard let (ledger, facts) = try? LedgerAccess(workspace: workspace).reading(),
      let waiting = try? ledger.waitingCounts()
    else { return (nil, nil) }
    let state = RunMetrics.LedgerState(
      watermark: facts.watermark, chainSequence: facts.head.sequence,
      waitingPosts: Set(waiting.map(\.post)).count,
      bytes: Paths.status(of: workspace.ledger).map { Int($0.st_size) })
    return (facts.heartbeat, state)
  }
}

/// When a run last ended well, as far as that can be so.
///
/// One that the clock has not reached yet is no success: it comes from a clock that was wrong, and
/// an alert on its age would stay silent for years.
struct LastSuccess {
  /// The instant; nil: none that can be so.
  let instant: Instant?

  /// Takes what a ledger or a file tells; a clock set back by up to a minute makes no difference.
  init(_ told: Instant?, asOf now: Instant) {
    instant = told.flatMap { $0 <= now + PresentTime.allowedLag ? $0 : nil }
  }
}

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
          : "ask employees to share \(NumberFormat.count(posts.count, "post")) (\(named)"
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
    let configuration = try reader.configuration(in: environment)
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
    let waiting = Set(
      try ledger.waitingCounts(on: configuration).filter { $0.until <= now }.map(\.post)
    ).count
    return Outlook(
      until: configuration.calendar.wallTime(now),
      posts: due.sorted { ($0.at, $0.id) < ($1.at, $1.id) }.map(\.id), acts: acts,
      waiting: waiting)
  }
}
