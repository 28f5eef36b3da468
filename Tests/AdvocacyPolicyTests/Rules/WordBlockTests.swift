import AdvocacyCore

@testable import AdvocacyPolicy

extension WordBlock: ReferenceRule {
  func judged(_ candidate: ReferenceCandidate) -> ReferenceDecision? {
    guard isSaid(in: candidate) else { return nil }
    guard !roles.isEmpty else { return .deny }
    return candidate.isApproved(byOneOf: roles) ? nil : .needsApproval
  }

  func isSatisfied(_ candidate: ReferenceCandidate) -> Bool {
    isSaid(in: candidate) && candidate.isApproved(byOneOf: roles)
  }

  private func isSaid(in candidate: ReferenceCandidate) -> Bool {
    candidate.perPost {
      let post = candidate.post
      return ([post.text] + post.variants + post.hashtags).contains(where: holds)
    }
  }

  private func holds(_ text: String) -> Bool {
    let said = ReferenceTexts.words(text)
    let holdsWord = words.contains { said.contains($0.lowercased()) }
    let holdsPhrase = phrases.contains {
      ReferenceTexts.contains(said, ReferenceTexts.words($0))
    }
    let holdsGlob = globs.contains { glob in
      said.contains { ReferenceTexts.matches($0[...], glob.lowercased()[...]) }
    }
    return holdsWord || holdsPhrase || holdsGlob
  }

  static let rows = [
    CatalogueRow(
      number: 32, title: "word blocked",
      policy: rule("wordBlock", #""words": ["cure"], "globs": ["guarant*"]"#), outcome: .deny,
      reason: "“guarant*” must not be said", remedy: "write the post without it",
      fires: Situation(post: #""text": "Quiet: GUARANTEED!""#),
      silent: Situation(post: #""text": "A secure motor, no guaran""#)),
    CatalogueRow(
      number: 32, title: "phrase for approval",
      policy: rule("wordBlock", #""phrases": ["world leader"], "roles": ["legal"]"#),
      outcome: .needsApproval, reason: "“world leader” must not be said",
      remedy: "approval by 1 of: legal",
      fires: Situation(post: #""text": "Motors", "variants": ["The world-leader in motors"]"#),
      silent: Situation(post: #""text": "A leader of the world""#)),
  ]
}
