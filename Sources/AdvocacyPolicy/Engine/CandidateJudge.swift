package import AdvocacyModel

/// Decides single candidates of one post on one network, each at an instant of their own.
///
/// What rules say of the post is worked out once for each stretch of time in which it stays the
/// same, as long as instants rise; a candidate then costs a look into each rule's sets and one
/// question to the history. A judge keeps one stretch a rule, so that thousands of them may be kept
/// open and asked in turn.
package struct CandidateJudge {
  private let engine: PolicyEngine
  /// The post on the network, at its own instant.
  let context: EvaluationContext
  private let withdrawn: Instant?
  /// The rules that speak about the post there: their places in the engine.
  private let places: [Int]
  private var answers: [CurrentAnswer]
  /// Which texts the network takes; nil: all.
  private var fit: TextFit?

  init(_ engine: PolicyEngine, _ context: EvaluationContext) {
    self.engine = engine
    self.context = context
    withdrawn = context.approvals.withdrawal?.at
    places = engine.rules.indices.filter { engine.rules[$0].concerns(context) }
    answers = places.map { _ in CurrentAnswer() }
    fit = TextFit(engine, context)
  }

  /// Who said something of a candidate.
  enum Speaker: Hashable {
    /// A built-in rule.
    case builtIn(BuiltInRule)
    /// A rule of the engine, by its place.
    case written(Int)

    /// The least of those who deny is the one to name; rules of the engine stand by id.
    var rank: Int {
      switch self {
      case .builtIn(.consent): -2
      case .builtIn: -1
      case .written(let place): place
      }
    }

    func id(in engine: PolicyEngine) -> RuleID {
      switch self {
      case .builtIn(let rule): rule.id
      case .written(let place): engine.rules[place].id
      }
    }
  }

  /// Decides a candidate.
  ///
  /// - Parameters:
  ///   - employee: The index on the roster.
  ///   - instant: The instant of the event.
  ///   - history: What took place before the event; approvals count as they were when the judge was
  ///     made.
  /// - Returns: The strongest outcome.
  /// - Complexity: O(rules) where the instant lies in the stretch asked about last.
  package mutating func decision(
    for employee: Int, at instant: Instant, history: History
  ) -> CandidateDecision {
    var decision = CandidateDecision()
    forEachDecision(for: employee, at: instant, history: history) { _, said in
      decision.add(said)
    }
    if !decision.effect.isEmpty, !decision.effect.leavesAction(on: context.network) {
      decision.add(.deny)
    }
    return decision.weighed
  }

  /// The rule that keeps a candidate from taking part for good; nil: nobody denies.
  ///
  /// Consent and the choice to stay out come first and are nobody's business, account or not; then
  /// the other built-in rules, then written ones by id.
  ///
  /// - Complexity: As that of a decision.
  package mutating func obstacle(
    for employee: Int, at instant: Instant, history: History
  ) -> RuleID? {
    if let rule = engine.eligibility.privateDenial(employee, context, at: instant) {
      return rule.id
    }
    let denials = decisions(for: employee, at: instant, history: history)
      .filter { $0.decision.outcome == .deny }.map(\.speaker)
    return denials.min { $0.rank < $1.rank }?.id(in: engine)
  }

  /// What every rule that spoke said of a candidate.
  mutating func decisions(
    for employee: Int, at instant: Instant, history: History
  ) -> [(speaker: Speaker, decision: RuleDecision)] {
    var decisions: [(speaker: Speaker, decision: RuleDecision)] = []
    var effect = Verdict.Effect()
    forEachDecision(for: employee, at: instant, history: history) { speaker, said in
      decisions.append((speaker, said))
      if said.outcome == .rewrite { effect = effect.joined(with: said.effect) }
    }
    if !effect.isEmpty, !effect.leavesAction(on: context.network) {
      decisions.append((.builtIn(.action), .deny))
    }
    return decisions
  }

  /// Whether the network takes a text of the post from a candidate, with the words that rules add.
  ///
  /// - Parameters:
  ///   - number: 0 for the post's own text, else the number of the variant.
  ///   - employee: The index on the roster.
  ///   - instant: The instant of the event.
  ///   - history: What took place before the event.
  /// - Returns: Whether it does.
  /// - Complexity: As that of a decision where a text may be too long, else O(1).
  package mutating func takes(
    text number: Int, of employee: Int, at instant: Instant, history: History
  ) -> Bool {
    guard fit != nil else { return true }
    let adding = decisions(for: employee, at: instant, history: history).placesAddingWords
    return fit?.takes(number, of: employee, adding: adding, history) ?? true
  }

  /// Puts into words why a candidate can say no text of the post.
  mutating func textLimit(
    for employee: Int, adding: [Int], _ history: History
  ) -> RuleExplanation {
    fit?.explanation(for: employee, adding: adding, history) ?? .none
  }

  /// The first instant after another at which the decision on a candidate may be another one, as
  /// long as nothing more happens; nil: it stays for good.
  ///
  /// Never later than the real change.
  ///
  /// - Complexity: As that of a decision.
  package mutating func nextChange(
    for employee: Int, after instant: Instant, history: History
  ) -> Instant? {
    guard let position = context.position, engine.accounts[position].contains(employee) else {
      return nil
    }
    var changes = [
      engine.eligibility.nextChange(employee, position, after: instant),
      instant < context.post.end ? context.post.end : nil,
      withdrawn.flatMap { $0 > instant ? $0 : nil },
      engine.eligibility.nextWelcomeChange(of: context.post, after: instant),
    ].compactMap { $0 }
    for (number, place) in places.enumerated() {
      let rule = engine.rules[place]
      let answer = answers[number].answer(of: rule, context, at: instant)
      if let scope = rule.scope?.nextChange(of: employee, after: instant) {
        changes.append(scope)
      }
      if let until = answer.until { changes.append(until) }
      switch answer.statement {
      case .silent, .everyone: continue
      case .people(let part):
        if let next = part.nextChange(for: employee, after: instant) { changes.append(next) }
      case .history(let part):
        let next = part.nextChange(
          for: employee, network: position, after: instant, moment: context.moment,
          history: history)
        if let next { changes.append(next) }
      }
    }
    return changes.min()
  }

  private mutating func forEachDecision(
    for employee: Int, at instant: Instant, history: History,
    _ body: (Speaker, RuleDecision) -> Void
  ) {
    guard let position = context.position, engine.accounts[position].contains(employee) else {
      return body(.builtIn(.account), .deny)
    }
    let denials = engine.eligibility.denials(employee, context, position, at: instant)
    guard denials.isEmpty else {
      for rule in denials { body(.builtIn(rule), .deny) }
      return
    }
    if instant >= context.post.end { body(.builtIn(.expiry), .deny) }
    if let withdrawn, withdrawn <= instant { body(.builtIn(.withdrawn), .deny) }
    if !engine.eligibility.mayWelcome(context.post, on: context.network, at: instant) {
      body(.builtIn(.welcome), .deny)
    }
    if let partial = engine.eligibility.partialConsent(employee, on: context.network) {
      body(.builtIn(.consent), partial)
    }
    var adding: [Int] = []
    for (number, place) in places.enumerated() {
      if let scope = engine.rules[place].scope, !scope.contains(employee, at: instant) { continue }
      let answer =
        answers[number].known(at: instant)
        ?? answers[number].answer(of: engine.rules[place], context, at: instant)
      if answer.isSatisfied { body(.written(place), .satisfied) }
      let said: RuleDecision? =
        switch answer.statement {
        case .silent: nil
        case .everyone(let decision): decision
        case .people(let part): part.decision(for: employee, at: instant)
        case .history(let part):
          part.decision(
            for: employee, network: position, at: instant, moment: context.moment,
            history: history)
        }
      if let said { body(.written(place), said) }
      if fit != nil, said?.effect.addsWords == true { adding.append(place) }
    }
    if let said = fit?.decision(for: employee, adding: adding, history) {
      body(.builtIn(.textLimit), said)
    }
  }
}

extension PolicyEngine {
  /// Makes a judge of the single candidates of a post on a network.
  ///
  /// - Parameters:
  ///   - post: The post.
  ///   - network: The network; on one that is not configured nobody is a candidate.
  ///   - moment: Whether they are asked, or act.
  ///   - history: What was approved and withdrawn so far; what is said later needs a new judge.
  /// - Returns: A judge that has not worked anything out yet.
  /// - Complexity: O(rules).
  package func judge(
    _ post: Post, on network: NetworkID, moment: Moment = .asking, history: History
  ) -> CandidateJudge {
    CandidateJudge(
      self, context(post, on: network, at: post.at, moment: moment, history: history))
  }
}

extension [(speaker: CandidateJudge.Speaker, decision: RuleDecision)] {
  /// The places of the rules that add words, in order.
  var placesAddingWords: [Int] {
    compactMap { said in
      guard case .written(let place) = said.speaker, said.decision.effect.addsWords else {
        return nil
      }
      return place
    }
  }
}

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
