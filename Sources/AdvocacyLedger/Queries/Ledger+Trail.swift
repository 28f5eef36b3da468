package import AdvocacyModel
import GRDB

/// How a post and its candidates fared, link by link: what explanations are made from.
package struct PostTrail: Sendable {
  /// One time at which policy was asked about candidates.
  package struct Look: Hashable, Sendable {
    /// The link of the decision.
    package var link: Int64
    /// The instant of the event.
    package var at: Instant
    /// Why candidates were looked at.
    package var event: Decision.Event
    /// The run that decided.
    package var run: Int64
  }

  /// An account that a post could be passed on by.
  package struct Account: Hashable, Sendable {
    /// Who.
    package var employee: EmployeeID
    /// Where.
    package var network: NetworkID

    package init(employee: EmployeeID, network: NetworkID) {
      self.employee = employee
      self.network = network
    }
  }

  /// One time that somebody waited.
  package struct Wait: Hashable, Sendable {
    /// The link by which it began.
    package var from: Int64
    /// The link that ended it; nil: it goes on.
    package var until: Int64?
    /// The instant until which it goes on whatever happens.
    package var end: Instant
  }

  /// Something that became of an act.
  package struct Step: Hashable, Sendable {
    /// What it was.
    package enum Kind: Hashable, Sendable {
      /// The act was planned, or moved to another instant.
      case planned
      /// It waits for an approval until then.
      case waits
      /// It happened, with these actions.
      case acted(ActionSet)
      /// A rule prevented it.
      case prevented(RuleID)
    }

    /// The link that recorded it.
    package var link: Int64
    /// The run that did.
    package var run: Int64
    /// The instant of the act.
    package var at: Instant
    /// What it was.
    package var kind: Kind
    /// The text: 0 for the post's own, else the number of the variant.
    package var variant: Int
    /// Whether a disclosure is added.
    package var isDisclosed: Bool
    /// Whether one of the actions carries the text.
    package var hasWords: Bool
  }

  /// The decisions on the post, in order.
  package var looks: [Look] = []
  /// Who waited when, in the order of links.
  package var waits: [Account: [Wait]] = [:]
  /// What became of acts, in the order of links and instants.
  package var steps: [Account: [Step]] = [:]
  /// What was said of the post, with the links.
  package var statements: [(link: Int64, statement: PostStatement)] = []
  /// When runs found the post edited after it was decided.
  package var edits: [Instant] = []

  /// The look of a link.
  package func look(_ link: Int64) -> Look? { looks.first { $0.link == link } }
}

extension Ledger {
  /// How a post and its candidates fared.
  ///
  /// - Parameters:
  ///   - post: The post.
  ///   - only: The one employee asked about; nil: all.
  /// - Returns: The trail; an empty one of a post that the ledger doesn't know.
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  /// - Complexity: O(rows of the post).
  package func trail(of post: PostID, only: EmployeeID? = nil) throws(Failure) -> PostTrail {
    try read { db in
      guard let number = try RowIDCache.posts.existing(post, db) else { return PostTrail() }
      var reader = try TrailReader(post: number, id: post, only: only, db)
      try reader.readLooks()
      try reader.readStatements()
      guard !reader.isNobody else { return reader.trail }
      try reader.readWaits()
      try reader.readActs()
      return reader.trail
    }
  }
}

/// Reads the trail of one post.
private struct TrailReader {
  private(set) var trail = PostTrail()
  /// Whether the ledger doesn't know the one employee asked about.
  let isNobody: Bool
  private let post: Int64
  private let id: PostID
  private let only: Int64?
  private let db: Database
  private let networks: NetworkIndex
  private var names = EmployeeNames()
  private var runs: [Int64: Int64] = [:]

  init(post: Int64, id: PostID, only: EmployeeID?, _ db: Database) throws {
    self.post = post
    self.id = id
    self.db = db
    networks = try NetworkIndex(db)
    self.only = try only.flatMap { try EmployeeKeyTable().known($0, db) }
    isNobody = only != nil && self.only == nil
  }

