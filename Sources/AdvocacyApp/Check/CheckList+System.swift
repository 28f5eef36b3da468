import AdvocacyFiles
import AdvocacyLedger
import AdvocacyModel
import AdvocacyReport
import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension CheckList {
  /// The least space that should be free: 64 MB (assumed), some runs of the largest posts.
  private static let leastFreeBytes = 64 << 20

  /// Whether the file system keeps what locks and syncs promise, and has room.
  mutating func checkFileSystem(_ workspace: Workspace) {
    let system = FileSystem(of: workspace.directory)
    let free = system.freeBytes.map { ", \(NumberFormat.count($0 >> 20)) MB free" } ?? ""
    let found = (system.type ?? "of a type that the system doesn't tell") + free
    if system.isReadOnly {
      add(
        "file system", .failed, "mounted read-only",
        hint: "Mount it for writing, or move the workspace", cause: .permission)
    } else if system.isNetwork {
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

  /// Whether the ledger has the last link that this workspace has seen, told where it hasn't.
  mutating func checkHighWater(
    _ ledger: Ledger, _ facts: LedgerFacts, _ access: LedgerAccess
  ) {
    do throws(Failure) {
      guard let fault = try access.fault(of: ledger, facts) else { return }
      add("high water", .failed, fault.message, hint: fault.hint)
    } catch {
      add("high water", failed: error)
    }
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

/// The file system that a directory lies on.
struct FileSystem: Hashable {
  /// Its type, as mount(8) names it; nil where the system doesn't tell.
  var type: String?
  /// How many bytes are free; nil where the system doesn't tell.
  var freeBytes: Int?
  /// Whether it is mounted so that nobody may write.
  var isReadOnly = false

  /// Asks the system about a directory.
  init(of directory: String) {
    let path = URL(fileURLWithPath: directory).resolvingSymlinksInPath().path
    let attributes = try? FileManager.default.attributesOfFileSystem(forPath: path)
    freeBytes = (attributes?[.systemFreeSize] as? NSNumber)?.intValue
    let mounts = try? String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8)
    type = mounts.flatMap { Self.type(of: path, mounts: $0) }
    // What access(2) says of writing is the file system's where it is read-only, whoever asks.
    isReadOnly = unsafe access(path, W_OK) != 0 && errno == EROFS
  }

  /// Whether it lies behind a network, where locks and syncs may not hold what they promise.
  var isNetwork: Bool {
    guard let type else { return false }
    return ["nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "lustre", "glusterfs"]
      .contains(type) || type.hasPrefix("fuse")
  }

  /// The type of the mount that holds a path, of the lines of Linux's mountinfo (proc(5)).
  static func type(of path: String, mounts: String) -> String? {
    var best: (length: Int, type: String)?
    for line in mounts.split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard let dash = fields.firstIndex(of: "-"), fields.count > dash + 1, dash > 4 else {
        continue
      }
      let point = fields[4].replacing("\\040", with: " ")
      let isAbove = point == "/" || path == point || path.hasPrefix(point + "/")
      // Of two at one place the later covers the earlier.
      guard isAbove, point.count >= best?.length ?? 0 else { continue }
      best = (point.count, String(fields[dash + 1]))
    }
    return best?.type
  }
}

/// The hidden files that writes were killed in the middle of; nothing reads them.
struct Leftovers {
  let workspace: Workspace

  /// Their names relative to the workspace, those of processes that still run left out.
  func names() -> [String] {
    ["", ".advocacy/"].flatMap { folder in
      let path = workspace.directory + "/" + folder
      let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
      return names.filter(Self.isStale).sorted().map { folder + $0 }
    }
  }

  /// Removes them.
  func remove() {
    for name in names() {
      try? FileManager.default.removeItem(atPath: workspace.directory + "/" + name)
    }
  }

  /// Tells a hidden file of a process that is no more: `.advocacy-PID-….tmp`, `.ledger-PID-….tmp`.
  private static func isStale(_ name: String) -> Bool {
    let parts = name.split(separator: "-", maxSplits: 2)
    guard parts.count == 3, [".advocacy", ".ledger"].contains(parts[0]),
      name.hasSuffix(".tmp") || name.hasSuffix(".tmp-journal"), let process = Int32(parts[1])
    else { return false }
    return kill(process, 0) != 0 && errno == ESRCH
  }
}
