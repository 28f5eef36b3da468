import GRDB

/// A row of the table of waiting groups of which some still wait.
struct OpenGroup {
  /// The number of the row.
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
