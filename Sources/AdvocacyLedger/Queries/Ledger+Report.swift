package import AdvocacyModel
import GRDB

/// The facts from which reports are made; employees and networks by their place in lists.
package struct ReportFacts: Sendable {
  /// The employees who acted.
  package var employees: [EmployeeID] = []
  /// The networks known.
  package var networks: [NetworkID] = []
  /// The posts that were fanned out, by the instant they fell due and id.
  package var posts: [PostFacts] = []

  /// What was done about one post.
  package struct PostFacts: Sendable {
    /// The post as it was.
    package var post: Post
    /// The instant of the event at which it was fanned out.
    package var decidedAt: Instant
    /// How many employees were on the roster then.
    package var headcount: Int
    /// How many candidates there were then: accounts on the post's networks.
    package var candidates: Int
    /// How many employees were allowed on one network at least, each once.
    ///
    /// Of posts that an older program decided, the most at one event: it kept only how many.
    package var allowedEmployees: Int
    /// Who they were, by numbers that are the same in all posts; nil of such a post.
    package var allowed: EmployeeSet?
    /// The counts of verdicts and of rules that spoke.
    ///
    /// Each candidate counts once: as allowed or denied when it was so at last, as waiting where it
    /// had to wait when the post fell due, however often it was looked at again.
    package var counts: [VerdictCount]
    package var actions: [ActionFact]
  }

  /// One action in 16 bytes.
  package struct ActionFact: Hashable, Sendable {
    /// When.
    package var at: Instant
    /// The place in `employees`.
    package var employee: UInt32
    /// The place in `networks`.
    package var network: UInt16
    /// What the account did.
    package var action: Action
  }
}

extension Ledger {
  /// The facts of the posts that fell due in a stretch of time, as they were known at an instant.
  ///
  /// - Parameters:
  ///   - instant: Decisions and actions after it don't count.
  ///   - since: The first instant of posts, by when they were to fall due; nil: from the first.
  ///   - until: The instant before which posts fell due; nil: to the last.
  /// - Returns: The facts of each post, and the lists that they point into.
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  /// - Complexity: O(actions), 16 bytes of memory each.
  package func reportFacts(
    asOf instant: Instant, since: Instant? = nil, until: Instant? = nil
  ) throws(Failure) -> ReportFacts {
    try read { db in
      let networks = try NetworkIndex(db)
      let sets = try KeySetReader(db)
      let ranks = try KeyRanks(db)
      var index = EmployeeIndex()
      var names = EmployeeNames()
      var posts: [ReportFacts.PostFacts] = []
      let statement = try db.makeStatement(
        sql: """
          SELECT post.id, post.number, content.body, due.at, due.candidates, run.headcount
          FROM content
          JOIN post ON post.number = content.post
          JOIN decision AS due ON due.link = content.link AND due.event = 'due'
          JOIN link ON link.sequence = content.link
          JOIN run ON run.link = link.run
          WHERE content.at >= ? AND content.at < ? AND due.at <= ? AND post.voidedBy = 0
          ORDER BY content.at, post.id
          """)
      let rows = try Row.fetchCursor(
        statement,
        arguments: [
          (since ?? .distantPast).milliseconds,
          until?.milliseconds ?? Int64.max, instant.milliseconds,
        ])
      while let row = try rows.next() {
        let number = try row.integer(1)
        let allowed = try Self.allowed(number, asOf: instant, ranks, sets, db)
        posts.append(
          ReportFacts.PostFacts(
            post: try names.post(try row.id(0), json: try row.text(2), db),
            decidedAt: try row.instant(3), headcount: try row.count(5),
            candidates: try row.count(4),
            allowedEmployees: allowed.count, allowed: allowed.employees,
            counts: try Self.counts(number, asOf: instant, networks, db),
            actions: try Self.actions(number, asOf: instant, networks, &index, db)))
      }
      return ReportFacts(employees: index.employees, networks: networks.networks, posts: posts)
    }
  }

  private static func allowed(
    _ post: Int64, asOf instant: Instant, _ ranks: KeyRanks, _ sets: KeySetReader,
    _ db: Database
  ) throws -> (count: Int, employees: EmployeeSet?) {
    let statement = try db.cachedStatement(
      sql: "SELECT allowedEmployees, allowed FROM decision WHERE post = ? AND at <= ?")
    var employees = EmployeeSet(rosterCount: ranks.count)
    var greatest = 0
    var isKnown = true
    for row in try Row.fetchAll(statement, arguments: [post, instant.milliseconds]) {
      greatest = max(greatest, try row.count(0))
      guard !row.hasNull(atIndex: 1) else {
        isKnown = try isKnown && row.count(0) == 0
        continue
      }
      for key in try sets.keys(row, 1).keys {
        if let rank = ranks.rank(of: key) { employees.insert(rank) }
      }
    }
    return isKnown ? (employees.count, employees) : (max(greatest, employees.count), nil)
  }

