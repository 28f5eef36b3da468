import AdvocacyModel

@testable import AdvocacyPolicy

extension EditRights: ReferenceRule {
  func judged(_ candidate: ReferenceCandidate) -> ReferenceDecision? {
    let withheld =
      switch freedom {
      case .locked: ActionSet(Action.allCases.filter(\.hasWords))
      case .append: ActionSet([Action.comment, .share])
      case .free: ActionSet()
      }
    let turned = needsComment ? ActionSet([Action.repost]) : []
    let concerned = withheld.union(turned)
    guard candidate.network.actions.contains(where: concerned.contains) else { return nil }
    return candidate.rewritten(Verdict.Effect(withheld: withheld, turned: turned))
  }

  static let rows = [
    CatalogueRow(
      number: 34, title: "fixed words",
      policy: rule("editRights", #""freedom": "locked", \#(aboutProduct)"#), outcome: .rewrite,
      reason: "the words are fixed", remedy: nil, fires: Situation(post: post(about: "product")),
      silent: Situation()),
    CatalogueRow(
      number: 34, title: "own comment asked for",
      policy: rule("editRights", #""freedom": "free", "needsComment": true"#), outcome: .rewrite,
      reason: "a repost takes words", remedy: nil, fires: Situation(),
      silent: Situation(network: "blog")),
  ]
}
