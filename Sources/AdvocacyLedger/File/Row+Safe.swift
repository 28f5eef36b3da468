import AdvocacyCore
import GRDB

// Subscripting a row traps on a value of the wrong type; a damaged file must not.
extension Row {
  /// The integer in a column.
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

  /// The text in a column.
  func text(_ column: Int) throws -> String {
    guard case .string(let text) = (self[column] as DatabaseValue).storage else {
      throw unexpected(column)
    }
    return text
  }

  /// The bytes in a column.
  func bytes(_ column: Int) throws -> [UInt8] {
    switch (self[column] as DatabaseValue).storage {
    case .blob(let data): Array(data)
    default: throw unexpected(column)
    }
  }

  /// The id in a column.
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

  /// The action that a column numbers.
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
