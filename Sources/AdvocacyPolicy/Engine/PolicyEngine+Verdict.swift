package import AdvocacyModel

extension PolicyEngine {
  /// Decides one candidate with every rule that speaks, its reason and what would change it.
  ///
  /// - Parameters:
  ///   - post: The post.
  ///   - employee: The index on the roster.
  ///   - network: The network.
  ///   - instant: The instant of the event.
  ///   - moment: Whether they are asked, or act.
  ///   - history: What took place before the event, and is planned.
  /// - Returns: The strongest outcome with all findings; who has no account there is denied.
  /// - Complexity: O(rules), and O(posts) where a post repeats an earlier one.
  package func verdict(
    _ post: Post, employee: Int, on network: NetworkID, at instant: Instant,
    moment: Moment = .asking, history: History
  ) -> Verdict {
    Verdict(
      weighing: said(
        of: post, employee: employee, on: network, at: instant, moment: moment, history: history))
  }

  /// What rules would make of one candidate's words if no rule kept them from taking part, now or
  /// later.
  ///
  /// - Complexity: that of `verdict`.
  package func rewriting(
    of post: Post, employee: Int, on network: NetworkID, at instant: Instant, history: History
  ) -> Verdict {
    Verdict(
      weighing: said(
        of: post, employee: employee, on: network, at: instant, moment: .asking, history: history
      ).filter { $0.finding.outcome == .rewrite })
  }

  /// What each rule that speaks says of a candidate.
  private func said(
    of post: Post, employee: Int, on network: NetworkID, at instant: Instant, moment: Moment,
    history: History
  ) -> [(finding: Verdict.Finding, line: Verdict.Line?)] {
    var judge = judge(post, on: network, moment: moment, history: history)
    let context = judge.context.at(instant)
    let said = judge.decisions(for: employee, at: instant, history: history)
    let adding = said.placesAddingWords
    return said.map { speaker, decision in
      let facts = CandidateFacts(
        engine: self, rule: speaker.id(in: self), index: employee, context: context,
        history: history)
      guard case .builtIn(.textLimit) = speaker else { return finding(speaker, decision, facts) }
      let limit = judge.textLimit(for: employee, adding: adding, history)
      return finding(decision, limit, facts)
    }
  }

  /// A finding in words, with the line that comes with it.
  private func finding(
    _ speaker: CandidateJudge.Speaker, _ decision: RuleDecision, _ facts: CandidateFacts
  ) -> (finding: Verdict.Finding, line: Verdict.Line?) {
    var explanation: RuleExplanation
    switch speaker {
    case .builtIn(let rule): explanation = facts.explanation(of: rule, decision)
    case .written(let place):
      explanation = rules[place].compiled.explain(decision, to: facts)
      if decision.isTooLate {
        explanation.reason = Sentence(
          "\(explanation.reason.english), past the end of the post",
          es: "\(explanation.reason.spanish), pasado el final de la publicación")
        explanation.wouldChange = nil
      }
      // Who has what a rule asks for needs no telling why it asks.
      if let sentence = rules[place].rule.sentence, !decision.isSatisfied {
        let own = sentence.withoutFullStop
        explanation.reason = Sentence(
          "\(own): \(explanation.reason.english)", es: "\(own): \(explanation.reason.spanish)")
      }
    }
    return finding(decision, explanation, facts)
  }

  private func finding(
    _ decision: RuleDecision, _ explanation: RuleExplanation, _ facts: CandidateFacts
  ) -> (finding: Verdict.Finding, line: Verdict.Line?) {
    let finding = Verdict.Finding(
      rule: facts.rule, outcome: decision.outcome, until: decision.until,
      effect: decision.effect, why: explanation.reason, remedy: explanation.wouldChange,
      isSatisfied: decision.isSatisfied)
    return (finding, decision.outcome == .rewrite ? explanation.line : nil)
  }
}

extension Verdict {
  /// Weighs what rules said: the strongest outcome holds, and of deferrals the latest.
  fileprivate init(weighing said: [(finding: Finding, line: Line?)]) {
    let findings = said.map(\.finding).sorted {
      ($0.rule, $0.outcome) < ($1.rule, $1.outcome)
    }
    let outcome = findings.map(\.outcome).max() ?? .allow
    let lines = said.sorted { $0.finding.rule < $1.finding.rule }.compactMap(\.line)
    let effect = findings.filter { $0.outcome == .rewrite }
      .reduce(Effect()) { $0.joined(with: $1.effect) }
    self.init(
      outcome: outcome,
      until: outcome == .defer ? findings.compactMap(\.until).max() : nil,
      lines: outcome == .rewrite ? lines.byPurpose : [],
      effect: outcome == .rewrite ? effect : Effect(), findings: findings)
  }
}

extension [Verdict.Line] {
  /// The words by purpose, those of one purpose in their order, each text once.
  var byPurpose: [Verdict.Line] {
    let ordered = enumerated().sorted {
      ($0.element.purpose, $0.offset) < ($1.element.purpose, $1.offset)
    }
    var distinct: [Verdict.Line] = []
    for (_, line) in ordered where !distinct.contains(where: { $0.text == line.text }) {
      distinct.append(line)
    }
    return distinct
  }
}

extension String {
  /// The text without blanks and full stops at its end.
  var withoutFullStop: Substring {
    var rest = self[...]
    while let last = rest.last, last == "." || last.isWhitespace { rest.removeLast() }
    return rest
  }
}
