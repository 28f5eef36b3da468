package import AdvocacyModel

/// The policy of a configuration, compiled once a run.
///
/// Each rule answers for a post on a network in parts (`RuleAnswer`), which serve every use:
/// `review` decides a whole post by operations on sets, `judge` single candidates at instants of their own,
/// `verdict` one candidate with every sentence. All are pure: the same post, instant and history
/// give the same answer. No rule looks at another account's history (whom a slot or a text falls to
/// is drawn by keys), so the candidates of one event may be decided together and recorded
/// afterwards.
///
/// It governs posts that the company supplies and nothing else: what employees say of their own
/// accord never comes here, and nobody's own engagement ever counts as reach.
package struct PolicyEngine: Sendable {
  let company: String
  let calendar: CompanyCalendar
  let networks: [Network]
  let roster: [Employee]
  let courses: CourseCalendar
  let rules: [RuleInForce]
  let semantics: Semantics
  /// Whether a rule looks into the texts of posts, so that they have to be split into words.
  private let readsTexts: Bool
  /// By network, in the order of `networks`: who has an account.
  let accounts: [EmployeeSet]
  /// By network: the employees who have an account there, in roster order.
  let holders: [[Int32]]
  let eligibility: Eligibility
  /// How labels compare.
  package let labels: LabelComparison

  /// Compiles a configuration's policy.
  ///
  /// - Complexity: O(rules × roster), plus sorting the dates of consents and trainings.
  package init(configuration: Configuration) {
    let roster = configuration.roster
    let courses = CourseCalendar(configuration.courses, calendar: configuration.calendar)
    let labels = LabelComparison(configuration.semantics)
    self.courses = courses
    self.labels = labels
    self.roster = roster
    company = configuration.company
    calendar = configuration.calendar
    networks = configuration.networks
    semantics = configuration.semantics
    var accounts = configuration.networks.map { _ in EmployeeSet(rosterCount: roster.count) }
    for index in roster.indices {
      for account in roster[index].accounts {
        guard let network = configuration.networks.firstIndex(where: { $0.id == account.network })
        else { continue }
        accounts[network].insert(index)
      }
    }
    self.accounts = accounts
    let holders = accounts.map { $0.map(Int32.init) }
    self.holders = holders
    let facts = CompilationFacts(
      roster: roster, networks: configuration.networks, holders: holders, courses: courses,
      tiers: TierIndex(
        configuration.policy.tiers, courses: courses, roster: roster, labels: labels),
      calendar: configuration.calendar, semantics: configuration.semantics,
      minutesPerWeek: configuration.behaviour.minutesPerWeek, labels: labels)
    rules = configuration.policy.rulesInForce.map { RuleInForce($0, facts) }
    readsTexts = rules.contains(where: \.compiled.readsTexts)
    eligibility = Eligibility(configuration)
  }

  /// The moments at which a rule speaks; at both where it is built in or unknown.
  ///
  /// - Complexity: O(rules).
  package func hold(of rule: RuleID) -> Hold { rules.first { $0.id == rule }?.hold ?? .both }

  /// A network among those configured; nil: it is none of them.
  package func network(_ id: NetworkID) -> Network? { networks.first { $0.id == id } }

  /// The network of an id; one that is not configured can do nothing.
  private func named(_ id: NetworkID) -> Network {
    network(id) ?? Network(id: id, title: id.text, actions: [], textLimit: nil)
  }

  /// The place of a network among those configured.
  func position(of network: NetworkID) -> Int? { networks.firstIndex { $0.id == network } }

  /// A post on a network at an instant; on one that is not configured nothing can be done.
  ///
  /// By the first semantics there is no difference of moments, and nothing planned.
  func context(
    _ post: Post, on network: NetworkID, at instant: Instant, moment: Moment, history: History
  ) -> EvaluationContext {
    let position = position(of: network)
    return EvaluationContext(
      post: post, labels: PostLabels(post, by: labels),
      network: named(network), position: position, at: instant,
      moment: semantics.judgesActs ? moment : .acting,
      approvals: PostApprovals(
        post, approvals: history.approvals(of: post.id),
        withdrawals: history.withdrawals(of: post.id)),
      calendar: calendar, semantics: semantics, texts: readsTexts ? post.texts(by: labels) : [])
  }
}

extension PolicyEngine {
  /// The actions of those wanted that a verdict lets through, turned where it needs words.
  ///
  /// Where words are needed a like or a repost becomes one quote; on a network without quotes it is
  /// dropped.
  ///
  /// - Returns: The actions in order, without repeats.
  package func actions(
    for verdict: Verdict, on network: NetworkID, wanted: [Action]
  ) -> [Action] {
    guard verdict.outcome.isAllowed, let network = networks.first(where: { $0.id == network })
    else { return [] }
    return verdict.effect.actions(of: ActionSet(wanted), on: network).actions
  }

