import AdvocacyModel
import Testing

@testable import AdvocacyPolicy

@Suite("Scopes, dates and strengths of rules")
struct ScopeRuleTests {
  private let nowhere = NetworkAllowed { $0.networks = [] }

  private func embargo(_ release: String) -> Embargo { Embargo { $0.release = time(release) } }

  @Test(
    "A rule speaks only about the posts, networks and employees in its scope",
    arguments: [
      (Scope(networks: [id("x")]), true), (Scope(networks: [id("blog")]), false),
      (Scope(topics: ["hiring", "prices"]), true), (Scope(topics: ["prices"]), false),
      (Scope(campaigns: ["lab"]), true), (Scope(campaigns: ["fair"]), false),
      (Scope(hashtags: ["#AcmeLab"]), true), (Scope(hashtags: ["#Other"]), false),
      (Scope(employees: Selector(teams: ["engineering"])), true),
      (Scope(employees: Selector(teams: ["marketing"])), false),
      (Scope(employees: Selector(roles: ["engineer"], languages: ["es"])), true),
      (Scope(employees: Selector(roles: ["engineer"], languages: ["de"])), false),
    ])
  func scope(scope: Scope, speaks: Bool) {
    let scene = Scene(Rule(id: id("none"), nowhere, scope: scope))
    #expect(scene.outcome() == (speaks ? .deny : .allow))
  }

  @Test("A rule is silent before and after the period in which it is in force")
  func effectiveDates() {
    let scene = Scene(
      Rule(
        id: id("none"), nowhere,
        period: Period(from: time("2026-11-20T10:00"), until: time("2026-11-20T12:00"))))
    #expect(scene.outcome(at: "2026-11-20T09:59") == .allow)
    #expect(scene.outcome(at: "2026-11-20T10:00") == .deny)
    #expect(scene.outcome(at: "2026-11-20T12:00") == .allow)
  }

  @Test("The company's sentence stands before the rule's own")
  func sentence() {
    let scene = Scene(Rule(id: id("none"), nowhere, sentence: "We are not there."))
    #expect(
      scene.verdict().findings.first?.reason
        == "We are not there: no network may be used")
  }

  @Test("All rules that speak are listed by id, and the strongest decides")
  func strength() {
    let scene = Scene(
      DisclosureRequired { $0.words = Disclosure(text: "I work at Acme") },
      embargo("2026-11-21T10:00"), embargo("2026-11-22T10:00"),
      Approval { $0.roles = ["legal"] })
    let verdict = scene.verdict()
    #expect(verdict.outcome == .needsApproval)
    #expect(verdict.until == nil)
    #expect(verdict.findings.map(\.rule.text) == ["rule0", "rule1", "rule2", "rule3"])
    #expect(verdict.findings.map(\.outcome) == [.rewrite, .defer, .defer, .needsApproval])
    #expect(
      verdict.wouldChange
        == "wait until Sat 21 Nov 2026 10:00 (the embargo ends), and "
        + "wait until Sun 22 Nov 2026 10:00 (the embargo ends), and get 1 approval from legal")
  }

  @Test("Of several deferrals the latest holds")
  func latestDeferral() {
    let scene = Scene(embargo("2026-11-22T10:00"), embargo("2026-11-21T10:00"))
    let verdict = scene.verdict()
    #expect(verdict.outcome == .defer)
    #expect(verdict.until == time("2026-11-22T10:00"))
  }
}
