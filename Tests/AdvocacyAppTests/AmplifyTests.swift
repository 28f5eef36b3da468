import AdvocacyApp
import AdvocacyModel
import AdvocacyReport
import AdvocacyTestSupport
import Testing

@Suite("amplify")
struct AmplifyTests {
  @Test("the textbook post: 12 employees like and repost it once on each network")
  func textbook() throws {
    let test = try TestWorkspace(
      config: TestWorkspace.company(),
      queue: TestWorkspace.queue([("lab", "2026-11-20T10:00:00Z")]))
    let summary = try test.amplify("2026-11-21T00:00:00Z").summary
    #expect(summary.posts.map(\.allowed) == [24])
    #expect(summary.posts.map(\.amplifications) == [48])
  }

  @Test("a second run finds nothing to do and leaves the ledger as it is")
  func twice() throws {
    let test = try TestWorkspace(
      config: TestWorkspace.company(),
      queue: TestWorkspace.queue([("lab", "2026-11-20T10:00:00Z")]))
    try test.amplify("2026-11-21T00:00:00Z")
    let before = try test.dump()
    let outcome = try test.amplify("2026-11-22T00:00:00Z")
    #expect(outcome.summary.posts.isEmpty)
    #expect(outcome.summary.run == nil)
    #expect(try test.dump() == before)
  }

  @Test("a post before the start, and one that was over when first seen, are skipped and said")
  func skipped() throws {
    let test = try TestWorkspace(
      config: TestWorkspace.company(),
      queue: TestWorkspace.queue([
        ("early", "2026-10-01T10:00:00Z"), ("late", "2026-11-02T10:00:00Z"),
      ]))
    let fresh = try TestWorkspace(config: TestWorkspace.company())
    try fresh.amplify("2026-11-23T00:00:00Z")
    try fresh.directory.write(
      TestWorkspace.queue([("late", "2026-11-02T10:00:00Z")]), to: "queue.json")
    let late = try fresh.amplify("2026-11-23T01:00:00Z").summary
    #expect(late.skipped.map(\.post.text) == ["late"])
    #expect(late.skipped.map(\.reason) == ["over before it was first seen"])
    let early = try test.amplify("2026-11-03T00:00:00Z").summary
    #expect(early.skipped.map(\.post.text) == ["early"])
    #expect(early.posts.map(\.id.text) == ["late"])
  }

  @Test("a bad post is set aside and complained about once, while the others go on")
  func setAside() throws {
    let queue = """
      [
        {"id": "good", "text": "Good", "networks": ["x"], "at": "2026-11-20T10:00:00Z"},
        {"id": "bad", "text": "Bad", "networks": ["linkdin"], "at": "2026-11-20T10:00:00Z"}
      ]
      """
    let test = try TestWorkspace(config: TestWorkspace.company(), queue: queue)
    let first = try test.amplify("2026-11-21T00:00:00Z")
    #expect(first.summary.posts.map(\.id.text) == ["good"])
    #expect(first.summary.setAside.map(\.line) == [3])
    #expect(first.complaints.count == 1)
    #expect(first.complaints[0].contains("unknown network \"linkdin\""))
    #expect(first.complaints[0].contains("Did you mean \"linkedin\"?"))
    let second = try test.amplify("2026-11-21T01:00:00Z")
    #expect(second.complaints.isEmpty)
    #expect(second.summary.setAside.isEmpty)
  }

  @Test("an edited post is reported once and not repeated; a removed one stays decided")
  func edited() throws {
    let test = try TestWorkspace(
      config: TestWorkspace.company(),
      queue: TestWorkspace.queue([("lab", "2026-11-20T10:00:00Z")]))
    try test.amplify("2026-11-21T00:00:00Z")
    let before = try test.dump()
    try test.directory.write(
      #"[{"id":"lab","text":"Another","networks":["x"],"at":"2026-11-20T10:00:00Z"}]"#,
      to: "queue.json")
    let first = try test.amplify("2026-11-21T01:00:00Z")
    #expect(first.complaints.count == 1)
    #expect(try test.amplify("2026-11-21T02:00:00Z").complaints.isEmpty)
    try test.directory.write("[]", to: "queue.json")
    try test.amplify("2026-11-21T03:00:00Z")
    #expect(try test.dump() == before)
  }

