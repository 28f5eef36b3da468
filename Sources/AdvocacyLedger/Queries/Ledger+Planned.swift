package import AdvocacyModel
import GRDB

/// The acts that are planned, over a roster.
package struct OpenPlans: Sendable {
  /// The groups of which acts are left, with those acts.
  package var groups: [PlannedGroup]
  /// Those who left the roster, whom acts name by a place beyond it.
  package var departed: [EmployeeID]
  /// Those of them who were forgotten, here by a pseudonym.
  package var forgotten: Set<EmployeeID>
}

extension Ledger {
  /// The acts that are planned.
  ///
  /// - Parameters:
  ///   - keys: The keys of the roster.
  ///   - rosterCount: How many are on it.
  ///   - post: The post asked about; nil: all.
  /// - Returns: The acts by group, in the order of posts, networks and hours.
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  /// - Complexity: O(acts of the groups of which some are left).
  package func planned(
    over keys: RosterKeys, rosterCount: Int, for post: PostID? = nil
  ) throws(Failure) -> OpenPlans {
    try read { db in
      let networks = try NetworkIndex(db)
      let reader = try PlannedReader(db)
      var places: [Int64: Int] = [:]
      for (rank, key) in keys.ranked.enumerated() { places[key] = Int(keys.indices[rank]) }
      var names = EmployeeNames()
      var result = OpenPlans(groups: [], departed: [], forgotten: [])
      for open in try reader.open(ofPost: post) {
        var acts: [PlannedAct] = []
        for entry in open.entries {
          let place: Int
          if let known = places[entry.key] {
            place = known
          } else {
            place = rosterCount + result.departed.count
            places[entry.key] = place
            let id = try names.id(of: entry.key, db)
            result.departed.append(id)
            if Pseudonym.key(of: id) != nil { result.forgotten.insert(id) }
          }
          acts.append(entry.act(of: place))
        }
        let key = PlannedGroup.Key(
          post: open.post, network: try networks.id(of: open.row.network),
          hour: Instant(milliseconds: open.row.hour),
          isWaiting: open.row.outcome == PlannedGroupRow.waiting)
        // Acts of one hour that were planned at different events stand together.
        if result.groups.last?.key == key {
          result.groups[result.groups.count - 1].acts += acts
        } else {
          result.groups.append(PlannedGroup(key, acts: acts))
        }
      }
      return result
    }
  }

  /// Whether any act is planned.
  ///
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  package func hasPlannedActs() throws(Failure) -> Bool {
    try read { db in
      try LedgerSchema.number(
        db,
        """
        SELECT EXISTS (SELECT 1 FROM plannedGroup JOIN post ON post.number = plannedGroup.post
          WHERE remaining > 0 AND voidedBy = 0)
        """) == 1
    }
  }

  /// How many acts happened and how many a rule prevented, by post; posts without any are left out.
  ///
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  /// - Complexity: O(actions).
  package func actCounts() throws(Failure) -> [PostID: (acted: Int, prevented: Int)] {
    try read { db in
      var counts: [PostID: (acted: Int, prevented: Int)] = [:]
      let acted = try Row.fetchAll(
        db,
        sql: """
          SELECT post.id, COUNT(*)
          FROM (SELECT DISTINCT post, employee, network FROM amplification) AS act
          JOIN post ON post.number = act.post WHERE post.voidedBy = 0 GROUP BY post.id
          """)
      for row in acted { counts[try row.id(0)] = (try row.count(1), 0) }
      let prevented = try Row.fetchAll(
        db,
        sql: """
          SELECT post.id, COUNT(*) FROM prevention JOIN post ON post.number = prevention.post
          WHERE post.voidedBy = 0 GROUP BY post.id
          """)
      for row in prevented { counts[try row.id(0), default: (0, 0)].prevented = try row.count(1) }
      return counts
    }
  }

  /// How many acts are planned, by post; posts without any are left out.
  ///
  /// Those of people who were forgotten are in no count.
  ///
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  /// - Complexity: O(acts of the groups of which some are left).
  package func plannedCounts(
    where isCounted: (PostID, NetworkID, EmployeeID) -> Bool = { _, _, _ in true }
  ) throws(Failure) -> [PlannedCount] {
    try read { db in
      let networks = try NetworkIndex(db)
      var names = EmployeeNames()
      var counts: [PostID: PlannedCount] = [:]
      for open in try PlannedReader(db).open(ofPost: nil) {
        let network = try networks.id(of: open.row.network)
        for entry in open.entries {
          let employee = try names.id(of: entry.key, db)
          guard Pseudonym.key(of: employee) == nil, isCounted(open.post, network, employee) else {
            continue
          }
          var count =
            counts[open.post] ?? PlannedCount(post: open.post, instants: [], waiting: 0)
          if open.row.outcome == PlannedGroupRow.waiting {
            count.waiting += 1
          } else {
            count.instants.append(Instant(milliseconds: entry.at))
          }
          counts[open.post] = count
        }
      }
      return counts.values.map { count in
        var count = count
        count.instants.sort()
        return count
      }.sorted { $0.post < $1.post }
    }
  }
}

