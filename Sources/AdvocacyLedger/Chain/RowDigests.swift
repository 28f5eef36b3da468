import GRDB

/// The digests of the many rows, recomputed from the tables in one pass over each.
struct RowDigests {
  /// The link and the post that rows name.
  struct Key: Hashable {
    var link: Int64
    var post: Int64
  }

  private(set) var waiting: [Key: BulkDigest]
  private(set) var settled: [Key: BulkDigest]
  private(set) var amplifications: [Key: BulkDigest]
  /// What doesn't fit together, by link.
  let problems: [(link: Int64, message: String)]

  /// Reads all rows.
  ///
  /// - Complexity: O(rows); memory for one post at a time.
  init(_ db: Database) throws {
    let networks = try NetworkBytes(db)
    amplifications = try Self.amplifications(
      Row.fetchCursor(db, sql: Self.amplificationSQL + Self.amplificationOrder), networks)
    let digests = try WaitingDigests(db, networks)
    waiting = digests.waiting
    settled = digests.settled
    problems = digests.problems
  }

  /// Takes out the digests of a decision; what is left at the end belongs to none.
  mutating func take(link: Int64, post: Int64) -> BulkDigests {
    let key = Key(link: link, post: post)
    return BulkDigests(
      waiting: waiting.removeValue(forKey: key) ?? .none,
      settled: settled.removeValue(forKey: key) ?? .none,
      amplifications: amplifications.removeValue(forKey: key) ?? .none)
  }

  /// The links, in order, whose rows no decision took.
  var left: [Int64] {
    let keys = [waiting, settled, amplifications].flatMap(\.keys)
    return Set(keys.map(\.link)).sorted()
  }

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
