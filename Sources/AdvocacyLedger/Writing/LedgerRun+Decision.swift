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
    let welcomed = try post.welcomed.map { try state.keys.key(of: $0, db) }
    try db.cachedStatement(
      sql: """
        INSERT INTO content (post, link, hash, at, ends, body) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT DO NOTHING
        """
    ).execute(arguments: [
      number, link, contentHash.blob, post.at.milliseconds, post.end.milliseconds,
      try StoredBody(post, author: author, welcomed: welcomed).json,
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

/// Writes planned groups of one post under a link, and digests them on the way.
struct PlannedWriter {
  let db: Database
  let link: Int64
  let actors: ActorKeys
  let networks: NetworkBytes

  /// Writes groups of acts that begin.
  ///
  /// - Complexity: O(acts × log acts of a group).
  func begin(
    _ groups: [PlannedGroup], post: Int64, _ state: inout WritingState
  ) throws -> BulkDigest {
    var digest = RunningDigest()
    let insert = try db.cachedStatement(sql: PlannedGroupRow.insertSQL)
    for (row, group) in try ordered(groups, \.key, post: post, &state) {
      let entries = try group.acts.map { act in
        PlannedEntry(
          key: try actors.key(at: act.employee), at: act.at.milliseconds,
          actions: act.actions.rawValue, variant: Int64(act.variant), attempt: act.attempt,
          isDisclosed: act.isDisclosed)
      }
      let bytes = PlannedEntry.bytes(of: entries, hour: row.hour)
      // The cache reads the other rows of the hour before this one is added.
      _ = try state.plans.rows(group.key, post: post, network: row.network, db)
      try insert.execute(arguments: row.arguments(acts: bytes, count: entries.count))
      state.plans.add(
        .init(number: db.lastInsertedRowID, row: row, remaining: entries.count), to: group.key)
      row.addBeginning(of: bytes, to: &digest, networks)
    }
    return digest.finishBulk()
  }

  /// Ends acts of groups, or all of what is left of them.
  func end(
    _ groups: [EndedActs], post: Int64, _ state: inout WritingState
  ) throws -> BulkDigest {
    let insert = try db.cachedStatement(
      sql: "INSERT INTO plannedEnd (link, planned, employees) VALUES (?, ?, ?)")
    let lower = try db.cachedStatement(
      sql: "UPDATE plannedGroup SET remaining = remaining - ? WHERE number = ?")
    var ends: [(row: PlannedGroupRow, bytes: [UInt8])] = []
    for (wanted, ended) in try ordered(groups, \.key, post: post, &state) {
      let open = try state.plans.rows(ended.key, post: post, network: wanted.network, db)
      let isWhole = ended.isLast && open.reduce(0) { $0 + $1.remaining } == ended.employees.count
      var rest = isWhole ? KeySet() : KeySet(try ended.employees.map(actors.key))
      for group in open {
        let keys = isWhole ? nil : try remaining(of: group).split(by: rest).common
        guard keys?.isEmpty != true else { continue }
        let bytes = keys?.bytes ?? []
        let count = keys?.count ?? group.remaining
        if let keys { rest = rest.split(by: keys).rest }
        try insert.execute(arguments: [link, group.number, bytes.blob])
        try lower.execute(arguments: [count, group.number])
        state.plans.end(count, of: group.number, in: ended.key)
        ends.append((group.row, bytes))
      }
      guard rest.isEmpty else {
        throw Failure(.internal, "\(rest.count) acts end that are not planned")
      }
      if ended.isLast { state.plans.forget(ended.key) }
    }
    var digest = RunningDigest()
    for end in ends.sorted(by: { $0.row < $1.row }) {
      end.row.addEnd(of: end.bytes, to: &digest, networks)
    }
    return digest.finishBulk()
  }

  /// The keys of the acts that are left of a group.
  private func remaining(of group: PlannedGroupCache.Open) throws -> KeySet {
    let entries = try PlannedReader(db).entries(ofGroup: group.number)
    return KeySet(entries.map(\.key))
  }

  private func ordered<Group>(
    _ groups: [Group], _ key: KeyPath<Group, PlannedGroup.Key>, post: Int64,
    _ state: inout WritingState
  ) throws -> [(row: PlannedGroupRow, group: Group)] {
    var rows: [(row: PlannedGroupRow, group: Group)] = []
    for group in groups {
      let network = try state.networks.number(of: group[keyPath: key].network, db)
      rows.append((group[keyPath: key].row(post: post, network: network, link: link), group))
    }
    return rows.sorted { $0.row < $1.row }
  }
}

/// The planned groups of which some acts are left, as far as a run asked about them.
///
/// A run plans and ends most groups itself, so that it need not look for them in the table.
struct PlannedGroupCache {
  /// A row of the table of planned groups.
  struct Open: Hashable {
    var number: Int64
    var row: PlannedGroupRow
    /// How many acts are left.
    var remaining: Int
  }

  private var open: [PlannedGroup.Key: [Open]] = [:]

  /// The open rows of groups, in the order of their links.
  mutating func rows(
    _ key: PlannedGroup.Key, post: Int64, network: Int64, _ db: Database
  ) throws -> [Open] {
    if let known = open[key] { return known }
    let statement = try db.cachedStatement(
      sql: """
        SELECT number, link, remaining FROM plannedGroup
        WHERE post = ? AND network = ? AND outcome = ? AND hour = ? AND remaining > 0
        ORDER BY link
        """)
    let wanted = key.row(post: post, network: network, link: 0)
    let found = try Row.fetchAll(
      statement, arguments: [post, network, wanted.outcome, wanted.hour]
    ).map { row in
      var own = wanted
      own.link = try row.integer(1)
      return Open(number: try row.integer(0), row: own, remaining: try row.count(2))
    }
    open[key] = found
    return found
  }

  /// Adds a row that was just written.
  mutating func add(_ new: Open, to key: PlannedGroup.Key) { open[key, default: []].append(new) }

  /// Takes acts off a row; one without any goes.
  mutating func end(_ count: Int, of number: Int64, in key: PlannedGroup.Key) {
    guard let place = open[key]?.firstIndex(where: { $0.number == number }) else { return }
    open[key]?[place].remaining -= count
    if open[key]?[place].remaining == 0 { open[key]?.remove(at: place) }
  }

  /// Forgets a group whose hour is over: nobody asks about it again.
  mutating func forget(_ key: PlannedGroup.Key) { open[key] = nil }
}

extension PlannedGroup.Key {
  /// The group's row under a link.
  func row(post: Int64, network: Int64, link: Int64) -> PlannedGroupRow {
    PlannedGroupRow(
      post: post, link: link, network: network,
      outcome: isWaiting ? PlannedGroupRow.waiting : PlannedGroupRow.planned,
      hour: hour.milliseconds)
  }
}

/// The keys behind the places by which planned acts name employees.
struct ActorKeys {
  let roster: RosterKeys
  let rosterCount: Int
  let departed: [Int64]

  /// The key of an employee of the roster, or of one who left it.
  func key(at place: Int) throws -> Int64 {
    guard place >= rosterCount else { return try roster.key(at: place) }
    guard departed.indices.contains(place - rosterCount) else {
      throw Failure(.internal, "nobody stands at place \(place)")
    }
    return departed[place - rosterCount]
  }
}
