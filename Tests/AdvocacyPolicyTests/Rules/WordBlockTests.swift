import AdvocacyModel

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
      return ([post.text] + post.variants + post.hashtags).contains {
        holds($0, candidate.labels)
      }
    }
  }

  private func holds(_ text: String, _ labels: ReferenceLabels) -> Bool {
    func read(_ word: String) -> String {
      labels.areFolded ? ReferenceLabels.read(word) : word.lowercased()
    }
    let pieces = ReferenceTexts.pieces(text, labels)
    let row = ReferenceTexts.row(text, labels)
    return words.contains { pieces.contains(read($0)) }
      || phrases.contains { ReferenceTexts.contains(row, ReferenceTexts.row($0, labels)) }
      || globs.contains { glob in
        pieces.contains { ReferenceTexts.matches($0[...], read(glob)[...]) }
      }
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
      remedy: "get approval from legal",
      fires: Situation(post: #""text": "Motors", "variants": ["The world-leader in motors"]"#),
      silent: Situation(post: #""text": "A leader of the world""#)),
  ]
}
