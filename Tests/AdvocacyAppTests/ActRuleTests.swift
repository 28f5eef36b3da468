import AdvocacyModel
import AdvocacyPolicy
import AdvocacyTestSupport
import Testing

@testable import AdvocacyApp

@Suite("Every type of rule looks at acts")
struct ActRuleTests {
  @Test("each type stops or moves an act in some case, or is listed with a reason why it can't")
  func isWhole() {
    let shown = ActRuleRow.all.map(\.type)
    #expect(Set(shown).count == shown.count)
    #expect(Set(shown).isDisjoint(with: ActRuleRow.exempt.keys))
    #expect(Set(shown).union(ActRuleRow.exempt.keys) == Set(RuleCatalogue.names))
  }

  @Test("types that only hold at asking are those listed so")
  func asking() {
    let atAsking = RuleCatalogue.entries.filter { $0.holds == [.asking] }.map(\.name)
    let listed = ActRuleRow.exempt.filter { $0.value.contains("as people are asked") }.map(\.key)
    #expect(Set(atAsking) == Set(listed))
  }

  @Test("a rule that comes after asking has its say about the act", arguments: ActRuleRow.all)
  func later(_ row: ActRuleRow) throws {
    var company = ActCompany()
    company.employees = ["ana"]
    company.delay = row.delay
    company.own["ana"] = row.ana
    if !row.policy.isEmpty { company.policy += ", \(row.policy)" }
    let members = row.rule.isEmpty ? "" : ", \(row.rule)"
    let ruled = company.rules("{\"id\": \"it\", \"type\": \"\(row.type)\"\(members)}")

    let post = TestWorkspace.post(members: row.post)
    let earlier = TestWorkspace.post("before", at: "2026-11-10T11:00:00Z")
    let queue = row.hasEarlier ? "\(earlier.dropLast()),\(post.dropFirst())" : post
    let test = try company.workspace(queue: queue)
    try test.amplify("2026-11-10T13:00:00Z")
    let asked = try test.record()
    #expect(asked.planned.map(\.post) == ["lab"])
    #expect(asked.actions.count == (row.hasEarlier ? 2 : 0))
    try test.configure(ruled)
    try test.amplify("2026-11-13T00:00:00Z")
    let record = try test.record()
    let acts = record.actions.filter { $0.post == "lab" }
    let meant = try #require(asked.planned.first?.at)
    switch row.fate {
    case .prevented:
      #expect(acts.isEmpty && record.obstacles(of: "ana") == ["it"])
    case .waits:
      #expect(acts.isEmpty && record.prevented.isEmpty && record.waiting.count == 1)
    case .moved:
      #expect(acts.map(\.what) == ["like", "repost"] && record.prevented.isEmpty)
      #expect(acts.allSatisfy { $0.at > meant })
    case .becomes(let actions):
      #expect(acts.map(\.what) == actions && record.prevented.isEmpty)
      #expect(acts.allSatisfy { $0.at == meant })
    }
  }
}
