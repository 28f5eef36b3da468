import AdvocacyCore

/// What one rule says of a post on a network over time, as far as somebody asked: stretches in
/// order without gaps, each with one answer.
struct AnswersOverTime {
  private var begins: [Instant] = []
  private var answers: [RuleAnswer] = []
  /// The stretch asked about last: whoever judges acts in the order of time asks about it again.
  private var recent = 0

  /// As many stretches are kept; whoever asks for more has them worked out each time.
  private static let most = 4096

  /// The answer at an instant, where that lies in the stretch asked about last.
  ///
  /// - Complexity: O(1).
  func recent(at instant: Instant) -> RuleAnswer? {
    guard recent < begins.count, instant >= begins[recent],
      instant < answers[recent].until ?? .distantFuture
    else { return nil }
    return answers[recent]
  }

  /// The answer at an instant.
  ///
  /// - Complexity: O(log stretches) where the instant lies in a known stretch; else O(stretches up to
  ///   it), each of which is worked out once.
  mutating func answer(
    of rule: RuleInForce, _ context: EvaluationContext, at instant: Instant
  ) -> RuleAnswer {
    guard let first = begins.first, instant >= first else {
      let answer = rule.answer(context.at(instant))
      if begins.isEmpty { add(answer, from: instant) }
      return answer
    }
    while let end = answers[answers.count - 1].until, end <= instant {
      guard begins.count < Self.most, end > begins[begins.count - 1] else {
        return rule.answer(context.at(instant))
      }
      add(rule.answer(context.at(end)), from: end)
    }
    recent = begins.firstPosition { $0 > instant } - 1
    return answers[recent]
  }

  private mutating func add(_ answer: RuleAnswer, from begin: Instant) {
    begins.append(begin)
    answers.append(answer)
  }
}
