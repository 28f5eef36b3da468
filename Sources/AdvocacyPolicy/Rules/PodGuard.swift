import AdvocacyModel

/// Defers all but a share of the accounts past the first hours of a post.
struct PodGuard: RuleType {
  static let name = "podGuard"

  /// The share of the accounts that may take part at once, in (0, 1].
  var share = 0.1
  /// For how many hours.
  var hours = 2

  static let keys: [RuleKey<Self>] = [
    .required("share", \.share, .decimal(0.01...1), "A share of the staff."),
    .required("hours", \.hours, .integer(1...8760), "A number of hours."),
  ]

  /// The share is of those asked; whoever was asked acts when they like.
  static let defaultHold = Hold.asking

  static let documentation = RuleDocumentation(
    27, "Defers all but a share of the accounts past the first hours of a post.",
    verdict: "defer",
    simulated: "yes; rings are not looked for, since colleagues never count", source: "LinkedIn")

  func compiled(_ facts: CompilationFacts) -> any CompiledRule {
    let groups = max(1, Int((1 / share).rounded(.up)))
    return Compiled(
      rule: self,
      groups: ColleagueGroups(count: groups, rosterCount: facts.roster.count, seed: 0))
  }

  private struct Compiled: CompiledRule {
    let rule: PodGuard
    let groups: ColleagueGroups

    func answer(_ context: EvaluationContext) -> RuleAnswer {
      let end = end(of: context.post)
      guard context.at < end else { return .silent }
      let draw = groups.draw(for: context.post, on: context.network)
      return .people(
        .outside(.fixed(groups.members(of: 0, for: draw)), context.wait(until: end)), until: end)
    }

    func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
      candidate.waiting(
        until: end(of: candidate.post),
        for: "the first hours of a post are not for colleagues; next", thing: "the hours are over")
    }

    private func end(of post: Post) -> Instant { post.at + .hours(Int64(rule.hours)) }
  }
}
