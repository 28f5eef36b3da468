import AdvocacyFiles
import AdvocacyLedger
package import AdvocacyModel
import AdvocacyReport
import Foundation

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
    var isDirectory: ObjCBool = false
    let isThere = unsafe FileManager.default.fileExists(
      atPath: self.path, isDirectory: &isDirectory)
    guard !isThere || !isDirectory.boolValue else {
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
      workspace: (workspace.directory as NSString).lastPathComponent, version: ToolVersion.text,
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
    let attributes = try? FileManager.default.attributesOfItem(atPath: workspace.ledger)
    let state = RunMetrics.LedgerState(
      watermark: facts.watermark, chainSequence: facts.head.sequence,
      waitingPosts: Set(waiting.map(\.post)).count,
      bytes: (attributes?[.size] as? NSNumber)?.intValue)
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
