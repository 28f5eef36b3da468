import AdvocacyModel

@testable import AdvocacyPolicy

extension ExpertiseScope: ReferenceRule {
  func judged(_ candidate: ReferenceCandidate) -> ReferenceDecision? {
    let topics = candidate.post.topics
    let sharesOne = candidate.labels.share(topics, candidate.employee.topics)
    return topics.isEmpty || sharesOne ? nil : .deny
  }

  static let rows = [
    CatalogueRow(
      number: 36, title: "expertise", policy: rule("expertiseScope"), outcome: .deny,
      reason: "product is outside Ana Ruiz's topics", remedy: "add one of product",
      fires: Situation(ana: #""topics": ["hiring"]"#, post: post(about: "product")),
      silent: Situation(ana: #""topics": ["hiring"]"#, post: post(about: "hiring")))
  ]
}
