package import AdvocacyModel
import GRDB

/// What a check of the whole ledger found.
package struct Verification: Hashable, Sendable {
  /// How many links the chain has.
  package var links: Int
  /// The last link.
  package var head: ChainHead
  /// What is wrong, in the order found; at most 100.
  package var problems: [Problem]

  /// Something wrong with the ledger.
  package struct Problem: Hashable, Sendable {
    /// The link concerned, if one is.
    package var link: Int64?
    /// What, in a sentence without a full stop.
    package var message: String
  }

  /// Whether nothing is wrong.
  package var isSound: Bool { problems.isEmpty }
}

extension Ledger {
  /// Recomputes the chain from the rows, and checks the file.
  ///
  /// Finds what was changed, deleted, inserted or re-ordered. What was cut off at the end, or
  /// written anew from some link on, only shows against a head noted elsewhere.
  ///
  /// - Parameter expected: A head that the chain had once.
  /// - Returns: The head of the chain and what is wrong.
  /// - Throws: `busy`, `permission`, `inputOutput`; `badData` where reading itself fails.
  /// - Complexity: O(rows).
  package func verify(expecting expected: ChainHead? = nil) throws(Failure) -> Verification {
    try read { db in
      var verifier = Verifier()
      try verifier.checkFile(db)
      try verifier.checkChain(db, expected)
      try verifier.checkStrays(db)
      return verifier.result
    }
  }
}

/// A check in progress.
private struct Verifier {
  private var problems: [Verification.Problem] = []
  private var links = 0
  private var head = ChainHead(sequence: 0, hash: SHA256Digest.hex(Chain.origin))

  var result: Verification {
    Verification(links: links, head: head, problems: Array(problems.prefix(100)))
  }

  private mutating func note(_ link: Int64?, _ message: String) {
    problems.append(Verification.Problem(link: link, message: message))
  }

