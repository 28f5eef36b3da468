import AdvocacyModel
import Foundation
import SystemFiles

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
    var status = stat()
    guard unsafe stat(path, &status) == 0 else {
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
    where unsafe access(name, mode) != 0 {
      throw Failure(
        .permission, at: Place(file: path), "the ledger can't be written: \(reason(errno))",
        hint: Ledger.modeHint)
    }
  }

  /// Removes the name that a ledger had while it was made, where its maker was killed before that.
  static func removeTemporaryNames(of path: String) {
    var status = stat()
    guard unsafe stat(path, &status) == 0, status.st_nlink > 1 else { return }
    for name in temporaryNames(of: status, beside: path) { _ = unsafe unlink(name) }
  }

  private static func temporaryNames(of ledger: stat, beside path: String) -> [String] {
    let directory = directory(of: path)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    return names.filter(isTemporary).map { directory + "/" + $0 }.filter { other in
      var status = stat()
      return unsafe lstat(other, &status) == 0 && status.st_ino == ledger.st_ino
    }
  }

  private static func isTemporary(_ name: String) -> Bool {
    name.hasPrefix(".ledger-") && name.hasSuffix(".tmp")
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
    do throws(SystemError) {
      try OpenDirectory(of: path)
        .publish(HiddenFile.name(of: temporary), as: HiddenFile.name(of: path))
    } catch {
      throw creationFailure(error.code, path)
    }
    try synchronizeDirectory(of: path)
  }

  /// Gives a finished file its name, in place of what has that name.
  ///
  /// - Throws: What `makePrivate` throws.
  static func replace(_ path: String, by temporary: String) throws(Failure) {
    do throws(SystemError) {
      try OpenDirectory(of: path)
        .replace(HiddenFile.name(of: path), by: HiddenFile.name(of: temporary))
    } catch {
      throw creationFailure(error.code, path)
    }
    try synchronizeDirectory(of: path)
  }

  /// Gives a ledger, with what SQLite has left beside it, a second name.
  ///
  /// Its journal moves: it would undo another ledger of the old name.
  ///
  /// - Throws: What `makePrivate` throws.
  static func keep(_ path: String, as kept: String) throws(Failure) {
    guard unsafe link(path, kept) == 0 || rename(path, kept) == 0 else {
      throw creationFailure(errno, kept)
    }
    if exists(at: path + "-journal"), unsafe rename(path + "-journal", kept + "-journal") != 0 {
      throw creationFailure(errno, kept + "-journal")
    }
    try synchronizeDirectory(of: path)
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
    for name in [path, path + "-journal"] { _ = unsafe unlink(name) }
  }

  /// The directory of a file; `.` where the path names none.
  static func directory(of path: String) -> String {
    HiddenFile.directory(of: path)
  }

  /// Saves the directory, so that the names in it survive a crash.
  ///
  /// - Throws: `inputOutput`; the file is there under its name all the same.
  private static func synchronizeDirectory(of path: String) throws(Failure) {
    do throws(SystemError) {
      try OpenDirectory(of: path).synchronize()
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
