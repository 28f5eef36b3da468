import AdvocacyReport
import AdvocacyTestSupport
import Foundation
import Testing

@testable import AdvocacyApp

@Suite("Who refuses everything")
struct FullRefusalTests {
  private static let rules = """
    {"id": "trained", "type": "trainingRequired", "course": "basics"},
    {"id": "quiet", "type": "quietHours", "start": "22:00", "end": "07:00"}
    """
  private static let queue = TestWorkspace.queue([
    ("one", "2026-11-12T10:00:00Z"), ("two", "2026-11-12T23:00:00Z"),
    ("three", "2026-12-01T10:00:00Z"),
  ])

  /// What somebody else than the person sees, command by command.
  private func views(_ config: String) throws -> [String: String] {
    let workspace = try TestWorkspace(config: config, queue: Self.queue)
    try workspace.amplify("2026-11-12T13:00:00Z")
    var views: [String: String] = [:]
    for post in ["one", "two", "three"] {
      views["explain \(post)"] = try workspace.explain(post).json
    }
    views["queue list"] = try ListQueue(workspace: workspace.workspace, now: nil)
      .run(in: workspace.environment).json
    var decisions = ""
    let check = try ExportDecisions(
      workspace: workspace.workspace, form: .csv, hasRosterIDs: true
    ).run(in: workspace.environment) { decisions += $0 }
    #expect(check.differing.isEmpty)
    views["ledger export --decisions"] = decisions
    views["ledger, compared"] = try workspace.dump()
    return views
  }

  @Test(
    "what others see of posts, decisions and acts is as without them on the roster",
    arguments: [#"{"participation": "everyone"}"#, #"{"participation": 0.5}"#])
  func leavesNoTrace(behaviour: String) throws {
    let company = TestWorkspace.company(rules: Self.rules, behaviour: behaviour)
    let refusing = company.replacing(
      "\"name\": \"Employee 11\"",
      with: "\"name\": \"Employee 11\", \"optOuts\": [{\"from\": \"2026-01-01\"}]")
    #expect(refusing != company)
    let without = TestWorkspace.company(
      employees: 11, rules: Self.rules, behaviour: behaviour)
    let (seen, expected) = (try views(refusing), try views(without))
    #expect(seen.keys.sorted() == expected.keys.sorted())
    for (command, text) in expected { #expect(seen[command] == text, "\(command)") }
    #expect(seen.values.allSatisfy { !$0.contains("e011") && !$0.contains("Employee 11") })
  }
}
