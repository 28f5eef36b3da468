import AdvocacyModel
import Testing

@testable import AdvocacyPolicy

extension Expiry: ReferenceRule {
  func judged(_ candidate: ReferenceCandidate) -> ReferenceDecision? {
    let end = candidate.perPost { candidate.calendar.adding(days: days, to: candidate.post.at) }
    return candidate.at >= end ? .deny : nil
  }

  static let rows = [
    CatalogueRow(
      number: 18, title: "expiry", policy: rule("expiry", #""days": 2"#), outcome: .deny,
      reason: "2 days ago", remedy: nil, fires: Situation(at: "2026-11-22T10:00"),
      silent: Situation())
  ]
}

@Suite("Expiry")
struct ExpiryTests {
  @Test("Expiry denies from a number of civil days after the post fell due")
  func expiry() {
    let scene = Scene(Expiry { $0.days = 2 })
    #expect(scene.outcome(at: "2026-11-22T09:59") == .allow)
    #expect(scene.outcome(at: "2026-11-22T10:00") == .deny)
  }
}
