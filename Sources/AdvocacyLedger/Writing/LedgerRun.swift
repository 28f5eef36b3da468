package import AdvocacyModel
import Dispatch
import GRDB
import Synchronization

/// What a run decides from.
package struct RunInputs: Sendable {
  /// Finds the key of an employee; nil for who has none.
  package typealias KeyOfEmployee = @Sendable (EmployeeID) -> Int64?

  /// The instant up to which it works.
  package var now: Instant
  /// The instant by the real clock.
  package var realTime: Instant
  /// The employees of the roster, ascending, by the index at which decisions name them.
  package var roster: [EmployeeID]
  /// Makes the bytes of the effective configuration without the roster, employees by key.
  package var configurationSnapshot: @Sendable (@escaping KeyOfEmployee) throws -> [UInt8]
  /// Makes the bytes of the roster, in which employees stand by key and without a name.
  package var rosterSnapshot: @Sendable (RosterKeys) throws -> [UInt8]
  /// The version of the policy.
  package var policyVersion: String
  /// The version of the program.
  package var toolVersion: String
  /// The meaning by which it decides.
  package var semantics: Semantics

  package init(
    now: Instant, realTime: Instant, roster: [EmployeeID], policyVersion: String,
    toolVersion: String, semantics: Semantics = .current,
    configurationSnapshot: @escaping @Sendable (@escaping KeyOfEmployee) throws -> [UInt8],
    rosterSnapshot: @escaping @Sendable (RosterKeys) throws -> [UInt8]
  ) {
    self.now = now
    self.realTime = realTime
    self.roster = roster
    self.policyVersion = policyVersion
    self.toolVersion = toolVersion
    self.semantics = semantics
    self.configurationSnapshot = configurationSnapshot
    self.rosterSnapshot = rosterSnapshot
  }
}

