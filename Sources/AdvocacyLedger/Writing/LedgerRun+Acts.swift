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
