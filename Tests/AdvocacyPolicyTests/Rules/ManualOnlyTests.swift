import AdvocacyModel

@testable import AdvocacyPolicy

extension ManualOnly: ReferenceRule {
  func judged(_: ReferenceCandidate) -> ReferenceDecision? { .allow }

  static let rows = [
    CatalogueRow(
      number: 30, title: "manual only",
      policy: rule("manualOnly", #""when": {"networks": ["facebook"]}"#), outcome: .allow,
      reason: "confirm each action by hand", remedy: nil, fires: Situation(network: "facebook"),
      silent: Situation())
  ]
}
