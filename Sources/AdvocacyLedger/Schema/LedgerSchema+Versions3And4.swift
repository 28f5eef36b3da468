import GRDB

extension LedgerSchema {
  /// Version 3 records acts when they happen.
  ///
  /// Everybody asked has a planned act until its instant passes; planned acts stand in groups, one
  /// for each post, network and hour, as those who wait do. Of the new tables only
  /// `plannedGroup.remaining` ever changes. Posts whose links were voided by a rewind move to a
  /// number of their own, so that whatever names the live one counts.
  ///
  /// Amplifications declare no references: SQLite would look up four for each of millions of rows,
  /// which took 6 % of a large run (from a profile); `verify` looks instead.
  ///
  /// Acts that an older program recorded ahead of its watermark become planned ones, with their
  /// link, which verifies over both.
  static func bringVersion3(_ db: Database) throws {
    try db.execute(sql: version3)
    try planAhead(db)
    try db.execute(sql: Seals.columns)
    try Seals.begin(db)
  }

  private static let version3 = """
    CREATE TABLE newLink (
      sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
      kind TEXT NOT NULL CHECK (
        kind IN ('birth', 'run', 'decision', 'acts', 'skip', 'setAside', 'word', 'edit', \
    'clock', 'rewind')),
      run INTEGER REFERENCES run (link),
      hash BLOB NOT NULL CHECK (length(hash) = 32)
    ) STRICT;
    INSERT INTO newLink SELECT sequence, kind, run, hash FROM link;
    DROP TABLE link;
    ALTER TABLE newLink RENAME TO link;

    CREATE TABLE newPost (
      number INTEGER PRIMARY KEY CHECK (number > 0),
      id TEXT NOT NULL,
      voidedBy INTEGER NOT NULL DEFAULT 0 CHECK (voidedBy >= 0),
      UNIQUE (id, voidedBy)
    ) STRICT;
    INSERT INTO newPost (number, id) SELECT number, id FROM post;
    DROP TABLE post;
    ALTER TABLE newPost RENAME TO post;

    CREATE TABLE newAmplification (
      post INTEGER NOT NULL,
      employee INTEGER NOT NULL,
      network INTEGER NOT NULL,
      action INTEGER NOT NULL CHECK (action BETWEEN 0 AND 4),
      link INTEGER NOT NULL,
      at INTEGER NOT NULL,
      variant INTEGER NOT NULL CHECK (variant >= 0),
      isDisclosed INTEGER NOT NULL CHECK (isDisclosed IN (0, 1)),
      PRIMARY KEY (post, employee, network, action)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO newAmplification
      SELECT post, employee, network, action, link, at, variant, isDisclosed FROM amplification
      ORDER BY post, employee, network, action;
    DROP TABLE amplification;
    ALTER TABLE newAmplification RENAME TO amplification;

    CREATE TABLE acts (
      link INTEGER PRIMARY KEY REFERENCES link (sequence),
      since INTEGER NOT NULL,
      until INTEGER NOT NULL CHECK (until >= since)
    ) STRICT;

    CREATE TABLE plannedGroup (
      number INTEGER PRIMARY KEY,
      post INTEGER NOT NULL REFERENCES post (number),
      network INTEGER NOT NULL REFERENCES network (number),
      link INTEGER NOT NULL REFERENCES link (sequence),
      outcome INTEGER NOT NULL CHECK (outcome IN (0, 3)),
      hour INTEGER NOT NULL,
      acts BLOB NOT NULL,
      remaining INTEGER NOT NULL CHECK (remaining >= 0),
      UNIQUE (link, post, network, outcome, hour)
    ) STRICT;
    CREATE INDEX stillPlanned ON plannedGroup (post, network, outcome, hour) WHERE remaining > 0;

    CREATE TABLE plannedEnd (
      link INTEGER NOT NULL REFERENCES link (sequence),
      planned INTEGER NOT NULL REFERENCES plannedGroup (number),
      employees BLOB NOT NULL,
      PRIMARY KEY (link, planned)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX endOfPlanned ON plannedEnd (planned);

    CREATE TABLE prevention (
      post INTEGER NOT NULL REFERENCES post (number),
      employee INTEGER NOT NULL REFERENCES employee (key),
      network INTEGER NOT NULL REFERENCES network (number),
      link INTEGER NOT NULL REFERENCES link (sequence),
      at INTEGER NOT NULL,
      rule TEXT NOT NULL,
      PRIMARY KEY (post, employee, network)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE clock (
      link INTEGER PRIMARY KEY REFERENCES link (sequence),
      realTime INTEGER NOT NULL,
      known INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE rewind (
      link INTEGER PRIMARY KEY REFERENCES link (sequence),
      at INTEGER NOT NULL,
      since INTEGER NOT NULL REFERENCES link (sequence),
      realTime INTEGER NOT NULL
    ) STRICT;

    ALTER TABLE word ADD COLUMN noteHash BLOB CHECK (length(noteHash) = 32);
    CREATE TABLE note (
      link INTEGER PRIMARY KEY REFERENCES word (link),
      salt BLOB NOT NULL,
      text TEXT NOT NULL
    ) STRICT;

    ALTER TABLE decision ADD COLUMN allowed BLOB;
    ALTER TABLE run ADD COLUMN semantics INTEGER NOT NULL DEFAULT 1 CHECK (semantics > 0);
    ALTER TABLE ledger ADD COLUMN actsFrom INTEGER NOT NULL DEFAULT 1 CHECK (actsFrom > 0);
    UPDATE ledger SET actsFrom = (SELECT COALESCE(MAX(sequence), 0) + 1 FROM link);
    """

