import AdvocacyApp
import AdvocacyModel
import AdvocacyReport
import AdvocacyTestSupport
import Testing

@Suite("Changing posts of the queue")
struct EditQueueTests {
  private static let now = "2026-11-23T09:00:00Z"

  /// Two posts, of which the first falls due on 20 November.
  private func workspace() throws -> TestWorkspace {
    try TestWorkspace(
      config: TestWorkspace.company(),
      queue: TestWorkspace.queue(
        [("lab", "2026-11-20T10:00:00Z"), ("fair", "2026-12-21T10:00:00Z")]))
  }

  @discardableResult
  private func change(
    _ post: String, _ change: EditQueue.Change, in test: TestWorkspace, isDryRun: Bool = false
  ) throws -> EditedPost {
    try EditQueue(
      workspace: test.workspace, post: post, change: change, now: Self.now, isDryRun: isDryRun
    ).run(in: test.environment)
  }

  private func changes(_ body: (inout PostChanges) -> Void) -> EditQueue.Change {
    var changes = PostChanges()
    body(&changes)
    return .edit(changes)
  }

  @Test("an edit writes the new values and tells both")
  func edited() throws {
    let test = try workspace()
    let before = try test.directory.text(of: "queue.json")
    let edit = changes {
      $0.text = "We meet at the fair"
      $0.networks = ["x"]
    }
    let result = try change("fair", edit, in: test)
    #expect(
      result.changes == [
        .init(field: "text", before: "Text of fair", after: "We meet at the fair"),
        .init(field: "networks", before: "linkedin, x", after: "x"),
      ])
    let after = try test.directory.text(of: "queue.json")
    #expect(after.prefix(while: { $0 != "}" }) == before.prefix(while: { $0 != "}" }))
    #expect(after.contains(#""text": "We meet at the fair", "networks": ["x"]"#))
  }

  @Test("a dry run, and values that are there already, write nothing")
  func dry() throws {
    let test = try workspace()
    let before = try test.directory.text(of: "queue.json")
    let edit = changes { $0.campaign = "fairs" }
    #expect(try change("fair", edit, in: test, isDryRun: true).changes.map(\.field) == ["campaign"])
    #expect(try change("fair", .remove, in: test, isDryRun: true).action == .removed)
    let same = try change("fair", changes { $0.text = "Text of fair" }, in: test)
    #expect(same.changes.isEmpty)
    #expect(same.render(.plain).contains("nothing was changed"))
    #expect(try test.directory.text(of: "queue.json") == before)
  }

  @Test("a post is moved to another instant, and back to what is due with a warning")
  func rescheduled() throws {
    let test = try workspace()
    let later = try change("fair", .reschedule(at: "2026-12-24T08:00"), in: test)
    #expect(later.changes.map(\.after) == ["2026-12-24T08:00:00+01:00"])
    #expect(later.warnings.isEmpty)
    let due = try change("fair", .reschedule(at: "2026-11-22"), in: test)
    #expect(due.warnings == ["it is due: the next run asks employees to share it"])
  }

  @Test("a removed post is in the queue no more, and the other stays")
  func removed() throws {
    let test = try workspace()
    try change("fair", .remove, in: test)
    let list = try ListQueue(workspace: test.workspace, now: Self.now).run(in: test.environment)
    #expect(list.posts.map(\.id) == ["lab"])
  }

  @Test(
    "what the ledger has decided is refused, with what to do instead",
    arguments: [EditQueue.Change.remove, .reschedule(at: "2026-12-01")])
  func decided(refused: EditQueue.Change) throws {
    let test = try workspace()
    try test.amplify("2026-11-21T00:00:00Z")
    let before = try test.directory.text(of: "queue.json")
    expectFailure(.usage, "Stop what has not happened yet: advocacy queue withdraw lab") {
      try change("lab", refused, in: test)
    }
    #expect(try test.directory.text(of: "queue.json") == before)
  }

  @Test("a withdrawn post can be removed but not edited")
  func withdrawn() throws {
    let test = try workspace()
    try test.speak(.withdrawal, on: "fair", as: "", by: nil, at: Self.now)
    expectFailure(.usage, "was withdrawn") {
      try change("fair", .reschedule(at: "2026-12-01"), in: test)
    }
    try change("fair", .remove, in: test)
  }

  @Test("an unknown post, and an edit of nothing, are refused")
  func refused() throws {
    let test = try workspace()
    expectFailure(.usage, #"Did you mean "fair"?"#) { try change("fiar", .remove, in: test) }
    expectFailure(.usage, "say what to change") { try change("fair", changes { _ in }, in: test) }
    expectFailure(.usage, "--at: expected a time") {
      try change("fair", .reschedule(at: "soon"), in: test)
    }
  }
}

