package import AdvocacyModel
import GRDB

/// All that the ledger knows of one post, to be given away.
package struct PostExport: Sendable {
  /// The post.
  package var id: PostID
  /// When it fell due, and when it is over; nil for a post of which only words are known.
  package var times: (at: Instant, end: Instant)?
  /// Why it never is fanned out; nil where it is.
  package var skipped: Skip.Reason?
  /// What was decided about it, in order; employees by the name asked for.
  package var decisions: [DecisionRecord] = []
  /// What was done, by employee, network and action.
  package var actions: [ActionRecord] = []

  /// What was decided at one instant.
  package struct DecisionRecord: Sendable {
    /// When.
    package var at: Instant
    /// Why candidates were looked at.
    package var event: Decision.Event
    /// How many candidates there were.
    package var candidates: Int
    /// How many employees were allowed.
    package var allowedEmployees: Int
  }

  /// One action of one account.
  package struct ActionRecord: Sendable {
    /// Who, by the name asked for.
    package var employee: String
    /// Where.
    package var network: NetworkID
    /// What.
    package var action: Action
    /// When.
    package var at: Instant
    /// The text it used: 0 for the post's own, else the number of the variant.
    package var variant: Int
    /// Whether a disclosure was added.
    package var isDisclosed: Bool
  }
}

extension Ledger {
  /// How an export names employees.
  package enum Naming: Sendable, Hashable {
    /// By a name that says nothing and stays the same, also when the employee is forgotten.
    case pseudonym
    /// By roster id; those who are forgotten by pseudonym.
    case rosterID
  }

