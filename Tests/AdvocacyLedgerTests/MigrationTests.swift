import AdvocacyModel
import AdvocacyTestSupport
import Foundation
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

  /// A ledger as release 0.1.0 left it: candidates that waited, that wait, and one forgotten since.
  private static func schema1() throws -> (directory: TemporaryDirectory, path: String) {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let sql = tests.appending(path: "Faults/fixtures/schema-1/ledger.sql")
    let directory = try TemporaryDirectory()
    let path = directory.file("ledger.sqlite")
    // The text puts rows in the order of their tables' names.
    var configuration = GRDB.Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    let text = try String(contentsOf: sql, encoding: .utf8)
    try queue.writeWithoutTransaction { try $0.execute(sql: text) }
    try queue.close()
    return (directory, path)
  }

  @Test("who waited in schema 1 waits in sets afterwards, and the chain is the same and sound")
  func fromSchema1() throws {
    let (directory, path) = try Self.schema1()
    defer { withExtendedLifetime(directory) {} }
    var configuration = GRDB.Configuration()
    configuration.readonly = true
    let before = try DatabaseQueue(path: path, configuration: configuration)
    let (head, rows, open) = try before.read { db in
      (
        try Data.fetchOne(db, sql: "SELECT hash FROM link ORDER BY sequence DESC LIMIT 1"),
        try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM waiting") ?? 0,
        try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM waiting WHERE settledBy IS NULL") ?? 0
      )
    }
    try before.close()
    #expect(throws: Failure.self) { try Ledger.open(at: path, access: .read) }
    let ledger = try Ledger.open(at: path, access: .write)
    let verification = try ledger.verify()
    #expect(verification.problems == [])
    #expect(verification.head.hash == head.map { SHA256Digest.hex(Array($0)) })
    #expect(try ledger.waitingCounts().reduce(0) { $0 + $1.count } == open)
    let lines = try ledger.canonicalDump().split(separator: "\n")
    let waiting = lines.filter { $0.hasPrefix("waiting ") }
    #expect(waiting.count == open && rows > open && open > 0)
    let everybody = try ledger.employees()
    let groups = try ledger.waiting(over: ledger.keys(of: everybody)).flatMap(\.groups)
    #expect(groups.reduce(0) { $0 + $1.count } == open)
    #expect(groups.contains { !$0.leavers.isEmpty })
  }

  @Test(
    "a ledger of schema 1 that was altered is as unsound afterwards",
    arguments: [
      "UPDATE waiting SET until = until + 1", "UPDATE waiting SET settledBy = NULL",
      "DELETE FROM waiting WHERE settledBy IS NULL", "UPDATE waiting SET outcome = 5 - outcome",
    ])
  func alteredSchema1(_ sql: String) throws {
    let (directory, path) = try Self.schema1()
    defer { withExtendedLifetime(directory) {} }
    let queue = try DatabaseQueue(path: path)
    try queue.write { try $0.execute(sql: sql) }
    try queue.close()
    #expect(try !Ledger.open(at: path, access: .write).verify().isSound)
  }

  @Test("acts that an older program recorded ahead of its watermark are planned, with their link")
  func actsAhead() throws {
    let (directory, ledger) = try StoredFixture.ledgerAhead()
    defer { withExtendedLifetime(directory) {} }
    #expect(try ledger.verify().problems == [])
    let watermark = try ledger.facts().watermark
    let late = try ledger.queue.read { db in
      try LedgerSchema.number(
        db, "SELECT COUNT(*) FROM amplification, progress WHERE amplification.at > watermark")
    }
    #expect(late == 0)
    let counts = try ledger.plannedCounts()
    #expect(counts.map(\.instants.count) == [4])
    #expect(counts.flatMap(\.instants).allSatisfy { $0 > watermark })
    // By the first semantics all took part by the decision; by today's those who acted.
    #expect(try ledger.participations(since: .distantPast, by: .first).entries.count == 8)
    #expect(try ledger.participations(since: .distantPast).entries.count == 4)
  }

  @Test(
    "a plan that was taken over and altered shows",
    arguments: [
      "UPDATE plannedGroup SET acts = CAST(acts || x'0001010000' AS BLOB)",
      "DELETE FROM plannedGroup",
      "UPDATE plannedGroup SET hour = hour + 1", "UPDATE ledger SET actsFrom = 1",
      "UPDATE amplification SET at = at + 86400000",
    ])
  func alteredPlan(_ sql: String) throws {
    let (directory, ledger) = try StoredFixture.ledgerAhead()
    defer { withExtendedLifetime(directory) {} }
    try ledger.queue.write { try $0.execute(sql: sql) }
    #expect(try !ledger.verify().isSound)
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
