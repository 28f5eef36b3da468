package import AdvocacyModel
import Foundation
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

/// Turns what runs decide from into the bytes that the ledger keeps, and back.
///
/// The bytes are canonical JSON: the same inputs always give the same, and the ledger keeps those
/// of the same hash once. Neither names nor handles are in them, and employees stand under the
/// ledger's random keys.
package enum StoredInputsCoder {
  /// Makes the bytes of a configuration without its roster.
  ///
  /// Without keys, employees whom the policy names stand by roster id: to be hashed, not kept.
  /// With keys, those who have none, because they were on nobody's roster, all look alike.
  ///
  /// - Throws: `internal` where a rule has no stored form, and what encoding throws.
  package static func bytes(
    of configuration: AdvocacyModel.Configuration, key: RunInputs.KeyOfEmployee? = nil
  ) throws -> [UInt8] {
    let naming = StoredEmployeeNames.naming(by: key)
    return try encode(StoredConfiguration(configuration, naming: naming))
  }

  /// Makes the bytes of a roster under the ledger's keys, sorted by key.
  ///
  /// - Throws: What encoding throws.
  /// - Complexity: O(roster × (topics + trainings + accounts)) on average, on three processors.
  package static func bytes(of roster: [Employee], by keys: RosterKeys) throws -> [UInt8] {
    try encode(StoredRoster(roster, by: keys))
  }

  /// Restores the configuration that a run decided from, its roster under the ids behind the keys.
  ///
  /// Employees who were forgotten are left out of the roster.
  ///
  /// - Parameters:
  ///   - inputs: What the ledger keeps of the run.
  ///   - names: The names of employees for people, which the ledger doesn't keep.
  ///   - restore: Makes what a rule asks of its stored form.
  /// - Returns: The configuration, without prices.
  /// - Throws: `badData` where what is kept doesn't match, and what decoding throws.
  /// - Complexity: O(bytes).
  package static func configuration(
    of inputs: StoredInputs, names: [EmployeeID: String], rule restore: RuleRestorer
  ) throws -> AdvocacyModel.Configuration {
    let stored = try JSONDecoder().decode(
      StoredConfiguration.self, from: Data(inputs.configurationBytes))
    let roster = try employees(inputs.rosterBytes, ids: inputs.employees, names: names)
    var configuration = try stored.restored(
      roster: roster, employee: StoredEmployeeNames.reading(inputs.employees), rule: restore)
    configuration.semantics = inputs.semantics
    return configuration
  }

  /// Restores the employees of a roster's bytes under the ids that keys lead to.
  ///
  /// Employees whose key leads to none are left out; those without a name get their id for one.
  ///
  /// - Throws: `badData` where what is kept doesn't match, and what decoding throws.
  /// - Complexity: O(bytes).
  package static func employees(
    _ bytes: [UInt8], ids: [Int64: EmployeeID], names: [EmployeeID: String] = [:]
  ) throws -> [Employee] {
    try JSONDecoder().decode(StoredRoster.self, from: Data(bytes))
      .employees(ids: ids, names: names)
  }

  private static func encode(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(value))
  }
}
