package import AdvocacyModel
import GRDB

extension Ledger {
  /// Records that an employee stays out of something, or takes part in it again.
  ///
  /// It belongs to no run and takes effect with the next.
  ///
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  package func record(_ refusals: [Refusal]) throws(Failure) {
    guard !refusals.isEmpty else { return }
    try write { db in
      var keys = EmployeeKeyTable()
      for refusal in refusals {
        let key = try keys.key(of: refusal.employee, db)
        try Chain.append(to: db, .refusal, run: nil) { link in
          try db.cachedStatement(
            sql: """
              INSERT INTO refusal (link, employee, kind, subject, isTakenBack, at)
              VALUES (?, ?, ?, ?, ?, ?)
              """
          ).execute(arguments: [
            link, key, refusal.subject.kind.rawValue, refusal.subject.text.storable,
            refusal.isTakenBack ? 1 : 0, refusal.at.milliseconds,
          ])
          return [:]
        }
      }
    }
  }

  /// What employees said that they stay out of or take part in again, in the order recorded.
  ///
  /// Who was forgotten is given by pseudonym, and so is on no roster.
  ///
  /// - Parameter employee: Who is asked about; nil: everybody.
  /// - Returns: The refusals.
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  /// - Complexity: O(refusals).
  package func refusals(of employee: EmployeeID? = nil) throws(Failure) -> [Refusal] {
    try read { db in
      // A ledger that was opened for inspection may be older than the table.
      guard try db.tableExists("refusal") else { return [] }
      let key = try employee.flatMap { try EmployeeKeyTable().known($0, db) }
      guard employee == nil || key != nil else { return [] }
      var names = EmployeeNames()
      return try Row.fetchAll(
        db,
        sql: """
          SELECT employee, kind, subject, isTakenBack, at FROM refusal
          WHERE ?1 IS NULL OR employee = ?1 ORDER BY link
          """, arguments: [key]
      ).map { row in
        guard let kind = Refusal.Kind(rawValue: try row.text(1)),
          let subject = Refusal.Subject(kind, try row.text(2))
        else { throw CorruptionError(message: "the ledger is damaged: a refusal can't be read") }
        return Refusal(
          try names.id(of: try row.integer(0), db), subject,
          isTakenBack: try row.integer(3) == 1, at: try row.instant(4))
      }
    }
  }

  /// What employees stay out of at present, by their last word on each subject.
  ///
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  /// - Complexity: O(refusals).
  package func standingRefusals() throws(Failure) -> StandingRefusals {
    StandingRefusals(try refusals())
  }
}
