package import AdvocacyModel

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

/// Metrics in Prometheus' text format, version 0.0.4, as the textfile collector reads it.
struct PrometheusText {
  /// The text so far.
  private(set) var text = ""
  /// The labels that every sample carries, in this order.
  let commonLabels: [Label]

  /// A name and what it says of a sample.
  typealias Label = (name: String, value: String)

  /// One value under the labels that tell it from others of its metric.
  typealias Sample = (labels: [Label], value: String)

  init(commonLabels: [Label]) { self.commonLabels = commonLabels }

  /// Adds a gauge with one sample.
  mutating func add(_ name: String, _ help: String, _ value: String) {
    add(name, help, [(labels: [], value: value)])
  }

  /// Adds a gauge; all its samples stand together, as the format asks for.
  mutating func add(_ name: String, _ help: String, _ samples: [Sample]) {
    text += "# HELP \(name) \(Self.escaped(help, quote: false))\n# TYPE \(name) gauge\n"
    for sample in samples {
      let labels = (commonLabels + sample.labels).map { label in
        "\(label.name)=\"\(Self.escaped(label.value, quote: true))\""
      }
      text += "\(name){\(labels.joined(separator: ","))} \(sample.value)\n"
    }
  }

  /// Milliseconds as seconds, the base unit of time.
  static func seconds(_ milliseconds: Int64) -> String {
    let (whole, rest) = milliseconds.magnitude.quotientAndRemainder(dividingBy: 1000)
    let sign = milliseconds < 0 ? "-" : ""
    return rest == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(Int(rest).padded(3))"
  }

  /// Escapes what would end a line or a label's value.
  private static func escaped(_ text: String, quote: Bool) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": escaped += "\\\\"
      case "\n": escaped += "\\n"
      case "\"" where quote: escaped += "\\\""
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
