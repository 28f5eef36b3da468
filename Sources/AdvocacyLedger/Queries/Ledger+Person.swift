package import AdvocacyModel
import GRDB

/// All that a ledger holds of one person, whose rows name them by a key that says nothing.
package struct LedgerPerson: Sendable {
  /// Under what the ledger has their rows; it leads to them by one row only.
  package var key: Int64
  /// The name that says nothing, by which exports know them.
  package var pseudonym: String
  /// Their rows on the rosters that runs decided from, without name and handles; a row that stayed
  /// the same once, the oldest first.
  package var rows: [RosterRow] = []
  /// How many of the configurations that runs decided from have rules or roles that name them.
  package var configurations = 0
  /// The decisions by which they were allowed on some network.
  package var allowed: [(post: PostID, at: Instant, event: Decision.Event)] = []
  /// When they waited for an approval or an instant.
  package var waits: [Wait] = []
  /// The acts planned for them, those that ended included.
  package var planned: [Plan] = []
  /// What they did.
  package var acts: [Act] = []
  /// Which acts a rule prevented.
  package var prevented: [(post: PostID, network: NetworkID, at: Instant, rule: String)] = []
  /// The approvals and withdrawals that they gave.
  package var statements: [PostStatement] = []
  /// What others wrote with an approval or a withdrawal that mentions them.
  package var mentions: [PostStatement] = []
  /// The posts that they wrote.
  package var authored: [PostID] = []
  /// The posts that welcome them.
  package var welcoming: [PostID] = []
  /// The elements of the queue that were set aside and mention them.
  package var setAside: [SetAside] = []

  /// How they stood on the rosters of some runs.
  package struct RosterRow: Sendable {
    /// The row, without name and handles.
    package var employee: Employee
    /// The instants up to which the first and the last of the runs worked.
    package var first: Instant
    package var last: Instant
    /// How many runs there were.
    package var runs: Int
  }

  /// One time that they waited.
  package struct Wait: Sendable {
    package var post: PostID
    package var network: NetworkID
    /// What they waited for.
    package var outcome: Verdict.Outcome
    /// The instant until which it goes on whatever happens.
    package var until: Instant
    /// Whether it goes on.
    package var isOpen: Bool
  }

  /// One act that was planned.
  package struct Plan: Sendable {
    package var post: PostID
    package var network: NetworkID
    package var at: Instant
    package var actions: [Action]
    /// The text: 0 for the post's own, else the number of the variant.
    package var variant: Int
    /// Whether it is still to come.
    package var isOpen: Bool
  }

  /// One action that they took.
  package struct Act: Sendable {
    package var post: PostID
    package var network: NetworkID
    package var action: Action
    package var at: Instant
    /// The text: 0 for the post's own, else the number of the variant.
    package var variant: Int
    /// Whether a disclosure was added.
    package var isDisclosed: Bool
    /// Whether a rewind took it back; it counts nowhere then.
    package var isVoided: Bool
  }
}

extension Ledger {
  /// All that the ledger holds of a person.
  ///
  /// - Parameters:
  ///   - employee: Their id.
  ///   - isMentioned: Tells whether a text of somebody else's mentions them.
  /// - Returns: What it holds; nil where it doesn't know them.
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  /// - Complexity: O(bytes of the ledger).
  package func person(
    _ employee: EmployeeID, mentioned isMentioned: (String) -> Bool
  ) throws(Failure) -> LedgerPerson? {
    try read { db in
      guard let key = try EmployeeKeyTable().known(employee, db) else { return nil }
      var names = try ExportNames(naming: .pseudonym, db)
      var person = LedgerPerson(key: key, pseudonym: try names.name(of: key, db))
      let reader = PersonReader(key: key, id: employee, networks: try NetworkIndex(db), db: db)
      try reader.readInputs(into: &person)
      try reader.readDecisions(into: &person)
      try reader.readPlans(into: &person)
      try reader.readActs(into: &person)
      try reader.readWords(into: &person, isMentioned)
      return person
    }
  }
}

/// Reads what a ledger holds of one key.
private struct PersonReader {
  let key: Int64
  let id: EmployeeID
  let networks: NetworkIndex
  let db: Database

  func readInputs(into person: inout LedgerPerson) throws {
    let rosters = try Row.fetchCursor(
      db,
      sql: """
        SELECT input.bytes, MIN(run.now), MAX(run.now), COUNT(*) FROM run
        JOIN input ON input.number = run.roster GROUP BY run.roster ORDER BY MIN(run.link)
        """)
    while let row = try rosters.next() {
      let found = try StoredInputsCoder.employees(try row.bytes(0), ids: [key: id])
      guard let employee = found.first else { continue }
      if let last = person.rows.indices.last, person.rows[last].employee == employee {
        person.rows[last].last = max(person.rows[last].last, try row.instant(2))
        person.rows[last].runs += try row.count(3)
      } else {
        person.rows.append(
          .init(
            employee: employee, first: try row.instant(1), last: try row.instant(2),
            runs: try row.count(3)))
      }
    }
    let key = key
    let name = "\"\(StoredEmployeeNames.naming { _ in key }(id))\""
    let configurations = try Row.fetchCursor(
      db,
      sql: """
        SELECT bytes FROM input WHERE number IN (SELECT configuration FROM run) ORDER BY number
        """)
    while let row = try configurations.next() {
      let text = String(decoding: try row.bytes(0), as: UTF8.self)
      if text.contains(name) { person.configurations += 1 }
    }
  }