/// A run that records facts, many to a transaction while a backlog is worked off.
///
/// Its own row and inputs are written with its first fact; a run without facts leaves no trace.
/// A class, because it is one run: what it has written must be known to all who hold it.
package final class LedgerRun {
  let ledger: Ledger
  private let inputs: RunInputs
  private var state = WritingState()

  init(ledger: Ledger, inputs: RunInputs) {
    self.ledger = ledger
    self.inputs = inputs
  }

  /// How many employees are on the roster of the run.
  var rosterCount: Int { inputs.roster.count }

  /// The number of the run, which is that of its link; nil while nothing is recorded.
  package var number: Int64? { state.run }

  /// Reads the keys of the roster, and begins to make its stored form on another thread.
  ///
  /// For a run that is about to record something: nothing is written, but the first fact will not
  /// have to wait for it. Like the numbers learnt of one fact for the next, the keys stay right
  /// while nobody else writes to the ledger.
  ///
  /// - Returns: The keys, those that will be written with the first fact included.
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`, `internal`.
  /// - Complexity: O(employees known to the ledger + roster).
  package func prepare() throws(Failure) -> RosterKeys {
    var next = state
    try ledger.read { db in _ = try storedRoster(&next, db) }
    state = next
    return state.roster
  }

  /// The stored form of the roster, in the making.
  private func storedRoster(
    _ state: inout WritingState, _ db: Database
  ) throws -> BackgroundTask<[UInt8]> {
    if let known = state.storedRoster { return known }
    state.keys = try EmployeeKeyTable(roster: inputs.roster, db)
    try state.keys.deal(db)
    let roster = RosterKeys(state.keys.rosterKeys)
    let work = BackgroundTask { [inputs] in try inputs.rosterSnapshot(roster) }
    state.roster = roster
    state.storedRoster = work
    return work
  }

  /// Writes in one transaction; what was learnt of keys and numbers is kept only if it commits.
  func write<Value>(
    _ work: (inout WritingState, Database) throws -> Value
  ) throws(Failure) -> Value {
    var next = state
    let value = try ledger.write { db in try work(&next, db) }
    state = next
    return value
  }

  /// The link of the run, made where this is its first fact.
  func enter(_ state: inout WritingState, _ db: Database) throws -> Int64 {
    if let run = state.run { return run }
    let storedRoster = try storedRoster(&state, db)
    try state.keys.write(db)
    let configuration = try Self.store(
      try inputs.configurationSnapshot { [keys = state.keys] in keys[$0] }, db)
    let roster = try Self.store(try storedRoster.value(), db)
    let run = try Chain.append(to: db, .run, run: nil) { link in
      try db.cachedStatement(
        sql: """
          INSERT INTO run (link, now, realTime, configuration, roster, headcount, policyVersion,
            toolVersion, semantics) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
          """
      ).execute(arguments: [
        link, inputs.now.milliseconds, inputs.realTime.milliseconds, configuration, roster,
        inputs.roster.count, inputs.policyVersion.storable, inputs.toolVersion.storable,
        inputs.semantics.number,
      ])
      return [:]
    }
    state.run = run
    return run
  }

  /// The number of an input, which is stored once however often it is used.
  private static func store(_ bytes: [UInt8], _ db: Database) throws -> Int64 {
    let hash = SHA256Digest.of(bytes).blob
    let find = try db.cachedStatement(sql: "SELECT number FROM input WHERE hash = ?")
    if let row = try Row.fetchOne(find, arguments: [hash]) { return try row.integer(0) }
    try db.cachedStatement(sql: "INSERT INTO input (hash, bytes) VALUES (?, ?)")
      .execute(arguments: [hash, bytes.blob])
    return db.lastInsertedRowID
  }
}

/// What a writer has learnt of the ledger's numbers and keys.
struct WritingState {
  /// The link of the run, once written.
  var run: Int64?
  /// The keys of employees.
  var keys = EmployeeKeyTable()
  /// The keys of the roster, once they are read.
  var roster = RosterKeys([])
  /// The bytes of the roster, in the making once its keys are read.
  var storedRoster: BackgroundTask<[UInt8]>?
  /// The numbers of networks.
  var networks = RowIDCache.networks
  /// The numbers of posts.
  var posts = RowIDCache.posts
  /// The groups of planned acts.
  var plans = PlannedGroupCache()
}

extension Ledger {
  /// Begins a run; writes nothing yet.
  package func beginRun(_ inputs: RunInputs) -> LedgerRun {
    LedgerRun(ledger: self, inputs: inputs)
  }

  /// Moves the watermark, never backwards, and notes the time of the run, outside the chain.
  ///
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  package func touch(watermark: Instant, realTime: Instant) throws(Failure) {
    try write { db in try Self.finishRun(watermark, realTime, db) }
  }

  /// Moves the watermark to the end of a run, and notes its time.
  static func finishRun(_ watermark: Instant, _ realTime: Instant, _ db: Database) throws {
    try raiseWatermark(to: watermark, db)
    try db.execute(
      sql: "UPDATE progress SET heartbeat = ?", arguments: [realTime.milliseconds])
    try Seals.renew(db)
  }

  /// Moves the watermark, never backwards.
  static func raiseWatermark(to instant: Instant, _ db: Database) throws {
    let statement = try db.cachedStatement(
      sql: "UPDATE progress SET watermark = ?1 WHERE watermark < ?1")
    try statement.execute(arguments: [instant.milliseconds])
    try Seals.renew(db)
  }
}

/// Work that goes on beside its maker's, on another thread, until somebody asks for its result.
///
/// A class, because maker, worker and whoever asks have one result in common. Work whose result
/// nobody asks for still runs to its end, so it should change nothing.
final class BackgroundTask<Value: Sendable>: Sendable {
  private struct Unfinished: Error {}

  private let result = Mutex<Result<Value, any Error>>(.failure(Unfinished()))
  private let isDone = DispatchGroup()

  init(_ work: @escaping @Sendable () throws -> Value) {
    DispatchQueue.global(qos: .userInitiated).async(group: isDone) { [self] in
      let value = Result { try work() }
      result.withLock { $0 = value }
    }
  }

  /// The result, waited for where it isn't there yet.
  ///
  /// - Throws: What the work threw.
  func value() throws -> Value {
    isDone.wait()
    return try result.withLock { $0 }.get()
  }
}
