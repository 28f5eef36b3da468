import AdvocacyModel
import AdvocacyTestSupport
import Foundation
import GRDB
import Testing

@testable import AdvocacyLedger

@Suite("What employees say, on record")
struct PeopleRecordTests {
  /// A ledger in which Ana stays out of a topic, and Bo proposed something that Cy accepted.
  private func lived() throws -> LedgerFixture {
    let fixture = try LedgerFixture()
    let network = try #require(NetworkID("x"))
    let people = fixture.people
    try fixture.ledger.record([
      Refusal(people[0], .topic("Hiring"), at: instant(10)),
      Refusal(people[1], .network(network), at: instant(11)),
      Refusal(people[1], .network(network), isTakenBack: true, at: instant(12)),
    ])
    let post = ProposedPost(
      title: "Zebra", text: "Zebras", networks: [network], topics: ["a"], at: instant(50))
    try fixture.ledger.propose([(post, people[1])], at: instant(20))
    try fixture.ledger.record(
      ProposalRecord(
        number: 1, .accepted(post, as: PostID("zebra")), by: people[2], as: "editor",
        at: instant(30), note: "Zebra noted"))
    return fixture
  }

  @Test("comes back as it was said, the last word on a subject counting")
  func roundTrip() throws {
    let fixture = try lived()
    let people = fixture.people
    let standing = try fixture.ledger.standingRefusals()
    #expect(standing.of(people[0]).map(\.subject) == [.topic("Hiring")])
    #expect(standing.has(people[0], .topic("HIRING")))
    #expect(standing.of(people[1]).isEmpty)
    #expect(try fixture.ledger.refusals(of: people[1]).map(\.isTakenBack) == [false, true])
    let proposal = try #require(Proposal.all(try fixture.ledger.proposalRecords()).first)
    #expect(proposal.state == .accepted && proposal.author == people[1])
    #expect(proposal.accepted?.id.text == "zebra" && proposal.accepted?.post == proposal.proposed)
    #expect(proposal.answer?.note == "Zebra noted" && proposal.answer?.role == "editor")
    #expect(try fixture.ledger.verify().problems == [])
  }

  @Test("goes with its author: no byte of the text is left, and all still verifies")
  func erased() throws {
    let fixture = try lived()
    let head = try fixture.ledger.facts().head
    #expect(try fixture.ledger.noteCount(of: fixture.people[1]) { _ in false } == (1, 2))
    try fixture.ledger.forget { $0 == fixture.people[1] }
    let bytes = try LedgerFixture.bytes(of: fixture)
    #expect(bytes.range(of: Data("ebra".utf8)) == nil)
    let proposal = try #require(Proposal.all(try fixture.ledger.proposalRecords()).first)
    #expect(proposal.state == .accepted && proposal.proposed == nil && proposal.accepted == nil)
    #expect(try fixture.ledger.verify(expecting: head).problems == [])
  }

  @Test(
    "can't be changed unseen",
    arguments: [
      "UPDATE refusal SET subject = 'x'", "UPDATE refusal SET isTakenBack = 0",
      "UPDATE refusal SET employee = 1 + (SELECT MIN(employee) FROM refusal)",
      "DELETE FROM refusal", "UPDATE proposal SET number = 2", "UPDATE proposal SET role = 'legal'",
      "UPDATE proposal SET kind = 'declined' WHERE kind = 'accepted'",
      "UPDATE proposal SET textHash = NULL", "UPDATE proposalText SET body = 'x'",
      "UPDATE proposalText SET salt = x'00'",
    ])
  func altered(sql: String) throws {
    let fixture = try lived()
    try fixture.ledger.queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA foreign_keys = OFF")
      try db.execute(sql: sql)
    }
    #expect(try !fixture.ledger.verify().isSound)
  }

  @Test("is in a backup, and in the ledger that is restored from it")
  func backup() throws {
    let fixture = try lived()
    let copy = fixture.directory.file("copy.sqlite")
    try fixture.ledger.backUp(to: copy)
    let restored = try Ledger.open(at: copy, access: .read)
    #expect(try restored.refusals() == fixture.ledger.refusals())
    #expect(try restored.proposalRecords() == fixture.ledger.proposalRecords())
  }

  @Test("the words in its rows are a contract with ledgers already written")
  func words() {
    #expect(Refusal.Kind.allCases.map(\.rawValue) == ["post", "campaign", "topic", "network"])
    #expect([LinkKind.refusal, .proposal].map(\.storedName) == ["refusal", "proposal"])
  }
}
