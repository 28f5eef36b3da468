import AdvocacyCore

@testable import AdvocacyPolicy

extension TextUniqueness: ReferenceRule {
  func judged(_ candidate: ReferenceCandidate) -> ReferenceDecision? {
    let takesWords = candidate.network.passingOn == .share
    guard takesWords ? includesShares : !candidate.post.variants.isEmpty else { return nil }
    let dealt = candidate.perPost { () -> Set<Int> in
      // The post's own text is one to be dealt only where passing on takes words; elsewhere what
      // says nearly the same is no text of one's own.
      let (own, suggested) = (candidate.post.text, candidate.post.variants)
      let distinct =
        ReferenceTexts.distinct([own] + suggested, similarity: similarity) - (takesWords ? 0 : 1)
      let allotment = RandomAllotment(
        distinct * accountsPerText, to: candidate.world.accountHolders(on: candidate.network.id),
        post: candidate.post, network: candidate.network, salt: 3)
      return Set(allotment.employees.map { Int($0) })
    }
    guard !dealt.contains(candidate.index) else { return nil }
    return candidate.rewritten(Verdict.Effect(withheld: ActionSet([Action.comment, .share])))
  }

  static let rows = [
    CatalogueRow(
      number: 24, title: "text uniqueness",
      policy: rule("textUniqueness", #""similarity": 0.5, "accountsPerText": 2"#),
      outcome: .rewrite, reason: "none are left for", remedy: "suggest more variants",
      fires: Situation(post: variants), silent: Situation(), isDrawn: true),
    CatalogueRow(
      number: 24, title: "text uniqueness where passing on takes words",
      policy: rule("textUniqueness"), outcome: .deny, reason: "none are left for",
      remedy: "suggest more variants", fires: Situation(network: "blog"), silent: Situation(),
      isDrawn: true),
    CatalogueRow(
      number: 24, title: "text uniqueness by default", policy: "", rule: "fair-words",
      outcome: .rewrite, reason: "none are left for", remedy: "suggest more variants",
      fires: Situation(post: variants), silent: Situation(network: "blog"), isDrawn: true),
  ]

  private static let variants =
    #""text": "Lab", "variants": ["Come and see our new lab", "Come and see our new lab today"]"#
}
