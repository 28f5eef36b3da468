import AdvocacyApp
import AdvocacyModel
import AdvocacyReport
import AdvocacyTestSupport
import Foundation
import Testing

@Suite("Exporting every decision")
struct ExportDecisionsTests {
  private static let rules = """
    {"id": "trained", "type": "trainingRequired", "course": "basics"},
    {"id": "quiet", "type": "quietHours", "start": "20:00", "end": "08:00"},
    {"id": "sign", "type": "approval", "roles": ["legal"], "when": {"networks": ["x"]}}
    """

  /// A workspace in which a post fell due at night, was approved for X, and is done.
  private static func lived() throws -> TestWorkspace {
    let test = try TestWorkspace(
      config: TestWorkspace.company(employees: 6, rules: rules),
      queue: TestWorkspace.queue([("lab", "2026-11-20T21:00:00Z")]))
    try test.amplify("2026-11-20T22:00:00Z")
    try test.speak(.approval, on: "lab", as: "legal", by: nil, at: "2026-11-21T13:00:00Z")
    try test.amplify("2026-11-30T00:00:00Z")
    return test
  }

  private static func export(
    _ test: TestWorkspace
  ) throws -> (check: ExportDecisions.Check, decisions: [ExportedDecision]) {
    var text = ""
    let check = try ExportDecisions(workspace: test.workspace, form: .json, hasRosterIDs: true)
      .run(in: test.environment) { text += $0 }
    struct Document: Decodable {
      var schema: String
      var decisions: [ExportedDecision]
    }
    let document = try JSONDecoder().decode(Document.self, from: Data(text.utf8))
    #expect(document.schema == "advocacy/decisions/1")
    return (check, document.decisions)
  }

  @Test("each look at each account is there with every rule that spoke, as it was counted")
  func complete() throws {
    let (check, decisions) = try Self.export(try Self.lived())
    #expect(check.differing == [] && check.incomplete == 0 && check.matching > 0)
    let due = decisions.filter { $0.event == "due" }
    #expect(due.count == 12)
    #expect(due.filter { $0.network == "x" }.allSatisfy { $0.verdict == "needsApproval" })
    #expect(due.filter { $0.network == "linkedin" }.allSatisfy { $0.until != nil })
    #expect(due.allSatisfy { $0.rules.contains("trained allow") })
    let approved = decisions.filter { $0.event == "approved" && $0.network == "x" }
    #expect(approved.count == 6)
    #expect(approved.allSatisfy { $0.rules.contains("sign allow") && $0.verdict == "allow" })
    #expect(decisions.contains { $0.event == "act" })
  }

  @Test("who chose to stay out is not in it, whenever they chose")
  func optedOut() throws {
    let test = try Self.lived()
    let before = try Self.export(test).decisions
    #expect(before.contains { $0.employee == "e003" })
    let path = test.directory.file("config.json")
    let config = try String(contentsOfFile: path, encoding: .utf8)
    let changed = config.replacing(
      "\"id\": \"e003\",", with: "\"id\": \"e003\", \"optOuts\": [{}],")
    #expect(changed != config)
    try test.directory.write(changed, to: "config.json")
    let after = try Self.export(test).decisions
    #expect(!after.contains { $0.employee == "e003" })
    #expect(after == before.filter { $0.employee != "e003" })
  }
}
