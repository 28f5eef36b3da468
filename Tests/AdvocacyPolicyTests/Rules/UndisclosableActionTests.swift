import AdvocacyModel

@testable import AdvocacyPolicy

extension UndisclosableAction: ReferenceRule {
  func judged(_ candidate: ReferenceCandidate) -> ReferenceDecision? {
    let concerned = ActionSet(actions)
    guard candidate.network.actions.contains(where: concerned.contains) else { return nil }
    return candidate.rewritten(
      becomeQuotes ? Verdict.Effect(turned: concerned) : Verdict.Effect(withheld: concerned))
  }

  static let rows = [
    CatalogueRow(
      number: 9, title: "undisclosable action",
      policy: rule(
        "undisclosableAction", #""actions": ["like", "repost"], "then": "quote", \#(aboutProduct)"#),
      outcome: .rewrite, reason: "only as a quote", remedy: nil,
      fires: Situation(post: post(about: "product")), silent: Situation()),
    CatalogueRow(
      number: 9, title: "undisclosable action withheld",
      policy: rule("undisclosableAction", #""actions": ["share", "comment"]"#), outcome: .deny,
      reason: "left out", remedy: nil, fires: Situation(network: "blog"),
      silent: Situation(post: post(about: "product"), network: "nowhere")),
  ]
}
