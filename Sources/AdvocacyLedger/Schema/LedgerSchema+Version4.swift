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
