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
    return body.post(
      id, author: try body.author.map { try self.id(of: $0, db) },
      welcomed: try body.welcomed.map { try self.id(of: $0, db) })
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

/// A set of employees' keys, ascending.
struct KeySet: Hashable, Sendable {
  /// The keys, ascending, none twice.
  private(set) var keys: [Int64] = []

  init() {}

  /// Makes a set of keys that are ascending already.
  init(ascending keys: [Int64]) { self.keys = keys }

  /// Makes a set of any keys.
  ///
  /// - Complexity: O(n log n).
  init(_ keys: some Sequence<Int64>) {
    for key in keys.sorted() where self.keys.last != key { self.keys.append(key) }
  }

  var count: Int { keys.count }

  var isEmpty: Bool { keys.isEmpty }

  /// The keys of this set and, apart, those that another lacks.
  ///
  /// - Complexity: O(both).
  func split(by other: Self) -> (common: Self, rest: Self) {
    if keys == other.keys { return (self, Self()) }
    var common: [Int64] = []
    var rest: [Int64] = []
    var place = 0
    for key in keys {
      while place < other.keys.count, other.keys[place] < key { place += 1 }
      if place < other.keys.count, other.keys[place] == key {
        common.append(key)
      } else {
        rest.append(key)
      }
    }
    return (Self(ascending: common), Self(ascending: rest))
  }

  /// The keys of either set.
  ///
  /// - Complexity: O(n log n) in both, O(1) where one is empty.
  func union(_ other: Self) -> Self {
    if isEmpty { return other }
    return other.isEmpty ? self : Self(keys + other.keys)
  }
}

extension KeySet {
  /// The two ways in which a set is written; the first byte tells which.
  private enum Form: UInt8 {
    /// Runs of neighbouring keys: the gap before each, and its length less one.
    case runs = 0
    /// The first key, and a bit for each from it on, the lowest bit of a byte first.
    case bitmap = 1
  }

  /// The bytes of the set: the shorter of the two forms, runs where both are as long.
  ///
  /// Numbers are LEB128; a gap counts the keys left out, from 1 on. The same set always gives the
  /// same bytes.
  ///
  /// - Complexity: O(n).
  var bytes: [UInt8] {
    let runs = runs
    guard let first = keys.first, let last = keys.last else { return runs }
    guard let reach = Int(exactly: last - first), reach / 8 < runs.count else { return runs }
    var bitmap = [Form.bitmap.rawValue]
    bitmap.appendLEB128(UInt64(first - 1))
    let start = bitmap.count
    guard start + reach / 8 + 1 < runs.count else { return runs }
    bitmap.append(contentsOf: repeatElement(0, count: reach / 8 + 1))
    for key in keys {
      let place = Int(key - first)
      bitmap[start + place >> 3] |= 1 << UInt8(place & 7)
    }
    return bitmap
  }

  private var runs: [UInt8] {
    var bytes = [Form.runs.rawValue]
    var free: Int64 = 1
    var place = 0
    while place < keys.count {
      let start = keys[place]
      var end = place + 1
      while end < keys.count, keys[end] == keys[end - 1] + 1 { end += 1 }
      bytes.appendLEB128(UInt64(start - free))
      bytes.appendLEB128(UInt64(end - place - 1))
      free = start + Int64(end - place)
      place = end
    }
    return bytes
  }

  /// Reads the bytes of a set; nil where they are none, or of more keys than may be.
  ///
  /// - Complexity: O(bytes + n).
  init?(bytes: [UInt8], limit: Int) {
    guard let form = bytes.first.flatMap(Form.init) else { return nil }
    var rest = bytes.dropFirst()
    var keys: [Int64] = []
    switch form {
    case .runs:
      var free: Int64 = 1
      while !rest.isEmpty {
        guard let gap = rest.popNumber(), let more = rest.popNumber(),
          more < Int64(limit - keys.count)
        else { return nil }
        let (start, isOver) = free.addingReportingOverflow(gap)
        guard !isOver, start <= .max - more - 1 else { return nil }
        keys.append(contentsOf: start...start + more)
        free = start + more + 1
      }
    case .bitmap:
      guard let before = rest.popNumber(), before < .max - Int64(rest.count) * 8 else {
        return nil
      }
      var base = before + 1
      for byte in rest {
        var bits = byte
        while bits != 0 {
          keys.append(base + Int64(bits.trailingZeroBitCount))
          bits &= bits - 1
        }
        base += 8
        guard keys.count <= limit else { return nil }
      }
    }
    self.init(ascending: keys)
  }
}

extension ArraySlice<UInt8> {
  /// Takes a number of at most 2⁶³ − 1 off the front; nil where none stands there.
  fileprivate mutating func popNumber() -> Int64? { popLEB128().flatMap { Int64(exactly: $0) } }
}

extension [UInt8] {
  /// Adds a number in LEB128: seven bits a byte, the lowest first, the top bit set but in the last.
  mutating func appendLEB128(_ number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(rest))
  }
}

extension ArraySlice<UInt8> {
  /// Takes a number in LEB128 off the front; nil where none ends there within 64 bits.
  mutating func popLEB128() -> UInt64? {
    var number: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      guard let byte = popFirst() else { return nil }
      let bits = UInt64(byte & 0x7f)
      guard (bits << shift) >> shift == bits else { return nil }
      number |= bits << shift
      if byte < 0x80 { return number }
    }
    return nil
  }
}
