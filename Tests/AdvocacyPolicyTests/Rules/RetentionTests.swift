import AdvocacyModel

@testable import AdvocacyPolicy

extension Retention: ReferenceRule {
  func judged(_: ReferenceCandidate) -> ReferenceDecision? { .allow }

  static let rows = [
    CatalogueRow(
      number: 16, title: "retention",
      policy: rule(
        "retention", #""years": 3, "what": ["text", "approver"], \#(aboutProduct)"#),
      outcome: .allow, reason: "keep text, approver for 3 years", remedy: nil,
      fires: Situation(post: post(about: "product")), silent: Situation())
  ]
}
