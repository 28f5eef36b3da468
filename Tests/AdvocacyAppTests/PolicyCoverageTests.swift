import AdvocacyApp
import AdvocacyModel
import AdvocacyReport
import AdvocacyTestSupport
import Testing

@Suite("the coverage of a policy")
struct PolicyCoverageTests {
  private static let rules = """
    {"id": "quiet", "type": "quietHours", "start": "20:00", "end": "08:00"},
    {"id": "sign", "type": "approval", "roles": ["legal"], "when": {"networks": ["x"]}},
    {"id": "results", "type": "onceOnly", "when": {"topics": ["results"]}}
    """

  private func cover(
    _ test: TestWorkspace, since: String? = nil, until: String? = nil
  ) throws -> PolicyCoverage {
    try CoverPolicy(workspace: test.workspace, since: since, until: until)
      .run(in: test.environment)
  }

  private func row(_ id: String, _ coverage: PolicyCoverage) throws -> PolicyCoverage.Row {
    try #require(coverage.rules.first { $0.id.text == id })
  }

  @Test("tells the forecast before, and the same as what happened afterwards")
  func forecast() throws {
    let test = try TestWorkspace(
      config: TestWorkspace.company(employees: 5, rules: Self.rules),
      queue: TestWorkspace.queue([("lab", "2026-11-20T21:00:00Z")]))
    let before = try cover(test)
    #expect(before.openPosts == 1)
    #expect(before.decidedPosts == 0)
    #expect(before.silent.map(\.text) == ["results"])
    try test.amplify("2027-01-20T21:00:00Z")
    let after = try cover(test)
    #expect(after.openPosts == 0)
    #expect(after.decidedPosts == 1)
    #expect(after.silent == before.silent)
    for id in ["quiet", "sign"] {
      #expect(try row(id, after).ledger == row(id, before).forecast)
      #expect(try row(id, after).forecast == nil)
    }
    let sign = try #require(try row("sign", after).ledger)
    #expect(sign.said.map(\.outcome) == [.needsApproval])
    #expect(sign.posts == 1)
  }

  @Test("keeps to the posts of a stretch of time")
  func stretch() throws {
    let test = try TestWorkspace(
      config: TestWorkspace.company(employees: 5, rules: Self.rules),
      queue: TestWorkspace.queue([
        ("first", "2026-11-10T12:00:00Z"), ("second", "2026-11-12T12:00:00Z"),
      ]))
    try test.amplify("2026-11-20T00:00:00Z")
    let both = try #require(try row("sign", cover(test)).ledger)
    #expect(both.posts == 2)
    let second = try #require(try row("sign", cover(test, since: "2026-11-11")).ledger)
    #expect(second.posts == 1)
    #expect(second.count * 2 == both.count)
    #expect(try row("sign", cover(test, until: "2026-11-01")).ledger == nil)
    #expect(throws: Failure.self) { try cover(test, since: "2026-11-02", until: "2026-11-01") }
  }

  @Test("tells rules that the policy has lost, and built-in ones, from its own")
  func origins() throws {
    let test = try TestWorkspace(
      config: TestWorkspace.company(employees: 5, rules: Self.rules),
      queue: TestWorkspace.queue([("lab", "2026-11-10T21:00:00Z")]))
    try test.amplify("2026-11-26T00:00:00Z")
    try test.directory.write(TestWorkspace.company(employees: 5), to: "config.json")
    let coverage = try cover(test)
    #expect(try row("sign", coverage).origin == .former)
    #expect(try row("expiry", coverage).origin == .builtIn)
    #expect(coverage.silent.isEmpty)
  }
}
