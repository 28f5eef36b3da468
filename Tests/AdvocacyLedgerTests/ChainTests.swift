import AdvocacyLedger
import AdvocacyModel
import Foundation
import Testing

@Suite("The audit chain")
struct ChainTests {
  /// The file of a ledger with every kind of fact.
  private static let template = Result { try LedgerFixture.bytes(of: fill()) }

  /// A ledger with every kind of fact.
  static func full() throws -> LedgerFixture { try LedgerFixture(bytes: template.get()) }

  /// Writes every kind of fact to a new ledger.
  static func fill() throws -> LedgerFixture {
    let fixture = try LedgerFixture()
    let run = fixture.run()
    try fixture.ledger.record(
      PostStatement(
        .approval, post: postID("a"), role: "legal", employee: fixture.people.last,
        at: instant(50), note: "Figures checked"))
    try fixture.fanOut("a", in: run)
    try fixture.fanOut("b", at: 150, in: run)
    try run.record(
      Skip(post: postID("old"), reason: .beforeStart, at: instant(150)),
      of: fixture.post("old", at: -50), contentHash: hash("old"))
    _ = try run.record(setAside: [
      SetAside(
        post: "bad\u{0}id", place: Place(file: "queue.json", line: 3, path: "posts[0]"),
        reason: "no text", contentHash: hash("bad"))
    ])
    _ = try run.noteEdited(postID("a"), contentHash: hash("a2"))
    let linkedin = try network("linkedin")
    let plans = [
      try fixture.plan("a", linkedin, [fixture.like(2, at: 601)]),
      try fixture.plan("a", network("x"), [fixture.like(1, at: 1601), fixture.like(2, at: 1602)]),
    ]
    try run.record(
      Decision(
        at: instant(600), post: postID("a"), event: .resumed,
        settled: [fixture.group(linkedin, [2], until: 600)], planned: plans),
      of: fixture.post("a"), contentHash: hash("a"))
    var block = fixture.done([plans[0]])
    block.ended.append(EndedActs(key: plans[1].key, employees: [2], isLast: false))
    block.prevented = [
      PreventedAct(
        post: try postID("a"), network: try network("x"), employee: 2, at: instant(601),
        rule: try #require(RuleID("three-a-day")))
    ]
    try run.record([.acts(block)])
    return fixture
  }

  @Test("a ledger with every kind of fact is sound")
  func sound() throws {
    let fixture = try Self.full()
    let verification = try fixture.ledger.verify()
    #expect(verification.problems == [])
    #expect(verification.links == 12)
    #expect(try verification.head == fixture.ledger.facts().head)
    #expect(try fixture.ledger.verify(expecting: verification.head).isSound)
  }

  @Test(
    "whatever is changed, deleted, inserted or re-ordered shows",
    arguments: [
      "UPDATE ledger SET seed = 5", "UPDATE ledger SET start = start - 1",
      "UPDATE run SET now = now + 1", "UPDATE run SET policyVersion = '2'",
      "UPDATE input SET bytes = x'00' WHERE number = 1", "UPDATE run SET roster = configuration",
      "UPDATE network SET id = 'y' WHERE id = 'x'", "UPDATE post SET id = 'q' WHERE id = 'b'",
      "UPDATE content SET body = replace(body, 'Hello', 'Hallo')",
      "UPDATE content SET hash = x'00'", "UPDATE content SET ends = ends + 1 WHERE post = 2",
      "UPDATE content SET link = 4 WHERE post = 2", "DELETE FROM content WHERE post = 2",
      "UPDATE decision SET allowedEmployees = 2", "UPDATE decision SET at = at - 1",
      "UPDATE decision SET event = 'approved' WHERE event = 'resumed'",
      "UPDATE verdictCount SET count = count + 1", "DELETE FROM verdictCount WHERE rule <> ''",
      "INSERT INTO verdictCount VALUES (4, 1, 4, 'r', 1)",
      "INSERT INTO verdictCount VALUES (7, 1, 4, 'r', 1)",
      "UPDATE waitingGroup SET until = until + 1", "UPDATE waitingGroup SET outcome = 3",
      "UPDATE waitingGroup SET remaining = 1", "UPDATE waitingGroup SET employees = x'000001'",
      "DELETE FROM settlement", "DELETE FROM waitingGroup WHERE remaining > 0",
      "INSERT INTO settlement SELECT 11, number, employees FROM waitingGroup WHERE remaining > 0",
      "UPDATE settlement SET employees = x'00'", "UPDATE settlement SET waiting = 2",
      "UPDATE waitingGroup SET employees = x'02'", "UPDATE settlement SET employees = x''",
      "UPDATE ledger SET setsFrom = 90", "UPDATE ledger SET actsFrom = 90",
      "UPDATE run SET semantics = 1", "UPDATE acts SET until = until + 1", "DELETE FROM acts",
      "UPDATE plannedGroup SET remaining = remaining + 1",
      "UPDATE plannedGroup SET hour = hour + 1",
      "UPDATE plannedGroup SET outcome = 3", "UPDATE plannedGroup SET acts = x''",
      "UPDATE plannedGroup SET acts = x'0001ff0000'", "DELETE FROM plannedEnd",
      "UPDATE plannedGroup SET network = 3 - network",
      "DELETE FROM plannedGroup WHERE remaining > 0",
      "UPDATE plannedEnd SET employees = x'00' WHERE employees <> x''",
      "UPDATE plannedEnd SET link = 11 WHERE link = 12",
      "INSERT INTO plannedEnd SELECT 12, number, x'' FROM plannedGroup WHERE link = 4",
      "UPDATE prevention SET rule = 'other'", "UPDATE prevention SET at = at - 1",
      "DELETE FROM prevention", "UPDATE prevention SET link = 5",
      "UPDATE word SET noteHash = NULL", "UPDATE note SET text = 'Figures unchecked'",
      "UPDATE amplification SET at = at + 1 WHERE action = 2",
      "UPDATE amplification SET variant = 1 WHERE action = 2",
      "UPDATE amplification SET isDisclosed = 0",
      "UPDATE amplification SET action = 1 WHERE action = 2",
      "DELETE FROM amplification WHERE action = 2", "UPDATE amplification SET link = 4",
      "INSERT INTO amplification SELECT post, employee, network, 3, link, at, 0, 0 "
        + "FROM amplification LIMIT 1",
      "INSERT INTO amplification SELECT post, employee, network, 3, 7, at, 0, 0 "
        + "FROM amplification LIMIT 1",
      "UPDATE skip SET reason = 'expired'", "DELETE FROM skip",
      "UPDATE setAside SET reason = 'x'", "UPDATE setAside SET line = NULL",
      "UPDATE word SET role = 'boss'", "UPDATE word SET employee = NULL",
      "INSERT INTO word SELECT link + 1, post, kind, role, employee, at, NULL FROM word",
      "UPDATE edit SET contentHash = x'00'", "DELETE FROM edit",
      "UPDATE link SET hash = zeroblob(32) WHERE sequence = 9",
      "UPDATE link SET kind = 'skip' WHERE sequence = 4", "UPDATE link SET run = NULL",
      "DELETE FROM link WHERE sequence = 5",
      "DELETE FROM link WHERE sequence = 12",
      "INSERT INTO link VALUES (13, 'skip', NULL, zeroblob(32))",
      "UPDATE link SET sequence = 99 WHERE sequence = 6",
      "UPDATE decision SET link = 44 WHERE link = 4; UPDATE decision SET link = 4 WHERE link = 6; "
        + "UPDATE decision SET link = 6 WHERE link = 44",
      "UPDATE progress SET watermark = 0", "DELETE FROM employee",
      "UPDATE progress SET watermark = watermark + 86400000", "UPDATE progress SET heartbeat = 1",
      "UPDATE progress SET seal = NULL", "UPDATE progress SET employees = zeroblob(16)",
      "UPDATE ledger SET requires = '99.0'",
      "UPDATE ledger SET isClockSimulated = 1 - isClockSimulated",
      "UPDATE ledger SET actsFrom = 2",
      "UPDATE employee SET rosterID = NULL WHERE rosterID = 'cy'",
      "UPDATE employee SET rosterID = '_' WHERE rosterID = 'ana'; "
        + "UPDATE employee SET rosterID = 'ana' WHERE rosterID = 'bo'; "
        + "UPDATE employee SET rosterID = 'bo' WHERE rosterID = '_'",
      "DELETE FROM decision WHERE link = 11", "DROP INDEX fannedOutOnce",
      "CREATE TRIGGER quiet AFTER INSERT ON skip BEGIN DELETE FROM edit; END",
    ])
  func tampering(_ sql: String) throws {
    let fixture = try Self.full()
    try fixture.tamper(sql)
    #expect(try !fixture.ledger.verify().isSound)
  }

  @Test(
    "what was changed of what a ledger says of itself is known to whoever opens it",
    arguments: [
      "UPDATE progress SET watermark = 0", "UPDATE progress SET watermark = watermark + 1",
      "UPDATE progress SET heartbeat = 1", "UPDATE progress SET seal = NULL",
      "UPDATE ledger SET start = start - 1", "UPDATE ledger SET requires = '99.0'",
      "UPDATE ledger SET isClockSimulated = 1 - isClockSimulated",
      "UPDATE ledger SET createdAt = 0", "UPDATE ledger SET actsFrom = 2",
    ])
  func alteration(_ sql: String) throws {
    let fixture = try Self.full()
    #expect(try fixture.ledger.facts().alteration == nil)
    try fixture.tamper(sql)
    let told = try #require(try fixture.ledger.facts().alteration)
    #expect(try fixture.ledger.verify().problems.map(\.message).contains(told))
  }

  @Test("a chain cut off at its end is sound by itself and betrayed by a head noted before")
  func truncation() throws {
    let fixture = try Self.full()
    let head = try fixture.ledger.facts().head
    try fixture.tamper(
      """
      DELETE FROM amplification WHERE link = 12;
      DELETE FROM prevention WHERE link = 12;
      DELETE FROM plannedEnd WHERE link = 12;
      DELETE FROM acts WHERE link = 12;
      DELETE FROM plannedGroup WHERE link = 11;
      DELETE FROM settlement WHERE link = 11;
      UPDATE waitingGroup SET remaining = 1;
      DELETE FROM decision WHERE link = 11;
      DELETE FROM link WHERE sequence IN (11, 12)
      """)
    #expect(try fixture.ledger.verify().isSound)
    let verification = try fixture.ledger.verify(expecting: head)
    #expect(verification.problems.map(\.message) == ["the chain ends at link 10, it had 12"])
  }

  @Test("a note that was erased leaves the chain sound")
  func erasedNote() throws {
    let fixture = try Self.full()
    #expect(try fixture.ledger.statements().first?.note == "Figures checked")
    try fixture.tamper("DELETE FROM note")
    #expect(try fixture.ledger.verify().problems == [])
    #expect(try fixture.ledger.statements().first?.note == nil)
  }

  @Test("another ledger in the same place doesn't match a head noted before")
  func swapped() throws {
    let head = try Self.full().ledger.facts().head
    #expect(try !Self.fill().ledger.verify(expecting: head).isSound)
  }

  @Test("the chain still verifies once an employee is forgotten, and what they did still counts")
  func forgetting() throws {
    let fixture = try Self.full()
    let head = try fixture.ledger.facts().head
    #expect(try fixture.ledger.forget(where: { $0.text == "cy" }) == 1)
    #expect(try fixture.ledger.verify(expecting: head).problems == [])
    let facts = try fixture.ledger.reportFacts(asOf: instant(9000))
    #expect(facts.employees.count == 3)
    #expect(facts.employees.filter { $0.text.hasPrefix("_forgotten.") }.count == 1)
    let waiting = try #require(
      try fixture.ledger.waiting(over: fixture.ledger.keys(of: fixture.people)).first)
    let leavers = waiting.groups.flatMap(\.leavers)
    #expect(leavers.count == 1 && leavers.allSatisfy { $0.text.hasPrefix("_forgotten.") })
    try fixture.run().record(
      Decision(at: instant(8000), post: waiting.post, event: .resumed, settled: waiting.groups),
      of: fixture.post("b"), contentHash: hash("b"))
    #expect(try fixture.ledger.waitingCounts().isEmpty)
    #expect(try fixture.ledger.verify().problems == [])
  }
}
