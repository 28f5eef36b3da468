import AdvocacyModel

@testable import AdvocacyPolicy

extension Stagger: ReferenceRule {
  func judged(_ candidate: ReferenceCandidate) -> ReferenceDecision? {
    guard concernsEveryPost || !candidate.post.variants.isEmpty else { return nil }
    let count = groups
    let own = group(of: candidate, among: count)
    let (post, length) = (candidate.post, slotLength(candidate.post, count))
    let elapsed = (candidate.at - post.at).milliseconds
    let open = Int(max(0, elapsed).floorDivided(by: length))
    guard own != group(ofSlot: open, among: count) else { return nil }
    for slot in (open + 1)...(open + 2 * count) {
      let begins = post.at + Instant.Span(milliseconds: Int64(slot) * length)
      guard begins < post.end else { return nil }
      if group(ofSlot: slot, among: count) == own { return candidate.deferred(until: begins) }
    }
    return nil
  }

  private var groups: Int { max(1, Int((60 / (share * Double(gapMinutes))).rounded(.up))) }

  /// A gap, or less where the post does not live for a whole round.
  private func slotLength(_ post: Post, _ groups: Int) -> Int64 {
    let gap = Int64(gapMinutes) * 60_000
    return max(1, min(gap, (post.end - post.at).milliseconds / Int64(groups)))
  }

  private func group(ofSlot slot: Int, among groups: Int) -> Int {
    let (round, place) = (slot / groups, slot % groups)
    var step = max(1, groups * 2 / 5)
    while (2...max(2, groups)).contains(where: {
      groups.isMultiple(of: $0) && step.isMultiple(of: $0)
    }) { step += 1 }
    return (place + round % groups * step) % groups
  }

  private func group(of candidate: ReferenceCandidate, among count: Int) -> Int {
    let roster = candidate.world.configuration.roster
    let drawn = candidate.perPost { () -> [Int] in
      let groups = ColleagueGroups(count: count, rosterCount: roster.count, seed: seed)
      let draw = groups.draw(for: candidate.post, on: candidate.network)
      return roster.indices.map { groups.group(of: $0, for: draw) }
    }
    return drawn[candidate.index]
  }

  static let rows = [
    CatalogueRow(
      number: 23, title: "stagger",
      policy: rule("stagger", #""gapMinutes": 30, "share": 0.1, \#(aboutProduct)"#),
      outcome: .defer, reason: "slot starts at Fri 20 Nov 2026", remedy: "the slot begins",
      fires: Situation(post: post(about: "product")), silent: Situation(), isDrawn: true),
    CatalogueRow(
      number: 23, title: "stagger by default", policy: "", rule: "fair-stagger", outcome: .defer,
      reason: "slot starts at Fri 20 Nov 2026", remedy: "the slot begins",
      fires: Situation(post: #""text": "Lab", "variants": ["Come and see"]"#), silent: Situation(),
      isDrawn: true),
  ]
}
