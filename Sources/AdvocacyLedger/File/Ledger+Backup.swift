package import AdvocacyModel
import GRDB

extension Ledger {
  /// Writes a whole copy to a new file while others go on reading and writing.
  ///
  /// SQLite reads one consistent state (`VACUUM INTO`) into a hidden file that only its owner may
  /// read; that is verified, sent to the disk, and only then given its name. A writer waits while
  /// the state is read.
  ///
  /// - Parameter path: The file, which must not exist.
  /// - Returns: What the copy holds.
  /// - Throws: `cannotCreate` where the name is taken or the directory missing, `badData` where the
  ///   ledger does not verify, `busy`, `permission`, `inputOutput`. No file is left then.
  /// - Complexity: O(rows).
  @discardableResult
  package func backUp(to path: String) throws(Failure) -> Verification {
    guard !LedgerFile.exists(at: path) else {
      throw Failure(
        .cannotCreate, at: Place(file: path), "there is a file already",
        hint: "A backup never overwrites; give it another name")
    }
    return try withCopy(beside: path) { (copy, verification) throws(Failure) in
      try LedgerFile.publish(copy, as: path)
      return verification
    }
  }

  /// Puts a copy of this ledger in the place of another, which is kept under a second name.
  ///
  /// Both names hold a whole ledger, or nothing has changed. The caller holds the ledger's lock.
  ///
  /// - Parameters:
  ///   - path: Where the ledger belongs; there may be none.
  ///   - kept: The name that the ledger found there gets; must be free, in the same directory.
  /// - Returns: What the ledger now holds.
  /// - Throws: As `backUp` does.
  /// - Complexity: O(rows).
  package func restore(to path: String, keeping kept: String) throws(Failure) -> Verification {
    try withCopy(beside: path) { (copy, verification) throws(Failure) in
      if LedgerFile.exists(at: path) {
        // Undoes what a killed writer left half done: its journal would undo the copy instead.
        _ = try? Ledger.open(at: path, access: .write)
        try LedgerFile.keep(path, as: kept)
      }
      try LedgerFile.replace(path, by: copy)
      return verification
    }
  }

  /// Makes a verified copy under a hidden name and hands it over; none is left behind.
  private func withCopy(
    beside path: String, _ body: (String, Verification) throws(Failure) -> Verification
  ) throws(Failure) -> Verification {
    let copy = LedgerFile.temporary(beside: path)
    try LedgerFile.makePrivate(at: copy, for: path)
    defer { LedgerFile.discard(copy) }
    try Self.translating(path) { try Self.copy(queue, to: copy) }
    let verification = try Ledger.open(at: copy, access: .read).verify()
    if let problem = verification.problems.first {
      throw Failure(
        .badData, at: Place(file: self.path), problem.message,
        hint: "`advocacy ledger verify` tells all; \(Self.restoreHint)")
    }
    return try body(copy, verification)
  }

  /// Copies a database into an empty file, to the disk.
  static func copy(_ queue: DatabaseQueue, to path: String) throws {
    try queue.inDatabase { try $0.execute(sql: "VACUUM INTO ?", arguments: [path]) }
    // SQLite leaves this to the system for a file that no transaction protects.
    try LedgerFile.synchronize(path)
  }

  /// Keeps a ledger of an older schema as it is, before it is brought up to date.
  ///
  /// An older copy of the same name is replaced: the migration before was not finished.
  static func keepBeforeMigration(_ queue: DatabaseQueue, at path: String) throws {
    let copy = LedgerFile.temporary(beside: path)
    try LedgerFile.makePrivate(at: copy, for: path)
    defer { LedgerFile.discard(copy) }
    try self.copy(queue, to: copy)
    let name = "/ledger-before-schema-\(LedgerSchema.version).sqlite"
    try LedgerFile.replace(LedgerFile.directory(of: path) + name, by: copy)
  }

  /// Opens a backup for reading, of whichever released schema it is, and hands it over.
  ///
  /// One of an older schema stays as it is: a hidden copy of it is brought up to date, and goes
  /// when the work is done.
  ///
  /// - Parameters:
  ///   - path: The backup.
  ///   - target: The ledger beside which the copy may lie.
  ///   - body: What is done with it.
  /// - Returns: What the body returns.
  /// - Throws: As `open` and `backUp` do, and what the body throws.
  /// - Complexity: O(rows) for an older schema.
  package static func withBackup<Value>(
    at path: String, workingBeside target: String, _ body: (Ledger) throws -> Value
  ) throws -> Value {
    guard let copy = try copyUpToDate(of: path, beside: target) else {
      return try body(try open(at: path, access: .read))
    }
    defer { LedgerFile.discard(copy) }
    return try body(try open(at: copy, access: .read))
  }

  /// Makes a copy of an older ledger that is brought up to date; none of one that is.
  private static func copyUpToDate(
    of path: String, beside target: String
  ) throws(Failure) -> String? {
    try LedgerFile.requireContent(at: path, access: .read)
    return try translating(path) {
      let source = try DatabaseQueue(path: path, configuration: configuration(for: .read))
      let found = try source.inDatabase { try LedgerSchema.requireKnown($0, path: path) }
      guard found < LedgerSchema.version else { return nil }
      let copy = LedgerFile.temporary(beside: target)
      try LedgerFile.makePrivate(at: copy, for: target)
      do {
        try Self.copy(source, to: copy)
        let queue = try DatabaseQueue(path: copy, configuration: configuration(for: .write))
        try queue.inDatabase { db in
          try makeDurable(db)
          try LedgerSchema.migrate(db, from: found)
        }
        try queue.close()
      } catch {
        LedgerFile.discard(copy)
        throw error
      }
      return copy
    }
  }
}
