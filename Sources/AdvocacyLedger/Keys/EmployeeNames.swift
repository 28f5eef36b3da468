import AdvocacyModel
import GRDB

/// The roster ids behind keys, looked up once each; forgotten employees get a pseudonym.
struct EmployeeNames {
  private var ids: [Int64: EmployeeID] = [:]
  private var lookups = 0
  /// After so many lookups (assumed) all ids are read in a row, which takes about 1 µs each where a
  /// lookup takes 14 (from a profile of 100,000 employees).
  private static let mostLookups = 1000

  mutating func id(of key: Int64, _ db: Database) throws -> EmployeeID {
    if let id = ids[key] { return id }
    lookups += 1
    if lookups == Self.mostLookups {
      try load(db)
      if let id = ids[key] { return id }
    }
    let statement = try db.cachedStatement(sql: "SELECT rosterID FROM employee WHERE key = ?")
    let row = try Row.fetchOne(statement, arguments: [key])
    let id: EmployeeID =
      if let row, !row.hasNull(atIndex: 0) { try row.id(0) } else { try Pseudonym.id(for: key) }
    ids[key] = id
    return id
  }

  private mutating func load(_ db: Database) throws {
    ids.reserveCapacity(Int(try LedgerSchema.number(db, "SELECT COUNT(*) FROM employee")))
    try KnownEmployees.forEach(db) { key, employee in ids[key] = employee }
  }

  /// A post of its stored JSON.
  mutating func post(_ id: PostID, json: String, _ db: Database) throws -> Post {
    let body = try StoredBody(json: json)
    return body.post(id, author: try body.author.map { try self.id(of: $0, db) })
  }
}

/// Employees numbered from 0 in the order in which rows first name them.
struct EmployeeIndex {
  private var names = EmployeeNames()
  private var places: [Int64: UInt32] = [:]
  /// The employees by number.
  private(set) var employees: [EmployeeID] = []

  /// The number of the employee behind a key.
  mutating func place(of key: Int64, _ db: Database) throws -> UInt32 {
    if let place = places[key] { return place }
    let place = UInt32(employees.count)
    employees.append(try names.id(of: key, db))
    places[key] = place
    return place
  }
}

/// All networks, numbered from 0 in the order of their ids.
struct NetworkIndex {
  private var places: [Int64: UInt16] = [:]
  /// The networks by number.
  let networks: [NetworkID]

  init(_ db: Database) throws {
    let rows = try Row.fetchAll(db, sql: "SELECT number, id FROM network ORDER BY id")
    networks = try rows.map { try $0.id(1) }
    for (place, row) in rows.enumerated() { places[try row.integer(0)] = UInt16(place) }
  }

  /// The place of a network in the list.
  func place(of number: Int64) throws -> UInt16 {
    guard let place = places[number] else {
      throw CorruptionError(
        message: "the ledger is damaged: a row names a network that is not there")
    }
    return place
  }

  func id(of number: Int64) throws -> NetworkID { networks[Int(try place(of: number))] }
}
