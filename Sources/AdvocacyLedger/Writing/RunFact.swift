package import AdvocacyModel
import GRDB

/// One thing that a run records.
package enum RunFact: Sendable, Hashable {
  /// A post was decided. With it goes the post as it is, kept with the first fact about it, and
  /// SHA-256 of how it stands in the queue.
  case decision(Decision, Post, contentHash: [UInt8])
  /// A post never will be fanned out.
  case skip(Skip, Post, contentHash: [UInt8])
  /// What became of planned acts.
  case acts(ActsBlock)
  /// Posts that can't be used, each content once.
  case setAside([SetAside])
  /// A post was edited after it was decided.
  case edit(PostID, contentHash: [UInt8])
  /// Somebody vouched for the clock, which stands far from the last instant known.
  case clock(real: Instant, known: Instant)

  /// About how many rows it takes, by which a run parts its facts into transactions.
  package var size: Int {
    switch self {
    case .decision(let decision, _, _):
      1 + decision.counts.count + decision.waiting.count + decision.settled.count
        + decision.planned.reduce(0) { $0 + 1 + $1.acts.count / 100 }
    case .acts(let block):
      block.recorded.reduce(0) { $0 + $1.acts.count } + block.prevented.count + block.planned.count
        + block.ended.count
    case .skip, .edit, .clock: 1
    case .setAside(let posts): posts.count
    }
  }
}

extension LedgerRun {
  /// Records facts in their order, in one transaction, a link of the chain for each.
  ///
  /// What is there already is left out: a post that fell due or was skipped before, an action, a
  /// content that was set aside. Employees stand by their index on the roster of the run. The
  /// watermark moves to each fact's instant.
  ///
  /// - Parameters:
  ///   - facts: What to record.
  ///   - departed: Those whom planned acts name by a place beyond the roster.
  ///   - end: The instant up to which the run is done, and that by the real clock: the run ends
  ///     with these facts. nil: it goes on.
  /// - Returns: For each fact, whether it was new.
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`, `internal`.
  /// - Complexity: O(n log n) in the rows.
  @discardableResult
  package func record(
    _ facts: [RunFact], departed: [EmployeeID] = [], end: (watermark: Instant, real: Instant)? = nil
  ) throws(Failure) -> [Bool] {
    guard !facts.isEmpty || end != nil else { return [] }
    return try write { state, db in
      var isNew: [Bool] = []
      for fact in facts { isNew.append(try insert(fact, departed, &state, db)) }
      if let end { try Ledger.finishRun(end.watermark, end.real, db) }
      return isNew
    }
  }

  private func insert(
    _ fact: RunFact, _ departed: [EmployeeID], _ state: inout WritingState, _ db: Database
  ) throws -> Bool {
    switch fact {
    case .decision(let decision, let post, let hash):
      try insert(decision, of: post, contentHash: hash, &state, db)
    case .skip(let skip, let post, let hash):
      try insert(skip, of: post, contentHash: hash, &state, db)
    case .acts(let block): try insert(block, departed, &state, db)
    case .setAside(let posts): try insert(setAside: posts, &state, db)
    case .edit(let post, let hash): try insert(editOf: post, contentHash: hash, &state, db)
    case .clock(let real, let known): try insertClock(real: real, known: known, &state, db)
    }
  }

  private func insertClock(
    real: Instant, known: Instant, _ state: inout WritingState, _ db: Database
  ) throws -> Bool {
    let run = try enter(&state, db)
    try Chain.append(to: db, .clock, run: run) { link in
      try db.cachedStatement(sql: "INSERT INTO clock (link, realTime, known) VALUES (?, ?, ?)")
        .execute(arguments: [link, real.milliseconds, known.milliseconds])
      return [:]
    }
    return true
  }

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
