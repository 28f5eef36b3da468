import AdvocacyModel

@testable import AdvocacyPolicy

extension PrincipalPreapproval: ReferenceRule {
  func judged(_ candidate: ReferenceCandidate) -> ReferenceDecision? {
    if candidate.post.isInteractive { return .allow }
    return ReferenceApprovals(candidate).people(in: roles) >= count ? nil : .needsApproval
  }

  func isSatisfied(_ candidate: ReferenceCandidate) -> Bool {
    judged(candidate) == nil
  }

  static let rows = [
    CatalogueRow(
      number: 13, title: "principal preapproval",
      policy: rule("principalPreapproval", #""roles": ["principal"]"#), outcome: .needsApproval,
      reason: "signature of a principal", remedy: "get approval from principal", fires: Situation(),
      silent: Situation(approvals: ["principal"]),
      satisfied: "approved by e1 as principal, Fri 20 Nov 2026 09:00"),
    CatalogueRow(
      number: 13, title: "live exchange",
      policy: rule("principalPreapproval", #""roles": ["principal"]"#), outcome: .allow,
      reason: "supervised afterwards by principal", remedy: nil,
      fires: Situation(post: #""text": "Yes, it is", "interactive": true"#),
      silent: Situation(approvals: ["principal"]),
      satisfied: "approved by e1 as principal, Fri 20 Nov 2026 09:00"),
  ]
}
