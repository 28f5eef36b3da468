package import AdvocacyModel
import GRDB

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
        journalMode: try Row.fetchOne(db, sql: "PRAGMA journal_mode")?.text(0) ?? "")
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
