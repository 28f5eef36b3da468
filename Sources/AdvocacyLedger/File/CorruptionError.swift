import AdvocacyModel
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

// Subscripting a row traps on a value of the wrong type; a damaged file must not.
extension Row {
  func integer(_ column: Int) throws -> Int64 {
    guard case .int64(let number) = (self[column] as DatabaseValue).storage else {
      throw unexpected(column)
    }
    return number
  }

  /// The integer in a column, or nil for NULL.
  func optionalInteger(_ column: Int) throws -> Int64? {
    try hasNull(atIndex: column) ? nil : integer(column)
  }

  /// The count in a column.
  func count(_ column: Int) throws -> Int {
    guard let count = Int(exactly: try integer(column)), count >= 0 else {
      throw unexpected(column)
    }
    return count
  }

  /// The instant in a column of milliseconds.
  func instant(_ column: Int) throws -> Instant { Instant(milliseconds: try integer(column)) }

  func text(_ column: Int) throws -> String {
    guard case .string(let text) = (self[column] as DatabaseValue).storage else {
      throw unexpected(column)
    }
    return text
  }

  func bytes(_ column: Int) throws -> [UInt8] {
    switch (self[column] as DatabaseValue).storage {
    case .blob(let data): Array(data)
    default: throw unexpected(column)
    }
  }

  func id<Kind>(_ column: Int, _: Identifier<Kind>.Type = Identifier<Kind>.self) throws
    -> Identifier<Kind>
  {
    guard let id = Identifier<Kind>(try text(column)) else { throw unexpected(column) }
    return id
  }

  /// The case of an enumeration that a column names.
  func enumeration<Case: StoredByName>(
    _ column: Int, _: Case.Type = Case.self
  ) throws -> Case {
    guard let known = Case(storedName: try text(column)) else { throw unexpected(column) }
    return known
  }

  /// The outcome that a column numbers.
  func outcome(_ column: Int) throws -> Verdict.Outcome {
    guard let outcome = Verdict.Outcome(code: try count(column)) else { throw unexpected(column) }
    return outcome
  }

  func action(_ column: Int) throws -> Action {
    guard let action = Action(code: try count(column)) else { throw unexpected(column) }
    return action
  }

  /// The semantics that a column numbers.
  func semantics(_ column: Int) throws -> Semantics {
    guard let semantics = Semantics(number: try count(column)) else { throw unexpected(column) }
    return semantics
  }

  private func unexpected(_ column: Int) -> CorruptionError {
    let name = columnNames.dropFirst(column).first ?? "\(column)"
    return CorruptionError(
      message: "the ledger is damaged: column \(name) holds what it can't hold")
  }
}

extension String {
  /// The text as SQLite can keep it: U+0000, which would end it there, becomes its symbol.
  var storable: String {
    guard utf8.contains(0) else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.map { $0 == "\0" ? "\u{2400}" : $0 }))
  }
}
