import AdvocacyModel

@testable import AdvocacyPolicy

extension IncentiveDisclosure: ReferenceRule {
  func judged(_ candidate: ReferenceCandidate) -> ReferenceDecision? {
    guard candidate.post.prize != nil else { return nil }
    let post = candidate.post
    let isAccepted = ([post.text] + post.variants + post.hashtags).contains { text in
      let said = ReferenceTexts.row(text, candidate.labels)
      return accepted.contains {
        ReferenceTexts.contains(said, ReferenceTexts.row($0, candidate.labels))
      }
    }
    return isAccepted ? nil : candidate.addingWords
  }

  static let rows = [
    CatalogueRow(
      number: 11, title: "incentive disclosure",
      policy: rule("incentiveDisclosure", #""text": "Contest:", "accepted": ["contest"]"#),
      outcome: .rewrite, reason: "add “Contest:”", remedy: nil,
      fires: Situation(post: #""text": "Sweeps! Win a bike", "prize": "a bike""#),
      silent: Situation(post: #""text": "A contest: win a bike", "prize": "a bike""#))
  ]
}
