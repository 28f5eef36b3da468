package import AdvocacyModel
import GRDB

/// The SQLite database of what was decided and done.
///
/// The caller serializes writers by a lock file; SQLite's own locks only guard the file.
package struct Ledger: Sendable {
  /// Where the file is, as the user knows it.
  package let path: String
  let queue: DatabaseQueue

  /// What a ledger is opened for.
  package enum Access: Sendable, Hashable {
    /// Reading; never writes, and works in a read-only directory.
    case read
    /// As reading, of whichever released schema; only its facts and links may be asked about.
    case inspection
    /// Reading and writing; the caller holds the ledger's lock.
    case write
  }

  /// How long to wait for another's transaction: 5 s (assumed), longer than all but the largest.
  package static let defaultPatience = 5.0

  /// Opens a ledger; never makes one.
  ///
  /// Waits for other connections' transactions for `patience` seconds.
  /// Cheap: no check of the whole file, see `verify`. A ledger of an older schema is kept as it is
  /// under a second name and brought to the present one when opened for writing.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - access: What it is opened for.
  ///   - patience: How long to wait for others, in seconds.
  ///   - require: Looks at a ledger that is to be written before anything is, its schema included.
  /// - Returns: The ledger.
  /// - Throws: `missingInput`, `badData` for an empty, foreign or damaged file, `tooNew`, `busy`,
  ///   `permission`, `inputOutput`, and what `require` throws.
  package static func open(
    at path: String, access: Access, patience: Double = Self.defaultPatience,
    requiring require: ((Ledger, LedgerFacts) throws(Failure) -> Void)? = nil
  ) throws(Failure) -> Ledger {
    try LedgerFile.requireContent(at: path, access: access)
    return try translating(path) {
      try undoingInterrupted(path, patience) {
        if let require {
          let ledger = try connect(path, .inspection, patience)
          try require(ledger, try ledger.facts())
        }
        if access == .write { LedgerFile.removeTemporaryNames(of: path) }
        return try connect(path, access, patience)
      }
    }
  }

  /// Checks, and writes nothing, that a ledger's file and directory may be written.
  ///
  /// - Throws: What `open` for writing would: `missingInput`, `badData`, `permission`.
  package static func requireWritable(at path: String) throws(Failure) {
    try LedgerFile.requireContent(at: path, access: .write)
  }

  /// Does work again after undoing what a killed writer left half done.
  ///
  /// A read-only connection can't; SQLite undoes it on the first writable one. Where writers are
  /// killed all the time the next may be before the work is done: 20 attempts (assumed).
  private static func undoingInterrupted<Value>(
    _ path: String, _ patience: Double = Self.defaultPatience, _ work: () throws -> Value
  ) throws -> Value {
    for _ in 1..<20 {
      do {
        return try work()
      } catch let error as DatabaseError where error.needsRollback {
        _ = try connect(path, .write, patience)
      }
    }
    return try work()
  }

  private static func connect(
    _ path: String, _ access: Access, _ patience: Double
  ) throws -> Ledger {
    let queue = try DatabaseQueue(
      named: path, configuration: configuration(for: access, patience: patience))
    let found = try queue.inDatabase { db in
      let found = try LedgerSchema.requireKnown(db, path: path)
      switch access {
      case .write:
        try makeDurable(db)
      case .read where found < LedgerSchema.version:
        throw Failure(
          .badData, at: Place(file: path), "the ledger is of an older release",
          hint: "Run \"advocacy amplify\" once to bring it up to date")
      case .read, .inspection: break
      }
      return found
    }
    if access == .write, found < LedgerSchema.version {
      try keepBeforeMigration(queue, at: path)
      try queue.inDatabase { try LedgerSchema.migrate($0, from: found) }
    }
    if access == .write { try queue.inDatabase(Seals.complete) }
    return Ledger(path: path, queue: queue)
  }

  static func configuration(
    for access: Access, patience: Double = Self.defaultPatience
  ) -> GRDB.Configuration {
    var configuration = GRDB.Configuration()
    configuration.readonly = access != .write
    configuration.label = "ledger"
    configuration.foreignKeysEnabled = true
    configuration.busyMode = .timeout(patience)
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON")
    }
    return configuration
  }

  /// Sets the journal and the synchronization that a power cut asks for, and checks that they are.
  ///
  /// Has to come after opening, which may set a weaker one itself.
  static func makeDurable(_ db: Database) throws {
    // 64 MB of cache (assumed) keep the largest posts' transactions from spilling early.
    try db.execute(
      sql: """
        PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA; PRAGMA secure_delete = ON;
        PRAGMA cache_size = -65536
        """)
    let mode = try Row.fetchOne(db, sql: "PRAGMA journal_mode")?.text(0)
    let level = try LedgerSchema.number(db, "PRAGMA synchronous")
    let hasForeignKeys = try LedgerSchema.number(db, "PRAGMA foreign_keys")
    guard mode == "delete", level == 3, hasForeignKeys == 1 else {
      throw Failure(
        .internal,
        "SQLite refused its settings: journal \(mode ?? "none"), synchronous \(level)")
    }
  }

  /// Reads from one consistent state of the ledger.
  func read<Value>(_ work: (Database) throws -> Value) throws(Failure) -> Value {
    try Self.translating(path) {
      try Self.undoingInterrupted(path) { try queue.read(work) }
    }
  }

  /// Writes in one transaction, which is undone as a whole where anything fails.
  func write<Value>(_ work: (Database) throws -> Value) throws(Failure) -> Value {
    try Self.translating(path) {
      var value: Value?
      try queue.inTransaction(.immediate) { db in
        value = try work(db)
        return .commit
      }
      guard let value else { throw Failure(.internal, "a transaction gave no value") }
      return value
    }
  }
}

