import AdvocacyModel
import Testing

@Suite("words that rules add to a post")
struct ComposedTextTests {
  private func composed(_ lines: [Verdict.Line]) -> String {
    Verdict(outcome: .rewrite, lines: lines).composed("Our motor is quiet")
  }

  private let opinion = Verdict.Line(purpose: .ownOpinion, text: "My view.", position: .start)
  private let label = Verdict.Line(purpose: .label, text: "Anzeige.", position: .start)
  private let disclosure = Verdict.Line(
    purpose: .disclosure, text: "I work at Acme.", position: .start)

  @Test("stand by purpose, in whatever order the rules spoke")
  func order() {
    let expected = "Anzeige. I work at Acme. My view. Our motor is quiet"
    #expect(composed([opinion, label, disclosure]) == expected)
    #expect(composed([disclosure, opinion, label]) == expected)
  }

  @Test("follow the text where they are to stand at the end")
  func end() {
    let last = Verdict.Line(purpose: .ownOpinion, text: "My view.", position: .end)
    #expect(composed([last, disclosure]) == "I work at Acme. Our motor is quiet My view.")
  }

  @Test("move to the start where the end would be too far from it")
  func within() {
    let near = Verdict.Line(purpose: .label, text: "#ad", position: .end, within: 5)
    #expect(composed([near]) == "#ad Our motor is quiet")
  }
}
