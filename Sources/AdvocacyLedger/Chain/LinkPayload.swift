import AdvocacyModel
import GRDB

/// What a link covers: its own row and those of its facts, read back from the tables.
///
/// Writing and verifying read the same rows by the same statements.
struct LinkPayload {
  /// The number of the link.
  var sequence: Int64
  /// What it covers.
  var kind: LinkKind
  /// The link of the run that wrote it.
  var run: Int64?
  /// Whether a program before schema 3 wrote it, which knew of no planned acts.
  var isOlder = false

  /// The canonical bytes, given the digests of the link's many rows by post.
  ///
  /// - Throws: `CorruptionError` where a row that the link covers is missing.
  func bytes(from db: Database, bulk: [Int64: BulkDigests]) throws -> [UInt8] {
    var bytes = CanonicalBytes()
    bytes.add(sequence)
    bytes.add(kind.storedName)
    bytes.add(run)
    switch kind {
    case .birth: try addHeader(db, &bytes)
    case .run: try addRun(db, &bytes)
    case .decision: try addDecision(db, bulk, &bytes)
    case .acts: try addActs(db, bulk, &bytes)
    case .skip: try addSkip(db, &bytes)
    case .setAside: try addSetAside(db, &bytes)
    case .statement: try addStatement(db, &bytes)
    case .edit: try addEdit(db, &bytes)
    case .clock: try addNumbers(db, "SELECT realTime, known FROM clock WHERE link = ?", &bytes)
    case .rewind:
      try addNumbers(db, "SELECT at, since, realTime FROM rewind WHERE link = ?", &bytes)
    case .refusal: try addRefusal(db, &bytes)
    case .proposal: try addProposal(db, &bytes)
    }
    return bytes.bytes
  }

  private func row(_ db: Database, _ sql: String) throws -> Row {
    let statement = try db.cachedStatement(sql: sql)
    guard let row = try Row.fetchOne(statement, arguments: [sequence]) else {
      throw CorruptionError(
        message: "link \(sequence) has lost the \(kind.storedName) that it covers")
    }
    return row
  }

  private func addHeader(_ db: Database, _ bytes: inout CanonicalBytes) throws {
    let row = try row(
      db,
      "SELECT id, start, seed, isClockSimulated, createdAt FROM ledger WHERE singleton = ?")
    bytes.add(try row.text(0))
    for column in 1...4 { bytes.add(try row.integer(column)) }
  }

  private func addRun(_ db: Database, _ bytes: inout CanonicalBytes) throws {
    let row = try row(
      db,
      """
      SELECT run.now, run.realTime, run.headcount, run.policyVersion, run.toolVersion,
        configuration.hash, roster.hash, run.semantics
      FROM run
      JOIN input AS configuration ON configuration.number = run.configuration
      JOIN input AS roster ON roster.number = run.roster
      WHERE run.link = ?
      """)
    for column in 0...2 { bytes.add(try row.integer(column)) }
    for column in 3...4 { bytes.add(try row.text(column)) }
    for column in 5...6 { bytes.add(try row.bytes(column)) }
    // Runs of the first semantics were written before there was a second.
    if try row.integer(7) > 1 { bytes.add(try row.integer(7)) }
  }

  private func addDecision(
    _ db: Database, _ bulk: [Int64: BulkDigests], _ bytes: inout CanonicalBytes
  ) throws {
    let row = try row(
      db,
      """
      SELECT post.id, post.number, decision.at, decision.event, decision.allowedEmployees,
        decision.candidates, decision.allowed
      FROM decision JOIN post ON post.number = decision.post WHERE decision.link = ?
      """)
    bytes.add(try row.text(0))
    bytes.add(try row.integer(2))
    bytes.add(try row.text(3))
    for column in 4...5 { bytes.add(try row.integer(column)) }
    if !row.hasNull(atIndex: 6) { bytes.add(try row.bytes(6)) }
    try addContent(of: try row.integer(1), db, &bytes)
    let statement = try db.cachedStatement(
      sql: """
        SELECT network.id, verdictCount.outcome, verdictCount.rule, verdictCount.count
        FROM verdictCount JOIN network ON network.number = verdictCount.network
        WHERE verdictCount.link = ?
        ORDER BY verdictCount.network, verdictCount.outcome, verdictCount.rule
        """)
    let counts = try Row.fetchAll(statement, arguments: [sequence])
    bytes.add(Int64(counts.count))
    for row in counts {
      bytes.add(try row.text(0))
      bytes.add(try row.integer(1))
      bytes.add(try row.text(2))
      bytes.add(try row.integer(3))
    }
    let own = try digests(ofPost: try row.integer(1), id: try row.text(0), bulk, db)
    bytes.add(
      [own.waiting, own.settled, own.amplifications] + (isOlder ? [] : [own.planned]))
  }

