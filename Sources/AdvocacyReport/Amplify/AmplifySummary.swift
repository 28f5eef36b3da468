package import AdvocacyModel

/// What one run of the fan-out did.
package struct AmplifySummary: CommandOutput, CompanyTimed, Codable, Hashable {
  /// The name and version of this form.
  package private(set) var schema = "advocacy/amplify/2"
  /// The company's time zone, for people.
  package var timeZone = "UTC"
  /// Whether nothing was written: what is told would happen.
  package var isDryRun = false
  /// The run that wrote; null where nothing was written.
  @Nullable package var run: Int?
  /// The last instant handled.
  package var watermark: Instant
  /// The posts of which candidates were decided.
  package var posts: [Post]
  /// The posts that can't be used.
  package var setAside: [SetAside]
  /// The posts that will never be fanned out.
  package var skipped: [Skipped]

  package var exitCode: Int32 { setAside.isEmpty ? 0 : 1 }

  package var counts: [String: Int] {
    let sum = { (count: (Post) -> Int) in posts.reduce(0) { $0 + count($1) } }
    return [
      "posts": posts.count, "asked": sum(\.employeesAsked), "acts": sum(\.acts),
      "prevented": sum(\.prevented), "planned": sum(\.planned), "setAside": setAside.count,
      "skipped": skipped.count,
    ]
  }

  package init(
    run: Int?, watermark: Instant, posts: [Post], setAside: [SetAside], skipped: [Skipped]
  ) {
    self.run = run
    self.watermark = watermark
    self.posts = posts
    self.setAside = setAside
    self.skipped = skipped
  }

  /// What was decided of one post's candidates.
  package struct Post: Codable, Hashable, Sendable {
    /// The post.
    package var id: PostID
    /// How many may take part, rewritten ones included.
    package var allowed: Int
    /// How many may not.
    package var denied: Int
    /// How many wait for an instant.
    package var deferred: Int
    /// How many wait for an approval.
    package var needsApproval: Int
    /// How many employees, each once, were asked.
    package var employeesAsked: Int
    /// How many acts happened.
    package var acts: Int
    /// How many actions those were: likes, reposts, quotes.
    package var amplifications: Int
    /// How many acts a rule prevented.
    package var prevented: Int
    /// How many acts are still to come.
    package var planned: Int
    /// When the next of them is.
    @Nullable package var nextAct: Instant?

    package init(
      id: PostID, allowed: Int = 0, denied: Int = 0, deferred: Int = 0, needsApproval: Int = 0,
      employeesAsked: Int = 0, acts: Int = 0, amplifications: Int = 0, prevented: Int = 0,
      planned: Int = 0, nextAct: Instant? = nil
    ) {
      self.id = id
      self.allowed = allowed
      self.denied = denied
      self.deferred = deferred
      self.needsApproval = needsApproval
      self.employeesAsked = employeesAsked
      self.acts = acts
      self.amplifications = amplifications
      self.prevented = prevented
      self.planned = planned
      self.nextAct = nextAct
    }
  }

  /// A post that can't be used, and where it stands.
  package struct SetAside: Codable, Hashable, Sendable {
    /// The id as written; may be empty.
    package var post: String
    package var file: String
    /// The line, from 1.
    @Nullable package var line: Int?
    /// The column in bytes, from 1.
    @Nullable package var column: Int?
    /// Why, in words.
    package var reason: String

    /// Makes the entry of a post set aside; the way into the document leads the reason.
    package init(_ fact: AdvocacyModel.SetAside) {
      post = fact.post
      file = fact.place.file
      line = fact.place.line
      column = fact.place.column
      reason = fact.place.path.isEmpty ? fact.reason : "\(fact.place.path): \(fact.reason)"
    }
  }

  /// A post that will never be fanned out.
  package struct Skipped: Codable, Hashable, Sendable {
    package var post: PostID
    /// Why, in words.
    package var reason: String

    package init(post: PostID, reason: String) {
      self.post = post
      self.reason = reason
    }
  }
}

