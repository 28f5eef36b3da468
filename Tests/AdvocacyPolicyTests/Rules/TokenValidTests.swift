import AdvocacyModel

@testable import AdvocacyPolicy

extension TokenValid: ReferenceRule {
  func judged(_ candidate: ReferenceCandidate) -> ReferenceDecision? {
    guard let authorized = candidate.account?.authorized else { return nil }
    let lapse = candidate.calendar.adding(days: days, to: authorized)
    return candidate.at >= lapse ? .deny : nil
  }

  static let rows = [
    CatalogueRow(
      number: 31, title: "token valid", policy: rule("tokenValid", #""days": 60"#),
      outcome: .deny, reason: "lapsed on 31 Oct 2026", remedy: "connect the account again",
      fires: Situation(account: #""authorized": "2026-09-01""#),
      silent: Situation(account: #""authorized": "2026-11-01""#))
  ]
}
