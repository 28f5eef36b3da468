import AdvocacyModel
import Foundation
import GRDB
import GRDBSQLite

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

extension [UInt8] {
  /// The bytes as SQLite takes them.
  var blob: Data { Data(self) }
}

/// Inserts many rows of numbers, with a text at the end or without, by prepared statements of 100
/// rows each.
///
/// All rows share their first columns, if any; a row whose key is there already is left out. A
/// statement that fails leaves the rows before in the table, for the transaction to take back: to
/// undo them itself, SQLite would copy each page that a statement touches beforehand, into a file
/// of its own: 0.3 GB for 100,000 keys in random order (measured).
///
/// The numbers are bound by SQLite's own functions: boxed as GRDB's arguments they cost a tenth of
/// the time of a backlog of five million acts (measured).
struct BulkInsert {
  /// 100 rows a statement (measured): more bring nothing.
  private static let rowsAtOnce = 100

  private let many: Statement
  private let one: Statement
  private let shared: [Int64]
  /// How many numbers a row has.
  private let width: Int
  private let hasText: Bool
  private let db: Database
  private var numbers: [Int64] = []
  private var texts: [String] = []
  /// How many rows were new.
  private(set) var inserted = 0

  /// Prepares the statements.
  ///
  /// - Parameters:
  ///   - db: The database.
  ///   - table: The table and its columns, as in `amplification (post, link, employee)`.
  ///   - shared: The values of the first columns, the same for all rows; none, unless given.
  ///   - numbers: How many of the other columns are numbers.
  ///   - hasText: Whether a column of text follows them.
  /// - Throws: What SQLite says against the statements.
  init(
    _ db: Database, into table: String, shared: [Int64] = [], numbers: Int, hasText: Bool = false
  ) throws {
    self.db = db
    self.shared = shared
    self.width = numbers
    self.hasText = hasText
    let columns = hasText ? numbers + 1 : numbers
    let leading = shared.indices.map { "?\($0 + 1), " }.joined()
    func statement(rows: Int) throws -> Statement {
      let values = (0..<rows).map { row in
        let first = shared.count + row * columns
        let own = (1...columns).map { "?\(first + $0)" }.joined(separator: ", ")
        return "(\(leading)\(own))"
      }
      // No text of others: the table and the columns are constants of this program.
      let tail = "VALUES \(values.joined(separator: ", ")) ON CONFLICT DO NOTHING"
      let statement = try db.cachedStatement(sql: "INSERT OR FAIL INTO " + table + " " + tail)
      // Tells GRDB that nothing is missing: the values are bound below.
      statement.setUncheckedArguments(StatementArguments())
      return statement
    }
    many = try statement(rows: Self.rowsAtOnce)
    one = try statement(rows: 1)
  }

  /// Adds a row.
  mutating func add(_ values: Int64..., text: String) throws {
    numbers.append(contentsOf: values)
    texts.append(text)
    try writeIfFull()
  }

  /// Adds a row of the table of amplifications, which come by the million.
  mutating func add(post: Int64, _ row: AmplificationRow) throws {
    numbers.append(post)
    numbers.append(row.employee)
    numbers.append(row.network)
    numbers.append(row.action)
    numbers.append(row.at)
    numbers.append(row.variant)
    numbers.append(row.isDisclosed)
    try writeIfFull()
  }

  private mutating func writeIfFull() throws {
    guard numbers.count == Self.rowsAtOnce * width else { return }
    try execute(many, rows: 0..<Self.rowsAtOnce)
    numbers.removeAll(keepingCapacity: true)
    texts.removeAll(keepingCapacity: true)
  }

  /// Writes the rows that are left over.
  mutating func finish() throws {
    for row in 0..<numbers.count / width { try execute(one, rows: row..<row + 1) }
    numbers.removeAll()
    texts.removeAll()
  }

  private mutating func execute(_ statement: Statement, rows: Range<Int>) throws {
    // Safe: the statement outlives the call, every place is one of its own, and SQLite copies texts.
    let prepared = unsafe statement.sqliteStatement
    unsafe sqlite3_reset(prepared)
    var place: Int32 = 0
    func bind(_ number: Int64) throws {
      place += 1
      try Self.check(unsafe sqlite3_bind_int64(prepared, place, number))
    }
    for number in shared { try bind(number) }
    for row in rows {
      for number in numbers[row * width..<(row + 1) * width] { try bind(number) }
      guard hasText else { continue }
      place += 1
      try Self.check(unsafe sqlite3_bind_text(prepared, place, texts[row], -1, Self.copied))
    }
    try statement.execute()
    inserted += db.changesCount
  }

  /// Tells SQLite to keep a copy of a text: its `SQLITE_TRANSIENT`, a macro that Swift doesn't see.
  private static let copied = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  private static func check(_ code: Int32) throws {
    guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
  }
}
