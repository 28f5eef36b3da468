package import AdvocacyModel
import GRDB

/// What a rewind voided.
package struct Rewinding: Hashable, Sendable {
  /// The last instant handled from now on: the one asked for, or that before the first thing voided.
  package var watermark: Instant
  /// How many links count no more.
  package var links = 0
  /// How many acts: one employee once on one network each.
  package var acts = 0
  /// On how many posts.
  package var posts = 0
  /// How many approvals.
  package var approvals = 0
  /// The posts whose withdrawal counts no more, by id.
  package var withdrawals: [PostID] = []
}

extension Ledger {
  /// Voids what was recorded after an instant: it stays in the chain, and counts nowhere.
  ///
  /// The posts concerned may be decided again. What is set aside stays so: each content is
  /// complained about once. The caller holds the ledger's lock.
  ///
  /// - Parameters:
  ///   - instant: The last instant that counts; from the ledger's start, and before the watermark or
  ///     something that was said of a post since.
  ///   - realTime: The instant by the real clock.
  /// - Returns: What was voided.
  /// - Throws: `usage` for another instant, `busy`, `permission`, `inputOutput`, `badData`.
  /// - Complexity: O(rows).
  package func rewind(to instant: Instant, realTime: Instant) throws(Failure) -> Rewinding {
    let facts = try facts()
    guard instant >= facts.header.start, try isFollowed(instant, facts) else {
      throw Failure(.usage, "a rewind to before the start, or after the last instant on record")
    }
    return try write { db in
      let cut = try RewindCut(at: instant, handled: facts.watermark, db)
      var result = Rewinding(watermark: cut.watermark)
      let link = try Chain.append(to: db, .rewind, run: nil) { link in
        try db.execute(
          sql: "INSERT INTO rewind (link, at, since, realTime) VALUES (?, ?, ?, ?)",
          arguments: [
            link, cut.watermark.milliseconds, cut.since ?? link, realTime.milliseconds,
          ])
        return [:]
      }
      if let since = cut.since {
        let voiding = Voiding(db: db, since: since, link: link)
        try voiding.count(into: &result)
        try voiding.movePosts()
        try voiding.reopenWaiting()
        try voiding.reopenPlanned()
      }
      let isSimulated = facts.header.isClockSimulated
      try Self.setProgress(cut.watermark, isSimulated ? realTime : min(cut.watermark, realTime), db)
      return result
    }
  }

  /// Whether something on record is dated after an instant: what was handled, or what somebody said
  /// of a post since the last run.
  ///
  /// - Throws: `busy`, `inputOutput`, `badData`.
  package func isFollowed(_ instant: Instant, _ facts: LedgerFacts) throws(Failure) -> Bool {
    guard instant >= facts.watermark else { return true }
    return try read { db in
      try LedgerSchema.number(
        db,
        """
        SELECT COUNT(*) FROM word JOIN post ON post.number = word.post
        WHERE post.voidedBy = 0 AND word.at > \(instant.milliseconds)
        """) > 0
    }
  }

  private static func setProgress(
    _ watermark: Instant, _ latest: Instant, _ db: Database
  ) throws {
    try db.execute(
      sql: "UPDATE progress SET watermark = ?, heartbeat = MIN(heartbeat, ?)",
      arguments: [watermark.milliseconds, latest.milliseconds])
    try Seals.renew(db)
  }
}

/// Takes the rows of voided links out of what counts.
struct Voiding {
  /// The tables whose rows name a post and the link that wrote them.
  static let tables = [
    "decision", "content", "skip", "word", "edit", "waitingGroup", "plannedGroup", "amplification",
    "prevention",
  ]

  /// How many rows of a table stand with a post that counts though their link was voided, or the
  /// other way round.
  ///
  /// The chain covers a post's id, not whether it counts: the first rewind that voids a link says.
  ///
  /// - Complexity: O(rows).
  static func misplaced(in table: String, _ db: Database) throws -> Int64 {
    try LedgerSchema.number(
      db,
      """
      SELECT COUNT(*) FROM \(table) JOIN post ON post.number = \(table).post
      WHERE post.voidedBy <> COALESCE(
        (SELECT MIN(rewind.link) FROM rewind
          WHERE rewind.since <= \(table).link AND \(table).link < rewind.link), 0)
      """)
  }

