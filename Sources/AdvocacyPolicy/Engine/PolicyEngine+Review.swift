package import AdvocacyModel

extension PolicyEngine {
  /// Decides a post on each of its networks.
  ///
  /// - Complexity: O(networks × rules × roster / 64), and O(accounts) for each cap in force.
  package func decide(_ post: Post, at instant: Instant, history: History) -> [NetworkReview] {
    post.networks.map { review(post, on: $0, at: instant, history: history) }
  }

  /// Decides a post for all candidates on a network at an event.
  ///
  /// - Parameters:
  ///   - post: The post.
  ///   - network: The network; on one that is not configured nobody is a candidate.
  ///   - instant: The instant of the event.
  ///   - moment: Whether they are asked, or act.
  ///   - history: What took place before the event, and is planned.
  ///   - employees: The employees to look at, such as those whose deferral ended; nil: all. Who
  ///     stays out of the post is no candidate.
  /// - Returns: The outcomes of all candidates as sets, with every rule that spoke.
  /// - Complexity: O(rules × roster / 64), and O(accounts) for each cap in force.
  package func review(
    _ post: Post, on network: NetworkID, at instant: Instant, moment: Moment = .asking,
    history: History, among employees: EmployeeSet? = nil
  ) -> NetworkReview {
    let context = context(post, on: network, at: instant, moment: moment, history: history)
    guard let position = context.position else {
      let nobody = EmployeeSet(rosterCount: roster.count)
      return NetworkReview(
        network: context.network, candidates: nobody, findings: RuleFindings())
    }
    var candidates = accounts[position]
    if let employees { candidates.formIntersection(employees) }
    let out = eligibility.whoStaysOut(of: candidates, context)
    if semantics.leavesOutWhoStaysOut { candidates.subtract(out) }
    var findings = RuleFindings()
    let eligible = eligibility.add(candidates, stayingOut: out, context, position, to: &findings)
    if instant >= post.end { findings.add(BuiltInRule.expiry.id, .deny, eligible) }
    if context.approvals.through(instant).withdrawal != nil {
      findings.add(BuiltInRule.withdrawn.id, .deny, eligible)
    }
    for rule in rules where rule.concerns(context) {
      let answer = rule.answer(context)
      if case .silent = answer.statement, !answer.isSatisfied { continue }
      let reached = rule.scope.map { eligible.intersection($0.members(at: instant)) } ?? eligible
      if answer.isSatisfied { findings.add(rule.id, .satisfied, reached) }
      switch answer.statement {
      case .silent: continue
      case .everyone(let decision): findings.add(rule.id, decision, reached)
      case .people(let part):
        guard !reached.isEmpty else { continue }
        part.add(rule.id, of: reached, at: instant, to: &findings)
      case .history(let part):
        guard !reached.isEmpty else { continue }
        part.add(
          rule.id, of: reached, network: position, at: instant, moment: context.moment,
          history: history, to: &findings)
      }
    }
    if !eligible.isEmpty, var fit = TextFit(self, context) {
      fit.add(eligible, to: &findings, history)
    }
    return NetworkReview(network: context.network, candidates: candidates, findings: findings)
  }
}

/// What one rule said of the candidates of a post on a network, and to whom.
package struct RuleFinding: Hashable, Sendable {
  package let rule: RuleID
  /// What it asks for.
  package let outcome: Verdict.Outcome
  /// Where it defers, until when.
  package let until: Instant?
  /// What it changes where it rewrites.
  package let effect: Verdict.Effect
  /// The candidates to whom it speaks.
  package internal(set) var employees: EmployeeSet
}

/// What rules said of the candidates of a post on a network so far, without what reaches nobody.
struct RuleFindings {
  private(set) var all: [RuleFinding] = []

  mutating func add(_ rule: RuleID, _ decision: RuleDecision?, _ employees: EmployeeSet) {
    guard let decision, !employees.isEmpty else { return }
    all.append(
      RuleFinding(
        rule: rule, outcome: decision.outcome, until: decision.until, effect: decision.effect,
        employees: employees))
  }

  /// Adds what a rule says of those of some employees who are in a set too: often nobody or all,
  /// for which no set is made.
  mutating func add(
    _ rule: RuleID, _ decision: RuleDecision?, _ employees: EmployeeSet, among set: EmployeeSet
  ) {
    guard decision != nil, !employees.isDisjoint(with: set) else { return }
    add(rule, decision, employees.isSubset(of: set) ? employees : employees.intersection(set))
  }

  /// Adds what a rule says of those of some employees who are not in a set: most often nobody,
  /// for which no set is made.
  mutating func add(
    _ rule: RuleID, _ decision: RuleDecision?, _ employees: EmployeeSet, except set: EmployeeSet
  ) {
    guard decision != nil, !employees.isSubset(of: set) else { return }
    add(rule, decision, employees.subtracting(set))
  }
}
