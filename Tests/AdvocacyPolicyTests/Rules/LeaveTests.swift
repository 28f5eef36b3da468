import AdvocacyModel

@testable import AdvocacyPolicy

extension Leave: ReferenceRule {
  func judged(_ candidate: ReferenceCandidate) -> ReferenceDecision? {
    let leave = candidate.employee.status.leave
    let end = candidate.calendar.end(of: leave, holding: candidate.at)
    return end == candidate.at ? nil : candidate.deferred(until: end)
  }

  static let rows = [
    CatalogueRow(
      number: 20, title: "leave", policy: rule("leave"), outcome: .defer,
      reason: "Ana Ruiz is on leave until Wed 25 Nov 2026", remedy: "the leave ends",
      fires: Situation(
        ana: #"""
          "leave": [{"from": "2026-11-19", "until": "2026-11-22"},
            {"from": "2026-11-23", "until": "2026-11-24"}]
          """#),
      silent: Situation())
  ]
}
