package import AdvocacyModel
import GRDB

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
