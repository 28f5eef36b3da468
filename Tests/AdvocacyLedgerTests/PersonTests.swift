import AdvocacyModel
import GRDB
import Testing

@testable import AdvocacyLedger

@Suite("What the ledger holds of a person")
struct PersonTests {
  /// The columns that name employees, and those that may hold texts about them.
  private static let read: Set<String> = [
    "amplification.employee", "content.body", "decision.allowed", "employee.key",
    "employee.rosterID", "input.bytes", "note.text", "plannedEnd.employees", "plannedGroup.acts",
    "prevention.employee", "proposal.employee", "proposalText.body", "refusal.employee",
    "refusal.subject", "setAside.post", "setAside.path", "setAside.reason",
    "settlement.employees", "waitingGroup.employees", "word.employee",
  ]
  /// Columns of texts and bytes that name nobody.
  private static let others: Set<String> = [
    "decision.event", "ledger.id", "ledger.requires", "link.hash", "link.kind", "network.id",
    "post.id", "run.policyVersion", "run.toolVersion", "skip.reason", "word.kind", "word.role",
    "word.noteHash", "content.hash", "input.hash", "note.salt", "setAside.contentHash",
    "setAside.file", "prevention.rule", "verdictCount.rule", "edit.contentHash",
    "progress.employees", "refusal.kind", "proposal.kind", "proposal.role", "proposal.textHash",
    "proposal.noteHash", "proposalText.part", "proposalText.salt",
  ]

  @Test("every column that can name somebody is among what a person is shown")
  func columns() throws {
    let fixture = try LedgerFixture()
    let columns = try DatabaseQueue(path: fixture.ledger.path).read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT entry.name || '.' || field.name AS name
          FROM sqlite_schema AS entry JOIN pragma_table_info(entry.name) AS field
          WHERE entry.type = 'table' AND entry.name NOT LIKE 'sqlite%'
            AND (field.type IN ('TEXT', 'BLOB') OR field.name IN ('employee', 'key'))
          """
      ).map { $0["name"] as String }
    }
    let sealed = columns.filter { $0.hasSuffix("eal") || $0.contains("seal") }
    let unknown = Set(columns).subtracting(Self.read).subtracting(Self.others)
      .subtracting(sealed)
    #expect(
      unknown.isEmpty,
      "say in Ledger+Person.swift and here whether these tell of people: \(unknown.sorted())")
    #expect(Self.read.isSubset(of: columns), "\(Self.read.subtracting(columns).sorted())")
  }

  @Test("somebody whom it doesn't know has nothing in it")
  func nobody() throws {
    let fixture = try LedgerFixture()
    #expect(try fixture.ledger.person(#require(EmployeeID("nobody"))) { _ in true } == nil)
  }
}
