package import AdvocacyModel
import GRDB
import SystemFiles

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the ledger asks of the file system.
enum LedgerFile {
  /// Checks that there is a regular file with something in it.
  ///
  /// SQLite takes an empty file for a new database, which would fan out every old post again. It
  /// also looks for a killed writer's journal beside the name it was given: a second name, in
  /// another workspace perhaps, would miss it.
  ///
  /// - Throws: `missingInput`, `permission`, `inputOutput`, or `badData` for what is no ledger.
  static func requireContent(at path: String, access: Ledger.Access) throws(Failure) {
    let place = Place(file: path)
    guard let status = Paths.status(of: path) else {
      switch errno {
      case ENOENT, ENOTDIR:
        throw Failure(
          .missingInput, at: place, "there is no ledger",
          hint: "Make a workspace with \"advocacy init\", or restore a backup of the ledger")
      case EACCES, EPERM:
        throw Failure(.permission, at: place, "the ledger can't be reached: \(reason(errno))")
      default:
        throw Failure(.inputOutput, at: place, "the ledger can't be reached: \(reason(errno))")
      }
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw Failure(.badData, at: place, "not a ledger: not a regular file")
    }
    if access == .write { try requireOneName(status, at: path) }
    guard status.st_size > 0 else {
      throw Failure(
        .badData, at: place, "the ledger is empty: 0 bytes", hint: Ledger.restoreHint)
    }
    if access == .write { try requireWritable(path) }
  }

  private static func requireOneName(_ status: stat, at path: String) throws(Failure) {
    let count = Int(status.st_nlink)
    guard count > 1, count - temporaryNames(of: status, beside: path).count > 1 else { return }
    throw Failure(
      .badData, at: Place(file: path), "the ledger has \(count) names (hard links)",
      hint: "A journal belongs to one name: remove the others, or copy the ledger instead")
  }

  /// Checks that the file and its directory, in which the journal lies, may be written.
  private static func requireWritable(_ path: String) throws(Failure) {
    for (name, mode) in [(path, R_OK | W_OK), (directory(of: path), W_OK | X_OK)]
    where !Paths.allows(mode, name) {
      throw Failure(
        .permission, at: Place(file: path), "the ledger can't be written: \(reason(errno))",
        hint: Ledger.modeHint)
    }
  }

  /// Removes the name that a ledger had while it was made, or got while another took its place, where
  /// whoever did that was killed in between.
  static func removeTemporaryNames(of path: String) {
    guard let status = Paths.status(of: path), status.st_nlink > 1 else { return }
    for name in temporaryNames(of: status, beside: path) { Paths.removeFile(name) }
  }

  private static func temporaryNames(of ledger: stat, beside path: String) -> [String] {
    let directory = directory(of: path)
    let names = Paths.names(in: directory) ?? []
    return names.filter(isTemporary).map { directory + "/" + $0 }
      .filter { Paths.linkStatus(of: $0)?.st_ino == ledger.st_ino }
  }

  private static func isTemporary(_ name: String) -> Bool {
    name.hasPrefix(".ledger-") && name.hasSuffix(".tmp")
      || name.hasPrefix("ledger-replaced-") && name.hasSuffix(".sqlite")
  }

  /// Tells whether anything, a dangling link included, has this name.
  static func exists(at path: String) -> Bool { HiddenFile.exists(at: path) }

  /// Makes an empty file that only its owner may read and write, whatever the umask.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - name: The file that it is to become, by which failures call it.
  /// - Throws: `permission`, `inputOutput` for a full disk, else `cannotCreate`.
  static func makePrivate(at path: String, for name: String) throws(Failure) {
    do throws(SystemError) {
      _ = try OpenDirectory(of: path).make(HiddenFile.name(of: path))
    } catch {
      throw creationFailure(error.code, name)
    }
  }

  /// Gives a finished file its name, unless something has that name already.
  ///
  /// - Throws: `cannotCreate` where the name is taken, and what `makePrivate` throws.
  static func publish(_ temporary: String, as path: String) throws(Failure) {
    let directory = try openDirectory(of: path)
    do throws(SystemError) {
      try directory.publish(HiddenFile.name(of: temporary), as: HiddenFile.name(of: path))
    } catch {
      throw creationFailure(error.code, path)
    }
    try synchronize(directory, of: path)
  }

  /// Gives a finished file its name, in place of what has that name.
  ///
  /// - Throws: What `makePrivate` throws.
  static func replace(_ path: String, by temporary: String) throws(Failure) {
    let directory = try openDirectory(of: path)
    do throws(SystemError) {
      try directory.replace(HiddenFile.name(of: path), by: HiddenFile.name(of: temporary))
    } catch {
      throw creationFailure(error.code, path)
    }
    try synchronize(directory, of: path)
  }

