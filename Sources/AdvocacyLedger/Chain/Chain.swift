import AdvocacyCore
import GRDB

/// The last link of an audit chain; kept elsewhere, it proves that nothing before it changed.
package struct ChainHead: Hashable, Sendable {
  /// The number of the link; the birth of the ledger is 1.
  package var sequence: Int64
  /// The hash of the link in lower-case hexadecimal.
  package var hash: String

  /// Makes a head.
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
  /// The closure gives the digests of those rows that come in bulk, by the number of their post; the
  /// number of the link is given back.
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

  /// The hash of a link.
  static func hash(after previous: [UInt8], payload: [UInt8]) -> [UInt8] {
    SHA256Digest.of([1] + previous + payload)
  }
}
