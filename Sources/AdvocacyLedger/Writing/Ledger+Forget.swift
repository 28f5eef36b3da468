package import AdvocacyModel
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
      var people: [(key: Int64, employee: EmployeeID)] = []
      try KnownEmployees.forEach(db) { key, employee in
        if isMeant(employee) { people.append((key, employee)) }
      }
      try Seals.remove(people, db)
      let keys = people.map(\.key)
      let statement = try db.cachedStatement(
        sql: "UPDATE employee SET rosterID = NULL WHERE key = ?")
      for key in keys { try statement.execute(arguments: [key]) }
      try StatementNote.erase(
        try StatementNote.links(givenBy: Set(keys), or: isMentioned, db), db)
      try ProposalTexts.of(Set(keys), or: isMentioned, db).erase(db)
      return keys.count
    }
    // This runs even where nobody was left to forget: an earlier run may have been killed here.
    try Self.translating(path) { try queue.inDatabase { try $0.execute(sql: "VACUUM") } }
    return count
  }

  /// How many notes, and how many texts of proposals, forgetting an employee erases.
  ///
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  /// - Complexity: O(notes).
  package func noteCount(
    of employee: EmployeeID, or isMentioned: (String) -> Bool
  ) throws(Failure) -> (notes: Int, proposals: Int) {
    try read { db in
      let keys = Set([try EmployeeKeyTable().known(employee, db)].compactMap { $0 })
      let proposals = try ProposalTexts.of(keys, or: isMentioned, db)
      return (
        try StatementNote.links(givenBy: keys, or: isMentioned, db).count + proposals.notes.count,
        proposals.texts.count
      )
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

/// The free text of a statement: a note or a reason, which may hold anything, a name as well.
///
/// It stands in a table of its own with a random salt. The chain covers only the hash of both, so
/// that text and salt can be erased, and nobody can find the text by trying.
struct StatementNote {
  let salt: [UInt8]
  let text: String

  /// Takes a text, with a fresh salt of 16 bytes.
  init(_ text: String) {
    var random = SystemRandomNumberGenerator()
    salt = (0..<16).map { _ in random.next() as UInt8 }
    self.text = text.storable
  }

  /// The hash that the chain covers.
  var hash: [UInt8] { Self.hash(of: text, salt: salt) }

  /// SHA-256 over salt and text, each with its length.
  static func hash(of text: String, salt: [UInt8]) -> [UInt8] {
    var bytes = CanonicalBytes()
    bytes.add(salt)
    bytes.add(text)
    return SHA256Digest.of(bytes.bytes)
  }

  /// The links of the notes that some people gave, or whose text tells of one.
  ///
  /// - Complexity: O(notes).
  static func links(
    givenBy keys: Set<Int64>, or isMentioned: (String) -> Bool, _ db: Database
  ) throws -> [Int64] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT note.link, word.employee, note.text FROM note JOIN word ON word.link = note.link
        ORDER BY note.link
        """)
    return try rows.filter { row in
      let isGiven = try row.optionalInteger(1).map(keys.contains) ?? false
      return try isGiven || isMentioned(row.text(2))
    }.map { try $0.integer(0) }
  }

  /// Erases salt and text; the hash stays, and nobody can tell of what it is.
  static func erase(_ links: [Int64], _ db: Database) throws {
    let statement = try db.cachedStatement(sql: "DELETE FROM note WHERE link = ?")
    for link in links { try statement.execute(arguments: [link]) }
  }

  /// Writes salt and text under the link of their statement.
  func write(_ link: Int64, _ db: Database) throws {
    try db.execute(
      sql: "INSERT INTO note (link, salt, text) VALUES (?, ?, ?)",
      arguments: [link, salt.blob, text])
  }
}
