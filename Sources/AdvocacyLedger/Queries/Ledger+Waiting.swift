package import AdvocacyCore
import GRDB

extension Ledger {
  /// How many candidates of a post wait for the same.
  package struct WaitingCount: Hashable, Sendable {
    /// The post.
    package var post: PostID
    /// What they wait for: `.defer` or `.needsApproval`.
    package var outcome: Verdict.Outcome
    /// When they are looked at again whatever happens.
    package var until: Instant
    /// How many, over all networks.
    package var count: Int
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
