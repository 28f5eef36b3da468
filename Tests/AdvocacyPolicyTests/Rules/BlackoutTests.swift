import AdvocacyModel
import Testing

@testable import AdvocacyPolicy

extension Blackout: ReferenceRule {
  func judged(_ candidate: ReferenceCandidate) -> ReferenceDecision? {
    guard window.contains(candidate.at) else { return nil }
    return defers ? candidate.deferred(until: window.until) : .deny
  }

  static let rows = [
    CatalogueRow(
      number: 17, title: "blackout",
      policy: rule(
        "blackout",
        #""starts": "2026-11-01", "ends": "2026-11-30", "when": {"tags": ["results"]}"#),
      outcome: .deny, reason: "blackout until", remedy: nil,
      fires: Situation(post: tagged("results")), silent: Situation())
  ]
}

@Suite("Blackout")
struct BlackoutTests {
  @Test("A blackout denies, or defers to its end, inside its window only")
  func blackout() {
    let window = Period(from: time("2026-11-20T09:00"), until: time("2026-11-20T12:00"))
    let denying = Scene(Blackout { $0.window = window })
    #expect(denying.outcome(at: "2026-11-20T08:59") == .allow)
    #expect(denying.outcome(at: "2026-11-20T09:00") == .deny)
    #expect(denying.outcome(at: "2026-11-20T12:00") == .allow)
    let deferring = Scene(
      Blackout {
        $0.window = window
        $0.defers = true
      })
    #expect(deferring.verdict().until == time("2026-11-20T12:00"))
    #expect(deferring.outcome(at: "2026-11-20T12:00") == .allow)
    let endless = Scene(
      Blackout {
        $0.window = Period(from: time("2026-11-20T09:00"))
        $0.defers = true
      })
    #expect(endless.outcome() == .deny)
  }
}