  let db: Database
  /// The first link voided.
  let since: Int64
  /// The link of the rewind.
  let link: Int64

  /// Counts what counts until now.
  func count(into result: inout Rewinding) throws {
    result.links = Int(link - since)
    let acts = """
      SELECT COUNT(*), COUNT(DISTINCT post) FROM (
        SELECT DISTINCT post, employee, network FROM amplification
        JOIN post ON post.number = amplification.post
        WHERE amplification.link >= ? AND post.voidedBy = 0)
      """
    if let row = try Row.fetchOne(db, sql: acts, arguments: [since]) {
      result.acts = try row.count(0)
      result.posts = try row.count(1)
    }
    let statements = """
      SELECT post.id, word.kind FROM word JOIN post ON post.number = word.post
      WHERE word.link >= ? AND post.voidedBy = 0 ORDER BY post.id
      """
    for row in try Row.fetchAll(db, sql: statements, arguments: [since]) {
      let kind: PostStatement.Kind = try row.enumeration(1)
      switch kind {
      case .approval: result.approvals += 1
      case .withdrawal: result.withdrawals.append(try row.id(0))
      }
    }
  }

  /// Gives voided rows a post of their own number, which the rewind marks as voided.
  ///
  /// A post of which nothing else is left keeps its number and is voided itself.
  func movePosts() throws {
    // The other tables name only posts that one of these does.
    let before = ["decision", "content", "skip", "word", "edit"].map {
      "SELECT post FROM \($0) WHERE link < ?1"
    }
    try db.execute(
      sql: """
        UPDATE post SET voidedBy = ?2
        WHERE voidedBy = 0 AND number NOT IN (\(before.joined(separator: " UNION ALL ")))
        """,
      arguments: [since, link])
    let touched = Self.tables.map { "SELECT post FROM \($0) WHERE link >= ?1" }
    try db.execute(
      sql: """
        INSERT INTO post (id, voidedBy) SELECT id, ?2 FROM post
        WHERE voidedBy = 0 AND number IN (\(touched.joined(separator: " UNION ALL ")))
        """,
      arguments: [since, link])
    for table in Self.tables {
      try db.execute(
        sql: """
          UPDATE \(table) SET post = (
            SELECT own.number FROM post AS live JOIN post AS own ON own.id = live.id
            WHERE live.number = \(table).post AND own.voidedBy = ?2)
          WHERE link >= ?1 AND post IN (SELECT number FROM post WHERE voidedBy = 0)
          """,
        arguments: [since, link])
    }
  }

  /// Lets those wait again whose waiting a voided link ended.
  func reopenWaiting() throws {
    let voided = try VoidedLinks(db)
    let sets = try KeySetReader(db)
    for (number, group) in try ended("waitingGroup", by: "settlement", "waiting", "employees") {
      let rows = try Row.fetchAll(
        db, sql: "SELECT link, employees FROM settlement WHERE waiting = ? ORDER BY link",
        arguments: [number])
      let ends = try rows.map { (link: try $0.integer(0), keys: try sets.keys($0, 1)) }
      let left = voided.left(
        of: try sets.keys(group, 1), begunBy: try group.integer(2), after: ends.map(\.link)
      ) { left, place in left.split(by: ends[place].keys).rest }
      try db.execute(
        sql: "UPDATE waitingGroup SET remaining = ? WHERE number = ?",
        arguments: [left.count, number])
    }
  }

  /// Plans those acts again that a voided link ended.
  func reopenPlanned() throws {
    let reader = try PlannedReader(db)
    for (number, _) in try ended("plannedGroup", by: "plannedEnd", "planned", "acts") {
      try db.execute(
        sql: "UPDATE plannedGroup SET remaining = ? WHERE number = ?",
        arguments: [try reader.entries(ofGroup: number).count, number])
    }
  }