  func readDecisions(into person: inout LedgerPerson) throws {
    let sets = try KeySetReader(db)
    let decisions = try Row.fetchCursor(
      db,
      sql: """
        SELECT post.id, decision.at, decision.event, decision.allowed FROM decision
        JOIN post ON post.number = decision.post WHERE decision.allowed IS NOT NULL
        ORDER BY decision.link
        """)
    while let row = try decisions.next() {
      guard try sets.keys(row, 3).keys.contains(key) else { continue }
      person.allowed.append((try row.id(0), try row.instant(1), try row.enumeration(2)))
    }
    let ends = try db.cachedStatement(
      sql: "SELECT employees FROM settlement WHERE waiting = ? ORDER BY link")
    let groups = try Row.fetchAll(
      db,
      sql: """
        SELECT post.id, network, outcome, until, employees, waitingGroup.number FROM waitingGroup
        JOIN post ON post.number = waitingGroup.post ORDER BY waitingGroup.number
        """)
    for row in groups where try sets.keys(row, 4).keys.contains(key) {
      let settled = try Row.fetchAll(ends, arguments: [try row.integer(5)])
        .contains { try sets.keys($0, 0).keys.contains(key) }
      person.waits.append(
        .init(
          post: try row.id(0), network: try networks.id(of: try row.integer(1)),
          outcome: try row.outcome(2), until: try row.instant(3), isOpen: !settled))
    }
  }

  func readPlans(into person: inout LedgerPerson) throws {
    let reader = try PlannedReader(db)
    let groups = try Row.fetchAll(
      db,
      sql: """
        SELECT post.id, network, hour, acts, plannedGroup.number, remaining FROM plannedGroup
        JOIN post ON post.number = plannedGroup.post ORDER BY plannedGroup.number
        """)
    for row in groups {
      guard let entries = PlannedEntry.entries(try row.bytes(3), hour: try row.integer(2)) else {
        throw CorruptionError(message: "the ledger is damaged: planned acts can't be read")
      }
      let own = entries.filter { $0.key == key }
      guard !own.isEmpty else { continue }
      let open =
        try row.integer(5) > 0
        ? try reader.entries(ofGroup: try row.integer(4)).filter { $0.key == key } : []
      for entry in own {
        person.planned.append(
          .init(
            post: try row.id(0), network: try networks.id(of: try row.integer(1)),
            at: Instant(milliseconds: entry.at),
            actions: ActionSet(rawValue: entry.actions).actions, variant: Int(entry.variant),
            isOpen: open.contains { $0.at == entry.at && $0.attempt == entry.attempt }))
      }
    }
  }

  func readActs(into person: inout LedgerPerson) throws {
    let acts = try Row.fetchCursor(
      db,
      sql: """
        SELECT post.id, network, action, at, variant, isDisclosed, post.voidedBy
        FROM amplification JOIN post ON post.number = amplification.post WHERE employee = ?
        ORDER BY at, post.id, network, action
        """, arguments: [key])
    while let row = try acts.next() {
      person.acts.append(
        .init(
          post: try row.id(0), network: try networks.id(of: try row.integer(1)),
          action: try row.action(2), at: try row.instant(3), variant: try row.count(4),
          isDisclosed: try row.integer(5) == 1, isVoided: try row.integer(6) != 0))
    }
    let prevented = try Row.fetchCursor(
      db,
      sql: """
        SELECT post.id, network, at, rule FROM prevention
        JOIN post ON post.number = prevention.post WHERE employee = ? ORDER BY at, post.id, network
        """, arguments: [key])
    while let row = try prevented.next() {
      person.prevented.append(
        (
          try row.id(0), try networks.id(of: try row.integer(1)), try row.instant(2),
          try row.text(3)
        ))
    }
  }

  func readWords(into person: inout LedgerPerson, _ isMentioned: (String) -> Bool) throws {
    var names = EmployeeNames()
    let words = try Row.fetchCursor(
      db,
      sql: """
        SELECT post.id, word.kind, word.role, word.employee, word.at, note.text
        FROM word JOIN post ON post.number = word.post LEFT JOIN note ON note.link = word.link
        ORDER BY word.link
        """)
    while let row = try words.next() {
      let giver = try row.optionalInteger(3)
      let note = row.hasNull(atIndex: 5) ? nil : try row.text(5)
      guard giver == key || note.map(isMentioned) == true else { continue }
      let statement = PostStatement(
        try row.enumeration(1), post: try row.id(0), role: try row.text(2),
        employee: try giver.map { try names.id(of: $0, db) }, at: try row.instant(4), note: note)
      if giver == key {
        person.statements.append(statement)
      } else {
        person.mentions.append(statement)
      }
    }
    let bodies = try Row.fetchCursor(
      db,
      sql: """
        SELECT post.id, content.body FROM content JOIN post ON post.number = content.post
        ORDER BY content.link
        """)
    while let row = try bodies.next() {
      let body = try StoredBody(json: row.text(1))
      if body.author == key { person.authored.append(try row.id(0)) }
      if body.welcomed == key { person.welcoming.append(try row.id(0)) }
    }
    let setAside = try Row.fetchCursor(
      db, sql: "SELECT post, file, line, columnInLine, path, reason, contentHash FROM setAside")
    while let row = try setAside.next() {
      let found = SetAside(
        post: try row.text(0),
        place: Place(
          file: try row.text(1), line: try row.optionalInteger(2).map { Int($0) },
          column: try row.optionalInteger(3).map { Int($0) }, path: try row.text(4)),
        reason: try row.text(5), contentHash: try row.bytes(6))
      if isMentioned(found.post) || isMentioned(found.reason) { person.setAside.append(found) }
    }
  }
}
