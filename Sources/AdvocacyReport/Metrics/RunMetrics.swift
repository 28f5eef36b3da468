package import AdvocacyCore

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

  /// Makes the metrics of a run.
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

    /// Makes the account of a run.
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

    /// Makes the account of a ledger.
    package init(watermark: Instant, chainSequence: Int64, waitingPosts: Int, bytes: Int?) {
      self.watermark = watermark
      self.chainSequence = chainSequence
      self.waitingPosts = waitingPosts
      self.bytes = bytes
    }
  }
}
