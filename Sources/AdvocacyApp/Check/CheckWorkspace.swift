import AdvocacyFiles
import AdvocacyLedger
import AdvocacyModel
package import AdvocacyReport
import Foundation
import SystemFiles

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Looks a workspace over, each check by name.
package struct CheckWorkspace {
  var workspace: Workspace
  var now: String?
  var maximumAge: String?

  /// Makes the use case; a last run older than the maximum age is a failure.
  package init(workspace: Workspace, now: String?, maximumAge: String? = nil) {
    self.workspace = workspace
    self.now = now
    self.maximumAge = maximumAge
  }

  /// Looks the workspace over; writes nothing, and works with no space left.
  ///
  /// - Returns: The checks; their exit code is that with which the next `amplify` would fail, else
  ///   that of the first check that failed, else 0.
  package func run(in environment: Environment) throws -> CheckReport {
    let maximumAge = try maximumAge.map { try TimeArgument.span($0, option: "--max-age") }
    var list = CheckList()
    let reader = WorkspaceReader(workspace: workspace)
    var entries: [QueueEntry] = []
    let configuration = list.attempt("config") {
      let configuration = try reader.settledConfiguration(wait: 10, in: environment)
      return (configuration, "\(configuration.company), \(configuration.calendar.zoneName)")
    }
    if let configuration {
      list.checkRoster(configuration, at: environment.now())
      let location = list.attempt("queue") {
        let entries = try reader.queue(configuration, in: environment)
        return (entries, "\(NumberFormat.count(entries.count, "post"))")
      }
      entries = location ?? []
      list.checkEntries(entries)
      list.checkLabels(entries, configuration)
      list.checkRoles(configuration, at: environment.now())
      list.checkGraphs(configuration, workspace: workspace)
    }
    list.checkModes(workspace)
    list.checkFileSystem(workspace)
    list.checkLocks(workspace, at: environment.now())
    list.checkLeftovers(workspace)
    let opened = list.attempt("ledger") {
      let opened = try LedgerAccess(workspace: workspace).inspecting()
      let facts = opened.facts
      return (opened, "schema \(facts.schemaVersion), id \(facts.id.prefix(8))")
    }
    if let configuration {
      list.checkTexts(entries, configuration, since: opened?.facts.watermark ?? .distantPast)
    }
    if let opened {
      let calendar = configuration?.calendar ?? .utc
      list.checkHighWater(opened.ledger, opened.facts, LedgerAccess(workspace: workspace))
      list.checkSQLite(opened.facts)
      list.checkClock(
        opened.facts, now: now, maximumAge: maximumAge, calendar: calendar,
        environment: environment)
      list.checkChain(opened.ledger, opened.facts)
    }
    if let failure = NextRun(workspace: workspace, now: now).failure(in: environment) {
      list.add(nextRun: failure)
    }
    let isEmpty = list.checks.contains { $0.name == "queue" && $0.message == "0 posts" }
    return CheckReport(
      checks: list.checks, exitCode: list.exitCode,
      next: isEmpty && list.exitCode == 0 ? "Next: advocacy post \"Your first post\"" : nil)
  }
}

/// The checks made so far.
struct CheckList {
  private(set) var checks: [CheckReport.Check] = []
  private(set) var exitCode: Int32 = 0

  /// Adds a check that went well or is worth a look.
  mutating func add(
    _ name: String, _ outcome: CheckReport.Outcome, _ message: String, hint: String? = nil,
    cause: Failure.Cause = .badData
  ) {
    checks.append(.init(name: name, outcome: outcome, message: message, hint: hint))
    if outcome == .failed, exitCode == 0 { exitCode = cause.exitCode }
  }

  /// Adds why the next run would fail, unless a check says so already, and gives it the exit code.
  mutating func add(nextRun failure: Failure) {
    exitCode = failure.cause.exitCode
    var bare = failure
    bare.hint = nil
    let isTold = checks.contains {
      $0.outcome == .failed && [bare.description, failure.message].contains($0.message)
    }
    guard !isTold else { return }
    checks.append(
      .init(name: "next run", outcome: .failed, message: bare.description, hint: failure.hint))
  }

