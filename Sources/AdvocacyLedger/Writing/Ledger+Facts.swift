package import AdvocacyCore
import GRDB

extension LedgerRun {
  /// Writes posts that can't be used, a link each.
  ///
  /// What reasons quote from the file is left out: it may be anything, a name as well.
  func insert(
    setAside posts: [SetAside], _ state: inout WritingState, _ db: Database
  ) throws -> Bool {
    guard !posts.isEmpty else { return false }
    let run = try enter(&state, db)
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO setAside (link, contentHash, post, file, line, columnInLine, path, reason)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """)
    for post in posts {
      try Chain.append(to: db, .setAside, run: run) { link in
        try statement.execute(arguments: [
          link, post.contentHash.blob, PostID(post.post)?.text ?? "", post.place.file.storable,
          post.place.line, post.place.column, post.place.path.storable,
          post.reason.withoutQuotations.storable,
        ])
        return [:]
      }
    }
    return true
  }

  /// Writes that a decided post was edited, under a link of its own.
  func insert(
    editOf post: PostID, contentHash: [UInt8], _ state: inout WritingState, _ db: Database
  ) throws -> Bool {
    let number = try state.posts.number(of: post, db)
    let run = try enter(&state, db)
    try Chain.append(to: db, .edit, run: run) { link in
      try db.cachedStatement(
        sql: "INSERT INTO edit (link, post, contentHash) VALUES (?, ?, ?)"
      ).execute(arguments: [link, number, contentHash.blob])
      return [:]
    }
    return true
  }
}

extension Ledger {
  /// Those posts whose content was not set aside yet, each content once, in the order given.
  ///
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  package func notSetAside(_ posts: [SetAside]) throws(Failure) -> [SetAside] {
    guard !posts.isEmpty else { return [] }
    var seen = try setAsideHashes()
    return posts.filter { seen.insert($0.contentHash).inserted }
  }

  /// Whether a content of a post is known: it was decided so, or an edit to it was noted.
  ///
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  package func knows(_ contentHash: [UInt8], of post: PostID) throws(Failure) -> Bool {
    try read { db in
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT EXISTS (SELECT 1 FROM edit WHERE post = number AND contentHash = ?2)
            OR EXISTS (SELECT 1 FROM content WHERE post = number AND hash = ?2)
          FROM post WHERE id = ?1 AND voidedBy = 0
          """,
        arguments: [post.text, contentHash.blob])
      return try row?.integer(0) == 1
    }
  }
}

extension Ledger {
  /// Records what somebody said of a post, which belongs to no run.
  ///
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  package func record(_ statement: PostStatement) throws(Failure) {
    try write { db in
      var state = WritingState()
      let post = try state.posts.number(of: statement.post, db)
      let employee = try statement.employee.map { try state.keys.key(of: $0, db) }
      let note = statement.note.map { StatementNote($0) }
      try Chain.append(to: db, .statement, run: nil) { link in
        try db.cachedStatement(
          sql: """
            INSERT INTO word (link, post, kind, role, employee, at, noteHash)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """
        ).execute(arguments: [
          link, post, statement.kind.storedName, statement.role.storable, employee,
          statement.at.milliseconds, note?.hash.blob,
        ])
        try note?.write(link, db)
        return [:]
      }
    }
  }
}

extension String {
  /// The text with what it quotes left out, from the first quote to the last.
  ///
  /// - Complexity: O(length).
  fileprivate var withoutQuotations: String {
    guard let first = firstIndex(of: "\""), let last = lastIndex(of: "\"") else { return self }
    return self[..<first] + "…" + self[index(after: last)...]
  }
}
