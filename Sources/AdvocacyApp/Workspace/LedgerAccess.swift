import AdvocacyFiles
import AdvocacyLedger
import AdvocacyModel
import AdvocacyPolicy
import AdvocacySimulation
import Foundation
import SystemFiles

/// Opens a workspace's ledger, and refuses one that isn't its own.
struct LedgerAccess {
  let workspace: Workspace

  /// Opens the ledger for reading; no lock is needed.
  ///
  /// - Throws: `Failure`: `missingInput`, `badData` where it is another workspace's, an older copy or
  ///   altered by hand, or a mark is damaged; `tooNew`.
  func reading() throws(Failure) -> (ledger: Ledger, facts: LedgerFacts) {
    // Before the ledger: what others record meanwhile raises the mark.
    let seen = try HighWaterMark(workspace: workspace).head()
    let (ledger, facts) = try open(.read)
    try requireUnaltered(facts)
    if let fault = try fault(of: ledger, facts, seen: seen) { throw fault }
    return (ledger, facts)
  }

  /// Opens the ledger for verification, one that is an older copy or altered as well.
  ///
  /// - Throws: `Failure`: `missingInput`, `badData` where it is another workspace's or the mark of
  ///   that is damaged; `tooNew`.
  func verifying() throws(Failure) -> (ledger: Ledger, facts: LedgerFacts) {
    try open(.read)
  }

  /// Opens the ledger for writing; the caller holds its lock.
  ///
  /// - Parameters:
  ///   - patience: How long to wait for those who read it meanwhile, in seconds.
  ///   - require: Looks at the ledger before anything is written, its schema included.
  /// - Returns: The ledger, and what it says of itself.
  /// - Throws: `Failure`: `missingInput`, `badData`, `tooNew`, `permission`, and what `require`
  ///   throws.
  func writing(
    patience: Double = Ledger.defaultPatience,
    requiring require: ((Ledger, LedgerFacts) throws(Failure) -> Void)? = nil
  ) throws(Failure) -> (ledger: Ledger, facts: LedgerFacts) {
    let ledger = try Ledger.open(at: workspace.ledger, access: .write, patience: patience) {
      (ledger, facts) throws(Failure) in
      try requireOwn(ledger, facts)
      try require?(ledger, facts)
    }
    return (ledger, try ledger.facts())
  }

  /// Opens the ledger to look at its facts and links, of whichever released schema it is.
  ///
  /// - Throws: `Failure`: `missingInput`, `badData`, `tooNew`.
  func inspecting() throws(Failure) -> (ledger: Ledger, facts: LedgerFacts) {
    try open(.inspection)
  }

  /// Refuses a ledger that mustn't be written: another workspace's, an older copy, or one altered by
  /// hand, whose next run would seal it as it is.
  func requireOwn(_ ledger: Ledger, _ facts: LedgerFacts) throws(Failure) {
    try requireOwn(facts)
    try requireUnaltered(facts)
    if let fault = try fault(of: ledger, facts) { throw fault }
  }

  /// Why a ledger mustn't be used: it lacks the link that was seen; nil where it may.
  ///
  /// - Throws: `Failure` where the mark is damaged, or the ledger can't be read.
  func fault(of ledger: Ledger, _ facts: LedgerFacts) throws(Failure) -> Failure? {
    try fault(of: ledger, facts, seen: HighWaterMark(workspace: workspace).head())
  }

  private func fault(
    of ledger: Ledger, _ facts: LedgerFacts, seen: ChainHead?
  ) throws(Failure) -> Failure? {
    guard let seen, facts.head != seen, try !ledger.contains(seen) else { return nil }
    let found =
      facts.head.sequence < seen.sequence
      ? "the ledger ends at link \(facts.head.sequence); this workspace has seen link "
        + "\(seen.sequence)"
      : "the ledger has another link \(seen.sequence) than this workspace has seen"
    return Failure(
      .badData, at: Place(file: "ledger.sqlite"), found,
      hint: "A backup would amplify again what came after: put the newer ledger back, or remove "
        + ".advocacy/high-water to go on from here")
  }

