import AdvocacyModel

@testable import AdvocacyPolicy

extension AutoRepostLimit: ReferenceRule {
  func judged(_ candidate: ReferenceCandidate) -> ReferenceDecision? {
    let chosen = candidate.perPost { () -> Set<Int> in
      let allotment = RandomAllotment(
        accounts, to: candidate.world.accountHolders(on: candidate.network.id),
        post: candidate.post, network: candidate.network, salt: 4)
      return Set(allotment.employees.map { Int($0) })
    }
    guard !chosen.contains(candidate.index) else { return nil }
    return candidate.rewritten(Verdict.Effect(withheld: .passingOn))
  }

  static let rows = [
    CatalogueRow(
      number: 26, title: "limit of automatic reposts",
      policy: rule("autoRepostLimit", #""accounts": 2, \#(aboutProduct)"#), outcome: .rewrite,
      reason: "no more than 2 accounts", remedy: "raise the number",
      fires: Situation(post: post(about: "product")), silent: Situation(), isDrawn: true)
  ]
}
