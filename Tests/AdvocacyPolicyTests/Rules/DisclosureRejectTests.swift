import AdvocacyModel

@testable import AdvocacyPolicy

extension DisclosureReject: ReferenceRule {
  func judged(_ candidate: ReferenceCandidate) -> ReferenceDecision? {
    let isRejected = candidate.perPost { () -> Bool in
      let post = candidate.post
      func read(_ text: String) -> String {
        candidate.labels.areFolded ? ReferenceLabels.read(text) : text.lowercased()
      }
      let texts = ([post.text] + post.variants).map(read)
      let listed = Set(post.hashtags.map(read))
      let isRelied = tokens.contains { token in
        let token = read(token)
        return listed.contains(token) || texts.contains { Self.holds($0, token) }
      }
      guard let mostHashtags else { return isRelied }
      let most = texts.map { listed.union(ReferenceTexts.hashtags($0)).count }.max() ?? 0
      return isRelied || most > mostHashtags
    }
    return isRejected ? .deny : nil
  }

  private static func holds(_ text: String, _ token: String) -> Bool {
    if token.hasPrefix("#") { return ReferenceTexts.hashtags(text).contains(token) }
    return ReferenceTexts.contains(ReferenceTexts.words(text), ReferenceTexts.words(token))
  }

  static let rows = [
    CatalogueRow(
      number: 8, title: "disclosure by a token",
      policy: rule("disclosureReject", ##""tokens": ["#ee"]"##), outcome: .deny,
      reason: "“#ee” tells nobody who speaks", remedy: "plain words",
      fires: Situation(post: #""text": "Our motor is quiet #EE!""#), silent: Situation()),
    CatalogueRow(
      number: 8, title: "disclosure buried among hashtags",
      policy: rule("disclosureReject", #""mostHashtags": 2"#), outcome: .deny,
      reason: "3 hashtags would bury", remedy: "plain words",
      fires: Situation(post: ##""text": "Quiet #motor", "hashtags": ["#a", "b"]"##),
      silent: Situation(post: ##""text": "Quiet #motor", "hashtags": ["#a", "motor"]"##)),
  ]
}
