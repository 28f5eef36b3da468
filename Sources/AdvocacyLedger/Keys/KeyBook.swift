import AdvocacyCore
import GRDB

/// The keys by which the ledger knows employees: small numbers that say nothing of them.
struct KeyBook {
  private(set) var keys: [EmployeeID: Int64] = [:]
  private var isComplete = false

  /// Looks up all keys at once, which for a whole roster is faster than one by one.
  ///
  /// - Complexity: O(employees known to the ledger).
  mutating func load(_ db: Database) throws {
    keys.reserveCapacity(Int(try LedgerSchema.number(db, "SELECT COUNT(*) FROM employee")))
    let rows = try Row.fetchCursor(
      db, sql: "SELECT key, rosterID FROM employee WHERE rosterID IS NOT NULL")
    while let row = try rows.next() { keys[try row.id(1)] = try row.integer(0) }
    isComplete = true
  }

  /// Looks up the keys of employees and makes those that are missing.
  ///
  /// New keys follow the highest that ever was, so that sets of them are small, and are dealt out
  /// in random order, so that they say nothing of the roster's.
  ///
  /// - Complexity: O(employees not looked up before).
  mutating func prepare(_ employees: some Sequence<EmployeeID>, _ db: Database) throws {
    let find = try db.cachedStatement(sql: "SELECT key FROM employee WHERE rosterID = ?")
    let forgotten = try db.cachedStatement(
      sql: "SELECT key FROM employee WHERE key = ? AND rosterID IS NULL")
    var missing: [EmployeeID] = []
    for employee in employees where keys[employee] == nil {
      if let key = Pseudonym.key(of: employee),
        let row = try Row.fetchOne(forgotten, arguments: [key])
      {
        keys[employee] = try row.integer(0)
      } else if !isComplete, let row = try Row.fetchOne(find, arguments: [employee.text]) {
        keys[employee] = try row.integer(0)
      } else {
        missing.append(employee)
      }
    }
    guard !missing.isEmpty else { return }
    let highest = try LedgerSchema.number(db, "SELECT COALESCE(MAX(key), 0) FROM employee")
    guard highest < .max - Int64(missing.count) else {
      throw Damage(message: "the ledger is damaged: the keys of employees are used up")
    }
    var dice = SeededGenerator(seed: .random(in: .min ... .max))
    var insert = try BulkInsert(db, into: "employee (key, rosterID)", width: 2)
    keys.reserveCapacity(keys.count + missing.count)
    for (place, employee) in missing.shuffled(using: &dice).enumerated() {
      let key = highest + 1 + Int64(place)
      try insert.add(key, employee.text)
      keys[employee] = key
    }
    try insert.finish()
    guard insert.inserted == missing.count else {
      throw Damage(message: "the ledger is damaged: an employee has a key already")
    }
  }

  /// The key of an employee, made where missing.
  mutating func key(of employee: EmployeeID, _ db: Database) throws -> Int64 {
    if let key = keys[employee] { return key }
    try prepare(CollectionOfOne(employee), db)
    guard let key = keys[employee] else { throw Damage(message: "an employee without a key") }
    return key
  }
}

/// The id that stands for an employee who was forgotten; begins as no roster's should.
enum Pseudonym {
  private static let prefix = "_forgotten."

  /// The id for a key.
  static func id(for key: Int64) throws -> EmployeeID {
    guard let id = EmployeeID(prefix + String(key)) else {
      throw Damage(message: "an employee without an id")
    }
    return id
  }

  /// The key that an id was made for, if it was made for one.
  static func key(of id: EmployeeID) -> Int64? {
    guard id.text.hasPrefix(prefix) else { return nil }
    return Int64(id.text.dropFirst(prefix.count))
  }
}

/// The small numbers by which rows name networks and posts.
struct NumberBook<Kind> {
  private var numbers: [Identifier<Kind>: Int64] = [:]
  private let find: String
  private let add: String

  /// The number of an id, given out where it is new.
  mutating func number(of id: Identifier<Kind>, _ db: Database) throws -> Int64 {
    if let number = numbers[id] { return number }
    let number = try existing(id, db) ?? insert(id, db)
    numbers[id] = number
    return number
  }

  /// The number of an id, or nil where it has none yet.
  func existing(_ id: Identifier<Kind>, _ db: Database) throws -> Int64? {
    if let number = numbers[id] { return number }
    let statement = try db.cachedStatement(sql: find)
    return try Row.fetchOne(statement, arguments: [id.text]).map { try $0.integer(0) }
  }

  private func insert(_ id: Identifier<Kind>, _ db: Database) throws -> Int64 {
    try db.cachedStatement(sql: add).execute(arguments: [id.text])
    return db.lastInsertedRowID
  }
}

extension NumberBook<IdentifierKind.Network> {
  /// The numbers of networks.
  static var networks: Self {
    Self(
      find: "SELECT number FROM network WHERE id = ?", add: "INSERT INTO network (id) VALUES (?)")
  }
}

extension NumberBook<IdentifierKind.Post> {
  /// The numbers of posts.
  static var posts: Self {
    Self(find: "SELECT number FROM post WHERE id = ?", add: "INSERT INTO post (id) VALUES (?)")
  }
}
