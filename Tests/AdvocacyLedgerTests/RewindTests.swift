import AdvocacyModel
import Foundation
import Testing

@testable import AdvocacyLedger

@Suite("Rewinding the ledger")
struct RewindTests {
  /// Post a is decided at 100 and acted on at 110; b at 200 and 210.
  private func two() throws -> LedgerFixture {
    let fixture = try LedgerFixture()
    try fixture.fanOut("a")
    try fixture.fanOut("b", at: 200)
    return fixture
  }

  @discardableResult
  private func rewind(_ fixture: LedgerFixture, to seconds: Int64) throws -> Rewinding {
    let result = try fixture.ledger.rewind(to: instant(seconds), realTime: instant(1))
    let problems = try fixture.ledger.verify().problems
    #expect(problems == [])
    return result
  }

  /// How many rows of a table count.
  private func live(_ table: String, _ fixture: LedgerFixture) throws -> Int? {
    try fixture.number(
      "SELECT COUNT(*) FROM \(table) JOIN post ON number = post WHERE voidedBy = 0")
  }

  /// A post that is decided by itself, its acts planned and nothing more.
  private func decide(
    _ fixture: LedgerFixture, _ id: String, at seconds: Int64, _ acts: [PlannedAct]
  ) throws -> PlannedGroup {
    let plan = try fixture.plan(id, network("x"), acts)
    try fixture.run().record(
      Decision(
        at: instant(seconds), post: postID(id), event: .due,
        counts: [VerdictCount(network: plan.key.network, outcome: .allow, rule: nil, count: 2)],
        planned: [plan]),
      of: fixture.post(id, at: seconds), contentHash: hash(id))
    return plan
  }