extension AmplifySummary {
  /// The summary for people.
  package func render(_ style: TerminalStyle) -> String {
    let sections = [
      sentence + "\n", postsTable.rows.isEmpty ? "" : postsTable.rendered(style),
      setAsideText(style), skippedText(style),
    ]
    return sections.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private var sentence: String {
    guard !posts.isEmpty else {
      return skipped.isEmpty
        ? "Nothing was due up to \(shown(watermark))."
        : "Nobody was asked up to \(shown(watermark)): "
          + "\(NumberFormat.count(skipped.count, "post")) skipped."
    }
    let fanned = NumberFormat.count(posts.count, "post")
    let verb = isDryRun ? "would be handled" : "handled"
    let planned = posts.reduce(0) { $0 + $1.planned }
    let next = posts.compactMap(\.nextAct).min().map { ", next \(shown($0))" } ?? ""
    let parts = [
      "\(total(\.acts, "act")) (\(total(\.amplifications, "amplification")))",
      posts.contains { $0.prevented > 0 } ? "\(total(\.prevented, "act")) prevented" : nil,
      planned > 0 ? "\(total(\.planned, "act")) planned\(next)" : nil,
    ]
    return "\(fanned) \(verb) up to \(shown(watermark)): "
      + "\(parts.compactMap { $0 }.joined(separator: ", "))."
  }

  private func total(_ count: KeyPath<Post, Int>, _ word: String) -> String {
    NumberFormat.count(posts.reduce(0) { $0 + $1[keyPath: count] }, word)
  }

  private var postsTable: TextTable {
    var table = TextTable(columns: [
      .init("post", fit: .cutInMiddle), .init("allowed", .right), .init("denied", .right),
      .init("deferred", .right, dropRank: 1), .init("need approval", .right, dropRank: 2),
      .init("acted", .right), .init("prevented", .right, dropRank: 3), .init("planned", .right),
    ])
    for post in posts {
      let counts = [
        post.allowed, post.denied, post.deferred, post.needsApproval, post.acts, post.prevented,
        post.planned,
      ]
      table.add([.init(post.id.text)] + counts.map { .count($0) })
    }
    return table
  }

  private func setAsideText(_ style: TerminalStyle) -> String {
    guard !setAside.isEmpty else { return "" }
    let lines = setAside.map { entry in
      let numbers = [entry.line, entry.column].compactMap { $0.map(String.init) }
      let place = ([entry.file] + numbers).joined(separator: ":")
      let name = entry.post.isEmpty ? "" : " post \(entry.post):"
      return "  " + SafeText.escape("\(place):\(name) \(entry.reason)") + "\n"
    }
    let title = style.paint("Set aside until corrected:", .yellow)
    return "\(title)\n\(lines.joined())"
  }

  private func skippedText(_ style: TerminalStyle) -> String {
    guard !skipped.isEmpty else { return "" }
    let lines = skipped.map { "  \($0.post): \(SafeText.escape($0.reason))\n" }
    return "\(style.paint("Skipped for good:", .yellow))\n\(lines.joined())"
  }
}

/// What a monitoring system may know of the last run: instants, counts, an exit code, no person.
package struct RunMetrics: Hashable, Sendable {
  /// The workspace's name, which tells it from others on the same machine.
  package var workspace: String
  /// The version of the program.
  package var version: String
  /// When the run ended, by the clock.
  package var ended: Instant
  /// How long it took.
  package var duration: Instant.Span
  /// What the process told its caller.
  package var exitCode: Int32
  /// When a run last handled every event up to its present; nil: none is known.
  package var lastSuccess: Instant?
  /// What the run did; nil where it failed.
  package var run: Run?
  /// What the ledger holds now; nil where it can't be read.
  package var ledger: LedgerState?

  package init(
    workspace: String, version: String, ended: Instant, duration: Instant.Span, exitCode: Int32,
    lastSuccess: Instant?, run: Run?, ledger: LedgerState?
  ) {
    self.workspace = workspace
    self.version = version
    self.ended = ended
    self.duration = duration
    self.exitCode = exitCode
    self.lastSuccess = lastSuccess
    self.run = run
    self.ledger = ledger
  }

  /// What a run did that handled every event up to its present.
  package struct Run: Hashable, Sendable {
    /// What happened.
    package var summary: AmplifySummary
    /// How many posts of the queue can't be used, those complained about before included.
    package var setAsidePosts: Int

    package init(summary: AmplifySummary, setAsidePosts: Int) {
      self.summary = summary
      self.setAsidePosts = setAsidePosts
    }
  }

  /// What a ledger holds.
  package struct LedgerState: Hashable, Sendable {
    /// The last instant handled.
    package var watermark: Instant
    /// The last link of the audit chain.
    package var chainSequence: Int64
    /// How many posts have candidates that wait.
    package var waitingPosts: Int
    /// The size of the file; nil where the system doesn't tell.
    package var bytes: Int?

    package init(watermark: Instant, chainSequence: Int64, waitingPosts: Int, bytes: Int?) {
      self.watermark = watermark
      self.chainSequence = chainSequence
      self.waitingPosts = waitingPosts
      self.bytes = bytes
    }
  }
}

extension RunMetrics {
  /// The metrics in Prometheus' text format.
  ///
  /// Names end in base units; times are seconds since 1970. The last success is always there, 0
  /// where none is known, so that an alert on its age can't fall silent. What a failed run did is
  /// left out rather than told as 0.
  package var text: String {
    var text = PrometheusText(commonLabels: [("workspace", workspace)])
    text.add(
      "advocacy_build_info", "The version of the program that wrote this; always 1.",
      [(labels: [("version", version)], value: "1")])
    addEnd(to: &text)
    if let run { add(run, to: &text) }
    if let ledger { add(ledger, to: &text) }
    return text.text
  }

