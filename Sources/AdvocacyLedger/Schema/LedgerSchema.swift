import AdvocacyModel
import GRDB

/// The tables of the ledger, and the way from each released version to the next.
enum LedgerSchema {
  /// Marks an SQLite file as a ledger: "ADVC" in ASCII.
  static let applicationID: Int64 = 0x4144_5643

  /// One step from a version of the schema to the next.
  struct Step: Sendable {
    /// The release of the product that brought it.
    var release: String
    /// Takes it, inside a transaction.
    var take: @Sendable (Database) throws -> Void

    init(release: String, take: @escaping @Sendable (Database) throws -> Void) {
      self.release = release
      self.take = take
    }

    init(release: String, sql: String) {
      self.init(release: release) { try $0.execute(sql: sql) }
    }
  }

  /// All steps; the version of the schema is their number.
  static let steps: [Step] = [
    Step(release: "0.1.0", sql: version1), Step(release: "0.2.0", take: bringVersion2),
    Step(release: "0.3.0", take: bringVersion3), Step(release: "0.3.0", sql: version4),
  ]

  /// The version that this program reads and writes.
  static var version: Int64 { Int64(steps.count) }

  /// Checks that a database is a ledger whose version this program knows.
  ///
  /// - Returns: The version found.
  /// - Throws: `badData` for a foreign or unfinished file, `tooNew`.
  static func requireKnown(_ db: Database, path: String) throws -> Int64 {
    let place = Place(file: path)
    guard try number(db, "PRAGMA application_id") == applicationID else {
      throw Failure(
        .badData, at: place, "not a ledger: a database of another program",
        hint: "Name the right workspace, or restore a backup of the ledger")
    }
    let found = try number(db, "PRAGMA user_version")
    guard found >= 1 else {
      throw Failure(
        .badData, at: place, "the ledger is damaged: it has no schema version",
        hint: Ledger.restoreHint)
    }
    guard found <= version else {
      let release = try? String.fetchOne(db, sql: "SELECT requires FROM ledger")
      throw Failure(
        .tooNew, at: place,
        "the ledger has schema version \(found), this program knows up to \(version)",
        hint: "Use advocacy \(release ?? "of a newer release") or newer")
    }
    return found
  }

  /// Brings a database to the last of some steps in one transaction; the caller holds the lock.
  ///
  /// References between tables are not checked meanwhile: a step may make a table anew.
  static func migrate(
    _ db: Database, from found: Int64, by steps: [Step] = Self.steps
  ) throws {
    guard found < steps.count, let release = steps.last?.release else { return }
    // SQLite takes this setting outside of transactions only.
    try db.execute(sql: "PRAGMA foreign_keys = OFF")
    defer { try? db.execute(sql: "PRAGMA foreign_keys = ON") }
    try db.inTransaction(.immediate) {
      for step in steps.dropFirst(Int(found)) { try step.take(db) }
      if found > 0 {
        try db.execute(sql: "UPDATE ledger SET requires = ?", arguments: [release])
        try Seals.renew(db)
      }
      try stamp(db, version: Int64(steps.count))
      return .commit
    }
  }

  /// Writes the marks by which a file is known as a ledger of a version.
  private static func stamp(_ db: Database, version: Int64) throws {
    // Pragmas take no arguments; both values are numbers of this program.
    try db.execute(literal: "PRAGMA application_id = \(sql: String(applicationID))")
    try db.execute(literal: "PRAGMA user_version = \(sql: String(version))")
  }