  /// Hands over all posts by id, one after the other, from one consistent state.
  ///
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`, and what the body throws.
  /// - Complexity: O(rows); memory for one post at a time.
  package func export(
    naming: Naming, _ body: (PostExport) throws -> Void
  ) throws {
    var stopped: (any Error)?
    try read { db in
      let networks = try NetworkIndex(db)
      var names = try ExportNames(naming: naming, db)
      let posts = try Row.fetchCursor(
        db,
        sql: """
          SELECT post.number, post.id, content.at, content.ends, skip.reason
          FROM post LEFT JOIN content ON content.post = post.number
          LEFT JOIN skip ON skip.post = post.number
          WHERE post.voidedBy = 0 ORDER BY post.id
          """)
      while let row = try posts.next() {
        let number = try row.integer(0)
        var record = PostExport(id: try row.id(1))
        if !row.hasNull(atIndex: 2) {
          record.times = (at: try row.instant(2), end: try row.instant(3))
        }
        record.skipped = row.hasNull(atIndex: 4) ? nil : try row.enumeration(4)
        record.decisions = try Self.decisions(of: number, db)
        record.actions = try Self.actions(of: number, networks, &names, db)
        do {
          try body(record)
        } catch {
          // The body's own errors are none of the ledger's.
          stopped = error
          return
        }
      }
    }
    if let stopped { throw stopped }
  }

  private static func decisions(
    of post: Int64, _ db: Database
  ) throws -> [PostExport.DecisionRecord] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT at, event, candidates, allowedEmployees FROM decision WHERE post = ? ORDER BY link
        """)
    return try Row.fetchAll(statement, arguments: [post]).map { row in
      PostExport.DecisionRecord(
        at: try row.instant(0), event: try row.enumeration(1), candidates: try row.count(2),
        allowedEmployees: try row.count(3))
    }
  }

  private static func actions(
    of post: Int64, _ networks: NetworkIndex, _ names: inout ExportNames, _ db: Database
  ) throws -> [PostExport.ActionRecord] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT employee, network, action, at, variant, isDisclosed FROM amplification
        WHERE post = ? ORDER BY employee, network, action
        """)
    var actions: [PostExport.ActionRecord] = []
    let rows = try Row.fetchCursor(statement, arguments: [post])
    while let row = try rows.next() {
      actions.append(
        PostExport.ActionRecord(
          employee: try names.name(of: try row.integer(0), db),
          network: try networks.id(of: try row.integer(1)), action: try row.action(2),
          at: try row.instant(3), variant: try row.count(4), isDisclosed: try row.count(5) == 1))
    }
    return actions
  }
}

/// The names by which an export knows employees.
///
/// Keys follow each other, so a key itself would tell who came last: a pseudonym is the start of
/// SHA-256 over the ledger's random id, which no export gives away, and the key.
struct ExportNames {
  private let naming: Ledger.Naming
  private let ledgerID: String
  private var names = EmployeeNames()
  private var pseudonyms: [Int64: String] = [:]

  init(naming: Ledger.Naming, _ db: Database) throws {
    self.naming = naming
    ledgerID = try Row.fetchOne(db, sql: "SELECT id FROM ledger")?.text(0) ?? ""
  }

  mutating func name(of key: Int64, _ db: Database) throws -> String {
    if naming == .rosterID {
      let id = try names.id(of: key, db)
      if Pseudonym.key(of: id) == nil { return id.text }
    }
    if let pseudonym = pseudonyms[key] { return pseudonym }
    var bytes = CanonicalBytes()
    bytes.add(ledgerID)
    bytes.add(key)
    let pseudonym = "e" + SHA256Digest.hex(SHA256Digest.of(bytes.bytes).prefix(6))
    pseudonyms[key] = pseudonym
    return pseudonym
  }
}

extension Ledger {
  /// The text by which two ledgers are compared: they are equal exactly when it is.
  ///
  /// It holds acts, prevented acts with their rule, who waits and who has an act planned, set-aside
  /// and skipped posts, a line each in an order that depends on nothing else; employees by roster
  /// id; no runs, keys or links, nor how facts were grouped into them.
  ///
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  /// - Complexity: O(rows log rows).
  package func canonicalDump() throws(Failure) -> String {
    var lines: [String] = []
    try dump { lines.append($0) }
    return lines.map { $0 + "\n" }.joined()
  }

  /// SHA-256 of the canonical dump in hexadecimal, made without holding it all.
  ///
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  /// - Complexity: O(rows log rows); memory for the rows of one post.
  package func canonicalDigest() throws(Failure) -> String {
    var digest = RunningDigest()
    try dump { line in digest.addRecord { $0.addCanonical(Array("\(line)\n".utf8)) } }
    return SHA256Digest.hex(digest.finish())
  }

  private func dump(to write: (String) -> Void) throws(Failure) {
    try read { db in
      var writer = try DumpWriter(db)
      let posts = try Row.fetchCursor(
        db, sql: "SELECT number, id FROM post WHERE voidedBy = 0 ORDER BY id")
      while let row = try posts.next() {
        try writer.lines(ofPost: try row.integer(0), try row.text(1)).forEach(write)
      }
      try writer.setAside().forEach(write)
    }
  }
}

/// Writes the lines of the canonical dump.
private struct DumpWriter {
  private let db: Database
  private let networks: NetworkIndex
  private var names = EmployeeNames()

  init(_ db: Database) throws {
    self.db = db
    networks = try NetworkIndex(db)
  }

  mutating func lines(ofPost post: Int64, _ id: String) throws -> [String] {
    var lines: [String] = []
    let skips = try db.cachedStatement(sql: "SELECT reason, at FROM skip WHERE post = ?")
    for row in try Row.fetchAll(skips, arguments: [post]) {
      lines.append("skip \(id) \(try row.text(0)) \(try row.integer(1))")
    }
    let decided = try db.cachedStatement(
      sql: "SELECT at FROM decision WHERE post = ? AND event = 'due'")
    for row in try Row.fetchAll(decided, arguments: [post]) {
      lines.append("asked \(id) \(try row.integer(0))")
    }
    lines += try waiting(ofPost: post).map { "waiting \(id) \($0)" }.sorted()
    lines += try planned(ofPost: id).map { "planned \(id) \($0)" }.sorted()
    lines += try prevented(ofPost: post).map { "prevented \(id) \($0)" }.sorted()
    lines += try actions(ofPost: post).map { "action \(id) \($0)" }.sorted()
    return lines
  }

  private mutating func waiting(ofPost post: Int64) throws -> [String] {
    var lines: [String] = []
    for group in try OpenGroup.all(ofPost: post, db) {
      guard let code = Int(exactly: group.row.outcome), let outcome = Verdict.Outcome(code: code)
      else {
        throw CorruptionError(
          message: "the ledger is damaged: candidates wait for what is none")
      }
      let network = try networks.id(of: group.row.network)
      for key in group.remaining.keys {
        lines.append("\(try name(key)) \(network) \(outcome.rawValue) \(group.row.until)")
      }
    }
    return lines
  }

  private mutating func planned(ofPost id: String) throws -> [String] {
    var lines: [String] = []
    for open in try PlannedReader(db).open(ofPost: PostID(id)) {
      let network = try networks.id(of: open.row.network)
      let kind = open.row.outcome == PlannedGroupRow.waiting ? "waits" : "acts"
      for entry in open.entries {
        let actions = ActionSet(rawValue: entry.actions).actions.map(\.rawValue)
        lines.append(
          "\(try name(entry.key)) \(network) \(kind) \(entry.at) "
            + "\(actions.joined(separator: "+")) \(entry.variant) \(entry.attempt) "
            + "\(entry.isDisclosed ? 1 : 0)")
      }
    }
    return lines
  }

  private mutating func prevented(ofPost post: Int64) throws -> [String] {
    let statement = try db.cachedStatement(
      sql: "SELECT employee, network, at, rule FROM prevention WHERE post = ?")
    return try Row.fetchAll(statement, arguments: [post]).map { row in
      "\(try name(try row.integer(0))) \(try networks.id(of: try row.integer(1))) "
        + "\(try row.integer(2)) \(try row.text(3))"
    }
  }

  private mutating func actions(ofPost post: Int64) throws -> [String] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT employee, network, action, at, variant, isDisclosed FROM amplification
        WHERE post = ?
        """)
    var lines: [String] = []
    let rows = try Row.fetchCursor(statement, arguments: [post])
    while let row = try rows.next() {
      lines.append(
        "\(try name(try row.integer(0))) \(try networks.id(of: try row.integer(1))) "
          + "\(try row.action(2).rawValue) \(try row.integer(3)) \(try row.integer(4)) "
          + "\(try row.integer(5))")
    }
    return lines
  }

  func setAside() throws -> [String] {
    try Row.fetchAll(db, sql: "SELECT contentHash FROM setAside ORDER BY contentHash").map {
      "setAside \(SHA256Digest.hex(try $0.bytes(0)))"
    }
  }

  /// The roster id of an employee; all who are forgotten share one name.
  private mutating func name(_ key: Int64) throws -> String {
    let id = try names.id(of: key, db)
    return Pseudonym.key(of: id) == nil ? id.text : "_forgotten"
  }
}
