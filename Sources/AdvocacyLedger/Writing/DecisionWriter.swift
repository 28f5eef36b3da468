import AdvocacyCore
import GRDB

/// Writes the rows of a decision that may be many, and digests them on the way.
struct DecisionWriter {
  private let db: Database
  private let post: Int64
  private let link: Int64
  private let isFirst: Bool

  /// An employee's key with a network's number.
  private struct Account: Hashable {
    var employee: Int64
    var network: Int64
  }

  /// Prepares to write the rows of a link.
  ///
  /// With `isFirst`, nothing can wait yet for the post.
  init(db: Database, post: Int64, link: Int64, isFirst: Bool) {
    self.db = db
    self.post = post
    self.link = link
    self.isFirst = isFirst
  }

  /// Writes what waits, what no longer does, and the actions.
  mutating func write(_ decision: Decision, _ state: inout WritingState) throws -> BulkDigests {
    let waiting = try waitingRows(decision.waiting, &state)
    let ended =
      try accounts(decision.settled, &state)
      + waiting.map { Account(employee: $0.employee, network: $0.network) }
    let actions = try amplificationRows(decision.amplifications, &state)
    let networks = try NetworkBytes(db)
    var digests = BulkDigests()
    if !isFirst { digests.settled = try settle(ended, at: decision.at, networks) }
    digests.waiting = try insert(waiting, networks)
    digests.amplifications = try insert(actions, networks)
    return digests
  }

  private func amplificationRows(
    _ amplifications: [Amplification], _ state: inout WritingState
  ) throws -> [AmplificationRow] {
    var rows: [AmplificationRow] = []
    rows.reserveCapacity(amplifications.count)
    for action in amplifications {
      rows.append(
        AmplificationRow(
          employee: try state.keys.key(of: action.employee, db),
          network: try state.networks.number(of: action.network, db),
          action: Int64(action.action.code), at: action.at.milliseconds,
          variant: Int64(action.variant), isDisclosed: action.isDisclosed ? 1 : 0))
    }
    // In the order of the table's key, so that its pages fill one after the other.
    rows.sort {
      ($0.employee, $0.network, $0.action) < ($1.employee, $1.network, $1.action)
    }
    return rows
  }

  private func waitingRows(
    _ waiting: [Waiting], _ state: inout WritingState
  ) throws -> [WaitingRow] {
    var rows: [WaitingRow] = []
    rows.reserveCapacity(waiting.count)
    for candidate in waiting {
      rows.append(
        WaitingRow(
          employee: try state.keys.key(of: candidate.employee, db),
          network: try state.networks.number(of: candidate.network, db),
          outcome: Int64(candidate.outcome.code), until: candidate.until.milliseconds))
    }
    rows.sort { ($0.employee, $0.network) < ($1.employee, $1.network) }
    return rows
  }

  private func accounts(
    _ settled: [Candidate], _ state: inout WritingState
  ) throws -> [Account] {
    try settled.map {
      Account(
        employee: try state.keys.key(of: $0.employee, db),
        network: try state.networks.number(of: $0.network, db))
    }
  }

  /// Ends the waiting of candidates, those that wait anew included; others are passed over.
  ///
  /// Commonly those whose time has come end together, which one statement does.
  private func settle(
    _ candidates: [Account], at instant: Instant, _ networks: NetworkBytes
  ) throws -> BulkDigest {
    var rest = Set(candidates)
    var ended: [Account] = []
    let due = try accountsDue(at: instant)
    if !due.isEmpty, rest.isSuperset(of: due) {
      try db.cachedStatement(
        sql: """
          UPDATE waiting SET settledBy = ? WHERE post = ? AND settledBy IS NULL AND until <= ?
          """
      ).execute(arguments: [link, post, instant.milliseconds])
      rest.subtract(due)
      ended = due
    }
    let statement = try db.cachedStatement(
      sql: """
        UPDATE waiting SET settledBy = ?
        WHERE post = ? AND employee = ? AND network = ? AND settledBy IS NULL
        """)
    for account in rest {
      statement.setUncheckedArguments([link, post, account.employee, account.network])
      try statement.execute()
      if db.changesCount > 0 { ended.append(account) }
    }
    ended.sort { ($0.employee, $0.network) < ($1.employee, $1.network) }
    var digest = RunningDigest()
    for account in ended {
      WaitingRow(employee: account.employee, network: account.network, outcome: 0, until: 0)
        .addEnd(to: &digest, networks)
    }
    return digest.finishBulk()
  }

  private func accountsDue(at instant: Instant) throws -> [Account] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT employee, network FROM waiting
        WHERE post = ? AND settledBy IS NULL AND until <= ?
        """)
    var accounts: [Account] = []
    let rows = try Row.fetchCursor(statement, arguments: [post, instant.milliseconds])
    while let row = try rows.next() {
      accounts.append(Account(employee: try row.integer(0), network: try row.integer(1)))
    }
    return accounts
  }

  private func insert(_ rows: [WaitingRow], _ networks: NetworkBytes) throws -> BulkDigest {
    var digest = RunningDigest()
    var insert = try BulkInsert(
      db, into: "waiting (post, link, employee, network, outcome, until)",
      shared: [post, link], width: 4)
    for row in rows {
      try insert.add(row.employee, row.network, row.outcome, row.until)
      row.addBeginning(to: &digest, networks)
    }
    try insert.finish()
    guard insert.inserted == rows.count else {
      throw Failure(.internal, "a candidate waits twice for one decision")
    }
    return digest.finishBulk()
  }

  private func insert(_ rows: [AmplificationRow], _ networks: NetworkBytes) throws -> BulkDigest {
    var digest = RunningDigest()
    var insert = try BulkInsert(
      db,
      into: "amplification (post, link, employee, network, action, at, variant, isDisclosed)",
      shared: [post, link], width: 6)
    for row in rows {
      try insert.add(
        row.employee, row.network, row.action, row.at, row.variant, row.isDisclosed)
      row.add(to: &digest, networks)
    }
    try insert.finish()
    guard insert.inserted != rows.count else { return digest.finishBulk() }
    return try RowDigests.amplifications(ofLink: link, post: post, db, networks)
  }
}
