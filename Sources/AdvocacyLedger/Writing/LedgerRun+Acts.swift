import AdvocacyModel
import GRDB

extension LedgerRun {
  /// Writes what became of planned acts, under a link of its own.
  func insert(
    _ block: ActsBlock, _ departed: [EmployeeID], _ state: inout WritingState, _ db: Database
  ) throws -> Bool {
    guard !block.isEmpty else { return false }
    let run = try enter(&state, db)
    let actors = ActorKeys(
      roster: state.roster, rosterCount: rosterCount,
      departed: try departed.map { try state.keys.key(of: $0, db) })
    try Chain.append(to: db, .acts, run: run) { link in
      try db.cachedStatement(sql: "INSERT INTO acts (link, since, until) VALUES (?, ?, ?)")
        .execute(arguments: [link, block.since.milliseconds, block.until.milliseconds])
      let writer = try ActsWriter(db: db, link: link, actors: actors)
      return try writer.write(block, &state)
    }
    try Ledger.raiseWatermark(to: block.until, db)
    return true
  }
}

/// Writes the rows of a block of acts, and digests them by post on the way.
struct ActsWriter {
  private let db: Database
  private let link: Int64
  private let actors: ActorKeys
  private let networks: NetworkBytes

  /// Prepares to write under a link.
  init(db: Database, link: Int64, actors: ActorKeys) throws {
    self.db = db
    self.link = link
    self.actors = actors
    networks = try NetworkBytes(db)
  }

  /// Writes all of a block.
  ///
  /// - Complexity: O(n log n) in the rows.
  func write(
    _ block: ActsBlock, _ state: inout WritingState
  ) throws -> [Int64: BulkDigests] {
    var digests: [Int64: BulkDigests] = [:]
    let plans = PlannedWriter(db: db, link: link, actors: actors, networks: networks)
    for (post, groups) in Dictionary(grouping: block.ended, by: \.key.post) {
      let number = try state.posts.number(of: post, db)
      digests[number, default: BulkDigests()].ended = try plans.end(groups, post: number, &state)
    }
    for (post, groups) in Dictionary(grouping: block.planned, by: \.key.post) {
      let number = try state.posts.number(of: post, db)
      digests[number, default: BulkDigests()].planned =
        try plans.begin(groups, post: number, &state)
    }
    for (post, digest) in try insert(block.recorded, &state) {
      digests[post, default: BulkDigests()].amplifications = digest
    }
    for (post, digest) in try insert(block.prevented, &state) {
      digests[post, default: BulkDigests()].preventions = digest
    }
    return digests
  }

  private func insert(
    _ recorded: [RecordedActs], _ state: inout WritingState
  ) throws -> [Int64: BulkDigest] {
    var byPost: [Int64: [RecordedActs]] = [:]
    for acts in recorded {
      byPost[try state.posts.number(of: acts.post, db), default: []].append(acts)
    }
    var insert = try BulkInsert(
      db,
      into: "amplification (link, post, employee, network, action, at, variant, isDisclosed)",
      shared: [link], numbers: 7)
    var digests: [Int64: BulkDigest] = [:]
    var count = 0
    for (post, recorded) in byPost.sorted(by: { $0.key < $1.key }) {
      let rows = try rows(of: recorded, &state)
      var digest = RunningDigest()
      for row in rows {
        try insert.add(post: post, row)
        row.add(to: &digest, networks)
      }
      digests[post] = digest.finishBulk()
      count += rows.count
    }
    try insert.finish()
    guard insert.inserted != count else { return digests }
    for post in digests.keys {
      digests[post] = try RowDigests.amplifications(ofLink: link, post: post, db, networks)
    }
    return digests
  }

  /// The rows of acts of one post, in the order of the table's key, so that its pages fill one
  /// after the other.
  private func rows(
    of recorded: [RecordedActs], _ state: inout WritingState
  ) throws -> [AmplificationRow] {
    var rows: [AmplificationRow] = []
    for acts in recorded {
      let network = try state.networks.number(of: acts.network, db)
      for act in acts.acts {
        let key = try actors.key(at: act.employee)
        for action in act.actions.actions {
          rows.append(
            AmplificationRow(
              employee: key, network: network, action: Int64(action.code),
              at: act.at.milliseconds, variant: action.hasWords ? Int64(act.variant) : 0,
              isDisclosed: act.isDisclosed ? 1 : 0))
        }
      }
    }
    rows.sort { ($0.employee, $0.network, $0.action) < ($1.employee, $1.network, $1.action) }
    return rows
  }

  private func insert(
    _ acts: [PreventedAct], _ state: inout WritingState
  ) throws -> [Int64: BulkDigest] {
    var rows: [(post: Int64, row: PreventionRow)] = []
    for act in acts {
      rows.append(
        (
          try state.posts.number(of: act.post, db),
          PreventionRow(
            employee: try actors.key(at: act.employee),
            network: try state.networks.number(of: act.network, db), at: act.at.milliseconds,
            rule: act.rule.text)
        ))
    }
    rows.sort {
      ($0.post, $0.row.employee, $0.row.network) < ($1.post, $1.row.employee, $1.row.network)
    }
    var insert = try BulkInsert(
      db, into: "prevention (post, link, employee, network, at, rule)", numbers: 5, hasText: true)
    var digests: [Int64: RunningDigest] = [:]
    for (post, row) in rows {
      try insert.add(post, link, row.employee, row.network, row.at, text: row.rule)
      row.add(to: &digests[post, default: RunningDigest()], networks)
    }
    try insert.finish()
    guard insert.inserted == rows.count else {
      throw Failure(.internal, "an act is prevented that was prevented before")
    }
    return digests.mapValues { digest in
      var digest = digest
      return digest.finishBulk()
    }
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
