import AdvocacyModel

@testable import AdvocacyPolicy

extension KillSwitch: ReferenceRule {
  func judged(_: ReferenceCandidate) -> ReferenceDecision? { .deny }

  static let rows = [
    CatalogueRow(
      number: 39, title: "kill switch",
      policy: rule("killSwitch", #""when": {"campaigns": ["lab"]}, "from": "2026-11-20""#),
      outcome: .deny, reason: "stopped", remedy: "lift rule it",
      fires: Situation(post: #""text": "Lab", "campaign": "lab""#), silent: Situation())
  ]
}