  /// Checks, and writes nothing, that the lock of the ledger can be taken.
  ///
  /// Who has held it for less than the patience, in seconds, is expected to end.
  ///
  /// - Throws: What `whileLocked` would.
  func requireLockable(patience: Double, in environment: Environment) throws(Failure) {
    guard Paths.exists(workspace.marks) else { return }
    try makeMarks()
    try FileLock.requireAvailable(
      workspace.ledgerLock, named: ".advocacy/ledger.lock", patience: patience,
      now: environment.now())
  }

  /// Does something while nobody else writes the ledger, waiting for others if need be.
  ///
  /// The wait is in seconds.
  ///
  /// - Throws: `Failure` with cause `busy` when the lock isn't free in time, and what body throws.
  func whileLocked<Value>(
    wait: Double, in environment: Environment, _ body: () throws -> Value
  ) throws -> Value {
    try makeMarks()
    return try WorkspaceLock.hold(
      workspace.ledgerLock, named: ".advocacy/ledger.lock", wait: wait, in: environment, body)
  }

  /// Makes the directory of marks where somebody removed it; it is safe to lose.
  func makeMarks() throws(Failure) {
    do throws(SystemError) {
      try Paths.makeDirectory(workspace.marks)
    } catch {
      throw error.asFailure(toMakeDirectory: ".advocacy")
    }
  }

  private func open(
    _ access: Ledger.Access
  ) throws(Failure) -> (ledger: Ledger, facts: LedgerFacts) {
    let ledger = try Ledger.open(at: workspace.ledger, access: access)
    let facts = try ledger.facts()
    try requireOwn(facts)
    return (ledger, facts)
  }

  private func requireOwn(_ facts: LedgerFacts) throws(Failure) {
    guard let expected = try markedID(), expected != facts.id else { return }
    throw Failure(
      .badData, at: Place(file: "ledger.sqlite"),
      "this is not the ledger that the workspace began with",
      hint: "Put the workspace's own ledger back, or remove .advocacy/ledger-id to accept it")
  }

  private func requireUnaltered(_ facts: LedgerFacts) throws(Failure) {
    guard let alteration = facts.alteration else { return }
    throw Failure.unsound(alteration)
  }

  /// The id of the ledger that the workspace began with; nil where the mark is lost.
  ///
  /// - Throws: `Failure` where the mark is damaged.
  func markedID() throws(Failure) -> String? { try Mark.ledgerID.lines(in: workspace)?.first }
}

extension Failure {
  /// That the ledger does not verify, with what is wrong.
  static func unsound(_ problem: String) -> Failure {
    Failure(
      .badData, at: Place(file: "ledger.sqlite"), problem,
      hint: "`advocacy ledger verify` tells all; put a backup in its place")
  }
}

/// Holds a lock file around a piece of work.
enum WorkspaceLock {
  /// Does something while a lock is held; the lock goes with the process whatever happens.
  static func hold<Value>(
    _ path: String, named name: String, wait: Double, in environment: Environment,
    _ body: () throws -> Value
  ) throws -> Value {
    let lock = try FileLock.acquire(path, named: name, wait: wait, now: environment.now)
    // Who waits for the lock may be stopped at once; who holds it, between two writes.
    let value = try environment.interruption.deferring(body)
    lock.release()
    return value
  }
}

