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
