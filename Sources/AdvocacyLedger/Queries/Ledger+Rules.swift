package import AdvocacyCore
import GRDB

/// How often one rule spoke, as the ledger has it.
package struct RuleTally: Hashable, Sendable {
  /// The rule.
  package var rule: RuleID
  /// How often it said what; candidates that were looked at again count again.
  package var counts: [Verdict.Outcome: Int]
  /// On how many posts.
  package var posts: Int
  /// The last instant at which it spoke.
  package var last: Instant

  /// Makes a tally.
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
