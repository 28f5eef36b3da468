import AdvocacyModel
import GRDB

/// Checksums over what the chain doesn't cover: what changes with each run, and ids that may be erased.
///
/// They tell of a change that somebody made by hand or a disk made by itself; whoever can write the
/// file and knows this program can renew them.
enum Seals {
  /// The columns that hold them, of version 3.
  static let columns = """
    ALTER TABLE progress ADD COLUMN employees BLOB CHECK (length(employees) = 16);
    ALTER TABLE progress ADD COLUMN seal BLOB CHECK (length(seal) = 32);
    """

  /// Seals a ledger that has none yet, in the step that brings the columns.
  ///
  /// - Complexity: O(employees).
  static func begin(_ db: Database) throws {
    guard try LedgerSchema.number(db, "SELECT COUNT(*) FROM ledger") > 0 else { return }
    try store(try employees(db), db)
    try renew(db)
  }

  /// Brings the columns to a ledger of version 3 that was made before there were seals.
  static func complete(_ db: Database) throws {
    let names = try Row.fetchAll(db, sql: "PRAGMA table_info(progress)").map { try $0.text(1) }
    guard !names.contains("seal") else { return }
    try db.inTransaction(.immediate) {
      try db.execute(sql: columns)
      try begin(db)
      return .commit
    }
  }

  /// Seals what the ledger says of itself, after each change of it.
  static func renew(_ db: Database) throws {
    let statement = try db.cachedStatement(sql: "UPDATE progress SET seal = ?")
    try statement.execute(arguments: [try progress(db).blob])
  }

  /// Takes in employees who got a key.
  static func add(_ people: some Sequence<(key: Int64, employee: EmployeeID)>, _ db: Database)
    throws
  {
    try change(people, db) { $0 &+= $1 }
  }

  /// Takes out employees whose id is erased.
  static func remove(
    _ people: some Sequence<(key: Int64, employee: EmployeeID)>, _ db: Database
  ) throws {
    try change(people, db) { $0 &-= $1 }
  }

  /// What doesn't fit its seal, in sentences.
  ///
  /// - Complexity: O(employees).
  static func problems(_ db: Database) throws -> [String] {
    var problems: [String] = []
    let row = try Row.fetchOne(db, sql: "SELECT seal FROM progress")
    if try row.map({ $0.hasNull(atIndex: 0) ? [] : try $0.bytes(0) }) != (try progress(db)) {
      problems.append(
        "the watermark, the time of the last run or what the ledger says of itself was changed by "
          + "something else than a run")
    }
    if try stored(db) != employees(db) {
      problems.append("the roster ids of employees were changed by something else than a run")
    }
    return problems
  }

  /// SHA-256 over all that the ledger says of itself.
  private static func progress(_ db: Database) throws -> [UInt8] {
    let sql = """
      SELECT id, requires, start, seed, isClockSimulated, createdAt, actsFrom, watermark, heartbeat
      FROM ledger JOIN progress ON progress.singleton = ledger.singleton
      """
    guard let row = try Row.fetchOne(try db.cachedStatement(sql: sql)) else {
      throw CorruptionError(message: "the ledger is damaged: it has lost its birth")
    }
    var bytes = CanonicalBytes()
    bytes.add("advocacy seal 1")
    for column in 0..<2 { bytes.add(try row.text(column)) }
    for column in 2..<8 { bytes.add(try row.integer(column)) }
    bytes.add(try row.optionalInteger(8))
    return SHA256Digest.of(bytes.bytes)
  }

  /// A sum over employees that doesn't hang on their order, so that it follows without reading all.
  private struct Sum: Hashable {
    var first: UInt64 = 0
    var second: UInt64 = 0

    init() {}

    init(_ bytes: [UInt8]) {
      first = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
      second = bytes.dropFirst(8).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    var bytes: [UInt8] {
      [first, second].flatMap { word in
        (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * $0)) }
      }
    }

    static func &+= (sum: inout Sum, other: Sum) {
      sum.first &+= other.first
      sum.second &+= other.second
    }

    static func &-= (sum: inout Sum, other: Sum) {
      sum.first &-= other.first
      sum.second &-= other.second
    }
  }

  private static func change(
    _ people: some Sequence<(key: Int64, employee: EmployeeID)>, _ db: Database,
    _ combine: (inout Sum, Sum) -> Void
  ) throws {
    var sum = try stored(db)
    let ledger = try ledgerID(db)
    for (key, employee) in people { combine(&sum, term(key, employee, ledger)) }
    try store(sum, db)
  }

  private static func employees(_ db: Database) throws -> Sum {
    var sum = Sum()
    let ledger = try ledgerID(db)
    try KnownEmployees.forEach(db) { sum &+= term($0, $1, ledger) }
    return sum
  }

  private static func term(_ key: Int64, _ employee: EmployeeID, _ ledger: String) -> Sum {
    var bytes = CanonicalBytes()
    bytes.add(ledger)
    bytes.add(key)
    bytes.add(employee.text)
    return Sum(SHA256Digest.of(bytes.bytes))
  }

  private static func stored(_ db: Database) throws -> Sum {
    let row = try Row.fetchOne(
      db, sql: "SELECT employees FROM progress WHERE employees IS NOT NULL")
    return Sum(try row?.bytes(0) ?? [])
  }

  private static func store(_ sum: Sum, _ db: Database) throws {
    try db.execute(sql: "UPDATE progress SET employees = ?", arguments: [sum.bytes.blob])
  }

  private static func ledgerID(_ db: Database) throws -> String {
    try Row.fetchOne(db, sql: "SELECT id FROM ledger")?.text(0) ?? ""
  }
}