  /// Gives a finished file the name of a ledger, which is kept under another; nothing has changed where
  /// that fails.
  ///
  /// The directory is open before: between the two steps nothing is asked for that may be refused.
  ///
  /// - Throws: What `makePrivate` throws.
  static func replace(
    _ path: String, by temporary: String, keeping kept: String
  ) throws(Failure) {
    let directory = try openDirectory(of: path)
    try keep(path, as: kept)
    do throws(Failure) {
      // A loss of power may not take the second name and leave the new file.
      try synchronize(directory, of: path)
    } catch {
      restoreName(path, kept: kept)
      throw error
    }
    do throws(SystemError) {
      try directory.replace(HiddenFile.name(of: path), by: HiddenFile.name(of: temporary))
    } catch {
      restoreName(path, kept: kept)
      throw creationFailure(error.code, path)
    }
    try synchronize(directory, of: path)
  }

  /// Takes back what `keep` did.
  private static func restoreName(_ path: String, kept: String) {
    for end in ["", "-journal"] where exists(at: kept + end) {
      if exists(at: path + end) {
        Paths.removeFile(kept + end)
      } else {
        try? Paths.rename(kept + end, to: path + end)
      }
    }
  }

  /// Gives a ledger, with what SQLite has left beside it, a second name.
  ///
  /// Its journal moves: it would undo another ledger of the old name.
  ///
  /// - Throws: What `makePrivate` throws.
  private static func keep(_ path: String, as kept: String) throws(Failure) {
    do throws(SystemError) {
      do throws(SystemError) {
        try Paths.link(path, as: kept)
      } catch {
        // A file system without hard links.
        try Paths.rename(path, to: kept)
      }
    } catch {
      throw creationFailure(error.code, kept)
    }
    if exists(at: path + "-journal") {
      do throws(SystemError) {
        try Paths.rename(path + "-journal", to: kept + "-journal")
      } catch {
        restoreName(path, kept: kept)
        throw creationFailure(error.code, kept + "-journal")
      }
    }
  }

  /// Sends a file to the disk.
  ///
  /// - Throws: `inputOutput`.
  static func synchronize(_ path: String) throws(Failure) {
    do throws(SystemError) {
      try OpenFile(path, O_RDONLY).synchronize()
    } catch {
      throw Failure(
        .inputOutput, at: Place(file: path), "it can't be saved: \(reason(error.code))")
    }
  }

  /// A hidden name that nobody else has, in the directory of a file.
  static func temporary(beside path: String) -> String {
    HiddenFile.name(beside: path, mark: "ledger")
  }

  /// Removes a file and what SQLite may have left beside it.
  static func discard(_ path: String) {
    for name in [path, path + "-journal"] { Paths.removeFile(name) }
  }

  /// The directory of a file; `.` where the path names none.
  static func directory(of path: String) -> String {
    HiddenFile.directory(of: path)
  }

  private static func openDirectory(of path: String) throws(Failure) -> OpenDirectory {
    do throws(SystemError) {
      return try OpenDirectory(of: path)
    } catch {
      throw creationFailure(error.code, path)
    }
  }

  /// Saves the directory, so that the names in it survive a crash.
  ///
  /// - Throws: `inputOutput`; the file is there under its name all the same.
  private static func synchronize(
    _ directory: borrowing OpenDirectory, of path: String
  ) throws(Failure) {
    do throws(SystemError) {
      try directory.synchronize()
    } catch {
      throw Failure(
        .inputOutput, at: Place(file: path),
        "it is written, but its directory can't be saved: \(reason(error.code))",
        hint: "It may be gone after a loss of power: look after the disk, and make it again")
    }
  }

  private static func creationFailure(_ code: Int32, _ path: String) -> Failure {
    let place = Place(file: path)
    return switch code {
    case EEXIST: alreadyThere(path)
    case EACCES, EPERM, EROFS:
      Failure(.permission, at: place, "the ledger can't be made: \(reason(code))")
    case ENOSPC, EDQUOT:
      Failure(.inputOutput, at: place, "the disk is full", hint: "Free some space and run again")
    default:
      Failure(.cannotCreate, at: place, "the ledger can't be made: \(reason(code))")
    }
  }

  /// The refusal to make a ledger where there is something.
  static func alreadyThere(_ path: String) -> Failure {
    Failure(
      .cannotCreate, at: Place(file: path), "there is a ledger already",
      hint: "It is never overwritten; choose another directory")
  }

  private static func reason(_ code: Int32) -> String { SystemCall.words(for: code) }
}

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
        try LedgerFile.replace(path, by: copy, keeping: kept)
      } else {
        try LedgerFile.replace(path, by: copy)
      }
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
    let name = try DatabaseName.of(path)
    try queue.inDatabase { try $0.execute(sql: "VACUUM INTO ?", arguments: [name]) }
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
      let source = try DatabaseQueue(named: path, configuration: configuration(for: .read))
      let found = try source.inDatabase { try LedgerSchema.requireKnown($0, path: path) }
      guard found < LedgerSchema.version else { return nil }
      let copy = LedgerFile.temporary(beside: target)
      try LedgerFile.makePrivate(at: copy, for: target)
      do {
        try Self.copy(source, to: copy)
        let queue = try DatabaseQueue(named: copy, configuration: configuration(for: .write))
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
