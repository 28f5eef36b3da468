package import AdvocacyModel
import GRDB

/// The keys of the employees on a roster, and the way back.
package struct RosterKeys: Sendable {
  /// The keys, ascending.
  package let ranked: [Int64]
  /// By place among `ranked`, the index on the roster.
  package let indices: [Int32]
  /// By index on the roster, the place among `ranked`; -1 for who has no key.
  private let ranks: [Int32]

  /// Takes the keys by index on the roster, all different.
  ///
  /// - Complexity: O(n), where few keys between the lowest and the highest belong to others; else
  ///   O(n log n).
  init(_ keys: [Int64?]) {
    indices = Self.ordered(keys)
    var ranks = [Int32](repeating: -1, count: keys.count)
    for (rank, index) in indices.enumerated() { ranks[Int(index)] = Int32(rank) }
    self.ranks = ranks
    ranked = indices.compactMap { keys[Int($0)] }
  }

  /// The indices of those who have a key, in the order of keys.
  private static func ordered(_ keys: [Int64?]) -> [Int32] {
    let known = keys.lazy.compactMap { $0 }
    guard let low = known.min(), let high = known.max() else { return [] }
    let span = Int(high &- low)
    guard (0..<4 * keys.count).contains(span) else {
      return keys.indices.filter { keys[$0] != nil }.sorted { keys[$0] ?? 0 < keys[$1] ?? 0 }
        .map { Int32($0) }
    }
    // Keys are dealt out one after the other, so that hardly one is missing.
    var places = [Int32](repeating: -1, count: span + 1)
    for (index, key) in keys.enumerated() {
      if let key { places[Int(key - low)] = Int32(index) }
    }
    return places.filter { $0 >= 0 }
  }

  /// The key of the employee at an index.
  func key(at index: Int) throws -> Int64 {
    guard ranks.indices.contains(index), ranks[index] >= 0 else {
      throw Failure(.internal, "nobody stands at place \(index) of the roster")
    }
    return ranked[Int(ranks[index])]
  }

  /// The keys of a set of employees.
  ///
  /// - Complexity: O(roster): no sorting, since the order of all keys is known.
  func keys(of employees: EmployeeSet) throws -> KeySet {
    guard employees.rosterCount == ranks.count else {
      throw Failure(.internal, "a set of employees of another roster")
    }
    var marked = EmployeeSet(rosterCount: ranked.count)
    for index in employees {
      guard ranks[index] >= 0 else { throw Failure(.internal, "an employee without a key") }
      marked.insert(Int(ranks[index]))
    }
    var keys: [Int64] = []
    keys.reserveCapacity(employees.count)
    for rank in marked { keys.append(ranked[rank]) }
    return KeySet(ascending: keys)
  }

  /// The employees of the roster among some keys, and the keys of others.
  ///
  /// - Complexity: O(roster + keys).
  func employees(of keys: KeySet) -> (employees: EmployeeSet, others: KeySet) {
    var employees = EmployeeSet(rosterCount: ranks.count)
    var others: [Int64] = []
    var rank = 0
    for key in keys.keys {
      while rank < ranked.count, ranked[rank] < key { rank += 1 }
      if rank < ranked.count, ranked[rank] == key {
        employees.insert(Int(indices[rank]))
      } else {
        others.append(key)
      }
    }
    return (employees, KeySet(ascending: others))
  }
}

extension Ledger {
  /// The keys of a roster's employees; those whom the ledger doesn't know have none.
  ///
  /// - Parameter roster: The employees by id, ascending, none twice.
  /// - Returns: The keys, by index on the roster.
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`, `internal`.
  /// - Complexity: O(employees known to the ledger + roster).
  package func keys(of roster: [EmployeeID]) throws(Failure) -> RosterKeys {
    guard !roster.isEmpty else { return RosterKeys([]) }
    return RosterKeys(try read { db in try EmployeeKeyTable(roster: roster, db).rosterKeys })
  }
}

/// Reads the sets of employees in rows.
struct KeySetReader {
  /// No set holds more keys than there are employees, whatever a damaged file says.
  private let limit: Int

  /// Counts the employees.
  init(_ db: Database) throws {
    limit = Int(try LedgerSchema.number(db, "SELECT COUNT(*) FROM employee"))
  }

  /// The set in a column.
  func keys(_ row: Row, _ column: Int) throws -> KeySet {
    guard let keys = KeySet(bytes: try row.bytes(column), limit: limit) else {
      throw CorruptionError(message: "the ledger is damaged: a set of employees can't be read")
    }
    return keys
  }
}

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
