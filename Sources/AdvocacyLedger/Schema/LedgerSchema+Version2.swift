import GRDB

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
