import AdvocacyModel

@testable import AdvocacyPolicy

extension Cooldown: ReferenceRule {
  func judged(_ candidate: ReferenceCandidate) -> ReferenceDecision? {
    guard let last = candidate.participations.map(\.at).max() else { return nil }
    let end = last + .hours(Int64(hours))
    return candidate.at < end ? candidate.deferred(until: end) : nil
  }

  static let rows = [
    CatalogueRow(
      number: 22, title: "cooldown", policy: rule("cooldown", #""hours": 24"#), outcome: .defer,
      reason: "next Sat 21 Nov 2026 08:00", remedy: "the pause ends", moment: .acting,
      fires: Situation(took: ["2026-11-20T08:00"]), silent: Situation(took: ["2026-11-19T10:00"]))
  ]
}
