import AdvocacyModel
import Testing

@testable import AdvocacyPolicy

extension Segment: ReferenceRule {
  func judged(_ candidate: ReferenceCandidate) -> ReferenceDecision? {
    candidate.labels.chooses(only, candidate.employee, at: candidate.at) ? nil : .deny
  }

  static let rows = [
    CatalogueRow(
      number: 28, title: "segment",
      policy: rule("segment", #""only": {"seniorities": ["senior"]}"#),
      outcome: .deny, reason: "outside the segment", remedy: "reach seniority senior",
      fires: Situation(ana: #""seniority": "junior""#),
      silent: Situation(ana: #""seniority": "senior""#))
  ]
}

@Suite("Segment")
struct SegmentTests {
  @Test("A segment denies those outside and names what would let them in")
  func segment() {
    let scene = Scene(
      Segment { $0.only = Selector(teams: ["marketing", "sales"], countries: ["DE", "ES"]) })
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
    let scene = Scene(Segment { $0.only = Selector(employees: [id("ana")]) })
    #expect(scene.outcome(of: Scene.ana) == .allow)
    #expect(scene.outcome(of: Scene.ben) == .deny)
  }
}
