import AdvocacyModel
import GRDB

/// The last link of an audit chain; kept elsewhere, it proves that nothing before it changed.
package struct ChainHead: Hashable, Sendable {
  /// The number of the link; the birth of the ledger is 1.
  package var sequence: Int64
  /// The hash of the link in lower-case hexadecimal.
  package var hash: String

  package init(sequence: Int64, hash: String) {
    self.sequence = sequence
    self.hash = hash
  }
}

/// The kinds of facts that a link covers.
enum LinkKind: StoredByName {
  /// The making of the ledger.
  case birth
  /// The inputs of a run that recorded something.
  case run
  /// What was decided about a post at an instant.
  case decision
  /// What became of planned acts within an hour.
  case acts
  /// A post that never is fanned out.
  case skip
  /// A post of the queue that can't be used.
  case setAside
  /// An approval or a withdrawal.
  case statement
  /// A post edited after it was decided.
  case edit
  /// That somebody vouched for a clock that had leapt.
  case clock
  /// That the links after an instant count no more.
  case rewind
  /// What an employee stays out of, or takes part in again.
  case refusal
  /// What an employee proposes, or the answer to it.
  case proposal

  var storedName: String {
    switch self {
    case .birth: "birth"
    case .run: "run"
    case .decision: "decision"
    case .skip: "skip"
    case .setAside: "setAside"
    case .statement: "word"
    case .edit: "edit"
    case .acts: "acts"
    case .clock: "clock"
    case .rewind: "rewind"
    case .refusal: "refusal"
    case .proposal: "proposal"
    }
  }
}

extension LinkKind {
  /// Whether rows by the thousand may hang on a link of the kind.
  var coversManyRows: Bool { self == .decision || self == .acts }
}

/// The audit chain: each link's hash covers the one before it and the rows that the link names.
///
/// hash = SHA-256(0x01 ‖ previous hash ‖ canonical bytes of the link); before the first stand 32
/// zero bytes. Employees are covered by key, so that forgetting whom a key stands for breaks
/// nothing.
enum Chain {
  /// The hash that stands before the first link.
  static let origin = [UInt8](repeating: 0, count: 32)

  /// The number and the hash of the last link.
  static func head(of db: Database) throws -> (sequence: Int64, hash: [UInt8]) {
    let statement = try db.cachedStatement(
      sql: "SELECT sequence, hash FROM link ORDER BY sequence DESC LIMIT 1")
    guard let row = try Row.fetchOne(statement) else { return (0, origin) }
    return (try row.integer(0), try row.bytes(1))
  }

  /// Adds a link over the rows that a closure writes under the link's number.
  ///
  /// The closure returns the digests of those rows that come in bulk, by the number of their post.
  ///
  /// - Returns: The number of the link.
  @discardableResult
  static func append(
    to db: Database, _ kind: LinkKind, run: Int64?,
    write: (Int64) throws -> [Int64: BulkDigests]
  ) throws -> Int64 {
    let last = try head(of: db)
    let sequence = last.sequence + 1
    // The rows refer to their link, so it comes first; the hash covers them, so it comes last.
    try db.cachedStatement(
      sql: "INSERT INTO link (sequence, kind, run, hash) VALUES (?, ?, ?, zeroblob(32))"
    ).execute(arguments: [sequence, kind.storedName, run])
    let bulk = try write(sequence)
    let payload = try LinkPayload(sequence: sequence, kind: kind, run: run)
      .bytes(from: db, bulk: bulk)
    let hash = hash(after: last.hash, payload: payload)
    try db.cachedStatement(sql: "UPDATE link SET hash = ? WHERE sequence = ?")
      .execute(arguments: [hash.blob, sequence])
    return sequence
  }

  static func hash(after previous: [UInt8], payload: [UInt8]) -> [UInt8] {
    SHA256Digest.of([1] + previous + payload)
  }
}

/// The stretches of links that rewinds voided: they stay on record and count nowhere.
struct VoidedLinks {
  /// One rewind, which voids the links from `since` to the one before its own.
  private struct Rewind {
    var link: Int64
    var since: Int64
  }

  /// In the order of their links.
  private let rewinds: [Rewind]