  @Test("a dry run tells what the run then does, and writes nothing")
  func dryRun() throws {
    let test = try TestWorkspace(
      config: TestWorkspace.company(),
      queue: TestWorkspace.queue([("lab", "2026-11-20T10:00:00Z")]))
    let before = try test.dump()
    let dry = try test.amplify("2026-11-21T00:00:00Z", isDryRun: true)
    #expect(try test.dump() == before)
    let real = try test.amplify("2026-11-21T00:00:00Z")
    #expect(dry.summary.posts == real.summary.posts)
  }

  @Test("an instant before the last one handled is refused, as is one far ahead of the clock")
  func clock() throws {
    let test = try TestWorkspace(config: TestWorkspace.company(), isClockSimulated: false)
    try test.amplify("2026-11-23T00:00:00Z")
    #expect(throws: Failure.self) { try test.amplify("2026-11-22T00:00:00Z") }
    #expect(throws: Failure.self) { try test.amplify("2026-11-25T00:00:00Z") }
  }

  @Test("a ledger that is another one's, empty, or missing is refused and left alone")
  func foreignLedger() throws {
    let test = try TestWorkspace(config: TestWorkspace.company())
    let other = try TestWorkspace(config: TestWorkspace.company())
    let ledger = test.directory.file("ledger.sqlite")
    try copy(other.directory.file("ledger.sqlite"), over: ledger)
    let foreign = #expect(throws: Failure.self) { try test.amplify("2026-11-23T00:00:00Z") }
    #expect(foreign?.cause == .badData)
    try test.directory.write("", to: "ledger.sqlite")
    let empty = #expect(throws: Failure.self) { try test.amplify("2026-11-23T00:00:00Z") }
    #expect(empty?.cause == .badData)
    try remove(ledger)
    let missing = #expect(throws: Failure.self) { try test.amplify("2026-11-23T00:00:00Z") }
    #expect(missing?.cause == .missingInput)
  }

  @Test("a withdrawal stops what is not recorded yet, though it fell due before")
  func withdrawal() throws {
    let quiet = #"{"id": "quiet", "type": "quietHours", "start": "20:00", "end": "08:00"}"#
    let test = try TestWorkspace(
      config: TestWorkspace.company(rules: quiet),
      queue: TestWorkspace.queue([
        ("due", "2026-11-20T10:00:00Z"), ("night", "2026-11-19T21:00:00Z"),
      ]))
    try test.amplify("2026-11-19T22:00:00Z")
    try test.speak(.withdrawal, on: "due", as: "", by: nil, at: "2026-11-20T10:30:00Z")
    try test.speak(.withdrawal, on: "night", as: "", by: nil, at: "2026-11-20T10:30:00Z")
    let outcome = try test.amplify("2026-11-20T11:00:00Z").summary
    #expect(outcome.posts.map(\.amplifications) == [0])
    #expect(outcome.posts.map(\.denied) == [24])
    #expect(outcome.skipped.map(\.post.text) == ["due"])
    #expect(try test.explain("due", "e001").verdicts.map(\.verdict) == [.deny, .deny])
    #expect(try test.explain("night", "e001").verdicts.map(\.verdict) == [.deny, .deny])
  }

  @Test("a ledger put back from a backup is refused, since it would amplify again")
  func restored() throws {
    let test = try TestWorkspace(
      config: TestWorkspace.company(),
      queue: TestWorkspace.queue([
        ("one", "2026-11-10T10:00:00Z"), ("two", "2026-11-12T10:00:00Z"),
      ]))
    try test.amplify("2026-11-11T00:00:00Z")
    let ledger = test.directory.file("ledger.sqlite")
    try copy(ledger, over: test.directory.write("", to: "backup"))
    try test.amplify("2026-11-13T00:00:00Z")
    try copy(test.directory.file("backup"), over: ledger)
    let failure = #expect(throws: Failure.self) { try test.amplify("2026-11-14T00:00:00Z") }
    #expect(failure?.cause == .badData)
    try remove(test.directory.file(".advocacy/high-water"))
    try test.amplify("2026-11-14T00:00:00Z")
  }
}