  /// The digests of the one post that a decision covers; a rewind may have given its rows, but not
  /// those that they end, another number.
  private func digests(
    ofPost number: Int64, id: String, _ bulk: [Int64: BulkDigests], _ db: Database
  ) throws -> BulkDigests {
    guard let (found, digests) = bulk.first else { return BulkDigests() }
    let name = try db.cachedStatement(sql: "SELECT id FROM post WHERE number = ?")
    guard bulk.count == 1,
      try found == number || Row.fetchOne(name, arguments: [found])?.text(0) == id
    else { throw CorruptionError(message: "link \(sequence) covers rows of another post") }
    return digests
  }

  private func addActs(
    _ db: Database, _ bulk: [Int64: BulkDigests], _ bytes: inout CanonicalBytes
  ) throws {
    try addNumbers(db, "SELECT since, until FROM acts WHERE link = ?", &bytes)
    let name = try db.cachedStatement(sql: "SELECT id FROM post WHERE number = ?")
    let posts = try bulk.map { number, digests in
      guard let row = try Row.fetchOne(name, arguments: [number]) else {
        throw CorruptionError(message: "link \(sequence) has lost a post that it covers")
      }
      return (id: try row.text(0), digests: digests)
    }
    bytes.add(Int64(posts.count))
    // Ids decide the order, because a rewind gives posts other numbers.
    for (id, digests) in posts.sorted(by: {
      Array($0.id.utf8).lexicographicallyPrecedes($1.id.utf8)
    }) {
      bytes.add(id)
      bytes.add([digests.planned, digests.ended, digests.amplifications, digests.preventions])
    }
  }

  private func addNumbers(
    _ db: Database, _ sql: String, _ bytes: inout CanonicalBytes
  ) throws {
    let row = try row(db, sql)
    for column in 0..<row.count { bytes.add(try row.integer(column)) }
  }

  private func addSkip(_ db: Database, _ bytes: inout CanonicalBytes) throws {
    let row = try row(
      db,
      """
      SELECT post.id, post.number, skip.reason, skip.at
      FROM skip JOIN post ON post.number = skip.post WHERE skip.link = ?
      """)
    bytes.add(try row.text(0))
    bytes.add(try row.text(2))
    bytes.add(try row.integer(3))
    try addContent(of: try row.integer(1), db, &bytes)
  }

  /// Adds the post as it was, to the link that first told of it.
  private func addContent(
    of post: Int64, _ db: Database, _ bytes: inout CanonicalBytes
  ) throws {
    let statement = try db.cachedStatement(
      sql: "SELECT hash, at, ends, body FROM content WHERE post = ? AND link = ?")
    guard let row = try Row.fetchOne(statement, arguments: [post, sequence]) else {
      return bytes.add(UInt8(0))
    }
    bytes.add(UInt8(1))
    bytes.add(try row.bytes(0))
    for column in 1...2 { bytes.add(try row.integer(column)) }
    bytes.add(try row.text(3))
  }

  private func addSetAside(_ db: Database, _ bytes: inout CanonicalBytes) throws {
    let row = try row(
      db,
      """
      SELECT contentHash, post, file, path, reason, line, columnInLine
      FROM setAside WHERE link = ?
      """)
    bytes.add(try row.bytes(0))
    for column in 1...4 { bytes.add(try row.text(column)) }
    for column in 5...6 { bytes.add(try row.optionalInteger(column)) }
  }

  private func addStatement(_ db: Database, _ bytes: inout CanonicalBytes) throws {
    let row = try row(
      db,
      """
      SELECT post.id, word.kind, word.role, word.employee, word.at, word.noteHash
      FROM word JOIN post ON post.number = word.post WHERE word.link = ?
      """)
    for column in 0...2 { bytes.add(try row.text(column)) }
    bytes.add(try row.optionalInteger(3))
    bytes.add(try row.integer(4))
    if !row.hasNull(atIndex: 5) { bytes.add(try row.bytes(5)) }
  }

  private func addRefusal(_ db: Database, _ bytes: inout CanonicalBytes) throws {
    let row = try row(
      db, "SELECT employee, kind, subject, isTakenBack, at FROM refusal WHERE link = ?")
    bytes.add(try row.integer(0))
    for column in 1...2 { bytes.add(try row.text(column)) }
    for column in 3...4 { bytes.add(try row.integer(column)) }
  }

  private func addProposal(_ db: Database, _ bytes: inout CanonicalBytes) throws {
    let row = try row(
      db,
      """
      SELECT number, kind, employee, role, at, textHash, noteHash FROM proposal
      WHERE link = ?
      """)
    bytes.add(try row.integer(0))
    bytes.add(try row.text(1))
    bytes.add(try row.integer(2))
    bytes.add(try row.text(3))
    bytes.add(try row.integer(4))
    for column in 5...6 {
      bytes.add(UInt8(row.hasNull(atIndex: column) ? 0 : 1))
      if !row.hasNull(atIndex: column) { bytes.add(try row.bytes(column)) }
    }
  }

  private func addEdit(_ db: Database, _ bytes: inout CanonicalBytes) throws {
    let row = try row(
      db,
      """
      SELECT post.id, edit.contentHash
      FROM edit JOIN post ON post.number = edit.post WHERE edit.link = ?
      """)
    bytes.add(try row.text(0))
    bytes.add(try row.bytes(1))
  }
}
