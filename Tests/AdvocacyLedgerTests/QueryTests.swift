import AdvocacyLedger
import AdvocacyModel
import Testing

@Suite("Reading the ledger")
struct QueryTests {
  @Test("a post comes back byte for byte as it was, its author by id")
  func postRoundTrip() throws {
    let fixture = try LedgerFixture()
    try fixture.fanOut("a")
    var plain = Post(
      id: try postID("b"), text: "e\u{301}", networks: [try network("x")], at: instant(200))
    plain.at = instant(-9_000_000_000)
    try fixture.run().record(
      Skip(post: plain.id, reason: .beforeStart, at: instant(200)), of: plain,
      contentHash: hash("b"))
    let stored = try #require(try fixture.ledger.post(postID("a")))
    #expect(try stored == fixture.post("a"))
    #expect(try Array(stored.text.utf8) == Array(fixture.post("a").text.utf8))
    #expect(try fixture.ledger.posts()[plain.id] == plain)
    #expect(try fixture.ledger.posts()[plain.id]?.text.utf8.count == 3)
    #expect(try fixture.ledger.post(postID("c")) == nil)
  }

  @Test("decided, withdrawn and skipped posts are told apart")
  func decidedPosts() throws {
    let fixture = try ChainTests.full()
    try fixture.run().record(
      Decision(at: instant(700), post: postID("b"), event: .withdrawn),
      of: fixture.post("b"), contentHash: hash("changed"))
    let posts = try fixture.ledger.decidedPosts()
    #expect(posts.count == 3)
    #expect(
      try posts[postID("a")]
        == StoredPost(
          contentHash: hash("a"), decidedAt: instant(100), at: instant(100), end: instant(5100),
          status: .decided))
    #expect(try posts[postID("b")]?.status == .withdrawn)
    #expect(try posts[postID("b")]?.contentHash == hash("b"))
    #expect(try posts[postID("old")]?.status == .skipped(.beforeStart))
    #expect(
      try fixture.ledger.skips() == [
        Skip(post: postID("old"), reason: .beforeStart, at: instant(150))
      ])
  }

  @Test("a candidate waits until it is settled or waits anew")
  func waiting() throws {
    let fixture = try LedgerFixture()
    let run = fixture.run()
    let decision = try fixture.decision("a")
    try fixture.fanOut("a", in: run)
    try fixture.fanOut("b", at: 150, in: run)
    func groups(_ id: String, roster: [EmployeeID]? = nil) throws -> [WaitingGroup] {
      try fixture.ledger.waiting(
        over: fixture.ledger.keys(of: roster ?? fixture.people), for: postID(id)
      )
      .flatMap(\.groups)
    }
    let posts = try fixture.ledger.waiting(over: fixture.ledger.keys(of: [])).map(\.post)
    #expect(try posts == [postID("a"), postID("b")])
    #expect(try groups("a") == decision.waiting)
    #expect(try fixture.ledger.waitingCounts().map(\.until) == [instant(600), instant(650)])
    let linkedin = try network("linkedin")
    let later = fixture.group(linkedin, [2], .needsApproval, until: 900)
    let both = fixture.group(linkedin, [0, 1], until: 800)
    try run.record(
      Decision(
        at: instant(600), post: postID("a"), event: .resumed, waiting: [later, both],
        settled: decision.waiting),
      of: fixture.post("a"), contentHash: hash("a"))
    #expect(try groups("a") == [both, later])
    #expect(try fixture.ledger.waitingCounts().map(\.count) == [2, 1, 1])
    // Of those who wait together one goes first; the last has left the roster.
    try run.record(
      Decision(
        at: instant(700), post: postID("a"), event: .resumed,
        settled: [fixture.group(linkedin, [0], until: 800)]),
      of: fixture.post("a"), contentHash: hash("a"))
    let rest = try groups("a", roster: Array(fixture.people.prefix(2)))
    #expect(rest.map(\.count) == [1, 1])
    #expect(rest.last?.leavers == [fixture.people[2]])
    try run.record(
      Decision(
        at: instant(800), post: postID("a"), event: .resumed,
        settled: [fixture.group(linkedin, [1], until: 800), later]),
      of: fixture.post("a"), contentHash: hash("a"))
    #expect(try fixture.ledger.waitingCounts().map(\.post) == [postID("b")])
    #expect(try fixture.ledger.verify().problems == [])
    #expect(try fixture.number("SELECT COUNT(*) FROM settlement") == 4)
  }

  @Test("who doesn't wait can't be settled, and nothing is written then")
  func settlingStrangers() throws {
    let fixture = try LedgerFixture()
    let run = fixture.run()
    try fixture.fanOut("a", in: run)
    let head = try fixture.ledger.facts().head
    let stranger = fixture.group(try network("linkedin"), [0, 2], until: 600)
    #expect(throws: Failure.self) {
      try run.record(
        Decision(at: instant(800), post: postID("a"), event: .resumed, settled: [stranger]),
        of: fixture.post("a"), contentHash: hash("a"))
    }
    #expect(try fixture.ledger.facts().head == head)
    #expect(try fixture.ledger.verify().problems == [])
  }

  @Test("a content is set aside once, however often and under whatever place it comes")
  func setAside() throws {
    let fixture = try LedgerFixture()
    func bad(_ line: Int, _ content: String) -> SetAside {
      SetAside(
        post: "p", place: Place(file: "queue.json", line: line, column: 1), reason: "no text",
        contentHash: hash(content))
    }
    let first = [bad(1, "a"), bad(2, "b"), bad(3, "a")]
    #expect(try fixture.run().record(setAside: first) == Array(first.prefix(2)))
    #expect(try fixture.run().record(setAside: [bad(9, "b")]).isEmpty)
    #expect(try fixture.run().record(setAside: [bad(9, "b"), bad(10, "c")]) == [bad(10, "c")])
    #expect(try fixture.ledger.setAsideHashes() == [hash("a"), hash("b"), hash("c")])
    #expect(try fixture.number("SELECT COUNT(*) FROM run") == 2)
  }

  @Test("an edited post is new once per content")
  func edits() throws {
    let fixture = try LedgerFixture()
    try fixture.fanOut("a")
    #expect(try fixture.run().noteEdited(postID("a"), contentHash: hash("2")))
    #expect(try !fixture.run().noteEdited(postID("a"), contentHash: hash("2")))
    #expect(try !fixture.run().noteEdited(postID("a"), contentHash: hash("a")))
    #expect(try fixture.run().noteEdited(postID("a"), contentHash: hash("3")))
  }

  @Test(
    "what was said of posts comes back in the order in which they were given, before the post is known"
  )
  func statements() throws {
    let fixture = try LedgerFixture()
    let statements = [
      PostStatement(
        .approval, post: try postID("a"), role: "legal", employee: fixture.people[1],
        at: instant(2)),
      PostStatement(
        .withdrawal, post: try postID("a"), role: "", employee: nil, at: instant(1)),
    ]
    for statement in statements { try fixture.ledger.record(statement) }
    #expect(try fixture.ledger.statements() == statements)
    #expect(try fixture.ledger.decidedPosts().isEmpty)
    #expect(try fixture.fanOut("a"))
    #expect(try fixture.ledger.verify().problems == [])
  }

  @Test("participations are one per account and post, from an instant on")
  func participations() throws {
    let fixture = try ChainTests.full()
    let all = try fixture.ledger.participations(since: .distantPast)
    #expect(all.entries.count == 7)
    #expect(Set(all.entries.map(\.post)).count == 2)
    let late = try fixture.ledger.participations(since: instant(111))
    #expect(late.entries.count == 4)
    let kept = try fixture.ledger.participations(since: .distantFuture, andOf: [postID("a")])
    #expect(kept.posts == [try postID("a")] && !kept.entries.isEmpty)
    #expect(kept.entries.count == all.entries.count { all.posts[Int($0.post)].text == "a" })
    let entry = try #require(late.entries.first { $0.at == instant(601) })
    #expect(late.employees[Int(entry.employee)] == fixture.people.last)
    #expect(try late.networks[Int(entry.network)] == network("linkedin"))
    #expect(try late.posts[Int(entry.post)] == postID("a"))
  }

  @Test("a report sees what was known at its instant, of the posts asked for")
  func report() throws {
    let fixture = try ChainTests.full()
    let facts = try fixture.ledger.reportFacts(asOf: instant(9000))
    #expect(facts.posts.map(\.post.id) == [try postID("a"), try postID("b")])
    let first = try #require(facts.posts.first)
    #expect(first.headcount == 3)
    #expect(first.candidates == 4)
    #expect(first.allowedEmployees == 3)
    #expect(first.actions.count == 5)
    #expect(try first.counts == fixture.decision("a").counts)
    let reposter = try #require(first.actions.first { $0.action == .quote })
    #expect(facts.employees[Int(reposter.employee)] == fixture.people.first)
    let early = try fixture.ledger.reportFacts(asOf: instant(110))
    #expect(early.posts.map(\.actions.count) == [4])
    let second = try fixture.ledger.reportFacts(asOf: instant(9000), since: instant(101))
    #expect(second.posts.map(\.post.id) == [try postID("b")])
    let none = try fixture.ledger.reportFacts(
      asOf: instant(9000), since: instant(101), until: instant(150))
    #expect(none.posts.isEmpty)
  }
}
