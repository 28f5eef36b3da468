import AdvocacyCore
import Foundation
import Testing

@testable import AdvocacyLedger

@Suite("What rules ask, kept and restored")
struct StoredRuleTests {
  @Test("the names of types are those of ledgers already written")
  func types() throws {
    let policy = try StoredFixture(schema: 2, company: "every-rule").json()["policy"]
    let rules = try #require((policy as? [String: Any])?["rules"] as? [[String: Any]])
    let types = Set(rules.compactMap { ($0["kind"] as? [String: Any])?.keys.first })
    #expect(
      types.sorted() == [
        "adLabel", "adoptionCheck", "approval", "authenticAccount", "autoRepostLimit", "blackout",
        "confidentialClass", "consentRequired", "cooldown", "disclosureReject",
        "disclosureRequired", "editRights", "embargo", "expertiseScope", "expiry", "frequencyCap",
        "holidays", "incentiveDisclosure", "killSwitch", "leave", "manualOnly", "networkAllowed",
        "noAutoLike", "onceOnly", "ownOpinion", "paidTimeOnly", "podGuard",
        "policyAcknowledgement", "principalPreapproval", "protectedSpeech", "quietHours",
        "retention", "segment", "stagger", "testimonial", "textUniqueness", "tierCapability",
        "tokenValid", "traineeMode", "trainingRequired", "undisclosableAction", "wordBlock",
      ])
  }

  @Test("what each type asks comes back")
  func kinds() throws {
    let rules = try StoredFixture(schema: 2, company: "every-rule").configuration().policy.rules
    func kind(_ id: String) throws -> Rule.Kind {
      try #require(rules.first { $0.id.text == id }?.kind)
    }
    func employee(_ id: String) throws -> EmployeeID { try #require(EmployeeID(id)) }
    #expect(
      try kind("segment-people")
        == .segment(
          Selector(
            employees: [employee("ana"), employee("ben"), employee("_unlisted")],
            teams: ["engineering", "sales"])))
    #expect(try kind("rest") == .cooldown(hours: 2))
    #expect(
      try kind("trained")
        == .trainingRequired(
          course: #require(CourseID("basics")), graceDays: 14, minimumScore: 60, minimumLevel: 1,
          maximumAgeDays: 700))
    #expect(
      try kind("own-employer")
        == .disclosureRequired(
          Rule.Disclosure(
            text: "I work at Acme / \"Robotics\" – 🤖.",
            byLanguage: ["es": "Trabajo en Acme.", "de-AT": "Ich arbeite bei Acme."],
            byNetwork: ["x": "#IWork4Acme"], position: .end, within: 120)))
    #expect(try kind("wordless") == .undisclosableAction([.like, .repost], becomeQuotes: true))
    #expect(try kind("pod") == .podGuard(share: 0.5, hours: 6))
  }

  @Test("an employee whom a segment names stands by key")
  func segment() throws {
    let ana = try #require(EmployeeID("ana"))
    let rule = Rule(
      id: try #require(RuleID("some")),
      kind: .segment(Selector(employees: [ana], teams: ["ana"])),
      scope: Scope(employees: Selector(employees: [ana])))
    let stored = try StoredRule(rule, naming: StoredEmployeeNames.naming { _ in 17 })
    #expect(
      try json(stored) == """
        {"id":"some","kind":{"segment":{"_0":{"employees":["_employee.17"],"teams":["ana"]}}},\
        "period":{},"scope":{"employees":{"employees":["_employee.17"]}}}
        """)
    #expect(
      try stored.restored(
        employee: StoredEmployeeNames.reading([17: ana]), rule: StoredFixture.restoreRule) == rule)
  }
}
