package import AdvocacyCore
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
    /// How many employees were allowed, summed over events; who was allowed twice counts twice.
    package var allowedEmployees: Int
    /// The counts of verdicts and of rules that spoke, summed over events.
    package var counts: [VerdictCount]
    /// The actions.
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
        posts.append(
          ReportFacts.PostFacts(
            post: try names.post(try row.id(0), json: try row.text(2), db),
            decidedAt: try row.instant(3), headcount: try row.count(5),
            candidates: try row.count(4),
            allowedEmployees: try Self.allowed(number, asOf: instant, db),
            counts: try Self.counts(number, asOf: instant, networks, db),
            actions: try Self.actions(number, asOf: instant, networks, &index, db)))
      }
      return ReportFacts(employees: index.employees, networks: networks.networks, posts: posts)
    }
  }

  private static func allowed(_ post: Int64, asOf instant: Instant, _ db: Database) throws -> Int {
    let statement = try db.cachedStatement(
      sql: "SELECT TOTAL(allowedEmployees) FROM decision WHERE post = ? AND at <= ?")
    return try Double.fetchOne(statement, arguments: [post, instant.milliseconds])
      .flatMap(Int.init(exactly:)) ?? 0
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
