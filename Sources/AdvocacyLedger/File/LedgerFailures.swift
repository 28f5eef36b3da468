import AdvocacyCore
import GRDB

/// What reading found to be impossible in a ledger that is whole.
struct CorruptionError: Error {
  /// What was found.
  var message: String
}

extension Ledger {
  /// Runs work on the database and tells its errors in the words of the product.
  static func translating<Value>(
    _ path: String, _ work: () throws -> Value
  ) throws(Failure) -> Value {
    do {
      return try work()
    } catch let failure as Failure {
      throw failure
    } catch let corruption as CorruptionError {
      throw Failure(.badData, at: Place(file: path), corruption.message, hint: restoreHint)
    } catch let error as DatabaseError {
      throw failure(error, path)
    } catch {
      throw Failure(.internal, at: Place(file: path), "\(error)")
    }
  }

  static let restoreHint = "Restore a backup of the ledger"
  static let modeHint = "Check the owner and the mode of the file and its directory"

  private static func failure(_ error: DatabaseError, _ path: String) -> Failure {
    let place = Place(file: path)
    let found = error.message ?? "SQLite error \(error.resultCode.rawValue)"
    return switch error.resultCode {
    case .SQLITE_FULL:
      Failure(.inputOutput, at: place, "the disk is full", hint: "Free some space and run again")
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      Failure(.busy, at: place, "another process is writing the ledger", hint: "Try again")
    case .SQLITE_CORRUPT:
      Failure(.badData, at: place, "the ledger is damaged: \(found)", hint: restoreHint)
    case .SQLITE_NOTADB:
      Failure(.badData, at: place, "not a ledger: not an SQLite database", hint: restoreHint)
    case .SQLITE_READONLY where error.needsRollback:
      Failure(
        .permission, at: place, "the last write was interrupted and has to be undone first",
        hint: "Run \"advocacy amplify\" as the owner of the file")
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
      Failure(
        .permission, at: place, "the ledger can't be written: \(found)", hint: modeHint)
    case .SQLITE_CANTOPEN:
      Failure(
        .permission, at: place, "the ledger can't be opened: \(found)", hint: modeHint)
    case .SQLITE_IOERR:
      Failure(.inputOutput, at: place, "reading or writing the ledger failed: \(found)")
    case .SQLITE_NOMEM:
      Failure(.inputOutput, at: place, "out of memory while using the ledger")
    case .SQLITE_ERROR where found.contains("no such table") || found.contains("no such column"):
      Failure(
        .badData, at: place, "the ledger is damaged: \(found)", hint: restoreHint)
    default:
      Failure(.internal, at: place, "the ledger refused a statement: \(found)")
    }
  }
}

extension DatabaseError {
  /// Whether a reader met a transaction that a killed writer left half done.
  var needsRollback: Bool { extendedResultCode == .SQLITE_READONLY_ROLLBACK }
}
