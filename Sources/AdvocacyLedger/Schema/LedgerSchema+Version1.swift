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
