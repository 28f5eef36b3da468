import AdvocacyModel
import AdvocacyReport
import AdvocacyTestSupport
import Testing

@testable import AdvocacyApp

@Suite("The preview of a post is what the workspace will do")
struct PostPreviewTests {
  private static let cap = #"""
    {"id": "cap", "type": "frequencyCap", "count": 1, "window": "day",
     "hold": "both"}
    """#

  private func preview(_ test: TestWorkspace, at: String) async throws -> AddedPost {
    try await AddPost(
      workspace: test.workspace,
      draft: PostDraft(text: "New rack", id: "rack", networks: ["x"], at: at),
      now: "2026-11-23T09:00:00Z", isAgain: false, isDryRun: false
    ).run(in: test.environment)
  }

  @Test("a post of the queue that falls due before takes the places that a cap leaves")
  func queued() async throws {
    let test = try TestWorkspace(
      config: TestWorkspace.company(rules: Self.cap),
      queue: TestWorkspace.queue([("first", "2026-11-23T10:00:00Z")], networks: #"["x"]"#))
    let added = try await preview(test, at: "2026-11-23T11:00:00Z")
    #expect(added.networks.map(\.allowed) == [0])
    #expect(added.networks.map(\.deferred) == [12])
    #expect(added.networks.flatMap(\.rules).map(\.rule) == ["cap"])
    #expect(added.forecast?.employees == 12, "the next day")
  }

  @Test("acts that are planned count, as they will when the post falls due")
  func planned() async throws {
    let test = try TestWorkspace(
      config: TestWorkspace.company(
        employees: 40, rules: Self.cap,
        behaviour: #"{"participation": 0.9, "hours": {"from": "08:00", "until": "18:00"}}"#),
      queue: TestWorkspace.queue([("first", "2026-11-23T09:00:00Z")], networks: #"["x"]"#))
    try test.amplify("2026-11-23T09:00:00Z")
    let added = try await preview(test, at: "2026-11-23T09:01:00Z")
    #expect(added.networks[0].deferred > 0)
    let outcome = try test.amplify("2026-11-23T09:01:00Z")
    let rack = try #require(outcome.summary.posts.first { $0.id.text == "rack" })
    #expect(added.networks[0].allowed == rack.employeesAsked)
    try test.amplify("2026-12-23T09:00:00Z")
    let acts = try test.record().actions.filter { $0.post == "rack" }
    #expect(added.forecast?.actions == acts.count)
    #expect(added.forecast?.employees == Set(acts.map(\.employee)).count)
  }
}
