import AdvocacyModel
import GRDB

/// The tables of the ledger, and the way from each released version to the next.
enum LedgerSchema {
  /// Marks an SQLite file as a ledger: "ADVC" in ASCII.
  static let applicationID: Int64 = 0x4144_5643

  /// One step from a version of the schema to the next.
  struct Step: Sendable {
    /// The release of the product that brought it.
    var release: String
    /// Takes it, inside a transaction.
    var take: @Sendable (Database) throws -> Void

    init(release: String, take: @escaping @Sendable (Database) throws -> Void) {
      self.release = release
      self.take = take
    }

    init(release: String, sql: String) {
      self.init(release: release) { try $0.execute(sql: sql) }
    }
  }

  /// All steps; the version of the schema is their number.
  static let steps: [Step] = [
    Step(release: "0.1.0", sql: version1), Step(release: "0.2.0", take: bringVersion2),
    Step(release: "0.3.0", take: bringVersion3), Step(release: "0.3.0", sql: version4),
  ]

  /// The version that this program reads and writes.
  static var version: Int64 { Int64(steps.count) }

  /// Checks that a database is a ledger whose version this program knows.
  ///
  /// - Returns: The version found.
  /// - Throws: `badData` for a foreign or unfinished file, `tooNew`.
  static func requireKnown(_ db: Database, path: String) throws -> Int64 {
    let place = Place(file: path)
    guard try number(db, "PRAGMA application_id") == applicationID else {
      throw Failure(
        .badData, at: place, "not a ledger: a database of another program",
        hint: "Name the right workspace, or restore a backup of the ledger")
    }
    let found = try number(db, "PRAGMA user_version")
    guard found >= 1 else {
      throw Failure(
        .badData, at: place, "the ledger is damaged: it has no schema version",
        hint: Ledger.restoreHint)
    }
    guard found <= version else {
      let release = try? String.fetchOne(db, sql: "SELECT requires FROM ledger")
      throw Failure(
        .tooNew, at: place,
        "the ledger has schema version \(found), this program knows up to \(version)",
        hint: "Use advocacy \(release ?? "of a newer release") or newer")
    }
    return found
  }

  /// Brings a database to the last of some steps in one transaction; the caller holds the lock.
  ///
  /// References between tables are not checked meanwhile: a step may make a table anew.
  static func migrate(
    _ db: Database, from found: Int64, by steps: [Step] = Self.steps
  ) throws {
    guard found < steps.count, let release = steps.last?.release else { return }
    // SQLite takes this setting outside of transactions only.
    try db.execute(sql: "PRAGMA foreign_keys = OFF")
    defer { try? db.execute(sql: "PRAGMA foreign_keys = ON") }
    try db.inTransaction(.immediate) {
      for step in steps.dropFirst(Int(found)) { try step.take(db) }
      if found > 0 {
        try db.execute(sql: "UPDATE ledger SET requires = ?", arguments: [release])
        try Seals.renew(db)
      }
      try stamp(db, version: Int64(steps.count))
      return .commit
    }
  }

  /// Writes the marks by which a file is known as a ledger of a version.
  private static func stamp(_ db: Database, version: Int64) throws {
    // Pragmas take no arguments; both values are numbers of this program.
    try db.execute(literal: "PRAGMA application_id = \(sql: String(applicationID))")
    try db.execute(literal: "PRAGMA user_version = \(sql: String(version))")
  }

  /// The statements that made all tables and indexes of a database, by name.
  static func statements(_ db: Database) throws -> [String: String] {
    var statements: [String: String] = [:]
    let rows = try Row.fetchCursor(
      db, sql: "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    while let row = try rows.next() { statements[try row.text(0)] = try row.text(1) }
    return statements
  }

  /// The one integer that a statement gives.
  static func number(_ db: Database, _ sql: String) throws -> Int64 {
    guard let row = try Row.fetchOne(db, sql: sql) else { return 0 }
    return try row.integer(0)
  }
}
