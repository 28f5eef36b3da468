package import AdvocacyModel
import GRDB

/// Who took part in what, employees, networks and posts by their place in lists.
package struct Participations: Sendable {
  /// One account that acted on one post.
  package struct Entry: Hashable, Sendable {
    /// The instant of the act; by the first semantics that of the event that let it.
    package var at: Instant
    /// The place in `employees`.
    package var employee: UInt32
    /// The place in `posts`.
    package var post: UInt32
    /// The place in `networks`.
    package var network: UInt16
    /// Whether an action passed the post on; a like alone does not.
    package var passesOn: Bool
  }

  /// The employees named.
  package var employees: [EmployeeID] = []
  /// The networks known.
  package var networks: [NetworkID] = []
  /// The posts named.
  package var posts: [PostID] = []
  /// The participations, by post.
  package var entries: [Entry] = []
}

extension Ledger {
  /// Who took part from an instant on, for caps, fatigue and what is done once only.
  ///
  /// - Parameters:
  ///   - start: The first instant that counts.
  ///   - always: The posts of which everything counts.
  ///   - only: The one employee who counts; nil: all.
  ///   - semantics: By the first, acts count from the decision that let them, when older programs
  ///     recorded them, and later ones don't count; else from their own instant, once they
  ///     happened.
  /// - Returns: The participations, one for each account and post.
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  /// - Complexity: O(posts + actions of the posts concerned).
  package func participations(
    since start: Instant, andOf always: Set<PostID> = [], of only: EmployeeID? = nil,
    by semantics: Semantics = .current
  ) throws(Failure) -> Participations {
    try read { db in
      let networks = try NetworkIndex(db)
      var key: Int64?
      if let only {
        key = try EmployeeKeyTable().known(only, db)
        guard key != nil else { return Participations(networks: networks.networks) }
      }
      var reader = try ParticipationReader(networks: networks, only: key, semantics: semantics, db)
      for (number, post) in try Self.posts(actingSince: start, andOf: always, semantics, db) {
        let counts = { (instant: Instant) in instant >= start || always.contains(post) }
        try reader.read(post, number: number, where: counts, db)
      }
      return reader.result
    }
  }

