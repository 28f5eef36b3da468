import AdvocacyTestSupport
import GRDB
import Testing

@testable import AdvocacyLedger

@Suite("Bringing a ledger up to date")
struct MigrationTests {
  private static let next =
    LedgerSchema.steps + [
      LedgerSchema.Step(release: "8.8", sql: "CREATE TABLE later (a INTEGER) STRICT")
    ]

  @Test("a step is taken once, and the ledger then says which release it needs")
  func migration() throws {
    let fixture = try LedgerFixture()
    try fixture.ledger.queue.inDatabase { db in
      try LedgerSchema.migrate(db, from: LedgerSchema.version, by: Self.next)
      try LedgerSchema.migrate(db, from: LedgerSchema.version + 1, by: Self.next)
      #expect(try LedgerSchema.number(db, "PRAGMA user_version") == LedgerSchema.version + 1)
      #expect(try LedgerSchema.statements(db)["later"] != nil)
      #expect(try String.fetchOne(db, sql: "SELECT requires FROM ledger") == "8.8")
    }
  }

  @Test("a step that fails leaves the ledger as it was")
  func failure() throws {
    let fixture = try LedgerFixture()
    let broken = Self.next + [LedgerSchema.Step(release: "8.9", sql: "CREATE TABLE post (a)")]
    try fixture.ledger.queue.inDatabase { db in
      let before = try LedgerSchema.statements(db)
      #expect(throws: DatabaseError.self) {
        try LedgerSchema.migrate(db, from: LedgerSchema.version, by: broken)
      }
      #expect(try LedgerSchema.statements(db) == before)
      #expect(try LedgerSchema.number(db, "PRAGMA user_version") == LedgerSchema.version)
    }
    #expect(try fixture.ledger.verify().isSound)
  }

  @Test("the ledger of before is kept whole under a name of its own, also after a second try")
  func keeping() throws {
    let fixture = try LedgerFixture()
    try fixture.fanOut("one")
    for _ in 0..<2 {
      try Ledger.keepBeforeMigration(fixture.ledger.queue, at: fixture.ledger.path)
    }
    let name = "ledger-before-schema-\(LedgerSchema.version).sqlite"
    let kept = try Ledger.open(at: fixture.directory.file(name), access: .read)
    #expect(try kept.verify().isSound)
    #expect(try kept.canonicalDump() == fixture.ledger.canonicalDump())
  }

  @Test("the settings that a power cut asks for are in force on the writing connection")
  func durability() throws {
    let fixture = try LedgerFixture()
    for ledger in [
      fixture.ledger, try Ledger.open(at: fixture.ledger.path, access: .write),
    ] {
      try ledger.queue.inDatabase { db throws in
        #expect(try String.fetchOne(db, sql: "PRAGMA journal_mode") == "delete")
        #expect(try LedgerSchema.number(db, "PRAGMA synchronous") == 3)
        #expect(try LedgerSchema.number(db, "PRAGMA foreign_keys") == 1)
        #expect(try LedgerSchema.number(db, "PRAGMA trusted_schema") == 0)
        #expect(try LedgerSchema.number(db, "PRAGMA cell_size_check") == 1)
      }
    }
  }
}
