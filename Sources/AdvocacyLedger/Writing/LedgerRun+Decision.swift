import AdvocacyModel
import GRDB

extension LedgerRun {
  /// Writes a decision under a link of its own.
  func insert(
    _ decision: Decision, of post: Post, contentHash: [UInt8], _ state: inout WritingState,
    _ db: Database
  ) throws -> Bool {
    let number = try state.posts.number(of: post.id, db)
    if decision.event == .due, try isDecided(number, db) { return false }
    let run = try enter(&state, db)
    try Chain.append(to: db, .decision, run: run) { link in
      try insert(decision, post: number, link: link, state.roster, db)
      try keep(post, number, contentHash, link: link, &state, db)
      try insert(decision.counts, link: link, &state, db)
      // The writers read the names of networks once, so all of them need their rows first.
      for network in decision.planned.map(\.key.network) + decision.waiting.map(\.network) {
        _ = try state.networks.number(of: network, db)
      }
      let writer = try DecisionWriter(db: db, post: number, link: link, roster: state.roster)
      var digests = try writer.write(decision, &state)
      let plans = PlannedWriter(
        db: db, link: link,
        actors: ActorKeys(roster: state.roster, rosterCount: rosterCount, departed: []),
        networks: try NetworkBytes(db))
      digests.planned = try plans.begin(decision.planned, post: number, &state)
      return [number: digests]
    }
    try Ledger.raiseWatermark(to: decision.at, db)
    return true
  }

  /// Writes a skip under a link of its own.
  func insert(
    _ skip: Skip, of post: Post, contentHash: [UInt8], _ state: inout WritingState, _ db: Database
  ) throws -> Bool {
    let number = try state.posts.number(of: post.id, db)
    guard try !isDecided(number, db) else { return false }
    let run = try enter(&state, db)
    try Chain.append(to: db, .skip, run: run) { link in
      try keep(post, number, contentHash, link: link, &state, db)
      try db.cachedStatement(
        sql: "INSERT INTO skip (link, post, reason, at) VALUES (?, ?, ?, ?)"
      ).execute(arguments: [link, number, skip.reason.storedName, skip.at.milliseconds])
      return [:]
    }
    try Ledger.raiseWatermark(to: skip.at, db)
    return true
  }

  private func isDecided(_ post: Int64, _ db: Database) throws -> Bool {
    let statement = try db.cachedStatement(
      sql: """
        SELECT EXISTS (SELECT 1 FROM decision WHERE post = ?1)
          OR EXISTS (SELECT 1 FROM skip WHERE post = ?1)
        """)
    return try Row.fetchOne(statement, arguments: [post])?.integer(0) == 1
  }

  private func insert(
    _ decision: Decision, post: Int64, link: Int64, _ roster: RosterKeys, _ db: Database
  ) throws {
    let candidates = decision.counts.filter { $0.rule == nil }.reduce(0) { $0 + $1.count }
    try db.cachedStatement(
      sql: """
        INSERT INTO decision (link, post, at, event, allowedEmployees, candidates, allowed)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      link, post, decision.at.milliseconds, decision.event.storedName, decision.allowed.count,
      candidates,
      decision.allowed.isEmpty ? nil : try roster.keys(of: decision.allowed).bytes.blob,
    ])
  }

  /// Keeps the post as it is, unless it is kept already.
  private func keep(
    _ post: Post, _ number: Int64, _ contentHash: [UInt8], link: Int64,
    _ state: inout WritingState, _ db: Database
  ) throws {
    let author = try post.author.map { try state.keys.key(of: $0, db) }
    try db.cachedStatement(
      sql: """
        INSERT INTO content (post, link, hash, at, ends, body) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT DO NOTHING
        """
    ).execute(arguments: [
      number, link, contentHash.blob, post.at.milliseconds, post.end.milliseconds,
      try StoredBody(post, author: author).json,
    ])
  }

  private func insert(
    _ counts: [VerdictCount], link: Int64, _ state: inout WritingState, _ db: Database
  ) throws {
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO verdictCount (link, network, outcome, rule, count) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET count = count + excluded.count
        """)
    for count in counts {
      // An empty text, which no id is, stands for the verdicts themselves.
      try statement.execute(arguments: [
        link, try state.networks.number(of: count.network, db), count.outcome.code,
        count.rule?.text ?? "", count.count,
      ])
    }
  }
}

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
