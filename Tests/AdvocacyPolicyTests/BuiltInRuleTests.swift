import AdvocacyModel
import Testing

@testable import AdvocacyPolicy

@Suite("Built-in rules")
struct BuiltInRuleTests {
  @Test("Where no rule speaks, the candidate is allowed")
  func silence() {
    let verdict = Scene().verdict()
    #expect(verdict == Verdict(outcome: .allow))
    #expect(verdict.wouldChange == nil)
  }

  @Test("Without consent nobody is a candidate for anything, and no other rule is asked")
  func noConsent() {
    var scene = Scene(NetworkAllowed { $0.networks = [] })
    scene.configuration.roster[0].consent = nil
    let verdict = scene.verdict()
    #expect(verdict.outcome == .deny)
    #expect(verdict.findings.map(\.rule.text) == ["consent"])
    #expect(verdict.findings.first?.reason == "Ana Ruiz has not consented to take part")
    #expect(verdict.wouldChange == "consent to take part on X")
  }

  @Test("Consent counts from its first instant up to, not including, its last")
  func consentPeriod() {
    var scene = Scene()
    scene.configuration.roster[0].consent = Consent(
      period: Period(from: time("2026-11-20T10:00"), until: time("2026-11-21T10:00")))
    #expect(scene.outcome(at: "2026-11-20T09:59:59.999") == .deny)
    #expect(scene.outcome(at: "2026-11-20T10:00") == .allow)
    #expect(scene.outcome(at: "2026-11-21T09:59:59.999") == .allow)
    let late = scene.verdict(at: "2026-11-21T10:00")
    #expect(late.findings.first?.reason == "Ana Ruiz's consent ended on 21 Nov 2026")
  }

  @Test("Consent for one network is none for another")
  func consentByNetwork() {
    var scene = Scene()
    scene.configuration.roster[0].consent = Consent(period: Period(), networks: [id("linkedin")])
    #expect(scene.outcome(on: "linkedin") == .allow)
    #expect(scene.outcome(on: "x") == .deny)
  }

  @Test("Whoever joins later or has left is denied")
  func employment() {
    var scene = Scene()
    scene.configuration.roster[0].employed = Period(
      from: time("2026-11-20"), until: time("2026-11-22"))
    #expect(scene.outcome(at: "2026-11-21T10:00") == .allow)
    let before = scene.verdict(at: "2026-11-19T23:59")
    #expect(before.findings.first?.reason == "Ana Ruiz joins Acme on 20 Nov 2026")
    let after = scene.verdict(at: "2026-11-22T00:00")
    #expect(after.findings.first?.reason == "Ana Ruiz left Acme on 21 Nov 2026")
    #expect(after.wouldChange == nil)
  }

  @Test("A post that is over is denied from the instant of its end")
  func expiry() {
    var scene = Scene()
    scene.post.expires = time("2026-11-21T10:00")
    #expect(scene.outcome(at: "2026-11-21T09:59:59.999") == .allow)
    #expect(scene.verdict(at: "2026-11-21T10:00").findings.map(\.rule.text) == ["expiry"])
    scene.post.expires = nil
    #expect(scene.outcome(at: "2026-12-04T09:59") == .allow)
    #expect(scene.outcome(at: "2026-12-04T10:00") == .deny)
  }

  @Test("A withdrawn post is denied from the withdrawal on")
  func withdrawn() {
    var scene = Scene()
    scene.withdrawals = [
      WithdrawalRecord(
        post: scene.post.id, role: "legal", employee: nil, at: time("2026-11-21T12:00"))
    ]
    #expect(scene.outcome(at: "2026-11-21T11:59") == .allow)
    let verdict = scene.verdict(at: "2026-11-21T12:00")
    #expect(verdict.findings.map(\.rule.text) == ["withdrawn"])
    #expect(
      verdict.findings.first?.reason
        == "the post was withdrawn at Sat 21 Nov 2026 12:00 by legal")
  }

  @Test("Without an account on the network there is no candidate")
  func noAccount() {
    let scene = Scene()
    let verdict = scene.verdict(on: "facebook")
    #expect(verdict.findings.map(\.rule.text) == ["account"])
    #expect(verdict.outcome == .deny)
    let engine = PolicyEngine(configuration: scene.configuration)
    func candidates(_ network: String) -> EmployeeSet {
      engine.review(
        scene.post, on: id(network), at: scene.post.at, history: scene.history
      ).candidates
    }
    #expect(candidates("facebook").isEmpty)
    #expect(candidates("x").count == 2)
  }

  @Test("Who stays out of a post is no candidate and in no count; asked by name, it is told")
  func staysOut() {
    var scene = Scene()
    scene.configuration.roster[Scene.ana].status.optOuts = [.init(campaigns: ["lab"])]
    func review() -> NetworkReview {
      PolicyEngine(configuration: scene.configuration).review(
        scene.post, on: id("x"), at: scene.post.at, history: scene.history)
    }
    #expect(Array(review().candidates) == [Scene.ben])
    #expect(review().outcome(of: Scene.ana) == nil)
    #expect(review().findings.isEmpty)
    #expect(review().counts.map(\.count) == [1])
    #expect(scene.verdict().findings.map(\.rule.text) == ["voluntary"])
    scene.post.campaign = nil
    #expect(review().candidates.count == 2)
    // By the first meaning they were counted among the denied.
    scene.post.campaign = "lab"
    scene.configuration.semantics = .first
    #expect(Array(review().denied) == [Scene.ana])
  }

  @Test("The ids of built-in rules are reserved")
  func reserved() {
    #expect(BuiltInRule.reserves(id("consent")))
    #expect(!BuiltInRule.reserves(id("trained")))
  }

  @Test("A name that is missing gives way to the id")
  func namelessEmployee() {
    var scene = Scene()
    scene.configuration.roster[0].name = ""
    scene.configuration.roster[0].consent = nil
    #expect(scene.verdict().findings.first?.reason == "ana has not consented to take part")
  }

  /// The rows of the catalogue for rules that hold without being written.
  static let rows = [
    CatalogueRow(
      number: 6, title: "voluntary", policy: "", rule: "voluntary", outcome: .deny,
      reason: "chose to stay out", remedy: nil,
      fires: Situation(ana: optOut, post: post(about: "product")), silent: Situation(ana: optOut)),
    CatalogueRow(
      number: 39, title: "suspension", policy: "", rule: "suspended", outcome: .deny,
      reason: "suspended from taking part until 24 Nov 2026", remedy: "wait until 24 Nov 2026",
      fires: Situation(ana: suspension), silent: Situation(ana: suspension, at: "2026-11-25")),
    CatalogueRow(
      number: 39, title: "leaver", policy: "", rule: "employed", outcome: .deny,
      reason: "left Acme on 19 Nov 2026", remedy: nil,
      fires: Situation(ana: #""employed": {"until": "2026-11-19"}"#), silent: Situation()),
  ]

  private static let optOut = #""optOuts": [{"topics": ["product"]}]"#
  private static let suspension = #""suspended": [{"from": "2026-11-01", "until": "2026-11-24"}]"#
}
