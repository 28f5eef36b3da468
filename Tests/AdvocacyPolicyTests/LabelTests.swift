import AdvocacyModel
import Testing

@testable import AdvocacyPolicy

@Suite("Labels in rules and posts")
struct LabelTests {
  /// What policy said by the first meaning, and says today.
  private func outcomes(_ scene: Scene) -> [Verdict.Outcome] {
    [Semantics.first, .current].map { semantics in
      var scene = scene
      scene.configuration.semantics = semantics
      return scene.outcome()
    }
  }

  private func scene(
    _ parameters: any RuleParameters, _ scope: Scope = Scope(),
    _ change: (inout Post) -> Void = { _ in }
  ) -> Scene {
    var scene = Scene(Rule(id: id("rule"), parameters, scope: scope))
    scene.configuration.policy.fairPlay = .off
    change(&scene.post)
    return scene
  }

  @Test(
    "A label in other letters, in another width or with space around it is the same label",
    arguments: [
      Scope(topics: ["Hiring"]), Scope(topics: [" hiring "]), Scope(topics: ["ＨＩＲＩＮＧ"]),
      Scope(campaigns: ["LAB"]), Scope(hashtags: ["#acmelab"]), Scope(hashtags: ["acme\u{AD}LAB"]),
      Scope(tags: ["Legal"]),
    ])
  func folded(scope: Scope) {
    let scene = scene(KillSwitch(), scope) { $0.tags = ["legal"] }
    #expect(outcomes(scene) == [.allow, .deny])
  }

  @Test("A hashtag in the text or in a variant is one of the post's")
  func hashtagInText() {
    let scope = Scope(hashtags: ["#q3"])
    #expect(outcomes(scene(KillSwitch(), scope) { $0.text = "Out: #Q3." }) == [.allow, .deny])
    #expect(outcomes(scene(KillSwitch(), scope) { $0.variants = ["#q3!"] }) == [.allow, .deny])
    #expect(outcomes(scene(KillSwitch(), scope) { $0.text = "Out: q3 #q4" }) == [.allow, .allow])
  }

  @Test("Experts share a topic in whatever letters")
  func expertise() {
    var scene = scene(ExpertiseScope()) { $0.topics = ["Hiring"] }
    scene.configuration.roster[Scene.ana].topics = ["HIRING"]
    #expect(outcomes(scene) == [.deny, .allow])
  }

  @Test("A tag of something confidential is found in whatever letters, and named as the rule does")
  func confidential() {
    let scene = scene(ConfidentialClass()) { $0.tags = ["Customer-Data"] }
    #expect(outcomes(scene) == [.allow, .deny])
    #expect(
      scene.verdict().findings.first?.reason
        == "the post is tagged customer-data, which is confidential")
  }

  @Test("Whoever stays out of a topic stays out of it in whatever letters")
  func optOut() {
    var scene = Scene()
    scene.configuration.roster[Scene.ana].status.optOuts = [.init(topics: ["HIRING"])]
    #expect(outcomes(scene) == [.allow, .deny])
  }

  @Test("A tier grants topics in whatever letters")
  func tiers() {
    var scene = Scene(TierCapability())
    scene.configuration.policy.tiers = [
      Tier(id: id("all"), title: "All", grants: [Tier.Grant(topics: ["Hiring"])])
    ]
    #expect(outcomes(scene) == [.deny, .allow])
  }

  @Test("A rule about a language is about that of every region, and not the other way")
  func languages() {
    func scene(_ named: String, _ spoken: String) -> Scene {
      let selector = Selector(languages: [named])
      var scene = Scene(
        Rule(id: id("rule"), KillSwitch(), scope: Scope(employees: selector)))
      scene.configuration.roster[Scene.ana].language = spoken
      return scene
    }
    #expect(outcomes(scene("es", "es-ES")) == [.allow, .deny])
    #expect(outcomes(scene("es", "es-419")) == [.allow, .deny])
    #expect(outcomes(scene("es-ES", "es")) == [.allow, .allow])
  }

  @Test("A segment of a language lets its regions in")
  func segment() {
    var scene = scene(Segment { $0.only = Selector(languages: ["de"]) })
    scene.configuration.roster[Scene.ana].language = "de-CH"
    #expect(outcomes(scene) == [.deny, .allow])
    scene.configuration.roster[Scene.ana].language = "es-ES"
    #expect(scene.verdict().findings.first?.reason.contains("language de") == true)
  }

  @Test("Words in an employee's very language go before those of a wider one")
  func textOfLanguage() {
    let labels = LabelComparison(.current)
    let x = Network(id: id("x"), title: "X", actions: [], textLimit: nil)
    let words = Disclosure(
      text: "any", byLanguage: ["es": "wide", "es-ES": "exact", "zh-Hant": "script"])
    #expect(words.text(for: "es-ES", on: x, by: labels) == "exact")
    #expect(words.text(for: "es-MX", on: x, by: labels) == "wide")
    #expect(words.text(for: "zh-hant-TW", on: x, by: labels) == "script")
    #expect(words.text(for: "zh-hant-TW", on: x, by: LabelComparison(.first)) == "any")
  }

  @Test(
    "A token that discloses nothing is found in whatever width",
    arguments: ["Quiet ＃SPON", "Quiet #sp\u{AD}on!"])
  func token(text: String) {
    #expect(outcomes(scene(DisclosureReject()) { $0.text = text }) == [.allow, .deny])
  }
}
