import AdvocacyModel

@testable import AdvocacyPolicy

extension ConsentRequired: ReferenceRule {
  func judged(_ candidate: ReferenceCandidate) -> ReferenceDecision? {
    guard let uses = candidate.employee.consent?.uses else { return nil }
    return uses.contains(use) ? nil : .deny
  }

  static let rows = [
    CatalogueRow(
      number: 5, title: "consent to a use",
      policy: rule("consentRequired", #""use": "leaderboard", \#(aboutProduct)"#),
      outcome: .deny, reason: "doesn't cover the use", remedy: "consent to the use",
      fires: Situation(post: post(about: "product")), silent: Situation())
  ]
}
