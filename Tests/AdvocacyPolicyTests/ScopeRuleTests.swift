import AdvocacyCore
import AdvocacyPolicy
import Testing

@Suite("Segments, networks, scopes and dates of rules")
struct ScopeRuleTests {
  @Test("A segment denies those outside and names what would let them in")
  func segment() {
    let scene = Scene(.segment(Selector(teams: ["marketing", "sales"], countries: ["DE", "ES"])))
    #expect(scene.outcome(of: Scene.ben) == .allow)
    let verdict = scene.verdict(of: Scene.ana)
    #expect(verdict.outcome == .deny)
    #expect(
      verdict.findings.first?.reason
        == "Ana Ruiz is outside the segment: team marketing, sales")
    #expect(verdict.wouldChange == "join team marketing, sales")
  }

  @Test("A segment of named employees denies the others")
  func namedSegment() {
    let scene = Scene(.segment(Selector(employees: [id("ana")])))
    #expect(scene.outcome(of: Scene.ana) == .allow)
    #expect(scene.outcome(of: Scene.ben) == .deny)
  }

  @Test("Networks other than those listed are denied")
  func networkAllowed() {
    let scene = Scene(.networkAllowed([id("linkedin"), id("blog")]))
    #expect(scene.outcome(on: "linkedin") == .allow)
    let verdict = scene.verdict(on: "x")
    #expect(verdict.outcome == .deny)
    #expect(
      verdict.findings.first?.reason == "X is not among the networks allowed (LinkedIn, Blog)")
  }

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
    let scene = Scene(Rule(id: id("none"), kind: .networkAllowed([]), scope: scope))
    #expect(scene.outcome() == (speaks ? .deny : .allow))
  }

  @Test("A rule is silent before and after the period in which it is in force")
  func effectiveDates() {
    let scene = Scene(
      Rule(
        id: id("none"), kind: .networkAllowed([]),
        period: Period(from: time("2026-11-20T10:00"), until: time("2026-11-20T12:00"))))
    #expect(scene.outcome(at: "2026-11-20T09:59") == .allow)
    #expect(scene.outcome(at: "2026-11-20T10:00") == .deny)
    #expect(scene.outcome(at: "2026-11-20T12:00") == .allow)
  }

  @Test("The company's sentence stands before the rule's own")
  func sentence() {
    let scene = Scene(
      Rule(id: id("none"), kind: .networkAllowed([]), sentence: "We are not there."))
    #expect(
      scene.verdict().findings.first?.reason
        == "We are not there: X is not among the networks allowed ()")
  }

  @Test("All rules that speak are listed by id, and the strongest decides")
  func strength() {
    let scene = Scene(
      .disclosureRequired(Rule.Disclosure(text: "I work at Acme")),
      .embargo(until: time("2026-11-21T10:00")), .embargo(until: time("2026-11-22T10:00")),
      .approval(roles: ["legal"], count: 1))
    let verdict = scene.verdict()
    #expect(verdict.outcome == .needsApproval)
    #expect(verdict.until == nil)
    #expect(verdict.findings.map(\.rule.text) == ["rule0", "rule1", "rule2", "rule3"])
    #expect(verdict.findings.map(\.outcome) == [.rewrite, .defer, .defer, .needsApproval])
    #expect(
      verdict.wouldChange
        == "wait until 2026-11-21T10:00:00+01:00 (the embargo ends) and "
        + "wait until 2026-11-22T10:00:00+01:00 (the embargo ends) and approval by 1 of: legal")
  }

  @Test("Of several deferrals the latest holds")
  func latestDeferral() {
    let scene = Scene(
      .embargo(until: time("2026-11-22T10:00")), .embargo(until: time("2026-11-21T10:00")))
    let verdict = scene.verdict()
    #expect(verdict.outcome == .defer)
    #expect(verdict.until == time("2026-11-22T10:00"))
  }
}