  mutating func checkFile(_ db: Database) throws {
    for row in try Row.fetchAll(db, sql: "PRAGMA integrity_check(100)") {
      let finding = try row.text(0)
      if finding != "ok" { note(nil, "the file is damaged: \(finding)") }
    }
    let fresh = try DatabaseQueue()
    try fresh.inDatabase { try LedgerSchema.migrate($0, from: 0) }
    let expected = try fresh.read(LedgerSchema.statements)
    let found = try LedgerSchema.statements(db)
    for name in Set(expected.keys).union(found.keys).sorted()
    where expected[name] != found[name] {
      note(nil, "the schema is not that of a ledger: \(name)")
    }
    for row in try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").prefix(100) {
      note(nil, "a row of \(try row.text(0)) names a row of \(try row.text(2)) that is not there")
    }
  }

  mutating func checkChain(_ db: Database, _ expected: ChainHead?) throws {
    var digests = try RowDigests(db)
    var previous = Chain.origin
    var isExpectedSeen = expected == nil
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT sequence, kind, run, hash FROM link ORDER BY sequence
        """)
    while let row = try rows.next() {
      var link = LinkPayload(
        sequence: try row.integer(0), kind: try row.enumeration(1), run: try row.optionalInteger(2))
      link.isOlder = link.sequence < digests.actsFrom
      let hash = try row.bytes(3)
      if link.sequence != head.sequence + 1 {
        note(link.sequence, "links are missing before link \(link.sequence)")
      }
      let bulk = link.kind.coversManyRows ? digests.take(link: link.sequence) : [:]
      do {
        let payload = try link.bytes(from: db, bulk: bulk)
        if Chain.hash(after: previous, payload: payload) != hash {
          note(
            link.sequence,
            "link \(link.sequence) (\(link.kind.storedName)) doesn't match its rows or the one "
              + "before it")
        }
      } catch let corruption as CorruptionError {
        note(link.sequence, corruption.message)
      }
      links += 1
      previous = hash
      head = ChainHead(sequence: link.sequence, hash: SHA256Digest.hex(hash))
      guard let expected, expected.sequence == link.sequence else { continue }
      isExpectedSeen = true
      if expected.hash != head.hash {
        note(link.sequence, "link \(link.sequence) is not the one that was noted")
      }
    }
    if !isExpectedSeen, let expected {
      note(nil, "the chain ends at link \(head.sequence), it had \(expected.sequence)")
    }
    for problem in digests.problems { note(problem.link, problem.message) }
    for link in digests.left { note(link, "rows name link \(link), which doesn't cover them") }
  }

  /// Looks for rows that no link covers, and for inputs that are not what they were.
  mutating func checkStrays(_ db: Database) throws {
    for kind in LinkKind.allCases {
      let table = kind == .birth ? "ledger" : kind.storedName
      let sql = """
        SELECT (SELECT COUNT(*) FROM \(table)) - (SELECT COUNT(*) FROM link WHERE kind = ?)
        """
      let surplus = try Row.fetchOne(db, sql: sql, arguments: [kind.storedName])?.integer(0) ?? 0
      if surplus > 0 { note(nil, "\(surplus) rows of \(table) belong to no link") }
    }
    let strays = """
      SELECT link FROM verdictCount WHERE link NOT IN (SELECT link FROM decision)
      UNION SELECT link FROM content WHERE NOT EXISTS (
        SELECT 1 FROM decision WHERE decision.link = content.link AND decision.post = content.post)
        AND NOT EXISTS (
          SELECT 1 FROM skip WHERE skip.link = content.link AND skip.post = content.post)
      """
    for row in try Row.fetchAll(db, sql: strays) {
      note(try row.integer(0), "rows name link \(try row.integer(0)), which doesn't cover them")
    }
    let inputs = try Row.fetchCursor(db, sql: "SELECT hash, bytes FROM input")
    while let row = try inputs.next() {
      if try row.bytes(0) != SHA256Digest.of(try row.bytes(1)) {
        note(nil, "a stored input is not the one that its run used")
      }
    }
    let lost = try LedgerSchema.number(
      db,
      """
      SELECT COUNT(*) FROM amplification WHERE employee NOT IN (SELECT key FROM employee)
        OR network NOT IN (SELECT number FROM network) OR post NOT IN (SELECT number FROM post)
      """)
    if lost > 0 { note(nil, "\(lost) actions name an employee, post or network that is not there") }
    let notes = """
      SELECT note.link, word.noteHash, note.salt, note.text
      FROM note LEFT JOIN word ON word.link = note.link
      """
    for row in try Row.fetchAll(db, sql: notes) {
      let hash = row.hasNull(atIndex: 1) ? [] : try row.bytes(1)
      if hash != StatementNote.hash(of: try row.text(3), salt: try row.bytes(2)) {
        note(try row.integer(0), "a note is not the one that was given")
      }
    }
    let texts = """
      SELECT proposalText.link, proposalText.part, proposalText.salt, proposalText.body,
        CASE proposalText.part WHEN 'text' THEN proposal.textHash ELSE proposal.noteHash END
      FROM proposalText LEFT JOIN proposal ON proposal.link = proposalText.link
      """
    for row in try Row.fetchAll(db, sql: texts) {
      let hash = row.hasNull(atIndex: 4) ? [] : try row.bytes(4)
      if hash != StatementNote.hash(of: try row.text(3), salt: try row.bytes(2)) {
        note(try row.integer(0), "a \(try row.text(1)) of a proposal is not the one that was given")
      }
    }
    for problem in try Seals.problems(db) { note(nil, problem) }
    for table in Voiding.tables where try Voiding.misplaced(in: table, db) > 0 {
      note(nil, "rows of \(table) count, or count no more, against what rewinds say")
    }
    let late = try LedgerSchema.number(
      db,
      """
      SELECT (SELECT COUNT(*) FROM decision, progress, post
          WHERE decision.at > progress.watermark AND post.number = decision.post
            AND post.voidedBy = 0)
        + (SELECT COUNT(*) FROM acts, progress WHERE acts.until > progress.watermark
            AND NOT EXISTS (SELECT 1 FROM rewind WHERE acts.link BETWEEN rewind.since AND rewind.link))
      """)
    if late > 0 { note(nil, "the watermark stands before a decision or an act") }
    let early = try LedgerSchema.number(
      db,
      """
      SELECT COUNT(*) FROM amplification, progress, post
      WHERE amplification.at > progress.watermark AND post.number = amplification.post
        AND post.voidedBy = 0
      """)
    if early > 0 { note(nil, "an act is dated after the watermark") }
  }
}

/// The digests of the many rows, recomputed from the tables in one pass over each.
struct RowDigests {
  /// The link and the post that rows name.
  struct Key: Hashable {
    var link: Int64
    var post: Int64
  }

  /// The first link by a program that knows of planned acts.
  let actsFrom: Int64
  private var digests: [Int64: [Int64: BulkDigests]] = [:]
  /// What doesn't fit together, by link.
  let problems: [(link: Int64, message: String)]

  /// Reads all rows.
  ///
  /// - Complexity: O(rows); memory for one post at a time, and for the digests of all links.
  init(_ db: Database) throws {
    let networks = try NetworkBytes(db)
    actsFrom = try LedgerSchema.number(db, "SELECT actsFrom FROM ledger")
    let numbers = try PostNumbers(db)
    let amplifications = try Self.amplifications(
      Row.fetchCursor(db, sql: Self.amplificationSQL + Self.amplificationOrder), networks)
    let waiting = try WaitingDigests(db, networks, numbers)
    let planned = try PlannedDigests(db, networks, numbers)
    problems = waiting.problems + planned.problems
    add(amplifications, numbers, \.amplifications)
    add(waiting.waiting, numbers, \.waiting)
    add(waiting.settled, numbers, \.settled)
    add(planned.planned.filter { $0.key.link >= actsFrom }, numbers, \.planned)
    add(planned.ended, numbers, \.ended)
    add(try Self.preventions(db, networks), numbers, \.preventions)
    // Links of older programs cover the acts that they recorded ahead of their watermark, too.
    for key in planned.planned.keys where key.link < actsFrom {
      digests[key.link, default: [:]][key.post, default: BulkDigests()].amplifications =
        try Self.actions(underOlder: key, db, networks)
    }
  }

  private mutating func add(
    _ found: [Key: BulkDigest], _ numbers: PostNumbers,
    _ place: WritableKeyPath<BulkDigests, BulkDigest>
  ) {
    for (key, digest) in found {
      digests[key.link, default: [:]][numbers[key.post], default: BulkDigests()][keyPath: place] =
        digest
    }
  }

  /// Takes out the digests of a link by post, each by the lowest of its numbers; what is left at
  /// the end belongs to none.
  mutating func take(link: Int64) -> [Int64: BulkDigests] {
    digests.removeValue(forKey: link) ?? [:]
  }

  /// The links, in order, whose rows no link took.
  var left: [Int64] { digests.keys.sorted() }

  /// The digest of the actions of one link.
  static func amplifications(
    ofLink link: Int64, post: Int64, _ db: Database, _ networks: NetworkBytes
  ) throws -> BulkDigest {
    let rows = try Row.fetchCursor(
      db, sql: amplificationSQL + "WHERE post = ? AND link = ? " + amplificationOrder,
      arguments: [post, link])
    return try amplifications(rows, networks)[Key(link: link, post: post)] ?? .none
  }

  private static let amplificationSQL = """
    SELECT post, link, employee, network, action, at, variant, isDisclosed
    FROM amplification\u{20}
    """
  private static let amplificationOrder = "ORDER BY post, employee, network, action"

  private static func amplifications(
    _ rows: RowCursor, _ networks: NetworkBytes
  ) throws -> [Key: BulkDigest] {
    var digests = RunningDigests()
    while let row = try rows.next() {
      let action = AmplificationRow(
        employee: try row.integer(2), network: try row.integer(3), action: try row.integer(4),
        at: try row.integer(5), variant: try row.integer(6), isDisclosed: try row.integer(7))
      digests.add(Key(link: try row.integer(1), post: try row.integer(0))) {
        action.add(to: &$0, networks)
      }
    }
    return digests.finish()
  }

  private static func preventions(
    _ db: Database, _ networks: NetworkBytes
  ) throws -> [Key: BulkDigest] {
    var digests = RunningDigests()
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT post, link, employee, network, at, rule FROM prevention
        ORDER BY post, employee, network
        """)
    while let row = try rows.next() {
      let prevention = PreventionRow(
        employee: try row.integer(2), network: try row.integer(3), at: try row.integer(4),
        rule: try row.text(5))
      digests.add(Key(link: try row.integer(1), post: try row.integer(0))) {
        prevention.add(to: &$0, networks)
      }
    }
    return digests.finish()
  }

  /// The digest of what an older program recorded under a link: actions past and ahead.
  private static func actions(
    underOlder key: Key, _ db: Database, _ networks: NetworkBytes
  ) throws -> BulkDigest {
    let ofPost =
      "WHERE link = ? AND post IN (SELECT number FROM post WHERE id = "
      + "(SELECT id FROM post WHERE number = ?)) "
    let rows = try Row.fetchCursor(
      db, sql: amplificationSQL + ofPost + amplificationOrder, arguments: [key.link, key.post])
    var actions: [AmplificationRow] = []
    while let row = try rows.next() {
      actions.append(
        AmplificationRow(
          employee: try row.integer(2), network: try row.integer(3), action: try row.integer(4),
          at: try row.integer(5), variant: try row.integer(6), isDisclosed: try row.integer(7)))
    }
    let groups = try Row.fetchCursor(
      db, sql: "SELECT network, hour, acts FROM plannedGroup " + ofPost,
      arguments: [key.link, key.post])
    while let row = try groups.next() {
      let network = try row.integer(0)
      let entries = PlannedEntry.entries(try row.bytes(2), hour: try row.integer(1)) ?? []
      actions += entries.flatMap { $0.rows(network: network) }
    }
    actions.sort { ($0.employee, $0.network, $0.action) < ($1.employee, $1.network, $1.action) }
    var digest = RunningDigest()
    for action in actions { action.add(to: &digest, networks) }
    return digest.finishBulk()
  }
}

/// Digests in the making, of one post at a time.
private struct RunningDigests {
  private var open: [RowDigests.Key: RunningDigest] = [:]
  private var finished: [RowDigests.Key: BulkDigest] = [:]
  private var current: (key: RowDigests.Key, digest: RunningDigest)?

  mutating func add(_ key: RowDigests.Key, _ write: (inout RunningDigest) -> Void) {
    if var running = current, running.key == key {
      current = nil
      write(&running.digest)
      current = running
      return
    }
    if let running = current {
      open[running.key] = running.digest
      if running.key.post != key.post { close() }
    }
    var digest = open.removeValue(forKey: key) ?? RunningDigest()
    current = nil
    write(&digest)
    current = (key, digest)
  }

  mutating func finish() -> [RowDigests.Key: BulkDigest] {
    if let running = current { open[running.key] = running.digest }
    current = nil
    close()
    return finished
  }

  private mutating func close() {
    for (key, var digest) in open { finished[key] = digest.finishBulk() }
    open.removeAll()
  }
}
