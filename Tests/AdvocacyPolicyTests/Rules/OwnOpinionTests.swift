import AdvocacyModel

@testable import AdvocacyPolicy

extension OwnOpinion: ReferenceRule {
  func judged(_ candidate: ReferenceCandidate) -> ReferenceDecision? {
    let speaksForCompany = exceptRoles.contains {
      candidate.employee.hasRole($0, at: candidate.at)
    }
    return speaksForCompany ? nil : candidate.addingWords
  }

  static let rows = [
    CatalogueRow(
      number: 12, title: "own opinion",
      policy: rule("ownOpinion", #""text": "Views are my own.", "exceptRoles": ["press"]"#),
      outcome: .rewrite, reason: "add “Views are my own.”", remedy: nil,
      fires: Situation(ana: press(from: "2026-11-21")),
      silent: Situation(ana: press(from: "2026-11-20")))
  ]

  private static func press(from day: String) -> String {
    #""roles": [{"role": "press", "from": "\#(day)"}]"#
  }
}
