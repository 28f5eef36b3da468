package import AdvocacyCore
import GRDB

extension Ledger {
  /// The posts for which candidates wait, each with the earliest instant that one waits for.
  ///
  /// - Returns: The posts in the order of their ids.
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  /// - Complexity: O(posts log candidates): it does not read the candidates.
  package func waitingPosts() throws(Failure) -> [(post: PostID, until: Instant)] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          WITH RECURSIVE open (post) AS (
            SELECT MIN(post) FROM waiting WHERE settledBy IS NULL
            UNION ALL
            SELECT (SELECT MIN(post) FROM waiting
                    WHERE settledBy IS NULL AND waiting.post > open.post)
            FROM open WHERE open.post IS NOT NULL)
          SELECT post.id, (SELECT MIN(until) FROM waiting
                           WHERE settledBy IS NULL AND waiting.post = open.post)
          FROM open JOIN post ON post.number = open.post
          ORDER BY post.id
          """
      ).map { (post: try $0.id(0), until: try $0.instant(1)) }
    }
  }

  /// The candidates that wait for a post, sorted by employee and network.
  ///
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  /// - Complexity: O(candidates log candidates).
  package func waiting(for post: PostID) throws(Failure) -> [Waiting] {
    try read { db in
      let networks = try NetworkIndex(db)
      var employees = EmployeeNames()
      var waiting: [Waiting] = []
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT waiting.employee, waiting.network, waiting.outcome, waiting.until
          FROM waiting JOIN post ON post.number = waiting.post
          WHERE post.id = ? AND waiting.settledBy IS NULL
          """,
        arguments: [post.text])
      while let row = try rows.next() {
        waiting.append(
          Waiting(
            employee: try employees.id(of: try row.integer(0), db),
            network: try networks.id(of: try row.integer(1)), outcome: try row.outcome(2),
            until: try row.instant(3)))
      }
      return waiting.sorted { ($0.employee, $0.network) < ($1.employee, $1.network) }
    }
  }

  /// All candidates that wait, by post in the order of ids, sorted by employee and network.
  ///
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  /// - Complexity: O(candidates log candidates).
  package func waiting() throws(Failure) -> [(post: PostID, waiting: [Waiting])] {
    var all: [(post: PostID, waiting: [Waiting])] = []
    for (post, _) in try waitingPosts() { all.append((post, try waiting(for: post))) }
    return all
  }
}
