import AdvocacyModel

@testable import AdvocacyPolicy

extension ProtectedSpeech: ReferenceRule {
  func judged(_: ReferenceCandidate) -> ReferenceDecision? { .allow }

  static let rows = [
    CatalogueRow(
      number: 37, title: "protected speech",
      policy: rule("protectedSpeech", #""when": {"topics": ["pay"]}"#), outcome: .allow,
      reason: "never scored and never blocked", remedy: nil,
      fires: Situation(post: post(about: "pay")), silent: Situation())
  ]
}
