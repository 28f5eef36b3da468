package import AdvocacyCore
import GRDB

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
    let queue = try DatabaseQueue(path: path, configuration: configuration(for: .write))
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
        try Chain.append(to: db, .birth, run: nil) { _ in [:] }
        return .commit
      }
    }
    try queue.close()
  }
}