  /// The statements that made all tables and indexes of a database, by name.
  static func statements(_ db: Database) throws -> [String: String] {
    var statements: [String: String] = [:]
    let rows = try Row.fetchCursor(
      db, sql: "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    while let row = try rows.next() { statements[try row.text(0)] = try row.text(1) }
    return statements
  }

  /// The one integer that a statement gives.
  static func number(_ db: Database, _ sql: String) throws -> Int64 {
    guard let row = try Row.fetchOne(db, sql: sql) else { return 0 }
    return try row.integer(0)
  }
}

extension LedgerSchema {
  /// The tables of version 1.
  ///
  /// Instants are milliseconds since 1970; `link` is always the link of the chain that covers a
  /// row. Only `progress`, `employee.rosterID` and, until version 2, `waiting.settledBy` ever
  /// change.
  static let version1 = """
    CREATE TABLE ledger (
      singleton INTEGER PRIMARY KEY CHECK (singleton = 1),
      id TEXT NOT NULL,
      requires TEXT NOT NULL,
      start INTEGER NOT NULL,
      seed INTEGER NOT NULL,
      isClockSimulated INTEGER NOT NULL CHECK (isClockSimulated IN (0, 1)),
      createdAt INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE progress (
      singleton INTEGER PRIMARY KEY CHECK (singleton = 1),
      watermark INTEGER NOT NULL,
      heartbeat INTEGER
    ) STRICT;

    CREATE TABLE link (
      sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
      kind TEXT NOT NULL CHECK (
        kind IN ('birth', 'run', 'decision', 'skip', 'setAside', 'word', 'edit')),
      run INTEGER REFERENCES run (link),
      hash BLOB NOT NULL CHECK (length(hash) = 32)
    ) STRICT;

    CREATE TABLE input (
      number INTEGER PRIMARY KEY,
      hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
      bytes BLOB NOT NULL
    ) STRICT;

    CREATE TABLE run (
      link INTEGER PRIMARY KEY REFERENCES link (sequence),
      now INTEGER NOT NULL,
      realTime INTEGER NOT NULL,
      configuration INTEGER NOT NULL REFERENCES input (number),
      roster INTEGER NOT NULL REFERENCES input (number),
      headcount INTEGER NOT NULL CHECK (headcount >= 0),
      policyVersion TEXT NOT NULL,
      toolVersion TEXT NOT NULL
    ) STRICT;

    CREATE TABLE employee (
      key INTEGER PRIMARY KEY CHECK (key > 0),
      rosterID TEXT UNIQUE
    ) STRICT;

    CREATE TABLE network (
      number INTEGER PRIMARY KEY CHECK (number > 0),
      id TEXT NOT NULL UNIQUE
    ) STRICT;

    CREATE TABLE post (
      number INTEGER PRIMARY KEY CHECK (number > 0),
      id TEXT NOT NULL UNIQUE
    ) STRICT;

    CREATE TABLE content (
      post INTEGER PRIMARY KEY REFERENCES post (number),
      link INTEGER NOT NULL REFERENCES link (sequence),
      hash BLOB NOT NULL,
      at INTEGER NOT NULL,
      ends INTEGER NOT NULL,
      body TEXT NOT NULL
    ) STRICT;

    CREATE TABLE decision (
      link INTEGER PRIMARY KEY REFERENCES link (sequence),
      post INTEGER NOT NULL REFERENCES post (number),
      at INTEGER NOT NULL,
      event TEXT NOT NULL CHECK (event IN ('due', 'resumed', 'approved', 'withdrawn')),
      allowedEmployees INTEGER NOT NULL CHECK (allowedEmployees >= 0),
      candidates INTEGER NOT NULL CHECK (candidates >= 0)
    ) STRICT;
    CREATE INDEX decisionOfPost ON decision (post, link);
    CREATE UNIQUE INDEX fannedOutOnce ON decision (post) WHERE event = 'due';

    CREATE TABLE verdictCount (
      link INTEGER NOT NULL REFERENCES decision (link),
      network INTEGER NOT NULL REFERENCES network (number),
      outcome INTEGER NOT NULL CHECK (outcome BETWEEN 0 AND 4),
      rule TEXT NOT NULL,
      count INTEGER NOT NULL CHECK (count >= 0),
      PRIMARY KEY (link, network, outcome, rule)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE waiting (
      post INTEGER NOT NULL REFERENCES post (number),
      employee INTEGER NOT NULL REFERENCES employee (key),
      network INTEGER NOT NULL REFERENCES network (number),
      link INTEGER NOT NULL REFERENCES decision (link),
      outcome INTEGER NOT NULL CHECK (outcome IN (2, 3)),
      until INTEGER NOT NULL,
      settledBy INTEGER REFERENCES decision (link) CHECK (settledBy > link),
      PRIMARY KEY (post, employee, network, link)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX stillWaiting ON waiting (post, until) WHERE settledBy IS NULL;

    CREATE TABLE amplification (
      post INTEGER NOT NULL REFERENCES post (number),
      employee INTEGER NOT NULL REFERENCES employee (key),
      network INTEGER NOT NULL REFERENCES network (number),
      action INTEGER NOT NULL CHECK (action BETWEEN 0 AND 4),
      link INTEGER NOT NULL REFERENCES decision (link),
      at INTEGER NOT NULL,
      variant INTEGER NOT NULL CHECK (variant >= 0),
      isDisclosed INTEGER NOT NULL CHECK (isDisclosed IN (0, 1)),
      PRIMARY KEY (post, employee, network, action)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE skip (
      link INTEGER PRIMARY KEY REFERENCES link (sequence),
      post INTEGER NOT NULL UNIQUE REFERENCES post (number),
      reason TEXT NOT NULL CHECK (reason IN ('beforeStart', 'expired', 'withdrawn')),
      at INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE setAside (
      link INTEGER PRIMARY KEY REFERENCES link (sequence),
      contentHash BLOB NOT NULL UNIQUE,
      post TEXT NOT NULL,
      file TEXT NOT NULL,
      line INTEGER,
      columnInLine INTEGER,
      path TEXT NOT NULL,
      reason TEXT NOT NULL
    ) STRICT;

    CREATE TABLE word (
      link INTEGER PRIMARY KEY REFERENCES link (sequence),
      post INTEGER NOT NULL REFERENCES post (number),
      kind TEXT NOT NULL CHECK (kind IN ('approval', 'withdrawal')),
      role TEXT NOT NULL,
      employee INTEGER REFERENCES employee (key),
      at INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE edit (
      link INTEGER PRIMARY KEY REFERENCES link (sequence),
      post INTEGER NOT NULL REFERENCES post (number),
      contentHash BLOB NOT NULL,
      UNIQUE (post, contentHash)
    ) STRICT;
    """
}

extension LedgerSchema {
  /// Version 2 keeps those who wait as sets, a row for each network and what it waits for.
  ///
  /// A row a candidate made a post that falls due at night cost as many rows as the company has
  /// accounts, twice. Of the new tables only `waitingGroup.remaining` ever changes: how many still
  /// wait, which is what is left of a group when its settlements are taken off.
  static func bringVersion2(_ db: Database) throws {
    try db.execute(sql: version2)
    try convertWaiting(db)
    try db.execute(sql: "DROP TABLE waiting")
  }

