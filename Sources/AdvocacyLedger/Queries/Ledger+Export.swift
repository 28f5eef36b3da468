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
