import AdvocacyModel

@testable import AdvocacyPolicy

extension PolicyAcknowledgement: ReferenceRule {
  func judged(_ candidate: ReferenceCandidate) -> ReferenceDecision? {
    let hasAccepted = candidate.employee.status.acknowledgements.contains {
      $0.document == document && $0.version == version && $0.at <= candidate.at
    }
    return hasAccepted ? nil : .deny
  }

  func isSatisfied(_ candidate: ReferenceCandidate) -> Bool {
    judged(candidate) == nil
  }

  static let rows = [
    CatalogueRow(
      number: 4, title: "policy acknowledged",
      policy: rule("policyAcknowledgement", #""document": "code of conduct", "version": "4""#),
      outcome: .deny, reason: "has not accepted version 4", remedy: "accept version 4",
      fires: Situation(ana: accepted(version: "3")), silent: Situation(ana: accepted(version: "4")),
      satisfied: "Ana Ruiz accepted version 4 of “code of conduct” on 1 Nov 2026")
  ]

  private static func accepted(version: String) -> String {
    #"""
    "acknowledgements": [{"document": "code of conduct", "version": "\#(version)",
      "at": "2026-11-01"}]
    """#
  }
}
