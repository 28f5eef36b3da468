import AdvocacyModel

@testable import AdvocacyPolicy

extension TextUniqueness: ReferenceRule {
  func judged(_ candidate: ReferenceCandidate) -> ReferenceDecision? {
    let takesWords = candidate.network.passingOn == .share
    guard takesWords ? includesShares : !candidate.post.variants.isEmpty else { return nil }
    let dealt = candidate.perPost { () -> Set<Int> in
      // The post's own text is one to be dealt only where passing on takes words; elsewhere what
      // says nearly the same is no text of one's own.
      let kept = ReferenceTexts.kept(
        [candidate.post.text] + candidate.post.variants, similarity: similarity)
      let texts = takesWords ? kept : kept.filter { $0 > 0 }
      return Set(deal(texts, candidate).keys)
    }
    guard !dealt.contains(candidate.index) else { return nil }
    return candidate.rewritten(Verdict.Effect(withheld: ActionSet([Action.comment, .share])))
  }

  /// Language by language, the longest tags first, and what everybody may say last: each to those
  /// of its speakers who still have nothing, in an order drawn of all its speakers.
  private func deal(_ texts: [Int], _ candidate: ReferenceCandidate) -> [Int: Int] {
    let (world, post) = (candidate.world, candidate.post)
    func tag(_ text: Int) -> String {
      world.labels.areFolded ? (post.language(ofVariant: text) ?? "").lowercased() : ""
    }
    var dealt: [Int: Int] = [:]
    let tags = Set(texts.map(tag)).sorted { $0.count == $1.count ? $0 < $1 : $0.count > $1.count }
    for language in tags {
      let own = texts.filter { tag($0) == language }
      let parts = language.split(separator: "-")
      let speakers = world.accountHolders(on: candidate.network.id).filter { holder in
        let spoken = world.configuration.roster[Int(holder)].language.lowercased()
        return spoken.split(separator: "-").starts(with: parts)
      }
      .sorted { some, other in
        // Among those of a language the order begins with what they speak.
        func spoken(_ holder: Int32) -> String {
          language.isEmpty ? "" : world.configuration.roster[Int(holder)].language.lowercased()
        }
        return (spoken(some), some) < (spoken(other), other)
      }
      let order = RandomAllotment(
        speakers.count, to: speakers, post: post, network: candidate.network, salt: 3,
        language: language.isEmpty ? nil : language
      ).employees.filter { dealt[$0] == nil }
      for (place, employee) in order.prefix(own.count * accountsPerText).enumerated() {
        dealt[employee] = own[place % own.count]
      }
    }
    return dealt
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
      number: 24, title: "text uniqueness by language",
      policy: rule("textUniqueness"), outcome: .rewrite, reason: "suggested words in",
      remedy: "that differ",
      fires: Situation(
        post: #""text": "Lab", "variants": [{"text": "Vine", "language": "ca"}]"#),
      silent: Situation()),
    CatalogueRow(
      number: 24, title: "text uniqueness by default", policy: "", rule: "fair-words",
      outcome: .rewrite, reason: "none are left for", remedy: "suggest more variants",
      fires: Situation(post: variants), silent: Situation(network: "blog"), isDrawn: true),
  ]

  private static let variants =
    #""text": "Lab", "variants": ["Come and see our new lab", "Come and see our new lab today"]"#
}
