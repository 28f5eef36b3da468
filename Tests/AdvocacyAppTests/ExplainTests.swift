import AdvocacyApp
import AdvocacyModel
import AdvocacyReport
import AdvocacyTestSupport
import Testing

@Suite("explain")
struct ExplainTests {
  private let trained = #"{"id": "trained", "type": "trainingRequired", "course": "basics"}"#

  @Test("a post that waits is explained as of now, with what would change it")
  func waiting() throws {
    let test = try TestWorkspace(
      config: TestWorkspace.company(rules: trained),
      queue: TestWorkspace.queue([("lab", "2027-01-20T10:00:00Z")]))
    let explanation = try test.explain("lab", "e003", now: "2026-11-23T00:00:00Z")
    #expect(explanation.verdicts.map(\.verdict) == [.deny, .deny])
    #expect(explanation.verdicts[0].rules.map(\.id.text) == ["trained"])
    #expect(explanation.verdicts[0].rules[0].reason.contains("10 Jan 2027"))
    #expect(explanation.verdicts[0].wouldChange?.contains("Basics") == true)
  }

  @Test("a decided post is explained from the inputs of then, whatever the config says now")
  func decided() throws {
    let test = try TestWorkspace(
      config: TestWorkspace.company(rules: trained),
      queue: TestWorkspace.queue([("lab", "2026-11-20T10:00:00Z")]))
    try test.amplify("2026-11-21T00:00:00Z")
    try test.directory.write(
      TestWorkspace.company(
        rules: #"{"id": "none", "type": "networkAllowed", "networks": ["blog"]}"#),
      to: "config.json")
    let explanation = try test.explain("lab", "e003")
    #expect(explanation.verdicts.map(\.verdict) == [.allow, .allow])
  }

  @Test("a denial that was decided says that what would change it counts from the next post")
  func tooLate() throws {
    let test = try TestWorkspace(
      config: TestWorkspace.company(
        rules: #"{"id": "no-x", "type": "networkAllowed", "networks": ["linkedin"]}"#),
      queue: TestWorkspace.queue([("lab", "2026-11-20T10:00:00Z")]))
    try test.amplify("2026-11-21T00:00:00Z")
    let explanation = try test.explain("lab", "e003")
    let onX = try #require(explanation.verdicts.first { $0.network.text == "x" })
    #expect(onX.verdict == .deny)
    #expect(onX.isTooLate)
    let text = explanation.render(.plain)
    #expect(text.contains("Too late for this post. For later ones: \(onX.wouldChange ?? "–")."))
  }

  @Test("a candidate that was deferred and then took part is explained by what settled it")
  func settled() throws {
    let rules = """
      {"id": "quiet", "type": "quietHours", "start": "20:00", "end": "08:00"},
      {"id": "sign", "type": "approval", "roles": ["legal"], "when": {"networks": ["x"]}}
      """
    let test = try TestWorkspace(
      config: TestWorkspace.company(rules: rules),
      queue: TestWorkspace.queue([("lab", "2026-11-20T21:00:00Z")]))
    try test.amplify("2026-11-20T22:00:00Z")
    let asked = try test.explain("lab", "e003", now: "2026-11-20T22:30:00Z")
    #expect(asked.verdicts.map(\.verdict) == [.defer, .needsApproval])
    try test.amplify("2026-11-21T12:00:00Z")
    #expect(try test.explain("lab", "e003").verdicts.map(\.verdict) == [.allow, .needsApproval])
    try test.speak(.approval, on: "lab", as: "legal", by: nil, at: "2026-11-21T13:00:00Z")
    try test.amplify("2026-11-21T14:00:00Z")
    #expect(try test.explain("lab", "e003").verdicts.map(\.verdict) == [.allow, .allow])
  }

  @Test("a post that is due is explained as amplify will decide it, not as of the clock")
  func due() throws {
    let quiet = #"{"id": "quiet", "type": "quietHours", "start": "20:00", "end": "08:00"}"#
    let test = try TestWorkspace(
      config: TestWorkspace.company(rules: quiet),
      queue: TestWorkspace.queue([("lab", "2026-11-20T18:50:00Z")]))
    let explanation = try test.explain("lab", "e003", now: "2026-11-20T19:10:00Z")
    #expect(explanation.verdicts.map(\.verdict) == [.allow, .allow])
    #expect(try test.amplify("2026-11-20T19:10:00Z").summary.posts.map(\.allowed) == [24])
  }

  @Test("an unknown post or employee gets the near miss")
  func unknown() throws {
    let test = try TestWorkspace(
      config: TestWorkspace.company(),
      queue: TestWorkspace.queue([("madrid-lab", "2026-11-20T10:00:00Z")]))
    let post = #expect(throws: Failure.self) { try test.explain("madrid-lap") }
    #expect(post?.hint == "Did you mean \"madrid-lab\"?")
    let employee = #expect(throws: Failure.self) { try test.explain("madrid-lab", "e0003") }
    #expect(employee?.cause == .usage)
  }
}
