import AdvocacyLedger
import AdvocacyModel
import Foundation
import Testing

@Suite("Recording decisions")
struct FanOutTests {
  @Test("a post is fanned out once, whoever tries again")
  func onceOnly() throws {
    let fixture = try LedgerFixture()
    #expect(try fixture.fanOut("a"))
    let head = try fixture.ledger.facts().head
    let again: RunFact = .decision(
      try fixture.decision("a", at: 200), try fixture.post("a", at: 200), contentHash: hash("a"))
    #expect(try fixture.run().record([again]) == [false])
    let skip = Skip(post: try postID("a"), reason: .expired, at: instant(300))
    #expect(
      try !fixture.run().record(skip, of: fixture.post("a"), contentHash: hash("a")))
    #expect(try fixture.ledger.facts().head == head)
    #expect(try fixture.number("SELECT COUNT(*) FROM amplification") == 4)
  }

  @Test("an action that is there already is left out, and the chain covers what is there")
  func duplicateActions() throws {
    let fixture = try LedgerFixture()
    let run = fixture.run()
    try fixture.fanOut("a", in: run)
    let again = Decision(
      at: instant(700), post: try postID("a"), event: .resumed,
      planned: [
        try fixture.plan("a", network("x"), [fixture.like(0, at: 701)]),
        try fixture.plan("a", network("linkedin"), [fixture.like(0, at: 702)]),
      ])
    #expect(try run.record(again, of: fixture.post("a"), contentHash: hash("a")))
    #expect(try run.record([.acts(fixture.done(again.planned))]) == [true])
    #expect(try fixture.number("SELECT COUNT(*) FROM amplification") == 5)
    #expect(try fixture.ledger.verify().problems == [])
  }

  @Test("more actions than fit one statement arrive complete")
  func manyActions() throws {
    let fixture = try LedgerFixture(people: (0..<333).map { "person-\($0)" })
    try fixture.fanOut("a")
    #expect(try fixture.number("SELECT COUNT(*) FROM amplification") == 334)
    #expect(try fixture.ledger.verify().problems == [])
    let facts = try fixture.ledger.reportFacts(asOf: instant(9000))
    #expect(Set(facts.employees) == Set(fixture.people))
  }

  @Test("a decision that fails half way leaves nothing, and the run goes on")
  func atomicity() throws {
    let fixture = try LedgerFixture()
    let run = fixture.run()
    var broken = try fixture.decision("a")
    broken.waiting += broken.waiting
    #expect(throws: Failure.self) {
      try run.record(broken, of: fixture.post("a"), contentHash: hash("a"))
    }
    #expect(run.number == nil)
    #expect(try fixture.ledger.facts().head.sequence == 1)
    #expect(try fixture.number("SELECT COUNT(*) FROM post") == 0)
    #expect(try fixture.fanOut("a", in: run))
    #expect(try fixture.ledger.verify().problems == [])
  }

  @Test("the run and its inputs come with the first fact, each input once")
  func lazyRun() throws {
    let fixture = try LedgerFixture()
    let first = fixture.run()
    #expect(first.number == nil)
    try fixture.fanOut("a", in: first)
    try fixture.fanOut("b", at: 150, in: first)
    #expect(first.number == 2)
    try fixture.fanOut("c", at: 200)
    try fixture.fanOut("d", at: 250, in: fixture.run(#"{"other":1}"#))
    #expect(try fixture.number("SELECT COUNT(*) FROM run") == 3)
    #expect(try fixture.number("SELECT COUNT(*) FROM input") == 3)
    let inputs = try #require(try fixture.ledger.inputs(deciding: postID("d")))
    #expect(inputs.configurationBytes == Array(#"{"other":1}"#.utf8))
    #expect(Set(inputs.employees.values) == Set(fixture.people))
    let keys = String(decoding: inputs.rosterBytes, as: UTF8.self).split(separator: ";")
    #expect(Set(keys.compactMap { Int64($0) }) == Set(inputs.employees.keys))
    #expect(try fixture.ledger.inputs(deciding: postID("z")) == nil)
  }

  @Test("a run that changes nothing leaves the chain alone and moves the watermark forward only")
  func nothingChanges() throws {
    let fixture = try LedgerFixture()
    try fixture.fanOut("a", at: 100)
    let before = try fixture.ledger.facts()
    #expect(before.watermark == instant(110))
    #expect(try fixture.run().record(setAside: []).isEmpty)
    #expect(try !fixture.run().noteEdited(postID("a"), contentHash: hash("a")))
    try fixture.ledger.touch(watermark: instant(500), realTime: instant(7))
    try fixture.ledger.touch(watermark: instant(400), realTime: instant(8))
    let after = try fixture.ledger.facts()
    #expect(after.head == before.head)
    #expect(after.watermark == instant(500))
    #expect(after.heartbeat == instant(8))
  }

  @Test("no roster id and no name stands anywhere but in the table of employees")
  func pseudonyms() throws {
    let fixture = try LedgerFixture(people: ["zz-first-person", "zz-second-person"])
    try fixture.fanOut("a")
    try fixture.ledger.record(
      PostStatement(
        .approval, post: postID("a"), role: "legal", employee: fixture.people.first,
        at: instant(1)))
    try fixture.tamper("UPDATE employee SET rosterID = NULL; VACUUM")
    let bytes = try Data(contentsOf: URL(fileURLWithPath: fixture.ledger.path))
    #expect(bytes.range(of: Data("zz-".utf8)) == nil)
  }
}
