import AdvocacyCore
import GRDB

extension Ledger {
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