  init(_ db: Database) throws {
    let statement = try db.cachedStatement(sql: "SELECT link, since FROM rewind ORDER BY link")
    rewinds = try Row.fetchAll(statement).map {
      Rewind(link: try $0.integer(0), since: try $0.integer(1))
    }
  }

  /// Whether a link was voided.
  func has(_ link: Int64) -> Bool { rewinds.contains { $0.since <= link && link < $0.link } }

  /// Whether a rewind undid what one link did to a group that an earlier one began.
  ///
  /// A group that was voided together with its end keeps that end.
  func undid(_ end: Int64, of beginning: Int64) -> Bool {
    rewinds.contains { beginning < $0.since && $0.since <= end && end < $0.link }
  }

  /// What is left of a group when its ends are taken off one after the other, and those that a
  /// rewind undid are put back.
  ///
  /// - Parameters:
  ///   - whole: All of the group.
  ///   - link: The link that began it.
  ///   - ends: The links of its ends, ascending.
  ///   - take: Takes the end at a place in that list off.
  /// - Returns: What is left.
  /// - Complexity: O(ends + rewinds).
  func left<Group>(
    of whole: Group, begunBy link: Int64, after ends: [Int64], taking take: (Group, Int) -> Group
  ) -> Group {
    var left = whole
    var undoable: [(link: Int64, left: Group)] = []
    var coming = rewinds.filter { link < $0.since }[...]
    func undo(_ rewind: Rewind) {
      while let last = undoable.last, last.link >= rewind.since {
        left = last.left
        undoable.removeLast()
      }
    }
    for (place, end) in ends.enumerated() {
      while let rewind = coming.first, rewind.link < end {
        undo(rewind)
        coming.removeFirst()
      }
      if !coming.isEmpty { undoable.append((end, left)) }
      left = take(left, place)
    }
    for rewind in coming { undo(rewind) }
    return left
  }
}

/// The numbers of posts that are one post: a rewind gives voided rows a number of their own.
struct PostNumbers {
  private let lowest: [Int64: Int64]

  /// Reads the numbers of posts that have several.
  init(_ db: Database) throws {
    var lowest: [Int64: Int64] = [:]
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT number, (SELECT MIN(number) FROM post AS other WHERE other.id = post.id)
        FROM post WHERE id IN (SELECT id FROM post WHERE voidedBy > 0)
        """)
    while let row = try rows.next() { lowest[try row.integer(0)] = try row.integer(1) }
    self.lowest = lowest
  }

  /// The number by which a post is known under all of its numbers: the lowest.
  subscript(number: Int64) -> Int64 { lowest[number] ?? number }

  /// Numbers gathered by post, in order.
  func grouped(_ numbers: [Int64]) -> [(post: Int64, numbers: [Int64])] {
    Dictionary(grouping: numbers) { self[$0] }.sorted { $0.key < $1.key }
      .map { (post: $0.key, numbers: $0.value.sorted()) }
  }
}

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
    guard try !areKept(db) else { return }
    try db.inTransaction(.immediate) {
      try db.execute(sql: columns)
      try begin(db)
      return .commit
    }
  }

  /// Whether a ledger has seals; one that was made before there were any has none yet.
  private static func areKept(_ db: Database) throws -> Bool {
    try Row.fetchAll(db, sql: "PRAGMA table_info(progress)").contains { try $0.text(1) == "seal" }
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
    var problems = [try alteration(db)].compactMap(\.self)
    if try stored(db) != employees(db) {
      problems.append("the roster ids of employees were changed by something else than a run")
    }
    return problems
  }

  /// What the ledger says of itself and doesn't fit its seal, in a sentence; nil: all fits.
  ///
  /// One row and one hash, so that whoever opens the ledger can ask.
  static func alteration(_ db: Database) throws -> String? {
    guard try areKept(db) else { return nil }
    let row = try Row.fetchOne(try db.cachedStatement(sql: "SELECT seal FROM progress"))
    let seal = try row.map { $0.hasNull(atIndex: 0) ? [] : try $0.bytes(0) }
    guard seal != (try progress(db)) else { return nil }
    return "the watermark, the time of the last run or what the ledger says of itself was changed "
      + "by something else than a run"
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
