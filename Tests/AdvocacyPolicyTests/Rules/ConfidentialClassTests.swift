import AdvocacyModel

@testable import AdvocacyPolicy

extension ConfidentialClass: ReferenceRule {
  func judged(_ candidate: ReferenceCandidate) -> ReferenceDecision? {
    candidate.labels.share(tags, candidate.post.tags) ? .deny : nil
  }

  static let rows = [
    CatalogueRow(
      number: 33, title: "confidential class", policy: rule("confidentialClass"), outcome: .deny,
      reason: "tagged customer-data", remedy: "take out what is confidential",
      fires: Situation(post: tagged("customer-data")), silent: Situation(post: tagged("news")))
  ]
}
