import AdvocacyModel

@testable import AdvocacyPolicy

/// What a review says of each employee, in the reference's own form.
struct Answers {
  private let answers: [ReferencePolicy.Answer]

  /// Reads a review once over: rule by rule, not employee by employee.
  init(_ review: NetworkReview) {
    let count = review.candidates.rosterCount
    var findings = [[ReferencePolicy.Finding]](repeating: [], count: count)
    for finding in review.findings {
      let decision = ReferenceDecision(
        outcome: finding.outcome, until: finding.until, effect: finding.effect)
      for employee in finding.employees {
        findings[employee].append(ReferencePolicy.Finding(rule: finding.rule, decision: decision))
      }
    }
    answers = findings.indices.map { employee in
      guard let outcome = review.outcome(of: employee) else { return .noCandidate }
      var decision = ReferenceDecision(outcome: outcome)
      decision.until = review.until(of: employee)
      if outcome == .rewrite { decision.effect = review.effect(of: employee) }
      return ReferencePolicy.Answer(decision: decision, findings: findings[employee])
    }
  }

  subscript(employee: Int) -> ReferencePolicy.Answer { answers[employee] }
}

extension ReferencePolicy.Answer {
  /// That somebody is no candidate, of whom sets say nothing.
  static let noCandidate = Self(decision: .deny, findings: [])

  /// The answer as sets have it: who has no account, or stays out of the post, is no candidate.
  func ofSets(by semantics: Semantics) -> Self {
    let reasons =
      [BuiltInRule.account.id] + (semantics.number > 1 ? [BuiltInRule.voluntary.id] : [])
    return findings.contains { reasons.contains($0.rule) } ? .noCandidate : self
  }

  /// What a verdict says.
  init(_ verdict: Verdict) {
    decision = ReferenceDecision(outcome: verdict.outcome, until: verdict.until)
    if verdict.outcome == .rewrite { decision.effect = verdict.effect }
    findings = verdict.findings.map {
      ReferencePolicy.Finding(
        rule: $0.rule,
        decision: ReferenceDecision(outcome: $0.outcome, until: $0.until, effect: $0.effect))
    }
  }
}

extension ReferenceDecision {
  /// What the judge of one candidate decides.
  init(_ decision: CandidateDecision) {
    self.init(outcome: decision.outcome, until: decision.until)
    if outcome == .rewrite { effect = decision.effect }
  }
}

/// How an answer on a network differs from the reference's, or nil where they agree.
func difference(
  _ answer: ReferencePolicy.Answer, _ reference: ReferencePolicy.Answer, _ whose: String,
  on network: Network?
) -> String? {
  let isSame = answer.restricted(to: network) == reference.restricted(to: network)
  return isSame ? nil : "\(whose): \(answer)\nreference: \(reference)"
}

/// How a decision on a network differs from the reference's, or nil where they agree.
func difference(
  _ decision: ReferenceDecision, _ reference: ReferencePolicy.Answer, _ whose: String,
  on network: Network?
) -> String? {
  let isSame = decision.restricted(to: network) == reference.decision.restricted(to: network)
  return isSame ? nil : "\(whose): \(decision)\nreference: \(reference)"
}

extension ReferencePolicy.Answer {
  /// The answer as far as a network's own actions go: what is taken away of others is nothing.
  fileprivate func restricted(to network: Network?) -> Self {
    Self(
      decision: decision.restricted(to: network),
      findings: findings.map {
        ReferencePolicy.Finding(rule: $0.rule, decision: $0.decision.restricted(to: network))
      })
  }
}

extension ReferenceDecision {
  fileprivate func restricted(to network: Network?) -> Self {
    let own = ActionSet(network?.actions ?? [])
    var decision = self
    decision.effect.withheld.formIntersection(own)
    decision.effect.turned.formIntersection(own)
    return decision
  }
}

extension ReferencePolicy.Answer: CustomStringConvertible {
  var description: String {
    "\(decision) because \(findings.map { "\($0.rule) \($0.decision)" })"
  }
}

extension ReferenceDecision: CustomStringConvertible {
  var description: String {
    let end = until.map { " until \($0.rfc3339)" } ?? ""
    guard !effect.isEmpty else { return "\(outcome)\(end)" }
    return "\(outcome)\(end) -\(effect.withheld.actions) ~\(effect.turned.actions)"
      + (effect.addsWords ? " +words" : "")
  }
}