  mutating func readLooks() throws {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT decision.link, decision.at, decision.event, link.run
        FROM decision JOIN link ON link.sequence = decision.link
        WHERE decision.post = ? ORDER BY decision.link
        """, arguments: [post])
    for row in rows {
      trail.looks.append(
        .init(
          link: try row.integer(0), at: try row.instant(1), event: try row.enumeration(2),
          run: try row.integer(3)))
    }
    let edits = try Row.fetchAll(
      db,
      sql: """
        SELECT run.now FROM edit JOIN link ON link.sequence = edit.link
        JOIN run ON run.link = link.run WHERE edit.post = ? ORDER BY edit.link
        """, arguments: [post])
    for row in edits { trail.edits.append(try row.instant(0)) }
  }

  mutating func readStatements() throws {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT word.link, word.kind, word.role, word.employee, word.at, note.text
        FROM word LEFT JOIN note ON note.link = word.link WHERE word.post = ? ORDER BY word.link
        """, arguments: [post])
    for row in rows {
      let statement = PostStatement(
        try row.enumeration(1), post: id, role: try row.text(2),
        employee: try row.optionalInteger(3).map { try names.id(of: $0, db) },
        at: try row.instant(4), note: row.hasNull(atIndex: 5) ? nil : try row.text(5))
      trail.statements.append((try row.integer(0), statement))
    }
  }

  mutating func readWaits() throws {
    let sets = try KeySetReader(db)
    let ends = try db.cachedStatement(
      sql: "SELECT link, employees FROM settlement WHERE waiting = ? ORDER BY link")
    let groups = try Row.fetchAll(
      db,
      sql: """
        SELECT number, link, network, employees, until FROM waitingGroup WHERE post = ?
        ORDER BY link
        """, arguments: [post])
    for row in groups {
      let network = try networks.id(of: try row.integer(2))
      var end: [Int64: Int64] = [:]
      for settlement in try Row.fetchAll(ends, arguments: [try row.integer(0)]) {
        for key in try sets.keys(settlement, 1).keys { end[key] = try settlement.integer(0) }
      }
      let from = try row.integer(1)
      for key in try sets.keys(row, 3).keys where only.map({ $0 == key }) ?? true {
        trail.waits[try account(key, network), default: []].append(
          .init(from: from, until: end[key], end: try row.instant(4)))
      }
    }
  }

  mutating func readActs() throws {
    let planned = try Row.fetchAll(
      db,
      sql: """
        SELECT link, network, outcome, hour, acts FROM plannedGroup WHERE post = ? ORDER BY link
        """, arguments: [post])
    for row in planned {
      let network = try networks.id(of: try row.integer(1))
      guard let entries = PlannedEntry.entries(try row.bytes(4), hour: try row.integer(3)) else {
        throw CorruptionError(message: "the ledger is damaged: planned acts can't be read")
      }
      let isWaiting = try row.integer(2) == PlannedGroupRow.waiting
      for entry in entries where only.map({ $0 == entry.key }) ?? true {
        try add(
          .init(
            link: try row.integer(0), run: try run(of: row.integer(0)),
            at: Instant(milliseconds: entry.at), kind: isWaiting ? .waits : .planned,
            variant: Int(entry.variant), isDisclosed: entry.isDisclosed,
            hasWords: ActionSet(rawValue: entry.actions).hasWords), entry.key, network)
      }
    }
    try readRecorded()
    try readPrevented()
    for account in trail.steps.keys {
      trail.steps[account]?.sort { ($0.link, $0.at) < ($1.link, $1.at) }
    }
  }

  private mutating func readRecorded() throws {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT employee, network, action, link, at, variant, isDisclosed FROM amplification
        WHERE post = ?1 AND (?2 IS NULL OR employee = ?2) ORDER BY employee, network, action
        """, arguments: [post, only])
    for row in rows {
      let network = try networks.id(of: try row.integer(1))
      let account = try account(try row.integer(0), network)
      let action = ActionSet([try row.action(2)])
      let link = try row.integer(3)
      if let last = trail.steps[account]?.last, last.link == link, case .acted(let done) = last.kind
      {
        let place = (trail.steps[account]?.count ?? 1) - 1
        trail.steps[account]?[place].kind = .acted(done.union(action))
        trail.steps[account]?[place].variant = max(last.variant, try row.count(5))
        trail.steps[account]?[place].hasWords = last.hasWords || action.hasWords
        continue
      }
      trail.steps[account, default: []].append(
        .init(
          link: link, run: try run(of: link), at: try row.instant(4), kind: .acted(action),
          variant: try row.count(5), isDisclosed: try row.integer(6) == 1,
          hasWords: action.hasWords))
    }
  }

  private mutating func readPrevented() throws {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT employee, network, link, at, rule FROM prevention
        WHERE post = ?1 AND (?2 IS NULL OR employee = ?2)
        """, arguments: [post, only])
    for row in rows {
      let network = try networks.id(of: try row.integer(1))
      try add(
        .init(
          link: try row.integer(2), run: try run(of: row.integer(2)), at: try row.instant(3),
          kind: .prevented(try row.id(4)), variant: 0, isDisclosed: false, hasWords: false),
        try row.integer(0), network)
    }
  }

  private mutating func add(_ step: PostTrail.Step, _ key: Int64, _ network: NetworkID) throws {
    trail.steps[try account(key, network), default: []].append(step)
  }

  private mutating func account(_ key: Int64, _ network: NetworkID) throws -> PostTrail.Account {
    PostTrail.Account(employee: try names.id(of: key, db), network: network)
  }

  private mutating func run(of link: Int64) throws -> Int64 {
    if let run = runs[link] { return run }
    let statement = try db.cachedStatement(sql: "SELECT run FROM link WHERE sequence = ?")
    let run = try Row.fetchOne(statement, arguments: [link])?.optionalInteger(0) ?? 0
    runs[link] = run
    return run
  }
}