  private static let version2 = """
    CREATE TABLE waitingGroup (
      number INTEGER PRIMARY KEY,
      post INTEGER NOT NULL REFERENCES post (number),
      network INTEGER NOT NULL REFERENCES network (number),
      link INTEGER NOT NULL REFERENCES decision (link),
      outcome INTEGER NOT NULL CHECK (outcome IN (2, 3)),
      until INTEGER NOT NULL,
      employees BLOB NOT NULL,
      remaining INTEGER NOT NULL CHECK (remaining >= 0),
      UNIQUE (link, network, outcome, until)
    ) STRICT;
    CREATE INDEX waitingOfPost ON waitingGroup (post);
    DROP INDEX stillWaiting;
    CREATE INDEX stillWaiting ON waitingGroup (post, until) WHERE remaining > 0;

    CREATE TABLE settlement (
      link INTEGER NOT NULL REFERENCES decision (link),
      waiting INTEGER NOT NULL REFERENCES waitingGroup (number),
      employees BLOB NOT NULL,
      PRIMARY KEY (link, waiting)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX settlementOfWaiting ON settlement (waiting);

    ALTER TABLE ledger ADD COLUMN setsFrom INTEGER NOT NULL DEFAULT 1 CHECK (setsFrom > 0);
    UPDATE ledger SET setsFrom = (SELECT COALESCE(MAX(sequence), 0) + 1 FROM link);
    """

  /// What candidates of one row of the new table have in common.
  private struct Group: Hashable {
    var post: Int64
    var link: Int64
    var network: Int64
    var outcome: Int64
    var until: Int64
  }

  /// Gathers the rows of version 1, a candidate each, into sets.
  private static func convertWaiting(_ db: Database) throws {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT post, link, network, outcome, until, employee, settledBy FROM waiting
        ORDER BY post, link, network, outcome, until, employee
        """)
    var current: Group?
    var members: [(key: Int64, end: Int64?)] = []
    while let row = try rows.next() {
      let group = Group(
        post: try row.integer(0), link: try row.integer(1), network: try row.integer(2),
        outcome: try row.integer(3), until: try row.integer(4))
      if let done = current, done != group {
        try insert(done, members, db)
        members.removeAll(keepingCapacity: true)
      }
      current = group
      members.append((key: try row.integer(5), end: try row.optionalInteger(6)))
    }
    if let current { try insert(current, members, db) }
  }

  private static func insert(
    _ group: Group, _ members: [(key: Int64, end: Int64?)], _ db: Database
  ) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO waitingGroup (post, link, network, outcome, until, employees, remaining)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      group.post, group.link, group.network, group.outcome, group.until,
      KeySet(members.map(\.key)).bytes.blob, members.count { $0.end == nil },
    ])
    let number = db.lastInsertedRowID
    let ends = Dictionary(grouping: members.filter { $0.end != nil }) { $0.end ?? 0 }
    for (link, members) in ends.sorted(by: { $0.key < $1.key }) {
      try db.cachedStatement(
        sql: "INSERT INTO settlement (link, waiting, employees) VALUES (?, ?, ?)"
      ).execute(arguments: [link, number, KeySet(members.map(\.key)).bytes.blob])
    }
  }
}
