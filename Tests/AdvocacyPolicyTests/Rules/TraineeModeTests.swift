import AdvocacyModel

@testable import AdvocacyPolicy

extension TraineeMode: ReferenceRule {
  func judged(_ candidate: ReferenceCandidate) -> ReferenceDecision? {
    guard candidate.participations.count < posts else { return nil }
    return candidate.isApproved(byOneOf: roles) ? nil : .needsApproval
  }

  func isSatisfied(_ candidate: ReferenceCandidate) -> Bool {
    judged(candidate) == nil
  }

  static let rows = [
    CatalogueRow(
      number: 3, title: "trainee mode",
      policy: rule("traineeMode", #""posts": 2, "roles": ["mentor"]"#),
      outcome: .needsApproval, reason: "1 of 2 posts done", remedy: "get approval from mentor",
      fires: Situation(took: ["2026-11-01"]),
      silent: Situation(took: ["2026-11-01", "2026-11-02"]),
      satisfied: "is no trainee any more on X: 2 of 2 posts done")
  ]
}
