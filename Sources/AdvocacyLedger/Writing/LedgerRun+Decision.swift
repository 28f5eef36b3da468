import AdvocacyCore
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
      // Their names are read once, for all rows: they have to be there first.
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