  /// Which text falls to which employee where colleagues have to use different words.
  ///
  /// The post's own text, number 0, stands for no words of one's own on networks where a post can
  /// be passed on without.
  ///
  /// - Returns: The numbers by employee; who is not named has 0. nil: no rule deals texts there.
  /// - Complexity: O(length of the texts × texts).
  package func texts(
    of post: Post, on network: NetworkID, at instant: Instant, history: History
  ) -> [Int: Int]? {
    let context = context(post, on: network, at: instant, moment: .asking, history: history)
    for rule in rules where rule.rule.period.contains(instant) && rule.concerns(context) {
      guard let uniqueness = rule.compiled as? TextUniqueness.Compiled else { continue }
      if let dealt = uniqueness.dealt(context) { return dealt }
    }
    return nil
  }

  /// The employees who hold every training that the rules in force ask of them, days of grace
  /// included, whatever the post.
  ///
  /// - Complexity: O(rules × roster / 64).
  package func trained(at instant: Instant) -> EmployeeSet {
    lacking(at: instant).reduce(into: EmployeeSet.everyone(rosterCount: roster.count)) {
      $0.subtract($1.people)
    }
  }

  /// The employees who lack what a rule in force asks of them, rule by rule.
  ///
  /// - Complexity: O(rules × roster / 64).
  package func lacking(at instant: Instant) -> [MissingTraining] {
    rules.filter { $0.rule.period.contains(instant) }.compactMap { rule in
      guard let holding = rule.compiled.trained else { return nil }
      let missing = EmployeeSet.everyone(rosterCount: roster.count)
        .subtracting(holding.members(at: instant))
      let asked = rule.scope?.members(at: instant)
      return MissingTraining(
        rule: rule.rule.id, course: (rule.rule.parameters as? TrainingRequired)?.course,
        people: asked.map(missing.intersection) ?? missing)
    }
  }

  /// Those who lack what a rule asks of them.
  package struct MissingTraining: Sendable {
    package var rule: RuleID
    /// The course; nil where the rule asks for more than one.
    package var course: CourseID?
    package var people: EmployeeSet
  }

  /// The employees whose consent is in force on some network.
  ///
  /// - Complexity: O(networks × roster / 64).
  package func consenting(at instant: Instant) -> EmployeeSet {
    eligibility.consents.reduce(into: EmployeeSet(rosterCount: roster.count)) {
      $0.formUnion($1.members(at: instant))
    }
  }

  /// Tells whether an employee withdrew from a post in a stretch of time: their consent was not in
  /// force at some instant of it, or they chose to stay out.
  ///
  /// - Parameters:
  ///   - employee: The index on the roster.
  ///   - post: The post.
  ///   - network: The network; on one that is not configured nobody withdraws.
  ///   - start: The first instant of the stretch.
  ///   - end: The last instant of the stretch.
  ///   - isAllowed: Whether policy allowed them at the end: then their consent was in force.
  /// - Returns: Whether they did.
  /// - Complexity: O(the employee's dates).
  package func withdrew(
    _ employee: Int, from post: Post, on network: NetworkID, since start: Instant,
    through end: Instant, isAllowed: Bool = false
  ) -> Bool {
    guard let position = position(of: network) else { return false }
    let consent = eligibility.consents[position]
    let mayStayOut = eligibility.optedOut.contains(employee)
    guard mayStayOut || consent.changes(after: start, through: end) else {
      // Nobody's consent begins or ends meanwhile: one look tells.
      return !isAllowed && !consent.contains(employee, at: end)
    }
    guard consent.contains(employee, at: start) else { return true }
    if let change = consent.nextChange(of: employee, after: start), change <= end { return true }
    return staysOut(employee, of: post, on: network, since: start, through: end)
  }

  /// Those of some employees who stay out of a post by their own word, whenever.
  ///
  /// - Complexity: O(roster / 64), and O(choices) for those who made any.
  package func whoDeclines(
    _ post: Post, on network: NetworkID, among employees: EmployeeSet
  ) -> EmployeeSet {
    let choosing = employees.intersection(eligibility.optedOut)
    guard !choosing.isEmpty else { return choosing }
    let (labels, place) = (PostLabels(post, by: labels), named(network))
    return choosing.filtered { eligibility.declines($0, labels, on: place) }
  }

  /// Whether anybody stays out of anything.
  package var hasChoices: Bool { !eligibility.optedOut.isEmpty }

  /// Tells whether an employee chose to stay out of a post at some instant of a stretch of time,
  /// its ends included.
  ///
  /// - Complexity: O(choices), and O(characters of the post) for those who made any.
  package func staysOut(
    _ employee: Int, of post: Post, on network: NetworkID, since start: Instant,
    through end: Instant
  ) -> Bool {
    guard eligibility.optedOut.contains(employee) else { return false }
    return eligibility.staysOut(
      employee, of: PostLabels(post, by: labels), on: named(network), since: start, through: end)
  }
}

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
