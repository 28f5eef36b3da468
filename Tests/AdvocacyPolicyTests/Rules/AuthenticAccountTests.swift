import AdvocacyModel

@testable import AdvocacyPolicy

extension AuthenticAccount: ReferenceRule {
  func judged(_ candidate: ReferenceCandidate) -> ReferenceDecision? {
    if candidate.account?.isAutomated == true { return .deny }
    return mustBeVerified && candidate.account?.isVerified != true ? .deny : nil
  }

  static let rows = [
    CatalogueRow(
      number: 38, title: "authentic account",
      policy: rule("authenticAccount", #""verified": true"#),
      outcome: .deny, reason: "nobody verified", remedy: "verify the account", fires: Situation(),
      silent: Situation(account: #""verified": true"#)),
    CatalogueRow(
      number: 38, title: "automated account", policy: rule("authenticAccount"), outcome: .deny,
      reason: "run by a machine", remedy: nil, fires: Situation(account: #""automated": true"#),
      silent: Situation()),
  ]
}
