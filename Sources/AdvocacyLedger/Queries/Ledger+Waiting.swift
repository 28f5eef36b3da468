package import AdvocacyModel
import GRDB

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