  @Test("what came after the instant counts nowhere, stays on record, and may be decided again")
  func voided() throws {
    let once = try LedgerFixture()
    try once.fanOut("a")
    let fixture = try two()
    let links = try fixture.ledger.verify().links
    let result = try rewind(fixture, to: 150)
    #expect(result.watermark == instant(150))
    #expect((result.acts, result.posts) == (3, 1))
    // Run, decision and acts of b.
    #expect(result.links == 3)
    #expect(try fixture.ledger.verify().links == links + 1)
    #expect(try fixture.number("SELECT COUNT(*) FROM amplification") == 8)
    #expect(try fixture.ledger.canonicalDump() == once.ledger.canonicalDump())
    #expect(try fixture.ledger.decidedPosts().keys.map(\.text) == ["a"])
    #expect(try fixture.ledger.reportFacts(asOf: .distantFuture).posts.map(\.post.id.text) == ["a"])
    #expect(try fixture.ledger.participations(since: .distantPast).posts.map(\.text) == ["a"])
    #expect(try fixture.ledger.ruleTallies().posts == 1)
    #expect(try fixture.ledger.waitingCounts().map(\.post.text) == ["a"])
    #expect(try fixture.ledger.inputs(deciding: postID("b")) == nil)
    var exported: [String] = []
    try fixture.ledger.export(naming: .pseudonym) { exported.append($0.id.text) }
    #expect(exported == ["a"])
    #expect(try fixture.ledger.facts().watermark == instant(150))
    #expect(try fixture.fanOut("b", at: 200))
    #expect(
      try !fixture.run().record(
        fixture.decision("b", at: 200), of: fixture.post("b"), contentHash: hash("b")))
    #expect(try fixture.ledger.canonicalDump() == two().ledger.canonicalDump())
    #expect(try fixture.ledger.verify().problems == [])
  }

  @Test("a block of acts partly after the instant goes whole, and its acts are planned again")
  func block() throws {
    let fixture = try LedgerFixture()
    let acts = [fixture.like(0, at: 110), fixture.like(1, at: 130)]
    let plan = try decide(fixture, "a", at: 100, acts)
    let before = try fixture.ledger.canonicalDump()
    try fixture.run().record([.acts(fixture.done([plan]))])
    let result = try rewind(fixture, to: 120)
    #expect(result.watermark == instant(110) - .init(milliseconds: 1))
    #expect(result.acts == 2)
    #expect(try fixture.ledger.canonicalDump() == before)
    #expect(try fixture.ledger.plannedCounts().map(\.instants.count) == [2])
    #expect(try fixture.ledger.hasPlannedActs())
    // One of them alone, which needs to know who is left of the group.
    var part = ActsBlock(at: instant(110))
    part.recorded = [
      RecordedActs(post: plan.key.post, network: plan.key.network, acts: [acts[0]])
    ]
    part.ended = [EndedActs(key: plan.key, employees: [0], isLast: false)]
    try fixture.run().record([.acts(part)])
    #expect(try fixture.ledger.plannedCounts().map(\.instants.count) == [1])
    #expect(try fixture.ledger.verify().problems == [])
    // A second rewind undoes that end as well, and leaves the first as it is.
    #expect(try rewind(fixture, to: 105).acts == 1)
    #expect(try fixture.ledger.canonicalDump() == before)
    try fixture.run().record([.acts(fixture.done([plan]))])
    #expect(try fixture.ledger.verify().problems == [])
    #expect(try live("amplification", fixture) == 2)
  }

  @Test("who no longer waited waits again")
  func waiting() throws {
    let fixture = try ChainTests.full()
    let waiting = try fixture.ledger.waitingCounts()
    #expect(waiting.map(\.post.text) == ["b"])
    try rewind(fixture, to: 599)
    #expect(try fixture.ledger.waitingCounts().map(\.post.text) == ["a", "b"])
    let linkedin = try network("linkedin")
    try fixture.run().record(
      Decision(
        at: instant(600), post: postID("a"), event: .resumed,
        settled: [fixture.group(linkedin, [2], until: 600)]),
      of: fixture.post("a"), contentHash: hash("a"))
    #expect(try fixture.ledger.waitingCounts() == waiting)
    #expect(try fixture.ledger.verify().problems == [])
    // What was prevented after the instant may be done after all.
    #expect(try live("prevention", fixture) == 0)
  }

  @Test("a rewind further back takes in what was rewound before")
  func nested() throws {
    let once = try LedgerFixture()
    let fixture = try two()
    try rewind(fixture, to: 150)
    try fixture.fanOut("b", at: 200)
    try fixture.fanOut("c", at: 300)
    #expect(try rewind(fixture, to: 250).acts == 3)
    #expect(try rewind(fixture, to: 50).acts == 6)
    #expect(try fixture.ledger.canonicalDump() == once.ledger.canonicalDump())
    for (id, seconds) in [("a", 100), ("b", 200), ("c", 300)] as [(String, Int64)] {
      #expect(try fixture.fanOut(id, at: seconds))
    }
    #expect(try fixture.ledger.verify().problems == [])
    #expect(try fixture.number("SELECT COUNT(*) FROM post WHERE id = 'b'") == 3)
  }

  @Test("what is said after the instant is void, and what a run did before hearing it is redone")
  func statements() throws {
    let fixture = try LedgerFixture()
    try fixture.fanOut("a")
    let early = PostStatement(
      .approval, post: try postID("b"), role: "legal", employee: nil, at: instant(140))
    let late = PostStatement(
      .withdrawal, post: try postID("a"), role: "", employee: nil, at: instant(160),
      note: "We move")
    for statement in [early, late] { try fixture.ledger.record(statement) }
    try fixture.fanOut("c", at: 130)
    try fixture.ledger.touch(watermark: instant(170), realTime: instant(1))
    let result = try rewind(fixture, to: 150)
    #expect(result.watermark == instant(130) - .init(milliseconds: 1))
    #expect(result.withdrawals == [try postID("a")] && result.approvals == 0)
    #expect(try fixture.ledger.statements() == [early])
    // Nothing of the next run is dated before what stands.
    #expect(try fixture.ledger.decidedPosts().keys.map(\.text) == ["a"])
  }

  @Test("a run that recorded nothing leaves nothing to void, and its instant is taken back")
  func nothing() throws {
    let fixture = try two()
    let links = try fixture.ledger.verify().links
    try fixture.ledger.touch(watermark: instant(5000), realTime: instant(5000))
    let result = try rewind(fixture, to: 300)
    #expect(result == Rewinding(watermark: instant(300)))
    #expect(try fixture.ledger.verify().links == links + 1)
    #expect(try fixture.ledger.facts().watermark == instant(300))
    #expect(try fixture.ledger.facts().heartbeat == instant(1))
    for seconds in [-1, 300] as [Int64] {
      #expect(throws: Failure.self) {
        try fixture.ledger.rewind(to: instant(seconds), realTime: instant(1))
      }
    }
  }

  @Test("a content that was set aside is complained about once all the same; edits are seen anew")
  func contents() throws {
    let fixture = try LedgerFixture()
    try fixture.fanOut("a")
    let bad = SetAside(
      post: "p", place: Place(file: "queue.json"), reason: "no text", contentHash: hash("bad"))
    let run = fixture.run(now: instant(400))
    #expect(try run.record(setAside: [bad]) == [bad])
    #expect(try run.noteEdited(postID("a"), contentHash: hash("a2")))
    try fixture.ledger.touch(watermark: instant(400), realTime: instant(400))
    #expect(try rewind(fixture, to: 399).links == 3)
    #expect(try fixture.run().record(setAside: [bad]).isEmpty)
    #expect(try fixture.run().noteEdited(postID("a"), contentHash: hash("a2")))
    #expect(try fixture.ledger.verify().problems == [])
  }

  @Test("the last run is one that stands")
  func lastRun() throws {
    let fixture = try LedgerFixture()
    #expect(try fixture.ledger.facts().lastRun == nil)
    try fixture.fanOut("a", in: fixture.run(now: instant(120)))
    let late = fixture.run(now: instant(9000))
    try fixture.fanOut("b", at: 200, in: late)
    try fixture.fanOut("c", at: 300, in: late)
    #expect(try fixture.ledger.facts().lastRun?.now == instant(9000))
    // Cut in the middle of the run.
    try rewind(fixture, to: 250)
    #expect(try fixture.ledger.facts().lastRun?.now == instant(120))
    #expect(try fixture.ledger.decidedPosts().count == 2)
  }

  @Test(
    "whatever lets voided facts count, or others not, shows",
    arguments: [
      "UPDATE post SET voidedBy = 0 WHERE id = 'b'", "UPDATE post SET voidedBy = 9 WHERE id = 'a'",
      "UPDATE post SET voidedBy = voidedBy - 1 WHERE voidedBy > 0",
      "UPDATE rewind SET since = since + 1", "UPDATE rewind SET since = since - 1",
      "UPDATE rewind SET at = at - 1", "DELETE FROM rewind",
      "INSERT INTO post (id) VALUES ('b'); UPDATE content SET post = 3 WHERE post = 2",
      "INSERT INTO post (id) VALUES ('b'); UPDATE amplification SET post = 3 WHERE post = 2",
      "UPDATE plannedGroup SET remaining = 1 WHERE post = 1",
      "UPDATE waitingGroup SET remaining = 0 WHERE post = 1",
      "UPDATE progress SET watermark = watermark - 100000",
    ])
  func tampered(sql: String) throws {
    let fixture = try two()
    try rewind(fixture, to: 150)
    try fixture.tamper(sql)
    #expect(try fixture.ledger.verify().problems != [])
  }

  @Test("an older ledger can be looked at, and what is required of it comes before any change")
  func required() throws {
    let fixture = try two()
    try fixture.tamper("PRAGMA user_version = 2")
    let before = try LedgerFixture.bytes(of: fixture)
    let refusal = Failure(.busy, "no")
    let failure = #expect(throws: Failure.self) {
      try Ledger.open(at: fixture.ledger.path, access: .write) { (_, facts) throws(Failure) in
        #expect(facts.schemaVersion == 2 && facts.isOlder)
        throw refusal
      }
    }
    #expect(failure == refusal)
    #expect(try LedgerFixture.bytes(of: fixture) == before)
    let seen = try Ledger.open(at: fixture.ledger.path, access: .inspection)
    #expect(try seen.facts().isOlder && seen.contains(seen.facts().head))
  }
}