  private static func counts(
    _ post: Int64, asOf instant: Instant, _ networks: NetworkIndex, _ db: Database
  ) throws -> [VerdictCount] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT network.number, verdictCount.outcome, verdictCount.rule, SUM(verdictCount.count)
        FROM verdictCount
        JOIN network ON network.number = verdictCount.network
        JOIN decision ON decision.link = verdictCount.link
        WHERE decision.post = ? AND decision.at <= ?
          AND (verdictCount.outcome NOT IN (2, 3) OR decision.event = 'due')
        GROUP BY network.id, verdictCount.outcome, verdictCount.rule
        ORDER BY network.id, verdictCount.outcome, verdictCount.rule
        """)
    return try Row.fetchAll(statement, arguments: [post, instant.milliseconds]).map { row in
      VerdictCount(
        network: try networks.id(of: try row.integer(0)), outcome: try row.outcome(1),
        rule: RuleID(try row.text(2)), count: try row.count(3))
    }
  }

  private static func actions(
    _ post: Int64, asOf instant: Instant, _ networks: NetworkIndex, _ index: inout EmployeeIndex,
    _ db: Database
  ) throws -> [ReportFacts.ActionFact] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT at, employee, network, action FROM amplification WHERE post = ? AND at <= ?
        ORDER BY employee, network, action
        """)
    let rows = try Row.fetchCursor(statement, arguments: [post, instant.milliseconds])
    var actions: [ReportFacts.ActionFact] = []
    while let row = try rows.next() {
      actions.append(
        ReportFacts.ActionFact(
          at: try row.instant(0), employee: try index.place(of: try row.integer(1), db),
          network: try networks.place(of: try row.integer(2)), action: try row.action(3)))
    }
    return actions
  }
}

/// The places of all employees in the order of their keys: older ledgers dealt out keys of 47 bits.
private struct KeyRanks {
  private let keys: [Int64]

  /// Reads all keys.
  init(_ db: Database) throws {
    var keys: [Int64] = []
    let rows = try Row.fetchCursor(db, sql: "SELECT key FROM employee ORDER BY key")
    while let row = try rows.next() { keys.append(try row.integer(0)) }
    self.keys = keys
  }

  /// How many employees there are.
  var count: Int { keys.count }

  /// The place of an employee; nil for a key that is nobody's.
  ///
  /// - Complexity: O(1) where keys follow each other, as today's do; else O(log employees).
  func rank(of key: Int64) -> Int? {
    guard let first = keys.first, let last = keys.last, (first...last).contains(key) else {
      return nil
    }
    if last - first == Int64(keys.count - 1) { return Int(key - first) }
    return keys.position(of: key)
  }
}

/// How often one rule spoke, as the ledger has it.
package struct RuleTally: Hashable, Sendable {
  package var rule: RuleID
  /// How often it said what; candidates that were looked at again count again.
  package var counts: [Verdict.Outcome: Int]
  /// On how many posts.
  package var posts: Int
  /// The last instant at which it spoke.
  package var last: Instant

  package init(rule: RuleID, counts: [Verdict.Outcome: Int], posts: Int, last: Instant) {
    self.rule = rule
    self.counts = counts
    self.posts = posts
    self.last = last
  }
}

extension Ledger {
  /// How often each rule spoke on the posts that were to fall due in a stretch of time.
  ///
  /// - Parameters:
  ///   - since: The first instant of posts; nil: from the first.
  ///   - until: The instant before which posts fell due; nil: to the last.
  /// - Returns: The rules that spoke, by id, and the number of posts that were fanned out.
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  /// - Complexity: O(decisions × rules that spoke in each).
  package func ruleTallies(
    since: Instant? = nil, until: Instant? = nil
  ) throws(Failure) -> (rules: [RuleTally], posts: Int) {
    try read { db in
      let bounds: StatementArguments = [
        (since ?? .distantPast).milliseconds, until?.milliseconds ?? Int64.max,
      ]
      let sums = Verdict.Outcome.allCases.map {
        "SUM(CASE outcome WHEN \($0.code) THEN count ELSE 0 END)"
      }
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT rule, COUNT(DISTINCT decision.post), MAX(decision.at),
            \(sums.joined(separator: ", "))
          FROM verdictCount
          JOIN decision ON decision.link = verdictCount.link
          JOIN content ON content.post = decision.post
          JOIN post ON post.number = decision.post AND post.voidedBy = 0
          WHERE rule <> '' AND content.at >= ? AND content.at < ?
          GROUP BY rule ORDER BY rule
          """,
        arguments: bounds)
      let tallies = try rows.map { row in
        var counts: [Verdict.Outcome: Int] = [:]
        for (place, outcome) in Verdict.Outcome.allCases.enumerated() {
          let count = try row.count(3 + place)
          if count > 0 { counts[outcome] = count }
        }
        return RuleTally(
          rule: try row.id(0), counts: counts, posts: try row.count(1), last: try row.instant(2))
      }
      let posts = try Row.fetchOne(
        db,
        sql: """
          SELECT COUNT(*) FROM decision JOIN content ON content.post = decision.post
          JOIN post ON post.number = decision.post AND post.voidedBy = 0
          WHERE decision.event = 'due' AND content.at >= ? AND content.at < ?
          """,
        arguments: bounds)
      return (tallies, try posts?.count(0) ?? 0)
    }
  }
}