  /// Turns acts dated after the watermark into planned ones.
  ///
  /// - Complexity: O(acts): the table has no order by time.
  private static func planAhead(_ db: Database) throws {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT post, network, link, employee, action, at, variant, isDisclosed FROM amplification
        WHERE at > (SELECT watermark FROM progress)
        ORDER BY link, post, network, employee, action
        """)
    var groups: [PlannedGroupRow: [PlannedEntry]] = [:]
    while let row = try rows.next() {
      let at = try row.integer(5)
      let group = PlannedGroupRow(
        post: try row.integer(0), link: try row.integer(2), network: try row.integer(1),
        outcome: PlannedGroupRow.planned, hour: at - at % 3_600_000)
      var entry = PlannedEntry(
        key: try row.integer(3), at: at, actions: 1 << UInt8(try row.integer(4)),
        variant: try row.integer(6), attempt: 0, isDisclosed: try row.integer(7) == 1)
      if let last = groups[group]?.last, last.key == entry.key {
        entry.actions |= last.actions
        entry.variant = max(entry.variant, last.variant)
        groups[group]?.removeLast()
      }
      groups[group, default: []].append(entry)
    }
    let insert = try db.cachedStatement(sql: PlannedGroupRow.insertSQL)
    for (group, entries) in groups.sorted(by: { $0.key < $1.key }) {
      let acts = PlannedEntry.bytes(of: entries, hour: group.hour)
      try insert.execute(arguments: group.arguments(acts: acts, count: entries.count))
    }
    try db.execute(
      sql: "DELETE FROM amplification WHERE at > (SELECT watermark FROM progress)")
  }
}

extension LedgerSchema {
  /// Version 4 keeps what employees say: what they stay out of, and what they propose.
  ///
  /// Both name employees by key. Texts that people wrote stand in `proposalText`, each with a salt;
  /// the chain covers only the hash of both, so that they can be erased. A rewind voids neither: a
  /// wrong clock takes nothing back that an employee said.
  static let version4 = """
    CREATE TABLE newLink (
      sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
      kind TEXT NOT NULL CHECK (
        kind IN ('birth', 'run', 'decision', 'acts', 'skip', 'setAside', 'word', 'edit', \
    'clock', 'rewind', 'refusal', 'proposal')),
      run INTEGER REFERENCES run (link),
      hash BLOB NOT NULL CHECK (length(hash) = 32)
    ) STRICT;
    INSERT INTO newLink SELECT sequence, kind, run, hash FROM link;
    DROP TABLE link;
    ALTER TABLE newLink RENAME TO link;

    CREATE TABLE refusal (
      link INTEGER PRIMARY KEY REFERENCES link (sequence),
      employee INTEGER NOT NULL REFERENCES employee (key),
      kind TEXT NOT NULL CHECK (kind IN ('post', 'campaign', 'topic', 'network')),
      subject TEXT NOT NULL,
      isTakenBack INTEGER NOT NULL CHECK (isTakenBack IN (0, 1)),
      at INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE proposal (
      link INTEGER PRIMARY KEY REFERENCES link (sequence),
      number INTEGER NOT NULL CHECK (number > 0),
      kind TEXT NOT NULL CHECK (kind IN ('proposed', 'accepted', 'declined')),
      employee INTEGER NOT NULL REFERENCES employee (key),
      role TEXT NOT NULL,
      at INTEGER NOT NULL,
      textHash BLOB CHECK (length(textHash) = 32),
      noteHash BLOB CHECK (length(noteHash) = 32)
    ) STRICT;
    CREATE INDEX proposalByNumber ON proposal (number, link);

    CREATE TABLE proposalText (
      link INTEGER NOT NULL REFERENCES proposal (link),
      part TEXT NOT NULL CHECK (part IN ('text', 'note')),
      salt BLOB NOT NULL,
      body TEXT NOT NULL,
      PRIMARY KEY (link, part)
    ) STRICT, WITHOUT ROWID;
    """
}
