import AdvocacyCore

/// What one rule says of a post on a network, kept for as long as it stays the same.
///
/// Acts come in the order of time, so that the stretch asked about last is the one that matters and
/// those before it never come back; a judge kept open for months holds no more than that.
struct CurrentAnswer {
  private var from = Instant.distantFuture
  private var until = Instant.distantPast
  private var known = RuleAnswer.silent

  /// The answer at an instant, where that lies in the stretch asked about last.
  ///
  /// - Complexity: O(1).
  func known(at instant: Instant) -> RuleAnswer? {
    instant >= from && instant < until ? known : nil
  }

  /// The answer at an instant, worked out where the instant lies outside the stretch.
  mutating func answer(
    of rule: RuleInForce, _ context: EvaluationContext, at instant: Instant
  ) -> RuleAnswer {
    if let known = known(at: instant) { return known }
    known = rule.answer(context.at(instant))
    (from, until) = (instant, known.until ?? .distantFuture)
    return known
  }
}
