import AdvocacyCore
import GRDB

/// The free text of a statement: a note or a reason, which may hold anything, a name as well.
///
/// It stands in a table of its own with a random salt. The chain covers only the hash of both, so
/// that text and salt can be erased, and nobody can find the text by trying.
struct StatementNote {
  private let salt: [UInt8]
  private let text: String

  /// Takes a text, with a fresh salt of 16 bytes.
  init(_ text: String) {
    var random = SystemRandomNumberGenerator()
    salt = (0..<16).map { _ in random.next() as UInt8 }
    self.text = text.storable
  }

  /// The hash that the chain covers.
  var hash: [UInt8] { Self.hash(of: text, salt: salt) }

  /// SHA-256 over salt and text, each with its length.
  static func hash(of text: String, salt: [UInt8]) -> [UInt8] {
    var bytes = CanonicalBytes()
    bytes.add(salt)
    bytes.add(text)
    return SHA256Digest.of(bytes.bytes)
  }

  /// The links of the notes that some people gave, or whose text tells of one.
  ///
  /// - Complexity: O(notes).
  static func links(
    givenBy keys: Set<Int64>, or isMentioned: (String) -> Bool, _ db: Database
  ) throws -> [Int64] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT note.link, word.employee, note.text FROM note JOIN word ON word.link = note.link
        ORDER BY note.link
        """)
    return try rows.filter { row in
      let isGiven = try row.optionalInteger(1).map(keys.contains) ?? false
      return try isGiven || isMentioned(row.text(2))
    }.map { try $0.integer(0) }
  }

  /// Erases salt and text; the hash stays, and nobody can tell of what it is.
  static func erase(_ links: [Int64], _ db: Database) throws {
    let statement = try db.cachedStatement(sql: "DELETE FROM note WHERE link = ?")
    for link in links { try statement.execute(arguments: [link]) }
  }

  /// Writes salt and text under the link of their statement.
  func write(_ link: Int64, _ db: Database) throws {
    try db.execute(
      sql: "INSERT INTO note (link, salt, text) VALUES (?, ?, ?)",
      arguments: [link, salt.blob, text])
  }
}
