import AdvocacyModel

@testable import AdvocacyPolicy

extension NoAutoLike: ReferenceRule {
  func judged(_ candidate: ReferenceCandidate) -> ReferenceDecision? {
    guard candidate.network.actions.contains(.like) else { return nil }
    return candidate.rewritten(Verdict.Effect(withheld: ActionSet([Action.like])))
  }

  static let rows = [
    CatalogueRow(
      number: 25, title: "no automatic likes",
      policy: rule("noAutoLike", #""when": {"networks": ["x"]}"#), outcome: .rewrite,
      reason: "by hand", remedy: nil, fires: Situation(), silent: Situation(network: "linkedin"))
  ]
}
