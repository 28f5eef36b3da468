import AdvocacyCore
import AdvocacyPolicy
import AdvocacyReport

/// Counts who got how far from the roster to taking part, and which rules held the rest back.
struct FunnelCount {
  let policy: PolicyEngine
  let configuration: Configuration

  init(_ configuration: Configuration) {
    policy = PolicyEngine(configuration: configuration)
    self.configuration = configuration
  }

  /// The employees who agree to take part, by their place on the roster.
  func consenting(at instant: Instant) -> EmployeeSet { policy.consenting(at: instant) }

  /// The funnel, training and consent as they stand on the present roster at an instant.
  ///
  /// - Complexity: O(posts × networks × rules + rules × roster).
  func funnel(
    of posts: [PostFacts], participation: ReachReport.Participation, at instant: Instant
  ) -> ReachReport.Funnel {
    let trained = policy.trained(at: instant)
    var counts: [Held: Int] = [:]
    for count in posts.flatMap(\.counts) where !count.outcome.isAllowed {
      guard let rule = count.rule else { continue }
      counts[Held(rule: rule, outcome: count.outcome), default: 0] += count.count
    }
    let sentences = Dictionary(
      configuration.policy.rules.map { ($0.id, $0.sentence ?? $0.type) }
    ) { first, _ in first }
    return ReachReport.Funnel(
      roster: participation.roster, trained: trained.count,
      consented: trained.intersection(policy.consenting(at: instant)).count,
      allowed: participation.allowed, took: participation.took,
      stopped: counts.map { held, count in
        .init(
          rule: held.rule, outcome: held.outcome, candidates: count,
          sentence: sentences[held.rule] ?? "built in")
      })
  }

  private struct Held: Hashable {
    var rule: RuleID
    var outcome: Verdict.Outcome
  }
}
