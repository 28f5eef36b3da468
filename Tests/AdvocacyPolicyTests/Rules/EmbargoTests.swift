import AdvocacyModel
import Testing

@testable import AdvocacyPolicy

extension Embargo: ReferenceRule {
  func judged(_ candidate: ReferenceCandidate) -> ReferenceDecision? {
    candidate.at < release ? candidate.deferred(until: release) : nil
  }

  static let rows = [
    CatalogueRow(
      number: 18, title: "embargo", policy: rule("embargo", #""release": "2026-11-21T09:00""#),
      outcome: .defer, reason: "embargo until", remedy: "the embargo ends", fires: Situation(),
      silent: Situation(at: "2026-11-21T09:00"))
  ]
}

@Suite("Embargo")
struct EmbargoTests {
  @Test("An embargo defers to its end and is silent from then on")
  func embargo() {
    let scene = Scene(Embargo { $0.release = time("2026-11-21T08:00") })
    let verdict = scene.verdict()
    #expect(verdict.outcome == .defer)
    #expect(verdict.until == time("2026-11-21T08:00"))
    #expect(verdict.findings.first?.reason == "embargo until Sat 21 Nov 2026 08:00")
    #expect(scene.outcome(at: "2026-11-21T08:00") == .allow)
  }

  @Test("A deferral to the end of the post or later is a denial")
  func pastTheEnd() {
    var scene = Scene(Embargo { $0.release = time("2026-11-21T08:00") })
    scene.post.expires = time("2026-11-21T08:00")
    let verdict = scene.verdict()
    #expect(verdict.outcome == .deny)
    #expect(verdict.until == nil)
    #expect(
      verdict.findings.first?.reason
        == "embargo until Sat 21 Nov 2026 08:00, past the end of the post")
    #expect(verdict.wouldChange == nil)
    scene.post.expires = time("2026-11-21T08:00:00.001")
    #expect(scene.outcome() == .defer)
  }
}