/// What a ledger knows from the day it is made, and never changes.
package struct LedgerHeader: Hashable, Sendable {
  /// The instant before which posts are skipped.
  package var start: Instant
  /// The workspace's seed, from which behaviour is drawn.
  package var seed: UInt64
  /// Whether the clock may be set far from the real one.
  package var isClockSimulated: Bool
  /// When it was made, by the clock.
  package var createdAt: Instant

  package init(start: Instant, seed: UInt64, isClockSimulated: Bool, createdAt: Instant) {
    self.start = start
    self.seed = seed
    self.isClockSimulated = isClockSimulated
    self.createdAt = createdAt
  }
}

extension Ledger {
  /// Makes a new ledger and opens it for writing.
  ///
  /// The file, readable for its owner only, appears whole or not at all.
  ///
  /// - Throws: `cannotCreate` where the name is taken or the directory missing, `permission`,
  ///   `inputOutput`.
  package static func create(at path: String, _ header: LedgerHeader) throws(Failure) -> Ledger {
    guard !LedgerFile.exists(at: path) else { throw LedgerFile.alreadyThere(path) }
    var random = SystemRandomNumberGenerator()
    let temporary = LedgerFile.temporary(beside: path)
    try LedgerFile.makePrivate(at: temporary, for: path)
    defer { LedgerFile.discard(temporary) }
    try translating(path) { try fill(temporary, with: header, random: &random) }
    try LedgerFile.publish(temporary, as: path)
    return try open(at: path, access: .write)
  }

  private static func fill(
    _ path: String, with header: LedgerHeader, random: inout SystemRandomNumberGenerator
  ) throws {
    let id = SHA256Digest.hex((0..<16).map { _ in random.next() as UInt8 })
    let queue = try DatabaseQueue(named: path, configuration: configuration(for: .write))
    try queue.inDatabase { db in
      try makeDurable(db)
      try LedgerSchema.migrate(db, from: 0)
      try db.inTransaction(.immediate) {
        try db.execute(
          sql: """
            INSERT INTO ledger (singleton, id, requires, start, seed, isClockSimulated, createdAt)
            VALUES (1, ?, ?, ?, ?, ?, ?)
            """,
          arguments: [
            id, LedgerSchema.steps.last?.release ?? "", header.start.milliseconds,
            Int64(bitPattern: header.seed), header.isClockSimulated ? 1 : 0,
            header.createdAt.milliseconds,
          ])
        try db.execute(
          sql: "INSERT INTO progress (singleton, watermark) VALUES (1, ?)",
          arguments: [header.start.milliseconds])
        try Seals.begin(db)
        try Chain.append(to: db, .birth, run: nil) { _ in [:] }
        return .commit
      }
    }
    try queue.close()
  }
}

