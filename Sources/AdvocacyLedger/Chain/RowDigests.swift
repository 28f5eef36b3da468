import GRDB

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