extension FanOut {
  /// Prepares the fan-out that goes on where a ledger ends.
  ///
  /// - Parameters:
  ///   - configuration: The configuration of the run.
  ///   - ledger: What was decided so far, with those who wait.
  ///   - facts: What the ledger says of itself.
  ///   - keys: The keys of the roster.
  ///   - newPosts: The posts of the queue that were never decided nor skipped.
  /// - Throws: `Failure` where the ledger can't be read.
  /// - Complexity: O(participations that rules can ask about + posts).
  init(
    configuration: Configuration, ledger: Ledger, facts: LedgerFacts, keys: RosterKeys,
    newPosts: [Post]
  ) throws {
    let statements = try ledger.statements()
    let posts = try ledger.posts()
    let waiting = try ledger.waiting(over: keys)
    let planned = try ledger.planned(over: keys, rosterCount: configuration.roster.count)
    let decided = try ledger.decidedPosts()
    let open = Set(waiting.map(\.post) + planned.groups.map(\.key.post))
    let openPosts = open.compactMap { posts[$0] }
    let firstAsked = decided.mapValues(\.decidedAt)
    let window = HistoryWindow(
      of: configuration,
      from: openPosts.compactMap { firstAsked[$0.id] }.reduce(facts.watermark, min),
      open: newPosts + openPosts, past: posts.values)
    self.init(
      configuration: configuration, engine: PolicyEngine(configuration: configuration),
      behaviour: BehaviourModel(configuration: configuration, seed: facts.header.seed),
      history: try History(
        configuration: configuration, ledger: ledger, window: window, posts: posts,
        statements: statements),
      state: FanOutState(
        start: facts.header.start, watermark: facts.watermark, newPosts: newPosts,
        openPosts: openPosts,
        waiting: Dictionary(waiting.map { ($0.post, $0.groups) }) { first, _ in first },
        planned: planned.groups, departed: planned.departed, forgotten: planned.forgotten,
        firstAsked: firstAsked, statements: statements))
  }
}

extension History {
  /// The history that the ledger holds, as far back as it is asked about.
  ///
  /// - Throws: `Failure` where the ledger can't be read.
  /// - Complexity: O(posts + participations that can be asked about).
  init(
    configuration: Configuration, ledger: Ledger, window: HistoryWindow, posts: [PostID: Post],
    statements: [PostStatement]
  ) throws(Failure) {
    self.init(
      configuration: configuration,
      participations: try ledger.participations(since: window.since, andOf: window.posts),
      posts: posts, statements: statements)
  }

  /// The history that the ledger holds, for the employees and networks of a configuration.
  ///
  /// - Complexity: O(participations).
  init(
    configuration: Configuration, participations: Participations, posts: [PostID: Post],
    statements: [PostStatement]
  ) {
    self.init(configuration: configuration)
    for statement in statements { record(statement) }
    let positions = participations.employees.map { configuration.position(of: $0) }
    let bodies = participations.posts.map { posts[$0] }
    // One by one in event order; posts of the same event stand together already.
    for entry in participations.entries.sorted(by: { $0.at < $1.at }) {
      guard let employee = positions[Int(entry.employee)], let post = bodies[Int(entry.post)]
      else { continue }
      record(
        employee: employee, network: participations.networks[Int(entry.network)], post: post,
        at: entry.at, passesOn: entry.passesOn)
    }
  }
}

extension Ledger {
  /// How many candidates wait for which post, less those who stay out by their own word.
  ///
  /// - Throws: `Failure` where the ledger can't be read.
  /// - Complexity: O(groups that wait); where anybody stays out, O(roster × posts that wait).
  func waitingCounts(on configuration: Configuration) throws(Failure) -> [WaitingCount] {
    guard configuration.hasRefusals else { return try waitingCounts() }
    let engine = PolicyEngine(configuration: configuration)
    let posts = try posts()
    var counts: [WaitingCount] = []
    for (id, groups) in try waiting(over: keys(of: configuration.roster.map(\.id))) {
      for group in groups {
        let out = posts[id].map {
          engine.whoDeclines($0, on: group.network, among: group.employees).count
        }
        let count = group.count - (out ?? 0)
        guard count > 0 else { continue }
        if let same = counts.firstIndex(where: {
          $0.post == id && $0.outcome == group.outcome && $0.until == group.until
        }) {
          counts[same].count += count
        } else {
          counts.append(
            WaitingCount(post: id, outcome: group.outcome, until: group.until, count: count))
        }
      }
    }
    return counts
  }
}

extension History {
  /// Plans acts as the ledger knows them.
  mutating func plan(
    _ plans: Participations, configuration: Configuration, posts: [PostID: Post]
  ) {
    let positions = plans.employees.map { configuration.position(of: $0) }
    for entry in plans.entries {
      guard let employee = positions[Int(entry.employee)],
        let post = posts[plans.posts[Int(entry.post)]]
      else { continue }
      plan(
        employee: employee, network: plans.networks[Int(entry.network)], post: post, at: entry.at,
        passesOn: entry.passesOn)
    }
  }
}