@Suite("Choosing what to list")
struct QueueFilterTests {
  private func list(_ filter: QueueFilter) throws -> QueueListing {
    let test = try TestWorkspace(
      config: TestWorkspace.company(),
      queue: """
        [{"id": "old", "text": "Old", "networks": ["x"], "at": "2026-06-01"},
         {"id": "lab", "text": "Lab", "networks": ["x"], "at": "2026-11-20", "topics": ["Hiring"]},
         {"id": "fair", "text": "Fair", "networks": ["linkedin"], "at": "2026-12-21"},
         {"id": "bad", "text": "", "networks": ["x"], "at": "2026-12-21"}]
        """)
    return try ListQueue(workspace: test.workspace, now: TestWorkspace.clock, filter: filter)
      .run(in: test.environment)
  }

  private func ids(_ body: (inout QueueFilter) -> Void) throws -> [String] {
    var filter = QueueFilter()
    body(&filter)
    return try list(filter).posts.map(\.id)
  }

  @Test("posts are chosen by state, period, topic and network, all at once")
  func chosen() throws {
    #expect(try ids { _ in } == ["lab", "fair", "bad"])
    #expect(try ids { $0.states = ["scheduled", "set-aside"] } == ["fair", "bad"])
    #expect(try ids { $0.period = PeriodArgument(period: "this-month") } == ["lab"])
    #expect(try ids { $0.period = PeriodArgument(since: "2026-11-21") } == ["fair"])
    #expect(try ids { $0.topics = ["hiring"] } == ["lab"])
    #expect(try ids { $0.networks = ["linkedin"] } == ["fair"])
    #expect(
      try ids {
        $0.networks = ["linkedin"]
        $0.topics = ["hiring"]
      }.isEmpty)
  }

  @Test("what came to nothing long ago is counted, and listed where it is asked for")
  func longAgo() throws {
    let list = try list(QueueFilter())
    #expect(list.notShown == 1)
    #expect(
      list.render(.plain).contains(
        "Not shown: 1 post skipped or expired more than 90 days ago; --all shows them."))
    #expect(try ids { $0.isAll = true } == ["old", "lab", "fair", "bad"])
    #expect(try ids { $0.states = ["expired"] } == ["old"])
    #expect(try ids { $0.period = PeriodArgument(period: "2026-06") } == ["old"])
  }

  @Test("a limit keeps the first and tells how many are left")
  func limited() throws {
    var filter = QueueFilter()
    filter.limit = 1
    let list = try list(filter)
    #expect(list.posts.map(\.id) == ["lab"])
    #expect(list.beyondLimit == 2)
  }

  @Test("what there can't be is refused with what there is")
  func refused() throws {
    expectFailure(.usage, #"Did you mean "waiting"?"#) { _ = try ids { $0.states = ["waitin"] } }
    expectFailure(.usage, "unknown network") { _ = try ids { $0.networks = ["z"] } }
    expectFailure(.usage, "--limit takes 1 or more") { _ = try ids { $0.limit = 0 } }
    expectFailure(.usage, #"Did you mean "november"?"#) {
      _ = try ids { $0.period = PeriodArgument(period: "novembre") }
    }
    expectFailure(.usage, "Leave out --since and --until") {
      _ = try ids { $0.period = PeriodArgument(since: "2026-11-01", period: "2026") }
    }
  }

  @Test("fields come as a JSON array, ids one a line")
  func forms() throws {
    let listing = try list(QueueFilter())
    #expect(QueueIDs(listing).render(.plain) == "lab\nfair\nbad\n")
    let fields = try QueueFields(listing, ["id", "state"])
    #expect(fields.render(.plain).filter { !$0.isWhitespace }.hasPrefix(#"[{"id":"lab","state":"#))
    expectFailure(.usage, #"unknown field "stat""#) { _ = try QueueFields(listing, ["stat"]) }
    expectFailure(.usage, "no field is named") { _ = try QueueFields(listing, []) }
  }
}

@Suite("Asking before a fan-out")
struct DueNowTests {
  @Test("what is about to happen is told, and nothing where nothing is due")
  func told() throws {
    let test = try TestWorkspace(
      config: TestWorkspace.company(),
      queue: TestWorkspace.queue(
        (1...7).map { ("p\($0)", "2026-11-20T1\($0):00:00Z") } + [("later", "2026-12-24")]))
    let due = DueNow(workspace: test.workspace, now: "2026-11-23T10:00")
    #expect(
      try due.run(in: test.environment).sentence
        == "This will ask employees to share 7 posts (p1, p2, p3, p4, p5 and 2 more), "
        + "up to Mon 23 Nov 2026 10:00. What is recorded stays.")
    try test.amplify("2026-12-20T00:00:00Z")
    let after = DueNow(workspace: test.workspace, now: "2026-12-20T10:00")
    #expect(try after.run(in: test.environment).sentence == nil)
  }

  @Test("only a yes is one; where nobody can be asked, nobody is")
  func answers() throws {
    var environment = try TestWorkspace().environment
    #expect(environment.agrees(to: "Go ahead?"))
    for (answer, isYes) in [
      ("y", true), (" YES ", true), ("", false), ("n", false), ("yep", false), (nil, false),
    ] as [(String?, Bool)] {
      environment.ask = { question in
        #expect(question == "Go ahead? [y/N] ")
        return answer
      }
      #expect(environment.agrees(to: "Go ahead?") == isYes)
    }
  }
}