  /// The groups that count and of which a voided link ended some, with their members and their link.
  private func ended(
    _ groups: String, by ends: String, _ reference: String, _ members: String
  ) throws -> [(number: Int64, row: Row)] {
    // Table and column names are constants of this file.
    try Row.fetchAll(
      db,
      sql: """
        SELECT number, \(members), link FROM \(groups)
        WHERE link < ?1 AND number IN (SELECT \(reference) FROM \(ends) WHERE link >= ?1)
        """,
      arguments: [since]
    ).map { (number: try $0.integer(0), row: $0) }
  }
}

/// Where a rewind to an instant cuts the chain, and the watermark that is true then.
///
/// The chain can only be cut between links. Links stand in the order in which they were written,
/// and what somebody says of a post between two runs is dated before events that the next run
/// handles: so the first link after the instant may take some before it along, and a block of acts
/// goes as a whole. The watermark then goes back to before them, that the next run handles them
/// again.
struct RewindCut {
  /// The first link that is voided; nil: none is.
  private(set) var since: Int64?
  /// The last instant handled by what stands.
  private(set) var watermark: Instant

  private let instant: Instant
  /// The last event that stands.
  private var last: Instant
  /// The first event that is voided.
  private var firstVoided: Instant?
  /// The first link of a run that is not followed by an event yet, and the run's present.
  private var pending: (link: Int64, run: Int64, now: Instant)?

  /// Finds the cut, in a ledger that has handled all until an instant.
  ///
  /// - Complexity: O(links).
  init(at instant: Instant, handled: Instant, _ db: Database) throws {
    self.instant = instant
    watermark = min(instant, handled)
    last = Instant(milliseconds: try LedgerSchema.number(db, "SELECT start FROM ledger"))
    let voided = try VoidedLinks(db)
    let rows = try Row.fetchCursor(db, sql: Self.sql)
    while let row = try rows.next() {
      let link = try row.integer(0)
      guard !voided.has(link) else { continue }
      try add(link, row)
    }
    resolvePending()
    watermark = max(last, min(watermark, firstVoided.map { $0 - Self.tick } ?? watermark))
  }

  private static let tick = Instant.Span(milliseconds: 1)

  private static let sql = """
    SELECT link.sequence, link.kind, link.run, run.now,
      COALESCE(decision.at, skip.at, acts.since), COALESCE(decision.at, skip.at, acts.until),
      word.at
    FROM link LEFT JOIN run ON run.link = link.sequence
    LEFT JOIN decision ON decision.link = link.sequence
    LEFT JOIN skip ON skip.link = link.sequence LEFT JOIN acts ON acts.link = link.sequence
    LEFT JOIN word ON word.link = link.sequence
    ORDER BY link.sequence
    """

  private mutating func add(_ link: Int64, _ row: Row) throws {
    let kind: LinkKind = try row.enumeration(1)
    switch kind {
    case .run:
      resolvePending()
      pending = (link, link, try row.instant(3))
    // What employees say of themselves stands whatever the clock was.
    case .setAside, .edit, .clock, .refusal, .proposal: break
    case .birth, .rewind: resolvePending()
    case .statement:
      resolvePending()
      if since == nil, try row.instant(6) > instant { since = link }
    case .decision, .skip, .acts:
      try add(link, from: try row.instant(4), to: try row.instant(5))
    }
  }

  private mutating func add(_ link: Int64, from first: Instant, to end: Instant) throws {
    if since == nil, end > instant { since = pending?.link ?? link }
    pending = nil
    if since == nil {
      last = max(last, end)
    } else {
      firstVoided = min(firstVoided ?? first, first)
    }
  }

  /// A run that recorded no event goes by its own present.
  private mutating func resolvePending() {
    if since == nil, let pending, pending.now > instant { since = pending.link }
    pending = nil
  }
}
