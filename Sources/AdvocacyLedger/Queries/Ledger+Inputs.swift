package import AdvocacyModel
import GRDB

/// What a run decided from, as it was kept.
package struct StoredInputs: Hashable, Sendable {
  /// The instant up to which the run worked.
  package var now: Instant
  /// The effective configuration without the roster.
  package var configurationBytes: [UInt8]
  /// The roster, employees by key.
  package var rosterBytes: [UInt8]
  /// The roster ids behind the keys of all employees who are not forgotten.
  package var employees: [Int64: EmployeeID]
  /// The version of the policy.
  package var policyVersion: String
  /// The version of the program.
  package var toolVersion: String
  /// The meaning by which the run decided.
  package var semantics: Semantics
  /// How many employees were on the roster.
  package var headcount = 0
}

extension Ledger {
  /// The inputs of the run that fanned a post out, or nil where none did.
  ///
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  /// - Complexity: O(bytes + employees).
  package func inputs(deciding post: PostID) throws(Failure) -> StoredInputs? {
    try inputs(
      where: """
        run.link = (
          SELECT link.run FROM post
          JOIN decision ON decision.post = post.number AND decision.event = 'due'
          JOIN link ON link.sequence = decision.link
          WHERE post.id = ? AND post.voidedBy = 0)
        """, [post.text])
  }

  /// The inputs of a run, or nil where there is none of that number.
  ///
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  /// - Complexity: O(bytes + employees).
  package func inputs(ofRun run: Int64) throws(Failure) -> StoredInputs? {
    try inputs(where: "run.link = ?", [run])
  }

  /// The counts of verdicts and of rules that spoke, as a decision recorded them.
  ///
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  package func counts(ofLink link: Int64) throws(Failure) -> [VerdictCount] {
    try read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT network.id, outcome, rule, count FROM verdictCount
          JOIN network ON network.number = verdictCount.network WHERE link = ?
          """, arguments: [link])
      return try rows.map { row in
        VerdictCount(
          network: try row.id(0), outcome: try row.outcome(1), rule: RuleID(try row.text(2)),
          count: try row.count(3))
      }
    }
  }

  /// The names that say nothing, by which exports know employees.
  ///
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  /// - Complexity: O(employees).
  package func pseudonyms() throws(Failure) -> [EmployeeID: String] {
    try read { db in
      var names = try ExportNames(naming: .pseudonym, db)
      var ids = EmployeeNames()
      var pseudonyms: [EmployeeID: String] = [:]
      let rows = try Row.fetchCursor(db, sql: "SELECT key FROM employee")
      while let row = try rows.next() {
        let key = try row.integer(0)
        pseudonyms[try ids.id(of: key, db)] = try names.name(of: key, db)
      }
      return pseudonyms
    }
  }

  /// What tells the inputs of a run from those of others, without reading them.
  ///
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  package func inputMark(ofRun run: Int64) throws(Failure) -> [Int64] {
    try read { db in
      let row = try Row.fetchOne(
        db, sql: "SELECT configuration, roster, semantics FROM run WHERE link = ?",
        arguments: [run])
      return try row.map { row in try (0...2).map { try row.integer($0) } } ?? []
    }
  }

  private func inputs(
    where condition: String, _ arguments: StatementArguments
  ) throws(Failure) -> StoredInputs? {
    try read { db in
      // No text of others: the conditions are constants of this program.
      let sql = """
        SELECT run.now, configuration.bytes, roster.bytes, run.policyVersion, run.toolVersion,
          run.semantics, run.headcount
        FROM run
        JOIN input AS configuration ON configuration.number = run.configuration
        JOIN input AS roster ON roster.number = run.roster
        WHERE
        """
      guard let row = try Row.fetchOne(db, sql: sql + " " + condition, arguments: arguments)
      else { return nil }
      var employees: [Int64: EmployeeID] = [:]
      try KnownEmployees.forEach(db) { key, employee in employees[key] = employee }
      return StoredInputs(
        now: try row.instant(0), configurationBytes: try row.bytes(1),
        rosterBytes: try row.bytes(2), employees: employees, policyVersion: try row.text(3),
        toolVersion: try row.text(4), semantics: try row.semantics(5), headcount: try row.count(6))
    }
  }

  /// The ids behind all keys; a pseudonym for those who are forgotten.
  ///
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  /// - Complexity: O(employees).
  package func employeesByKey() throws(Failure) -> [Int64: EmployeeID] {
    try read { db in
      var names = EmployeeNames()
      var ids: [Int64: EmployeeID] = [:]
      let rows = try Row.fetchCursor(db, sql: "SELECT key FROM employee")
      while let row = try rows.next() {
        let key = try row.integer(0)
        ids[key] = try names.id(of: key, db)
      }
      return ids
    }
  }

  /// Hands over the rosters that runs decided from, the newest first, until the body has enough.
  ///
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`, and what the body throws as
  ///   `internal`.
  /// - Complexity: O(bytes of the rosters handed over).
  package func rosters(until isEnough: ([UInt8]) throws -> Bool) throws(Failure) {
    try read { db in
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT input.bytes FROM (SELECT roster, MAX(link) AS last FROM run GROUP BY roster)
          JOIN input ON input.number = roster ORDER BY last DESC
          """)
      while let row = try rows.next() {
        if try isEnough(try row.bytes(0)) { return }
      }
    }
  }
}
