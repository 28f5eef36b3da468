import AdvocacyCore
import GRDB

/// The planned groups of which some acts are left, as far as a run asked about them.
///
/// A run plans and ends most groups itself, so that it need not look for them in the table.
struct PlannedGroupCache {
  /// A row of the table of planned groups.
  struct Open: Hashable {
    var number: Int64
    var row: PlannedGroupRow
    /// How many acts are left.
    var remaining: Int
  }

  private var open: [PlannedGroup.Key: [Open]] = [:]

  /// The open rows of groups, in the order of their links.
  mutating func rows(
    _ key: PlannedGroup.Key, post: Int64, network: Int64, _ db: Database
  ) throws -> [Open] {
    if let known = open[key] { return known }
    let statement = try db.cachedStatement(
      sql: """
        SELECT number, link, remaining FROM plannedGroup
        WHERE post = ? AND network = ? AND outcome = ? AND hour = ? AND remaining > 0
        ORDER BY link
        """)
    let wanted = key.row(post: post, network: network, link: 0)
    let found = try Row.fetchAll(
      statement, arguments: [post, network, wanted.outcome, wanted.hour]
    ).map { row in
      var own = wanted
      own.link = try row.integer(1)
      return Open(number: try row.integer(0), row: own, remaining: try row.count(2))
    }
    open[key] = found
    return found
  }

  /// Adds a row that was just written.
  mutating func add(_ new: Open, to key: PlannedGroup.Key) { open[key, default: []].append(new) }

  /// Takes acts off a row; one without any goes.
  mutating func end(_ count: Int, of number: Int64, in key: PlannedGroup.Key) {
    guard let place = open[key]?.firstIndex(where: { $0.number == number }) else { return }
    open[key]?[place].remaining -= count
    if open[key]?[place].remaining == 0 { open[key]?.remove(at: place) }
  }

  /// Forgets a group whose hour is over: nobody asks about it again.
  mutating func forget(_ key: PlannedGroup.Key) { open[key] = nil }
}

extension PlannedGroup.Key {
  /// The group's row under a link.
  func row(post: Int64, network: Int64, link: Int64) -> PlannedGroupRow {
    PlannedGroupRow(
      post: post, link: link, network: network,
      outcome: isWaiting ? PlannedGroupRow.waiting : PlannedGroupRow.planned,
      hour: hour.milliseconds)
  }
}

/// The keys behind the places by which planned acts name employees.
struct ActorKeys {
  let roster: RosterKeys
  let rosterCount: Int
  let departed: [Int64]

  /// The key of an employee of the roster, or of one who left it.
  func key(at place: Int) throws -> Int64 {
    guard place >= rosterCount else { return try roster.key(at: place) }
    guard departed.indices.contains(place - rosterCount) else {
      throw Failure(.internal, "nobody stands at place \(place)")
    }
    return departed[place - rosterCount]
  }
}