  /// The posts on which somebody may have acted from an instant on.
  private static func posts(
    actingSince start: Instant, andOf always: Set<PostID>, _ semantics: Semantics, _ db: Database
  ) throws -> [(number: Int64, id: PostID)] {
    // Nobody acts once a post is over; of older programs some did, up to a week and a night after
    // the decision.
    let tail = Instant.Span.days(9)
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT post.number, post.id, content.ends, content.link < actsFrom,
          (SELECT MAX(at) FROM decision WHERE decision.post = post.number)
        FROM content JOIN post ON post.number = content.post CROSS JOIN ledger
        WHERE post.voidedBy = 0 ORDER BY post.number
        """)
    var posts: [(number: Int64, id: PostID)] = []
    while let row = try rows.next() {
      let id: PostID = try row.id(1)
      var last = try row.instant(2)
      if try row.integer(3) == 1, !row.hasNull(atIndex: 4) {
        last = max(last, try row.instant(4) + tail)
      }
      guard last >= start || always.contains(id) else { continue }
      posts.append((try row.integer(0), id))
    }
    return posts
  }
}

/// Reads who took part in posts, one after the other.
private struct ParticipationReader {
  private var found: Participations
  private var employees = EmployeeIndex()
  private let networks: NetworkIndex
  private let only: Int64?
  /// By link, when older programs decided; nil where acts count from their own instant.
  private var decisions: [Int64: Instant]?

  /// What was read.
  var result: Participations {
    var result = found
    result.employees = employees.employees
    return result
  }

  init(networks: NetworkIndex, only: Int64?, semantics: Semantics, _ db: Database) throws {
    self.networks = networks
    self.only = only
    found = Participations(networks: networks.networks)
    guard !semantics.judgesActs else { return }
    var decisions: [Int64: Instant] = [:]
    let rows = try Row.fetchCursor(
      db, sql: "SELECT link, at FROM decision CROSS JOIN ledger WHERE link < actsFrom")
    while let row = try rows.next() { decisions[try row.integer(0)] = try row.instant(1) }
    self.decisions = decisions
  }

  mutating func read(
    _ post: PostID, number: Int64, where counts: (Instant) -> Bool, _ db: Database
  ) throws {
    let place = UInt32(found.posts.count)
    found.posts.append(post)
    var last: (employee: Int64, network: Int64) = (0, 0)
    func add(_ employee: Int64, _ network: Int64, _ at: Instant, _ passesOn: Bool) throws {
      guard counts(at) else { return }
      if last == (employee, network) {
        if passesOn { found.entries[found.entries.count - 1].passesOn = true }
        return
      }
      last = (employee, network)
      found.entries.append(
        Participations.Entry(
          at: at, employee: try self.place(of: employee, db), post: place,
          network: try networks.place(of: network), passesOn: passesOn))
    }
    let statement = try db.cachedStatement(
      sql: """
        SELECT employee, network, link, action, at FROM amplification
        WHERE post = ? \(only == nil ? "" : "AND employee = ?")
        ORDER BY employee, network, action
        """)
    let rows = try Row.fetchCursor(
      statement, arguments: StatementArguments([number, only].compactMap { $0 }))
    while let row = try rows.next() {
      let link = try row.integer(2)
      let decided = decisions.map { $0[link] }
      guard let at = try decided ?? row.instant(4) else { continue }
      try add(
        try row.integer(0), try row.integer(1), at, try row.action(3).passesOn)
    }
    guard let decisions else { return }
    // Acts that an older program recorded ahead of time count from the decision all the same.
    let ahead = try db.cachedStatement(
      sql: "SELECT link, network, hour, acts FROM plannedGroup WHERE post = ?")
    for row in try Row.fetchAll(ahead, arguments: [number]) {
      guard let at = decisions[try row.integer(0)],
        let entries = PlannedEntry.entries(try row.bytes(3), hour: try row.integer(2))
      else { continue }
      for entry in entries where only.map({ $0 == entry.key }) ?? true {
        let passesOn = ActionSet(rawValue: entry.actions).actions.contains(where: \.passesOn)
        try add(entry.key, try row.integer(1), at, passesOn)
      }
    }
  }

  private mutating func place(of employee: Int64, _ db: Database) throws -> UInt32 {
    try employees.place(of: employee, db)
  }
}

extension Ledger {
  /// How many candidates of a post wait for the same.
  package struct WaitingCount: Hashable, Sendable {
    package var post: PostID
    /// What they wait for: `.defer` or `.needsApproval`.
    package var outcome: Verdict.Outcome
    /// When they are looked at again whatever happens.
    package var until: Instant
    /// How many, over all networks.
    package var count: Int

    package init(post: PostID, outcome: Verdict.Outcome, until: Instant, count: Int) {
      self.post = post
      self.outcome = outcome
      self.until = until
      self.count = count
    }
  }

  /// How many candidates wait for which post, for what and until when, in that order.
  ///
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  /// - Complexity: O(groups that wait): it does not read the candidates.
  package func waitingCounts() throws(Failure) -> [WaitingCount] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT post.id, waitingGroup.outcome, waitingGroup.until, SUM(waitingGroup.remaining)
          FROM waitingGroup JOIN post ON post.number = waitingGroup.post
          WHERE waitingGroup.remaining > 0 AND post.voidedBy = 0
          GROUP BY post.id, waitingGroup.outcome, waitingGroup.until
          ORDER BY post.id, waitingGroup.outcome, waitingGroup.until
          """
      ).map {
        WaitingCount(
          post: try $0.id(0), outcome: try $0.outcome(1), until: try $0.instant(2),
          count: try $0.count(3))
      }
    }
  }

  /// The candidates that wait, by post in the order of ids, as sets over a roster.
  ///
  /// - Parameters:
  ///   - keys: The keys of the roster; who isn't on it is given as a leaver, who is forgotten by
  ///     pseudonym.
  ///   - post: The post asked about; nil: all.
  /// - Returns: The posts for which somebody waits, with the groups by network, reason and end.
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  /// - Complexity: O(roster × posts + members of the groups that wait).
  package func waiting(
    over keys: RosterKeys, for post: PostID? = nil
  ) throws(Failure) -> [(post: PostID, groups: [WaitingGroup])] {
    try read { db in
      let posts = try Row.fetchAll(
        db,
        sql: """
          SELECT number, id FROM post
          WHERE voidedBy = 0 AND (?1 IS NULL OR id = ?1)
            AND EXISTS (SELECT 1 FROM waitingGroup WHERE post = post.number AND remaining > 0)
          ORDER BY id
          """,
        arguments: [post?.text])
      let reader = WaitingReader(keys: keys, networks: try NetworkIndex(db))
      var names = EmployeeNames()
      return try posts.map { row in
        (try row.id(1), try reader.groups(ofPost: try row.integer(0), &names, db))
      }
    }
  }
}

