import AdvocacyModel

@testable import AdvocacyPolicy

extension AdLabel: ReferenceRule {
  func judged(_ candidate: ReferenceCandidate) -> ReferenceDecision? {
    byCountry[candidate.employee.country] == nil ? nil : candidate.addingWords
  }

  static let rows = [
    CatalogueRow(
      number: 10, title: "label of advertising",
      policy: rule("adLabel", ##""byCountry": {"de": "Werbung", "GB": "#ad"}"##), outcome: .rewrite,
      reason: "add “Werbung”", remedy: nil, fires: Situation(ana: #""country": "DE""#),
      silent: Situation(ana: #""country": "FR""#))
  ]
}
