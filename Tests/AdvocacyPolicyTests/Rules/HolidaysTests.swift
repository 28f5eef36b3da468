import AdvocacyModel

@testable import AdvocacyPolicy

extension Holidays: ReferenceRule {
  func judged(_ candidate: ReferenceCandidate) -> ReferenceDecision? {
    let end = candidate.perInstant { candidate.calendar.end(of: dates, holding: candidate.at) }
    return end == candidate.at ? nil : candidate.deferred(until: end)
  }

  static let rows = [
    CatalogueRow(
      number: 20, title: "holidays", policy: rule("holidays", #""dates": ["2026-11-20"]"#),
      outcome: .defer, reason: "holiday until Sat 21 Nov 2026", remedy: "the holiday ends",
      fires: Situation(), silent: Situation(at: "2026-11-21"))
  ]
}
