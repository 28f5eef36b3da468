import AdvocacyCore
import AdvocacyFiles
import StrictJSON

/// Appends posts to the queue; all other bytes of the file stay as they are.
struct QueueWriter {
  let workspace: Workspace

  /// Does something while nobody else of ours changes the queue.
  ///
  /// The lock is the queue's own, so that nobody has to wait for a long fan-out.
  func whileLocked<Value>(
    in environment: Environment, _ body: (QueueWriter) throws -> Value
  ) throws -> Value {
    try LedgerAccess(workspace: workspace).makeMarks()
    return try WorkspaceLock.hold(
      workspace.queueLock, named: ".advocacy/queue.lock", wait: 10, in: environment
    ) { try body(self) }
  }

  /// Appends posts, all or none; the caller holds the lock.
  ///
  /// - Throws: `Failure`; the old queue is whole then.
  func append(_ posts: [Post], calendar: CompanyCalendar) throws(Failure) {
    guard !posts.isEmpty else { return }
    let location = try WorkspaceReader(workspace: workspace).queueFile()
    let old = try FileReading.contents(of: location.path, named: location.name)
    let texts = posts.map { QueueFile.encode($0, calendar: calendar) }
    let bytes =
      switch location.form {
      case .json:
        try JSONAppend.appending(texts, to: old, key: "posts", file: location.name)
      case .ndjson: try JSONAppend.appendingLines(texts, to: old, file: location.name)
      }
    try AtomicFile.replace(location.path, with: bytes, named: location.name)
  }
}