/// Reads the open groups of posts as sets over a roster.
private struct WaitingReader {
  let keys: RosterKeys
  let networks: NetworkIndex

  func groups(
    ofPost post: Int64, _ names: inout EmployeeNames, _ db: Database
  ) throws -> [WaitingGroup] {
    var groups: [WaitingGroup] = []
    for open in try OpenGroup.all(ofPost: post, db) {
      guard let code = Int(exactly: open.row.outcome), let outcome = Verdict.Outcome(code: code)
      else {
        throw CorruptionError(
          message: "the ledger is damaged: candidates wait for what is none")
      }
      let (employees, others) = keys.employees(of: open.remaining)
      groups.merge(
        CollectionOfOne(
          WaitingGroup(
            network: try networks.id(of: open.row.network), outcome: outcome,
            until: Instant(milliseconds: open.row.until), employees: employees,
            leavers: try others.keys.map { try names.id(of: $0, db) }.sorted())))
    }
    return groups
  }
}

/// A row of the table of waiting groups of which some still wait.
struct OpenGroup {
  var number: Int64
  /// What they wait for.
  var row: WaitingRow
  /// Who still waits.
  var remaining: KeySet

  /// The open groups of a post, in order; where given, those only that wait like a row, since
  /// whichever link.
  ///
  /// - Complexity: O(members of the groups, those settled included).
  static func all(
    ofPost post: Int64, like wanted: WaitingRow? = nil, _ db: Database
  ) throws -> [OpenGroup] {
    let sets = try KeySetReader(db)
    let voided = try VoidedLinks(db)
    let statement = try db.cachedStatement(
      sql: """
        SELECT number, link, network, outcome, until, employees FROM waitingGroup
        WHERE post = ?1 AND remaining > 0
          AND (?2 IS NULL OR network = ?2 AND outcome = ?3 AND until = ?4)
        ORDER BY link, network, outcome, until
        """)
    let settlements = try db.cachedStatement(
      sql: "SELECT employees, link FROM settlement WHERE waiting = ?")
    let arguments: StatementArguments = [post, wanted?.network, wanted?.outcome, wanted?.until]
    return try Row.fetchAll(statement, arguments: arguments).map { row in
      var group = OpenGroup(
        number: try row.integer(0),
        row: WaitingRow(
          link: try row.integer(1), network: try row.integer(2), outcome: try row.integer(3),
          until: try row.integer(4)),
        remaining: try sets.keys(row, 5))
      for settlement in try Row.fetchAll(settlements, arguments: [group.number])
      where try !voided.undid(settlement.integer(1), of: group.row.link) {
        group.remaining = group.remaining.split(by: try sets.keys(settlement, 0)).rest
      }
      return group
    }
  }
}