  /// Adds a check that failed.
  mutating func add(_ name: String, failed failure: Failure) {
    var bare = failure
    bare.hint = nil
    add(name, .failed, bare.description, hint: failure.hint, cause: failure.cause)
  }

  /// Adds a check that succeeds with a value, or fails with what was thrown.
  mutating func attempt<Value>(
    _ name: String, _ body: () throws -> (Value, String)
  ) -> Value? {
    do {
      let (value, message) = try body()
      add(name, .ok, message)
      return value
    } catch let failure as Failure {
      add(name, failed: failure)
    } catch {
      add(name, .failed, error.plainReason)
    }
    return nil
  }
}

/// Tells why the next `amplify` would fail, in its own words, and writes nothing.
///
/// It goes through what a run does in the order in which a run does it.
struct NextRun {
  let workspace: Workspace
  let now: String?

  /// How long a run waits for another: 10 s, as `amplify` does unless told otherwise.
  private static let patience = 10.0
  /// What the journal of the smallest run takes, in bytes (assumed).
  private static let leastFreeBytes = 1 << 16

  /// The failure; nil: nothing is in the way.
  func failure(in environment: Environment) -> Failure? {
    do {
      try require(environment)
      return nil
    } catch let failure as Failure {
      return failure
    } catch {
      return Failure(.internal, error.plainReason)
    }
  }

  private func require(_ environment: Environment) throws {
    let reader = WorkspaceReader(workspace: workspace)
    let configuration = try reader.settledConfiguration(wait: Self.patience, in: environment)
    let present = try PresentTime(now, in: environment, calendar: configuration.calendar)
    let access = LedgerAccess(workspace: workspace)
    try access.requireLockable(patience: Self.patience, in: environment)
    try Ledger.requireWritable(at: workspace.ledger)
    let (ledger, facts) = try access.inspecting()
    try access.requireOwn(ledger, facts)
    // A workspace with a simulated clock is told each instant.
    if present.isAsked || !facts.header.isClockSimulated {
      _ = try present.writing(facts, calendar: configuration.calendar)
    }
    _ = try reader.queue(configuration, in: environment)
    if let free = FileSystem(of: workspace.directory).freeBytes, free < Self.leastFreeBytes {
      throw Failure(
        .inputOutput, at: Place(file: workspace.ledger), "the disk is full",
        hint: "Free some space and run again")
    }
  }
}

/// Lists every parameter in effect with its range, mark and source.
package struct ListParameters {
  var workspace: Workspace

  package init(workspace: Workspace) {
    self.workspace = workspace
  }

  /// Lists the parameters of the networks in use.
  ///
  /// - Throws: `Failure` where the configuration can't be read.
  package func run(in environment: Environment) throws -> ParameterListing {
    let configuration = try WorkspaceReader(workspace: workspace).configuration()
    let effective = configuration.parameters.effective(networks: configuration.networks.map(\.id))
    typealias Participation = Behaviour.Participation
    let participation = ParameterListing.Entry(
      Participation.name, nil, configuration.behaviour.participation.parameter,
      unit: Participation.unit, meaning: Participation.meaning)
    return ParameterListing(
      parameters: [participation]
        + effective.map { entry in
          ParameterListing.Entry(
            entry.name.rawValue, entry.network, entry.parameter, unit: entry.name.unit,
            meaning: entry.name.meaning)
        })
  }
}

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
    let path = Paths.resolved(directory) ?? directory
    freeBytes = Paths.freeBytes(at: path)
    let mounts = try? String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8)
    type = mounts.flatMap { Self.type(of: path, mounts: $0) }
    // What access(2) says of writing is the file system's where it is read-only, whoever asks.
    isReadOnly = !Paths.allows(W_OK, path) && errno == EROFS
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
      return (Paths.names(in: path) ?? []).filter(Self.isStale).map { folder + $0 }
    }
  }

  /// Removes them.
  func remove() {
    for name in names() {
      Paths.removeFile(workspace.directory + "/" + name)
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
