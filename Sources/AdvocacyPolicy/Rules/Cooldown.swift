import AdvocacyModel

/// Defers an account until a number of hours after it took part last.
struct Cooldown: RuleType, CompiledRule {
  static let name = "cooldown"

  /// How many hours.
  var hours = 24

  static let keys: [RuleKey<Self>] = [
    .required("hours", \.hours, .integer(1...8760), "A number of hours.")
  ]

  /// What counts is when an account acts, not when it is asked.
  static let defaultHold = Hold.acting

  static let allowedHolds: Set<Hold> = [.acting, .both]

  static let documentation = RuleDocumentation(
    22, "Defers an account until a number of hours after it took part last.",
    verdict: "defer", source: "our reading")

  var lookback: Lookback { .span(span) }

  private var span: Instant.Span { .hours(Int64(hours)) }

  func answer(_ context: EvaluationContext) -> RuleAnswer {
    .history(
      .within(span) { [span, post = context.post] last in
        .wait(until: last + span, within: post)
      })
  }

  func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
    let network = candidate.network
    let last =
      candidate.context.position.flatMap { position in
        candidate.history.lastParticipation(
          of: candidate.index, network: position, through: candidate.at,
          seenWhen: candidate.context.moment)
      } ?? candidate.at
    let reason =
      last > candidate.at
      ? "\(candidate.name) plans to take part on \(network.title) at "
        + "\(candidate.calendar.format(last)), and \(hours) h pass between; next"
      : "\(candidate.name) took part on \(network.title) less than \(hours) h ago; next"
    return candidate.waiting(until: last + span, for: reason, thing: "the pause ends")
  }
}
