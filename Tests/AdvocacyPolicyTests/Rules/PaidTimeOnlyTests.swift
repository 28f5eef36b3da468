import AdvocacyModel

@testable import AdvocacyPolicy

extension PaidTimeOnly: ReferenceRule {
  func judged(_ candidate: ReferenceCandidate) -> ReferenceDecision? {
    let end = candidate.perInstant {
      candidate.calendar.endOfQuiet(unpaid, at: candidate.at)
    }
    return end == candidate.at ? nil : candidate.deferred(until: end)
  }

  static let rows = [
    CatalogueRow(
      number: 19, title: "paid time only",
      policy: rule(
        "paidTimeOnly",
        #""start": "09:00", "end": "17:00", "when": {"contracts": ["hourly"]}"#),
      outcome: .defer, reason: "Mon 23 Nov 2026 09:00", remedy: "working hours begin",
      fires: Situation(ana: #""contract": "hourly""#, at: "2026-11-20T17:00"),
      silent: Situation(ana: #""contract": "salaried""#, at: "2026-11-20T17:00"))
  ]
}
