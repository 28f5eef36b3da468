package import AdvocacyCore
import GRDB

extension Ledger {
  /// The text by which two ledgers are compared: they are equal exactly when it is.
  ///
  /// Holds decisions, actions, waiting, set-aside and skipped posts, a line each in an order that
  /// depends on nothing else; employees by roster id; no runs, keys or hashes of links.
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
      let posts = try Row.fetchCursor(db, sql: "SELECT number, id FROM post ORDER BY id")
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
  private let sets: KeySetReader
  private var names = EmployeeNames()

  init(_ db: Database) throws {
    self.db = db
    sets = try KeySetReader(db)
    networks = try NetworkIndex(db)
  }

  mutating func lines(ofPost post: Int64, _ id: String) throws -> [String] {
    var lines: [String] = []
    let skips = try db.cachedStatement(sql: "SELECT reason, at FROM skip WHERE post = ?")
    for row in try Row.fetchAll(skips, arguments: [post]) {
      lines.append("skip \(id) \(try row.text(0)) \(try row.integer(1))")
    }
    let decisions = try db.cachedStatement(
      sql: """
        SELECT link, at, event, allowedEmployees, candidates FROM decision WHERE post = ?
        ORDER BY link
        """)
    var places: [Int64: Int] = [:]
    for (place, row) in try Row.fetchAll(decisions, arguments: [post]).enumerated() {
      let link = try row.integer(0)
      places[link] = place
      lines.append(
        "decision \(id) \(place) \(try row.integer(1)) \(try row.text(2)) "
          + "\(try row.integer(3)) \(try row.integer(4))")
      lines += try counts(ofLink: link).map { "count \(id) \(place) \($0)" }.sorted()
    }
    guard !places.isEmpty else { return lines }
    lines += try waiting(ofPost: post, places).map { "waiting \(id) \($0)" }.sorted()
    lines += try actions(ofPost: post, places).map { "action \(id) \($0)" }.sorted()
    return lines
  }

  private func counts(ofLink link: Int64) throws -> [String] {
    let statement = try db.cachedStatement(
      sql: "SELECT network, outcome, rule, count FROM verdictCount WHERE link = ?")
    return try Row.fetchAll(statement, arguments: [link]).map { row in
      "\(try networks.id(of: try row.integer(0))) \(try row.outcome(1).rawValue) "
        + "\(try row.text(2)) \(try row.integer(3))"
    }
  }

  private mutating func waiting(
    ofPost post: Int64, _ places: [Int64: Int]
  ) throws -> [String] {
    let groups = try db.cachedStatement(
      sql: """
        SELECT number, network, link, outcome, until, employees FROM waitingGroup WHERE post = ?
        """)
    let settlements = try db.cachedStatement(
      sql: "SELECT link, employees FROM settlement WHERE waiting = ?")
    var lines: [String] = []
    for row in try Row.fetchAll(groups, arguments: [post]) {
      var ends: [Int64: Int] = [:]
      for settlement in try Row.fetchAll(settlements, arguments: [try row.integer(0)]) {
        let place = places[try settlement.integer(0)] ?? -1
        for key in try sets.keys(settlement, 1).keys { ends[key] = place }
      }
      let network = try networks.id(of: try row.integer(1))
      let place = places[try row.integer(2)] ?? -1
      let reason = "\(try row.outcome(3).rawValue) \(try row.integer(4))"
      for key in try sets.keys(row, 5).keys {
        let end = ends[key].map { "\($0)" } ?? "-"
        lines.append("\(try name(key)) \(network) \(place) \(reason) \(end)")
      }
    }
    return lines
  }

  private mutating func actions(
    ofPost post: Int64, _ places: [Int64: Int]
  ) throws -> [String] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT employee, network, action, link, at, variant, isDisclosed FROM amplification
        WHERE post = ?
        """)
    var lines: [String] = []
    let rows = try Row.fetchCursor(statement, arguments: [post])
    while let row = try rows.next() {
      lines.append(
        "\(try name(try row.integer(0))) \(try networks.id(of: try row.integer(1))) "
          + "\(try row.action(2).rawValue) \(places[try row.integer(3)] ?? -1) "
          + "\(try row.integer(4)) \(try row.integer(5)) \(try row.integer(6))")
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
