import AdvocacyModel
import GRDB

/// The keys by which the ledger knows employees: small numbers that say nothing of them.
///
/// Keys are dealt out first, in memory, and written later: whatever needs only to know them need
/// not wait for the table.
struct EmployeeKeyTable: Sendable {
  /// A roster, and the key of each of its employees, unless none is known.
  private var roster: [EmployeeID] = []
  private(set) var rosterKeys: [Int64?] = []
  private var others: [EmployeeID: Int64] = [:]
  private var isComplete = false
  /// Keys that are not in the table yet, ascending.
  private var unwritten: [(key: Int64, employee: EmployeeID)] = []

  /// Makes a table in which keys are looked up one by one.
  init() {}

  /// Looks up all keys at once, which for a whole roster is faster than one by one.
  ///
  /// - Parameters:
  ///   - roster: The employees of the roster by id, ascending, none twice.
  ///   - db: The database.
  /// - Throws: `internal` where the roster is out of order; what SQLite says; `CorruptionError`.
  /// - Complexity: O(roster + employees known to the ledger): both stand in the order of ids.
  init(roster: [EmployeeID], _ db: Database) throws {
    guard zip(roster, roster.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw Failure(.internal, "a roster that is not in the order of its ids")
    }
    self.roster = roster
    rosterKeys = [Int64?](repeating: nil, count: roster.count)
    isComplete = true
    var place = 0
    try KnownEmployees.forEach(db) { key, employee in
      while place < roster.count, roster[place] < employee { place += 1 }
      if place < roster.count, roster[place] == employee {
        rosterKeys[place] = key
      } else {
        others[employee] = key
      }
    }
  }

  /// The key of an employee, unless none is known.
  ///
  /// - Complexity: O(log roster).
  subscript(employee: EmployeeID) -> Int64? {
    guard let place = roster.position(of: employee) else { return others[employee] }
    return rosterKeys[place]
  }

  /// Deals out the keys that the employees of the roster lack; writes nothing.
  ///
  /// New keys follow the highest that ever was, so that sets of them are small, and are dealt out
  /// in random order, so that they say nothing of the roster's.
  ///
  /// - Complexity: O(roster).
  mutating func deal(_ db: Database) throws {
    var places: [Int] = []
    for place in roster.indices where rosterKeys[place] == nil {
      rosterKeys[place] = try forgotten(roster[place], db)
      if rosterKeys[place] == nil { places.append(place) }
    }
    guard !places.isEmpty else { return }
    var dice = SeededGenerator(seed: .random(in: .min ... .max))
    places.shuffle(using: &dice)
    for (place, key) in zip(places, try nextKeys(places.count, db)) {
      rosterKeys[place] = key
      unwritten.append((key, roster[place]))
    }
  }

  /// Writes the keys that were dealt out.
  ///
  /// - Complexity: O(n log n) in them.
  mutating func write(_ db: Database) throws {
    guard !unwritten.isEmpty else { return }
    var insert = try BulkInsert(db, into: "employee (key, rosterID)", numbers: 1, hasText: true)
    for (key, employee) in unwritten { try insert.add(key, text: employee.text) }
    try insert.finish()
    guard insert.inserted == unwritten.count else {
      throw CorruptionError(message: "the ledger is damaged: an employee has a key already")
    }
    try Seals.add(unwritten, db)
    unwritten = []
  }

  /// The key of an employee, made where missing.
  mutating func key(of employee: EmployeeID, _ db: Database) throws -> Int64 {
    if let key = self[employee] { return key }
    if let key = try known(employee, db) {
      others[employee] = key
      return key
    }
    let key = try nextKeys(1, db).lowerBound
    unwritten.append((key, employee))
    try write(db)
    others[employee] = key
    return key
  }

  /// The key that an employee has, unless there is none.
  func known(_ employee: EmployeeID, _ db: Database) throws -> Int64? {
    try self[employee] ?? forgotten(employee, db) ?? lookedUp(employee, db)
  }

  /// The key that a pseudonym stands for.
  private func forgotten(_ employee: EmployeeID, _ db: Database) throws -> Int64? {
    guard let key = Pseudonym.key(of: employee) else { return nil }
    let statement = try db.cachedStatement(
      sql: "SELECT key FROM employee WHERE key = ? AND rosterID IS NULL")
    return try Row.fetchOne(statement, arguments: [key])?.integer(0)
  }

  private func lookedUp(_ employee: EmployeeID, _ db: Database) throws -> Int64? {
    guard !isComplete else { return nil }
    let statement = try db.cachedStatement(sql: "SELECT key FROM employee WHERE rosterID = ?")
    return try Row.fetchOne(statement, arguments: [employee.text])?.integer(0)
  }

  private func nextKeys(_ count: Int, _ db: Database) throws -> Range<Int64> {
    let highest = max(
      try LedgerSchema.number(db, "SELECT COALESCE(MAX(key), 0) FROM employee"),
      unwritten.last?.key ?? 0)
    guard highest < .max - Int64(count) else {
      throw CorruptionError(message: "the ledger is damaged: the keys of employees are used up")
    }
    return highest + 1..<highest + 1 + Int64(count)
  }
}

/// The employees whom the ledger knows by roster id.
enum KnownEmployees {
  /// Reads the key and the id of each, in the order of ids.
  static func forEach(
    _ db: Database, _ body: (_ key: Int64, _ employee: EmployeeID) throws -> Void
  ) throws {
    let rows = try Row.fetchCursor(
      db, sql: "SELECT key, rosterID FROM employee WHERE rosterID IS NOT NULL ORDER BY rosterID")
    while let row = try rows.next() { try body(try row.integer(0), try row.id(1)) }
  }
}

/// The id that stands for an employee who was forgotten; begins as no roster's should.
enum Pseudonym {
  private static let prefix = "_forgotten."

  static func id(for key: Int64) throws -> EmployeeID {
    guard let id = EmployeeID(prefix + String(key)) else {
      throw CorruptionError(message: "an employee without an id")
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
struct RowIDCache<Kind> {
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

extension RowIDCache<IdentifierKind.Network> {
  /// The numbers of networks.
  static var networks: Self {
    Self(
      find: "SELECT number FROM network WHERE id = ?", add: "INSERT INTO network (id) VALUES (?)")
  }
}

extension RowIDCache<IdentifierKind.Post> {
  /// The numbers of posts.
  static var posts: Self {
    Self(
      find: "SELECT number FROM post WHERE id = ? AND voidedBy = 0",
      add: "INSERT INTO post (id) VALUES (?)")
  }
}
