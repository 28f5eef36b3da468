import AdvocacyModel
import Foundation
import Testing

@testable import AdvocacyLedger
@testable import AdvocacyPolicy

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
    func rule<Parameters: RuleParameters>(
      _ id: String, as _: Parameters.Type = Parameters.self
    ) throws -> Parameters {
      try #require(rules.first { $0.id.text == id }?.parameters as? Parameters)
    }
    func employee(_ id: String) throws -> EmployeeID { try #require(EmployeeID(id)) }
    #expect(
      try rule("segment-people", as: Segment.self).only
        == Selector(
          employees: [employee("ana"), employee("ben"), employee("_unlisted")],
          teams: ["engineering", "sales"]))
    #expect(try rule("rest", as: Cooldown.self).hours == 2)
    let trained: TrainingRequired = try rule("trained")
    #expect(trained.course?.text == "basics")
    #expect([trained.graceDays, trained.minimumScore, trained.minimumLevel] == [14, 60, 1])
    #expect(trained.maximumAgeDays == 700)
    #expect(
      try rule("own-employer", as: DisclosureRequired.self).words
        == Disclosure(
          text: "I work at Acme / \"Robotics\" – 🤖.",
          byLanguage: ["es": "Trabajo en Acme.", "de-AT": "Ich arbeite bei Acme."],
          byNetwork: ["x": "#IWork4Acme"], position: .end, within: 120))
    let wordless: UndisclosableAction = try rule("wordless")
    #expect(wordless.actions == [.like, .repost] && wordless.becomeQuotes)
    let pod: PodGuard = try rule("pod")
    #expect(pod.share == 0.5 && pod.hours == 6)
  }

  @Test("an employee whom a segment names stands by key")
  func segment() throws {
    let ana = try #require(EmployeeID("ana"))
    let rule = Rule(
      id: try #require(RuleID("some")),
      Segment { $0.only = Selector(employees: [ana], teams: ["ana"]) },
      scope: Scope(employees: Selector(employees: [ana])))
    let stored = StoredRule(rule, naming: StoredEmployeeNames.naming { _ in 17 })
    #expect(
      try json(stored) == """
        {"id":"some","kind":{"segment":{"_0":{"employees":["_employee.17"],"teams":["ana"]}}},\
        "period":{},"scope":{"employees":{"employees":["_employee.17"]}}}
        """)
    #expect(
      try stored.restored(
        employee: StoredEmployeeNames.reading([17: ana]), rule: StoredFixture.restoreRule) == rule)
  }

  @Test("when a rule holds is kept where it is written, and only there", arguments: Hold.allCases)
  func hold(_ hold: Hold) throws {
    let rule = Rule(id: try #require(RuleID("some")), OnceOnly(), hold: hold)
    let stored = StoredRule(rule, naming: StoredEmployeeNames.naming { _ in nil })
    #expect(
      try json(stored) == """
        {"hold":"\(hold.rawValue)","id":"some","kind":{"onceOnly":{}},"period":{},\
        "scope":{"employees":{}}}
        """)
    #expect(
      try stored.restored(
        employee: StoredEmployeeNames.reading([:]), rule: StoredFixture.restoreRule) == rule)
  }
}
