package import AdvocacyCore
import GRDB

extension Ledger {
  /// Forgets who some employees are: their keys, and all that hangs on them, stay, but not what
  /// they wrote in their own words.
  ///
  /// The file is then rewritten, so that no page of it holds their ids any more. Once a person is
  /// forgotten, their key leads to nobody; should they come back, they get another.
  ///
  /// - Parameters:
  ///   - isMeant: Tells whether an employee whom the ledger knows is to be forgotten.
  ///   - isMentioned: Tells whether a note, of whomever, tells of them and is erased too.
  /// - Returns: How many were.
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  /// - Complexity: O(bytes of the file).
  @discardableResult
  package func forget(
    where isMeant: (EmployeeID) -> Bool, notes isMentioned: (String) -> Bool = { _ in false }
  ) throws(Failure) -> Int {
    let count = try write { db in
      var keys: [Int64] = []
      try KnownEmployees.forEach(db) { key, employee in
        if isMeant(employee) { keys.append(key) }
      }
      let statement = try db.cachedStatement(
        sql: "UPDATE employee SET rosterID = NULL WHERE key = ?")
      for key in keys { try statement.execute(arguments: [key]) }
      try StatementNote.erase(
        try StatementNote.links(givenBy: Set(keys), or: isMentioned, db), db)
      return keys.count
    }
    // Also where none was left: a run that was killed between the two may have come before.
    try Self.translating(path) { try queue.inDatabase { try $0.execute(sql: "VACUUM") } }
    return count
  }

  /// How many notes forgetting an employee erases.
  ///
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  /// - Complexity: O(notes).
  package func noteCount(
    of employee: EmployeeID, or isMentioned: (String) -> Bool
  ) throws(Failure) -> Int {
    try read { db in
      let key = try EmployeeKeyTable().known(employee, db)
      return try StatementNote.links(givenBy: Set([key].compactMap { $0 }), or: isMentioned, db)
        .count
    }
  }

  /// The employees whom the ledger knows by roster id.
  ///
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  /// - Complexity: O(employees).
  package func employees() throws(Failure) -> [EmployeeID] {
    try read { db in
      var employees: [EmployeeID] = []
      try KnownEmployees.forEach(db) { _, employee in employees.append(employee) }
      return employees
    }
  }

  /// How many actions of an employee the ledger holds.
  ///
  /// - Returns: The number of actions; nil where the ledger doesn't know the employee.
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  /// - Complexity: O(actions).
  package func actionCount(of employee: EmployeeID) throws(Failure) -> Int? {
    try read { db in
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT (SELECT COUNT(*) FROM amplification WHERE amplification.employee = employee.key)
          FROM employee WHERE rosterID = ?
          """,
        arguments: [employee.text])
      return try row?.count(0)
    }
  }
}
