import AdvocacyModel

@testable import AdvocacyPolicy

extension PodGuard: ReferenceRule {
  func judged(_ candidate: ReferenceCandidate) -> ReferenceDecision? {
    let end = candidate.post.at + .hours(Int64(hours))
    guard candidate.at < end else { return nil }
    let roster = candidate.world.configuration.roster
    let isFirst = candidate.perPost { () -> [Bool] in
      let count = Int((1 / share).rounded(.up))
      let groups = ColleagueGroups(count: count, rosterCount: roster.count, seed: 0)
      let draw = groups.draw(for: candidate.post, on: candidate.network)
      return roster.indices.map { groups.group(of: $0, for: draw) == 0 }
    }
    return isFirst[candidate.index] ? nil : candidate.deferred(until: end)
  }

  static let rows = [
    CatalogueRow(
      number: 27, title: "pod guard", policy: rule("podGuard", #""share": 0.25, "hours": 2"#),
      outcome: .defer, reason: "not for colleagues", remedy: "the hours are over",
      fires: Situation(), silent: Situation(at: "2026-11-20T12:00"), isDrawn: true)
  ]
}
