package import AdvocacyCore
import GRDB

extension LedgerRun {
  /// Records posts that can't be used, each content once.
  ///
  /// What reasons quote from the file is left out: it may be anything, a name as well.
  ///
  /// - Returns: Those that were not known yet, in the order given.
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  package func record(setAside posts: [SetAside]) throws(Failure) -> [SetAside] {
    let known = try ledger.setAsideHashes()
    var seen = known
    let fresh = posts.filter { seen.insert($0.contentHash).inserted }
    guard !fresh.isEmpty else { return [] }
    try write { state, db in
      let run = try enter(&state, db)
      let statement = try db.cachedStatement(
        sql: """
          INSERT INTO setAside (link, contentHash, post, file, line, columnInLine, path, reason)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """)
      for post in fresh {
        try Chain.append(to: db, .setAside, run: run) { link in
          try statement.execute(arguments: [
            link, post.contentHash.blob, PostID(post.post)?.text ?? "", post.place.file.storable,
            post.place.line, post.place.column, post.place.path.storable,
            post.reason.withoutQuotations.storable,
          ])
          return BulkDigests()
        }
      }
    }
    return fresh
  }

  /// Records that a decided post was edited afterwards, each content once.
  ///
  /// - Returns: Whether this content was not known yet.
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  package func noteEdited(_ post: PostID, contentHash: [UInt8]) throws(Failure) -> Bool {
    try write { state, db in
      let number = try state.posts.number(of: post, db)
      let statement = try db.cachedStatement(
        sql: """
          SELECT EXISTS (SELECT 1 FROM edit WHERE post = ?1 AND contentHash = ?2)
            OR EXISTS (SELECT 1 FROM content WHERE post = ?1 AND hash = ?2)
          """)
      let found = try Row.fetchOne(statement, arguments: [number, contentHash.blob])
      guard try found?.integer(0) == 0 else { return false }
      let run = try enter(&state, db)
      try Chain.append(to: db, .edit, run: run) { link in
        try db.cachedStatement(
          sql: "INSERT INTO edit (link, post, contentHash) VALUES (?, ?, ?)"
        ).execute(arguments: [link, number, contentHash.blob])
        return BulkDigests()
      }
      return true
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
      try Chain.append(to: db, .statement, run: nil) { link in
        try db.cachedStatement(
          sql: """
            INSERT INTO word (link, post, kind, role, employee, at) VALUES (?, ?, ?, ?, ?, ?)
            """
        ).execute(arguments: [
          link, post, statement.kind.storedWord, statement.role.storable, employee,
          statement.at.milliseconds,
        ])
        return BulkDigests()
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