extension PlannedEntry {
  /// The act, of the employee at a place.
  func act(of place: Int) -> PlannedAct {
    PlannedAct(
      employee: place, at: Instant(milliseconds: at), actions: ActionSet(rawValue: actions),
      variant: Int(variant), attempt: attempt, isDisclosed: isDisclosed)
  }
}

/// Reads planned groups with the acts that are left of them.
struct PlannedReader {
  /// A row of which acts are left.
  struct Open {
    var post: PostID
    var row: PlannedGroupRow
    var entries: [PlannedEntry]
  }

  private let db: Database
  private let voided: VoidedLinks

  init(_ db: Database) throws {
    self.db = db
    voided = try VoidedLinks(db)
  }

  /// The rows of which acts are left, in the order of posts, networks and hours, without voided
  /// posts.
  func open(ofPost post: PostID?) throws -> [Open] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT post.id, plannedGroup.post, link, network, outcome, hour, plannedGroup.number
        FROM plannedGroup JOIN post ON post.number = plannedGroup.post
        WHERE remaining > 0 AND post.voidedBy = 0 AND (?1 IS NULL OR post.id = ?1)
        ORDER BY plannedGroup.post, network, outcome, hour, link
        """,
      arguments: [post?.text])
    return try rows.map { row in
      Open(
        post: try row.id(0),
        row: PlannedGroupRow(
          post: try row.integer(1), link: try row.integer(2), network: try row.integer(3),
          outcome: try row.integer(4), hour: try row.integer(5)),
        entries: try entries(ofGroup: try row.integer(6)))
    }
  }

  /// The acts that are left of a group.
  ///
  /// - Complexity: O(acts), those that ended included.
  func entries(ofGroup number: Int64) throws -> [PlannedEntry] {
    let group = try db.cachedStatement(
      sql: "SELECT hour, acts, link FROM plannedGroup WHERE number = ?")
    guard let row = try Row.fetchOne(group, arguments: [number]),
      let all = PlannedEntry.entries(try row.bytes(1), hour: try row.integer(0))
    else { throw CorruptionError(message: "the ledger is damaged: planned acts can't be read") }
    let beginning = try row.integer(2)
    let ends = try db.cachedStatement(
      sql: "SELECT employees, link FROM plannedEnd WHERE planned = ?")
    var gone: Set<Int64> = []
    for row in try Row.fetchAll(ends, arguments: [number])
    where try !voided.undid(row.integer(1), of: beginning) {
      let bytes = try row.bytes(0)
      // No bytes: all that were left ended.
      if bytes.isEmpty { return [] }
      guard let keys = KeySet(bytes: bytes, limit: all.count) else {
        throw CorruptionError(message: "the ledger is damaged: a set of employees can't be read")
      }
      gone.formUnion(keys.keys)
    }
    return gone.isEmpty ? all : all.filter { !gone.contains($0.key) }
  }
}

extension Ledger {
  /// The acts that were planned when a link was written, each with its instant.
  ///
  /// - Parameters:
  ///   - link: The link; what it and later ones planned or ended doesn't count.
  ///   - only: The one employee who counts; nil: all.
  /// - Returns: The acts, as participations at their instants.
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  /// - Complexity: O(acts ever planned before).
  package func planned(
    before link: Int64, of only: EmployeeID? = nil
  ) throws(Failure) -> Participations {
    try read { db in
      let networks = try NetworkIndex(db)
      var result = Participations(networks: networks.networks)
      let key = try only.flatMap { try EmployeeKeyTable().known($0, db) }
      guard only == nil || key != nil else { return result }
      var employees = EmployeeIndex()
      var places: [PostID: UInt32] = [:]
      let ends = try db.cachedStatement(
        sql: "SELECT employees FROM plannedEnd WHERE planned = ? AND link < ?")
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT post.id, network, hour, acts, plannedGroup.number
          FROM plannedGroup JOIN post ON post.number = plannedGroup.post
          WHERE link < ? AND post.voidedBy = 0 ORDER BY plannedGroup.post
          """, arguments: [link])
      for row in rows {
        let gone = try Row.fetchAll(ends, arguments: [try row.integer(4), link])
        guard try gone.allSatisfy({ try !$0.bytes(0).isEmpty }),
          let all = PlannedEntry.entries(try row.bytes(3), hour: try row.integer(2))
        else { continue }
        let ended = Set(
          try gone.flatMap { KeySet(bytes: try $0.bytes(0), limit: all.count)?.keys ?? [] })
        let post: PostID = try row.id(0)
        for entry in all
        where !ended.contains(entry.key) && key.map({ $0 == entry.key }) ?? true {
          let place = places[post] ?? UInt32(result.posts.count)
          if places[post] == nil {
            places[post] = place
            result.posts.append(post)
          }
          result.entries.append(
            Participations.Entry(
              at: Instant(milliseconds: entry.at),
              employee: try employees.place(of: entry.key, db), post: place,
              network: try networks.place(of: try row.integer(1)),
              passesOn: !ActionSet(rawValue: entry.actions).isDisjoint(with: .passingOn)))
        }
      }
      result.employees = employees.employees
      return result
    }
  }
}
