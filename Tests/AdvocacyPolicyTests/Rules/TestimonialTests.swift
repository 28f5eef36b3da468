import AdvocacyModel

@testable import AdvocacyPolicy

extension Testimonial: ReferenceRule {
  func judged(_ candidate: ReferenceCandidate) -> ReferenceDecision? {
    guard candidate.labels.share(tags, candidate.post.tags) else { return nil }
    guard roles.isEmpty || candidate.isApproved(byOneOf: roles) else { return .needsApproval }
    return candidate.addingWords
  }

  func isSatisfied(_ candidate: ReferenceCandidate) -> Bool {
    candidate.labels.share(tags, candidate.post.tags) && candidate.isApproved(byOneOf: roles)
  }

  static let rows = [
    CatalogueRow(
      number: 15, title: "testimonial without diligence", policy: testimonial,
      outcome: .needsApproval, reason: "due diligence by compliance",
      remedy: "get approval from compliance", fires: Situation(post: tagged("testimonial")),
      silent: Situation()),
    CatalogueRow(
      number: 15, title: "testimonial with diligence", policy: testimonial, outcome: .rewrite,
      reason: "Paid by Acme.", remedy: nil,
      fires: Situation(post: tagged("testimonial"), approvals: ["compliance"]),
      silent: Situation()),
  ]

  private static let testimonial = rule(
    "testimonial", #""text": "Paid by Acme.", "roles": ["compliance"]"#)
}
