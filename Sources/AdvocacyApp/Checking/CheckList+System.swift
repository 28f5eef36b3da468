import AdvocacyCore
import AdvocacyFiles
import AdvocacyLedger
import AdvocacyReport

extension CheckList {
  /// The least space that should be free: 64 MB (assumed), some runs of the largest posts.
  private static let leastFreeBytes = 64 << 20

  /// Whether the file system keeps what locks and syncs promise, and has room.
  mutating func checkFileSystem(_ workspace: Workspace) {
    let system = FileSystem(of: workspace.directory)
    let free = system.freeBytes.map { ", \(NumberFormat.count($0 >> 20)) MB free" } ?? ""
    let found = (system.type ?? "of a type that the system doesn't tell") + free
    if system.isNetwork {
      add(
        "file system", .warning, "\(found); it may lie behind a network",
        hint: "Locks and syncs may not hold there: move the workspace to a local disk")
    } else if let free = system.freeBytes, free < Self.leastFreeBytes {
      add("file system", .warning, found, hint: "Free some space before a run fails for want of it")
    } else {
      add("file system", .ok, "local, with room to write")
    }
  }

  /// Whether SQLite is used in the way that keeps clear of its known defects.
  ///
  /// 3.7.0 to 3.51.2 can damage a file in WAL mode when two connections checkpoint at once.
  mutating func checkSQLite(_ facts: LedgerFacts) {
    guard facts.journalMode == "wal" else {
      return add("SQLite", .ok, "\(facts.sqliteVersion), journal mode \(facts.journalMode)")
    }
    add(
      "SQLite", .warning,
      "\(facts.sqliteVersion); another program has put the ledger into WAL mode",
      hint: "The next `advocacy amplify` puts it back; keep other writers away")
  }

  /// Who works here at present.
  mutating func checkLocks(_ workspace: Workspace, at now: Instant) {
    let locks = [
      (workspace.ledgerLock, "the ledger is being written by "),
      (workspace.queueLock, "the queue is being written by "),
    ]
    let held = locks.compactMap { path, words in
      FileLock.holder(of: path, now: now).map { words + $0 }
    }
    add("locks", .ok, held.isEmpty ? "nobody is writing" : held.joined(separator: "; "))
  }

  /// What writes that were killed left behind.
  mutating func checkLeftovers(_ workspace: Workspace) {
    let names = Leftovers(workspace: workspace).names()
    guard !names.isEmpty else { return add("leftovers", .ok, "none of interrupted writes") }
    add(
      "leftovers", .warning,
      "\(NumberFormat.count(names.count, "file")) of interrupted writes: "
        + names.joined(separator: ", "),
      hint: "Nothing reads them: rm \(names.joined(separator: " "))")
  }
}
