import AdvocacyModel
import Testing

@testable import AdvocacyPolicy

extension DisclosureRequired: ReferenceRule {
  func judged(_ candidate: ReferenceCandidate) -> ReferenceDecision? { candidate.addingWords }

  static let rows = [
    CatalogueRow(
      number: 7, title: "disclosure required",
      policy: rule(
        "disclosureRequired",
        #""text": "I work at Acme:", "byNetwork": {"x": "Acme here:"}, \#(aboutProduct)"#),
      outcome: .rewrite, reason: "add “Acme here:”", remedy: nil,
      fires: Situation(post: post(about: "product")), silent: Situation())
  ]
}

@Suite("Disclosure required")
struct DisclosureRequiredTests {
  private let disclosure = Disclosure(
    text: "I work at Acme", byLanguage: ["es": "Trabajo en Acme", "de": "Ich arbeite bei Acme"])

  private var rule: DisclosureRequired { DisclosureRequired { $0.words = disclosure } }

  @Test("The disclosure is in the employee's language, or in the nearest wider one")
  func language() {
    let scene = Scene(rule)
    #expect(scene.verdict(of: Scene.ana).disclosures == ["Trabajo en Acme"])
    #expect(scene.verdict(of: Scene.ben).disclosures == ["Ich arbeite bei Acme"])
    let labels = LabelComparison(.current)
    let linkedin = Network(id: id("linkedin"), title: "LinkedIn", actions: [], textLimit: nil)
    #expect(disclosure.text(for: "fr", on: linkedin, by: labels) == "I work at Acme")
    #expect(scene.outcome() == .rewrite)
    #expect(scene.verdict().wouldChange == nil)
  }

  @Test("Two rules with the same disclosure add it once")
  func twice() {
    let scene = Scene(rule, rule)
    #expect(scene.verdict().disclosures == ["Trabajo en Acme"])
    #expect(scene.verdict().findings.count == 2)
  }

  @Test("A network that carries no words denies what needs a disclosure")
  func speechless() {
    var scene = Scene(rule)
    scene.configuration.networks.append(
      Network(id: id("nods"), title: "Nods", actions: [.like, .repost, .comment], textLimit: nil))
    scene.configuration.roster[0].accounts.append(Account(network: id("nods"), followers: 1))
    let verdict = scene.verdict(on: "nods")
    #expect(verdict.outcome == .deny)
    #expect(verdict.findings.first?.reason == "Nods cannot carry a disclosure")
  }

  @Test("A like and a repost become one quote, or only a share is let through")
  func actions() {
    let engine = PolicyEngine(configuration: Scene().configuration)
    func actions(_ effect: Verdict.Effect, _ network: String, _ wanted: [Action]) -> [Action] {
      engine.actions(
        for: Verdict(outcome: .rewrite, effect: effect), on: id(network), wanted: wanted)
    }
    let none = Verdict.Effect()
    #expect(actions(none, "x", [.repost, .like]) == [.like, .repost])
    #expect(actions(none, "x", [.share]) == [])
    #expect(actions(.words, "x", [.like, .repost]) == [.quote])
    #expect(actions(.words, "x", [.like]) == [.quote])
    #expect(actions(.words, "x", [.repost, .comment]) == [.quote, .comment])
    #expect(actions(.words, "blog", [.like, .share]) == [.share])
    #expect(actions(.words, "blog", [.like]) == [])
    #expect(actions(none, "unknown", [.like]) == [])
    #expect(
      engine.actions(for: Verdict(outcome: .defer), on: id("x"), wanted: [.like]) == [])
    let noQuotes = Verdict.Effect(withheld: ActionSet([Action.quote]), turned: .bare)
    #expect(actions(noQuotes, "x", [.like, .repost, .comment]) == [.comment])
  }
}
