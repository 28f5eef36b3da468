import AdvocacyLedger
import AdvocacyModel
import Foundation
import Testing

@Suite("Notes that are erased")
struct NoteTests {
  private func statement(
    _ note: String, on post: String = "a", by employee: EmployeeID?
  ) throws -> PostStatement {
    PostStatement(
      .approval, post: try postID(post), role: "legal", employee: employee, at: instant(50),
      note: note)
  }

  @Test("who is forgotten takes their notes along, and those that mention them; no byte is left")
  func erased() throws {
    let fixture = try LedgerFixture()
    let ana = try #require(fixture.people.first)
    let bo = fixture.people[1]
    let own = "Checked with the zebra office"
    let mention = "As Ana Ruizzebra asked"
    for (note, person) in [(own, ana), (mention, bo), ("All figures fit", bo)] {
      try fixture.ledger.record(try statement(note, by: person))
    }
    #expect(try fixture.ledger.noteCount(of: ana) { $0.contains("Ana") } == (2, 0))
    let head = try fixture.ledger.facts().head
    try fixture.ledger.forget {
      $0 == ana
    } notes: {
      $0.contains("Ana")
    }
    #expect(
      try fixture.ledger.statements().map(\.note) == [nil, nil, "All figures fit"])
    #expect(try fixture.ledger.verify(expecting: head).problems == [])
    let bytes = try LedgerFixture.bytes(of: fixture)
    #expect(bytes.range(of: Data("zebra".utf8)) == nil)
    #expect(bytes.range(of: Data("All figures fit".utf8)) != nil)
    #expect(try fixture.number("SELECT COUNT(*) FROM word WHERE noteHash IS NOT NULL") == 3)
  }

  @Test("notes of a voided statement are erased too")
  func voided() throws {
    let fixture = try LedgerFixture()
    let bo = fixture.people[1]
    try fixture.fanOut("a", at: 20)
    try fixture.ledger.record(try statement("The zebra office agrees", by: bo))
    _ = try fixture.ledger.rewind(to: instant(25), realTime: instant(1))
    #expect(try fixture.ledger.statements().isEmpty)
    try fixture.ledger.forget { $0 == bo }
    #expect(
      try LedgerFixture.bytes(of: fixture).range(of: Data("zebra".utf8)) == nil)
    #expect(try fixture.ledger.verify().problems == [])
  }
}
