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
