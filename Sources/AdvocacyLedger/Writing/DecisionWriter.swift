import AdvocacyCore
import GRDB

/// Writes the rows of a decision that may be many, and digests them on the way.
struct DecisionWriter {
  private let db: Database
  private let post: Int64
  private let link: Int64
  private let roster: RosterKeys
  private let networks: NetworkBytes

  /// Prepares to write the rows of a link, whose sets are over a roster.
  init(db: Database, post: Int64, link: Int64, roster: RosterKeys) throws {
    self.db = db
    self.post = post
    self.link = link
    self.roster = roster
    networks = try NetworkBytes(db)
  }

  /// Writes who waits and who no longer does.
  func write(_ decision: Decision, _ state: inout WritingState) throws -> BulkDigests {
    var digests = BulkDigests()
    digests.settled = try settle(decision.settled, &state)
    digests.waiting = try wait(decision.waiting, &state)
    return digests
  }

  /// Groups of a decision as rows with their members, in order.
  private func rows(
    _ groups: [WaitingGroup], _ state: inout WritingState
  ) throws -> [(row: WaitingRow, keys: KeySet)] {
    var rows: [(row: WaitingRow, keys: KeySet)] = []
    for group in groups {
      let row = WaitingRow(
        link: link, network: try state.networks.number(of: group.network, db),
        outcome: Int64(group.outcome.code), until: group.until.milliseconds)
      let leavers = try group.leavers.map { try state.keys.key(of: $0, db) }
      rows.append((row, try roster.keys(of: group.employees).union(KeySet(leavers))))
    }
    return rows.sorted { WaitingRow.precedes($0.row, $1.row) }
  }

  private func wait(
    _ groups: [WaitingGroup], _ state: inout WritingState
  ) throws -> BulkDigest {
    let insert = try db.cachedStatement(
      sql: """
        INSERT INTO waitingGroup (post, link, network, outcome, until, employees, remaining)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """)
    var digest = RunningDigest()
    for (row, keys) in try rows(groups, &state) {
      let bytes = keys.bytes
      try insert.execute(arguments: [
        post, link, row.network, row.outcome, row.until, bytes.blob, keys.count,
      ])
      row.addBeginning(of: bytes, to: &digest, networks)
    }
    return digest.finishBulk()
  }

  /// Ends the waiting of groups, or of parts of them.
  ///
  /// Those who wait for the same since different events stand in rows of their own.
  private func settle(
    _ groups: [WaitingGroup], _ state: inout WritingState
  ) throws -> BulkDigest {
    let insert = try db.cachedStatement(
      sql: "INSERT INTO settlement (link, waiting, employees) VALUES (?, ?, ?)")
    let lower = try db.cachedStatement(
      sql: "UPDATE waitingGroup SET remaining = remaining - ? WHERE number = ?")
    var settled: [(row: WaitingRow, bytes: [UInt8])] = []
    for (wanted, keys) in try rows(groups, &state) {
      var rest = keys
      for open in try OpenGroup.all(ofPost: post, like: wanted, db) {
        let (ended, others) = rest.split(by: open.remaining)
        rest = others
        guard !ended.isEmpty else { continue }
        let bytes = ended.bytes
        try insert.execute(arguments: [link, open.number, bytes.blob])
        try lower.execute(arguments: [ended.count, open.number])
        settled.append((open.row, bytes))
      }
      guard rest.isEmpty else {
        throw Failure(.internal, "\(rest.count) candidates are settled who don't wait")
      }
    }
    settled.sort { WaitingRow.precedes($0.row, $1.row) }
    var digest = RunningDigest()
    for (row, bytes) in settled { row.addEnd(of: bytes, to: &digest, networks) }
    return digest.finishBulk()
  }
}