  private static let lastSuccessName = "advocacy_amplify_last_success_timestamp_seconds"

  /// The last success that such a text tells of; nil where it tells of none.
  ///
  /// - Complexity: O(length).
  package static func lastSuccess(in text: String) -> Instant? {
    let line = text.split(separator: "\n").first { $0.hasPrefix(lastSuccessName + "{") }
    guard let word = line?.split(separator: " ").last, let seconds = Double(word),
      seconds > 0, seconds * 1000 <= Double(Instant.distantFuture.milliseconds)
    else { return nil }
    return Instant(milliseconds: Int64((seconds * 1000).rounded()))
  }

  private func addEnd(to text: inout PrometheusText) {
    let seconds = { (instant: Instant) in PrometheusText.seconds(instant.milliseconds) }
    text.add(
      "advocacy_amplify_last_run_timestamp_seconds",
      "When the last run ended, well or not, in seconds since 1970.", seconds(ended))
    text.add(
      Self.lastSuccessName,
      "When a run last handled every event up to its present, in seconds since 1970; "
        + "0 where none is known.",
      lastSuccess.map(seconds) ?? "0")
    text.add(
      "advocacy_amplify_last_run_success",
      "1 where the last run handled every event up to its present, else 0.",
      run == nil ? "0" : "1")
    text.add(
      "advocacy_amplify_last_run_exit_code",
      "The exit code of the last run; 1: done, some posts newly set aside.", "\(exitCode)")
    text.add(
      "advocacy_amplify_last_run_duration_seconds",
      "How long the last run took, waiting for others included.",
      PrometheusText.seconds(duration.milliseconds))
  }

  private func add(_ run: Run, to text: inout PrometheusText) {
    let summary = run.summary
    let posts = [
      ("decided", summary.posts.count), ("skipped", summary.skipped.count),
      ("set_aside", summary.setAside.count),
    ]
    text.add(
      "advocacy_amplify_last_run_posts",
      "Posts of the last run: decided, skipped for good, newly set aside.",
      posts.map { (labels: [("outcome", $0)], value: "\($1)") })
    let candidates: [(String, (AmplifySummary.Post) -> Int)] = [
      ("allowed", \.allowed), ("denied", \.denied), ("deferred", \.deferred),
      ("needs_approval", \.needsApproval),
    ]
    text.add(
      "advocacy_amplify_last_run_candidates",
      "Candidates (a post and an account) of the posts that the last run decided, by verdict.",
      candidates.map { verdict, count in
        (labels: [("verdict", verdict)], value: "\(summary.posts.reduce(0) { $0 + count($1) })")
      })
    text.add(
      "advocacy_amplify_last_run_amplifications", "Simulated actions that the last run recorded.",
      "\(summary.posts.reduce(0) { $0 + $1.amplifications })")
    text.add(
      "advocacy_queue_set_aside_posts", "Posts in the queue that can't be used until corrected.",
      "\(run.setAsidePosts)")
  }

  private func add(_ ledger: LedgerState, to text: inout PrometheusText) {
    text.add(
      "advocacy_ledger_watermark_timestamp_seconds",
      "The last instant handled, in seconds since 1970.",
      PrometheusText.seconds(ledger.watermark.milliseconds))
    text.add(
      "advocacy_ledger_chain_sequence", "The last link of the audit chain.",
      "\(ledger.chainSequence)")
    text.add(
      "advocacy_ledger_waiting_posts",
      "Posts with candidates that wait for an instant or an approval.",
      "\(ledger.waitingPosts)")
    if let bytes = ledger.bytes {
      text.add("advocacy_ledger_size_bytes", "The size of the ledger's file.", "\(bytes)")
    }
  }
}
