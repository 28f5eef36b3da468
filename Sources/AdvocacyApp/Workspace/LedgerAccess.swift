import AdvocacyCore
import AdvocacyIntake
import AdvocacyLedger
import Foundation

/// Opens a workspace's ledger, and refuses one that isn't its own.
struct LedgerAccess {
  let workspace: Workspace

  /// Opens the ledger for reading; no lock is needed.
  ///
  /// - Throws: `Failure`: `missingInput`, `badData`, `tooNew`.
  func reading() throws(Failure) -> (ledger: Ledger, facts: LedgerFacts) {
    try open(.read)
  }

  /// Opens the ledger for writing; the caller holds its lock.
  ///
  /// - Throws: `Failure`: `missingInput`, `badData`, `tooNew`, `permission`.
  func writing() throws(Failure) -> (ledger: Ledger, facts: LedgerFacts) {
    let opened = try open(.write)
    let mark = HighWaterMark(workspace: workspace)
    if let fault = try mark.fault(of: opened.ledger, opened.facts) { throw fault }
    return opened
  }

  /// Does something while nobody else writes the ledger, waiting for others if need be.
  ///
  /// The wait is in seconds.
  ///
  /// - Throws: `Failure` with cause `busy` when the lock isn't free in time, and what body throws.
  func whileLocked<Value>(
    wait: Double, in environment: Environment, _ body: () throws -> Value
  ) throws -> Value {
    try makeMarks()
    return try WorkspaceLock.hold(
      workspace.ledgerLock, named: ".advocacy/ledger.lock", wait: wait, in: environment, body)
  }

  /// Makes the directory of marks where somebody removed it; it is safe to lose.
  func makeMarks() throws(Failure) {
    do {
      try FileManager.default.createDirectory(
        atPath: workspace.marks, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw error.asFailure(toMakeDirectory: ".advocacy")
    }
  }

  private func open(
    _ access: Ledger.Access
  ) throws(Failure) -> (ledger: Ledger, facts: LedgerFacts) {
    let ledger = try Ledger.open(at: workspace.ledger, access: access)
    let facts = try ledger.facts()
    if let expected = markedID(), expected != facts.id {
      throw Failure(
        .badData, at: Place(file: "ledger.sqlite"),
        "this is not the ledger that the workspace began with",
        hint: "Put the workspace's own ledger back, or remove .advocacy/ledger-id to accept it")
    }
    return (ledger, facts)
  }

  /// The id of the ledger that the workspace began with; nil where the mark is lost.
  func markedID() -> String? {
    guard
      let text = try? String(contentsOfFile: workspace.ledgerID, encoding: .utf8)
    else { return nil }
    let id = text.filter { !$0.isWhitespace }
    return id.isEmpty ? nil : id
  }
}

/// Holds a lock file around a piece of work.
enum WorkspaceLock {
  /// Does something while a lock is held; the lock goes with the process whatever happens.
  static func hold<Value>(
    _ path: String, named name: String, wait: Double, in environment: Environment,
    _ body: () throws -> Value
  ) throws -> Value {
    let lock = try FileLock.acquire(path, named: name, wait: wait, now: environment.now)
    // Who waits for the lock may be stopped at once; who holds it, between two writes.
    let value = try environment.interruption.deferring(body)
    lock.release()
    return value
  }
}