/// What a ledger says of itself.
package struct LedgerFacts: Hashable, Sendable {
  /// The random id that tells it from any other, in hexadecimal.
  package var id: String
  /// What it knows from the day it was made.
  package var header: LedgerHeader
  /// The last instant handled.
  package var watermark: Instant
  /// When a run last finished, by the real clock; nil: none did.
  package var heartbeat: Instant?
  /// The last run that recorded something, by the instant it worked up to and by the real clock;
  /// one of which a rewind voided anything aside.
  package var lastRun: LastRun?
  /// The last link of the chain.
  package var head: ChainHead
  /// The version of the schema.
  package var schemaVersion: Int
  /// The version of SQLite in use.
  package var sqliteVersion: String
  /// How SQLite keeps its journal: `delete`, unless another program changed it.
  package var journalMode: String
  /// That something else than a run changed what the ledger says of itself, in a sentence; nil: nothing
  /// did.
  package var alteration: String?

  /// Whether a program before the present schema made it, and none brought it up to date since.
  package var isOlder: Bool { schemaVersion < LedgerSchema.version }

  /// A run that recorded something.
  package struct LastRun: Hashable, Sendable {
    /// The instant up to which it worked.
    package var now: Instant
    /// The instant by the real clock.
    package var realTime: Instant
  }
}

extension Ledger {
  /// Reads what the ledger says of itself.
  ///
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  package func facts() throws(Failure) -> LedgerFacts {
    try read { db in
      let sql = """
        SELECT id, start, seed, isClockSimulated, createdAt, watermark, heartbeat,
          sqlite_version()
        FROM ledger JOIN progress ON progress.singleton = ledger.singleton
        """
      guard let row = try Row.fetchOne(db, sql: sql) else {
        throw CorruptionError(message: "the ledger is damaged: it has lost its birth")
      }
      let head = try Chain.head(of: db)
      let version = try LedgerSchema.number(db, "PRAGMA user_version")
      return LedgerFacts(
        id: try row.text(0),
        header: LedgerHeader(
          start: try row.instant(1), seed: UInt64(bitPattern: try row.integer(2)),
          isClockSimulated: try row.integer(3) == 1, createdAt: try row.instant(4)),
        watermark: try row.instant(5),
        heartbeat: try row.optionalInteger(6).map(Instant.init(milliseconds:)),
        lastRun: try Self.lastRun(db, hasRewinds: version >= 3),
        head: ChainHead(sequence: head.sequence, hash: SHA256Digest.hex(head.hash)),
        schemaVersion: Int(version),
        sqliteVersion: try row.text(7),
        journalMode: try Row.fetchOne(db, sql: "PRAGMA journal_mode")?.text(0) ?? "",
        alteration: try Seals.alteration(db))
    }
  }

  private static func lastRun(
    _ db: Database, hasRewinds: Bool
  ) throws -> LedgerFacts.LastRun? {
    let notVoided = """
      WHERE NOT EXISTS (
        SELECT 1 FROM rewind JOIN link AS cut ON cut.sequence = rewind.since
        WHERE run.link >= rewind.since AND run.link < rewind.link OR cut.run = run.link)
      """
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT now, realTime FROM run \(hasRewinds ? notVoided : "") ORDER BY run.link DESC LIMIT 1
        """)
    return try row.map {
      LedgerFacts.LastRun(now: try $0.instant(0), realTime: try $0.instant(1))
    }
  }

  /// The place in the chain of a link with a hash, in hexadecimal; nil where there is none.
  ///
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  /// - Complexity: O(links).
  package func head(withHash hash: String) throws(Failure) -> ChainHead? {
    guard let bytes = SHA256Digest.bytes(hex: hash) else { return nil }
    return try read { db in
      let row = try Row.fetchOne(
        db, sql: "SELECT sequence FROM link WHERE hash = ?", arguments: [bytes.blob])
      return try row.map { ChainHead(sequence: try $0.integer(0), hash: hash) }
    }
  }

  /// Tells whether the chain has a link, or had it as its head once.
  ///
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  package func contains(_ head: ChainHead) throws(Failure) -> Bool {
    try read { db in
      let row = try Row.fetchOne(
        db, sql: "SELECT hash FROM link WHERE sequence = ?", arguments: [head.sequence])
      return try row.map { SHA256Digest.hex(try $0.bytes(0)) } == head.hash
    }
  }
}
