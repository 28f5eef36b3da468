import AdvocacyModel
import GRDB

/// Writes planned groups of one post under a link, and digests them on the way.
struct PlannedWriter {
  let db: Database
  let link: Int64
  let actors: ActorKeys
  let networks: NetworkBytes

  /// Writes groups of acts that begin.
  ///
  /// - Complexity: O(acts × log acts of a group).
  func begin(
    _ groups: [PlannedGroup], post: Int64, _ state: inout WritingState
  ) throws -> BulkDigest {
    var digest = RunningDigest()
    let insert = try db.cachedStatement(sql: PlannedGroupRow.insertSQL)
    for (row, group) in try ordered(groups, \.key, post: post, &state) {
      let entries = try group.acts.map { act in
        PlannedEntry(
          key: try actors.key(at: act.employee), at: act.at.milliseconds,
          actions: act.actions.rawValue, variant: Int64(act.variant), attempt: act.attempt,
          isDisclosed: act.isDisclosed)
      }
      let bytes = PlannedEntry.bytes(of: entries, hour: row.hour)
      // The cache reads the other rows of the hour before this one is added.
      _ = try state.plans.rows(group.key, post: post, network: row.network, db)
      try insert.execute(arguments: row.arguments(acts: bytes, count: entries.count))
      state.plans.add(
        .init(number: db.lastInsertedRowID, row: row, remaining: entries.count), to: group.key)
      row.addBeginning(of: bytes, to: &digest, networks)
    }
    return digest.finishBulk()
  }

  /// Ends acts of groups, or all of what is left of them.
  func end(
    _ groups: [EndedActs], post: Int64, _ state: inout WritingState
  ) throws -> BulkDigest {
    let insert = try db.cachedStatement(
      sql: "INSERT INTO plannedEnd (link, planned, employees) VALUES (?, ?, ?)")
    let lower = try db.cachedStatement(
      sql: "UPDATE plannedGroup SET remaining = remaining - ? WHERE number = ?")
    var ends: [(row: PlannedGroupRow, bytes: [UInt8])] = []
    for (wanted, ended) in try ordered(groups, \.key, post: post, &state) {
      let open = try state.plans.rows(ended.key, post: post, network: wanted.network, db)
      let isWhole = ended.isLast && open.reduce(0) { $0 + $1.remaining } == ended.employees.count
      var rest = isWhole ? KeySet() : KeySet(try ended.employees.map(actors.key))
      for group in open {
        let keys = isWhole ? nil : try remaining(of: group).split(by: rest).common
        guard keys?.isEmpty != true else { continue }
        let bytes = keys?.bytes ?? []
        let count = keys?.count ?? group.remaining
        if let keys { rest = rest.split(by: keys).rest }
        try insert.execute(arguments: [link, group.number, bytes.blob])
        try lower.execute(arguments: [count, group.number])
        state.plans.end(count, of: group.number, in: ended.key)
        ends.append((group.row, bytes))
      }
      guard rest.isEmpty else {
        throw Failure(.internal, "\(rest.count) acts end that are not planned")
      }
      if ended.isLast { state.plans.forget(ended.key) }
    }
    var digest = RunningDigest()
    for end in ends.sorted(by: { $0.row < $1.row }) {
      end.row.addEnd(of: end.bytes, to: &digest, networks)
    }
    return digest.finishBulk()
  }

  /// The keys of the acts that are left of a group.
  private func remaining(of group: PlannedGroupCache.Open) throws -> KeySet {
    let entries = try PlannedReader(db).entries(ofGroup: group.number)
    return KeySet(entries.map(\.key))
  }

  private func ordered<Group>(
    _ groups: [Group], _ key: KeyPath<Group, PlannedGroup.Key>, post: Int64,
    _ state: inout WritingState
  ) throws -> [(row: PlannedGroupRow, group: Group)] {
    var rows: [(row: PlannedGroupRow, group: Group)] = []
    for group in groups {
      let network = try state.networks.number(of: group[keyPath: key].network, db)
      rows.append((group[keyPath: key].row(post: post, network: network, link: link), group))
    }
    return rows.sorted { $0.row < $1.row }
  }
}

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
