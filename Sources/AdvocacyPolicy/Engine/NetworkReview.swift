package import AdvocacyModel

/// What policy says of all candidates of a post on one network at one instant.
package struct NetworkReview: Hashable, Sendable {
  package let network: NetworkID
  /// The employees looked at.
  package let candidates: EmployeeSet
  /// Every rule that spoke, by rule id.
  package let findings: [RuleFinding]
  /// The candidates to whom no rule objects.
  package let allowed: EmployeeSet
  /// The candidates who may take part in fewer ways, or in words that rules add to.
  package let rewritten: EmployeeSet
  /// The candidates who have to wait for an instant.
  package let deferred: EmployeeSet
  /// The candidates who wait for an approval.
  package let needsApproval: EmployeeSet
  /// The candidates who may not take part.
  package let denied: EmployeeSet
  /// What becomes of the actions of those for whom rules rewrite, each employee once.
  private let effects: [Rewriting]

  private struct Rewriting: Hashable, Sendable {
    let effect: Verdict.Effect
    let employees: EmployeeSet
  }

  /// Weighs the findings of rules: the strongest outcome of each candidate holds.
  ///
  /// Whom several rewriting rules together leave no action is denied.
  init(network: Network, candidates: EmployeeSet, findings: RuleFindings) {
    self.network = network.id
    self.candidates = candidates
    effects = Self.rewritings(findings.all)
    var gathered = findings
    for rewriting in effects where !rewriting.effect.leavesAction(on: network) {
      gathered.add(BuiltInRule.action.id, .deny, rewriting.employees)
    }
    let findings = Self.merged(gathered.all)
    self.findings = findings
    var rest = candidates
    let nobody = EmployeeSet(rosterCount: candidates.rosterCount)
    func take(_ outcome: Verdict.Outcome) -> EmployeeSet {
      guard findings.contains(where: { $0.outcome == outcome }) else { return nobody }
      var taken = nobody
      for finding in findings where finding.outcome == outcome {
        taken.formUnion(finding.employees)
      }
      taken.formIntersection(rest)
      rest.subtract(taken)
      return taken
    }
    denied = take(.deny)
    needsApproval = take(.needsApproval)
    deferred = take(.defer)
    rewritten = take(.rewrite)
    allowed = rest
  }

  /// The findings in order, those that say the same made one.
  private static func merged(_ findings: [RuleFinding]) -> [RuleFinding] {
    var merged: [RuleFinding] = []
    for finding in findings.sorted(by: { $0.sortKey < $1.sortKey }) {
      guard let last = merged.last, last.sortKey == finding.sortKey else {
        merged.append(finding)
        continue
      }
      merged[merged.count - 1].employees.formUnion(finding.employees)
    }
    return merged
  }

  /// What becomes of a candidate's actions; nothing for those about whom no rule rewrites.
  ///
  /// - Complexity: O(different effects).
  package func effect(of employee: Int) -> Verdict.Effect {
    effects.first { $0.employees.contains(employee) }?.effect ?? Verdict.Effect()
  }

  /// The effects of rewriting rules joined, employees with the same one together.
  ///
  /// Rules of the same effect speak as one: most often there are two or three.
  private static func rewritings(_ findings: [RuleFinding]) -> [Rewriting] {
    var spoken: [Verdict.Effect: EmployeeSet] = [:]
    for finding in findings where finding.outcome == .rewrite {
      if spoken[finding.effect]?.formUnion(finding.employees) == nil {
        spoken[finding.effect] = finding.employees
      }
    }
    var groups: [Verdict.Effect: EmployeeSet] = [:]
    for (own, named) in spoken {
      var next: [Verdict.Effect: EmployeeSet] = [:]
      var fresh = named
      func add(_ effect: Verdict.Effect, _ employees: EmployeeSet) {
        guard !employees.isEmpty else { return }
        if next[effect]?.formUnion(employees) == nil { next[effect] = employees }
      }
      for (effect, employees) in groups {
        add(effect.joined(with: own), employees.intersection(named))
        add(effect, employees.subtracting(named))
        fresh.subtract(employees)
      }
      add(own, fresh)
      groups = next
    }
    return groups.map { Rewriting(effect: $0.key, employees: $0.value) }
      .sorted { $0.effect.sortKey < $1.effect.sortKey }
  }

  /// The candidates who may take part now, in whatever words.
  package var mayTakePart: EmployeeSet { allowed.union(rewritten) }

  /// The outcome for an employee, or nil for somebody who is no candidate.
  package func outcome(of employee: Int) -> Verdict.Outcome? {
    guard candidates.contains(employee) else { return nil }
    if denied.contains(employee) { return .deny }
    if needsApproval.contains(employee) { return .needsApproval }
    if deferred.contains(employee) { return .defer }
    return rewritten.contains(employee) ? .rewrite : .allow
  }

  /// The end of the latest deferral of a deferred employee; nil for everybody else.
  ///
  /// - Complexity: O(rules that spoke).
  package func until(of employee: Int) -> Instant? {
    guard deferred.contains(employee) else { return nil }
    var latest: Instant?
    for finding in findings where finding.outcome == .defer && finding.employees.contains(employee)
    {
      guard let until = finding.until else { continue }
      latest = latest.map { Swift.max($0, until) } ?? until
    }
    return latest
  }

  /// The deferred by the end of their latest deferral, in order of time.
  ///
  /// - Complexity: O(rules that defer × roster / 64).
  package var deferrals: [(until: Instant, employees: EmployeeSet)] {
    var rest = deferred
    var result: [(until: Instant, employees: EmployeeSet)] = []
    let ends = findings.compactMap { finding in
      finding.until.map { (until: $0, employees: finding.employees) }
    }
    for end in ends.sorted(by: { $0.until > $1.until }) {
      let here = rest.intersection(end.employees)
      guard !here.isEmpty else { continue }
      rest.subtract(here)
      guard let last = result.last, last.until == end.until else {
        result.append((end.until, here))
        continue
      }
      result[result.count - 1].employees.formUnion(here)
    }
    return result.reversed()
  }

  /// The counts of outcomes and of rules that spoke, verdicts first, then by rule and outcome.
  package var counts: [VerdictCount] {
    let verdicts: [(Verdict.Outcome, EmployeeSet)] = [
      (.allow, allowed), (.rewrite, rewritten), (.defer, deferred),
      (.needsApproval, needsApproval), (.deny, denied),
    ]
    let ofVerdicts = verdicts.map { outcome, employees in
      VerdictCount(network: network, outcome: outcome, rule: nil, count: employees.count)
    }
    let ofRules = findings.map { finding in
      VerdictCount(
        network: network, outcome: finding.outcome, rule: finding.rule,
        count: finding.employees.count)
    }
    return (ofVerdicts + ofRules).filter { $0.count > 0 }
  }
}

extension RuleFinding {
  /// Findings by rule, then outcome, end and effect.
  fileprivate var sortKey: (RuleID, Verdict.Outcome, Instant, Int) {
    (rule, outcome, until ?? .distantPast, effect.sortKey)
  }
}

extension Verdict.Effect {
  /// A number that tells effects apart.
  fileprivate var sortKey: Int {
    Int(withheld.rawValue) << 16 | Int(turned.rawValue) << 8 | (addsWords ? 1 : 0)
  }
}

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
    if !eligibility.mayWelcome(post, on: context.network, at: instant) {
      findings.add(BuiltInRule.welcome.id, .deny, eligible)
    }
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
