package import AdvocacyModel

/// What policy lets one candidate do, without the reasons in sentences: made by the hundred
/// thousand, where `Verdict` is made for one to read.
package struct CandidateTerms: Hashable, Sendable {
  package var outcome: Verdict.Outcome
  /// Where deferred, until when.
  package var until: Instant?
  /// What becomes of the candidate's actions.
  package var effect: Verdict.Effect
  /// The words to add: by purpose, then in the order of the rules' ids, without repeats.
  package var lines: [Verdict.Line]
  /// The rules that spoke in their favor, or rewrite, by the order of their ids.
  package var grounds: [Ground]

  /// A rule under which a candidate may take part.
  package struct Ground: Hashable, Sendable {
    package var rule: RuleID
    /// Whether it rewrites; else what it asks for was given.
    package var isRewriting: Bool

    package init(rule: RuleID, isRewriting: Bool) {
      self.rule = rule
      self.isRewriting = isRewriting
    }
  }
}

/// Reads the terms of the candidates of a post on a network, one after the other.
///
/// What rules say of the post is worked out once for each stretch of time, as long as instants rise.
package struct CandidateTermsReader {
  private let engine: PolicyEngine
  private var judge: CandidateJudge

  /// The outcome alone, and until when a deferral lasts.
  ///
  /// - Complexity: O(rules) where the instant lies in the stretch asked about last.
  package mutating func decision(
    of employee: Int, at instant: Instant, history: History
  ) -> CandidateDecision {
    judge.decision(for: employee, at: instant, history: history)
  }

  /// When the decision may be another one; nil: never.
  package mutating func nextChange(
    of employee: Int, after instant: Instant, history: History
  ) -> Instant? {
    judge.nextChange(for: employee, after: instant, history: history)
  }

  /// The terms of a candidate.
  ///
  /// - Parameters:
  ///   - employee: The index on the roster.
  ///   - instant: The instant of the event.
  ///   - history: What took place before the event.
  /// - Returns: The strongest outcome, and what goes with it.
  /// - Complexity: As that of a decision, and the words of the rules that add some.
  package mutating func terms(
    of employee: Int, at instant: Instant, history: History
  ) -> CandidateTerms {
    let said = judge.decisions(for: employee, at: instant, history: history)
    var terms = CandidateTerms(
      outcome: said.map(\.decision.outcome).max() ?? .allow, effect: Verdict.Effect(), lines: [],
      grounds: [])
    if terms.outcome == .defer {
      terms.until = said.filter { $0.decision.outcome == .defer }.compactMap(\.decision.until).max()
    }
    var lines: [(rule: RuleID, line: Verdict.Line)] = []
    for (speaker, decision) in said {
      let id = speaker.id(in: engine)
      if decision.isSatisfied { terms.grounds.append(.init(rule: id, isRewriting: false)) }
      guard decision.outcome == .rewrite else { continue }
      terms.effect = terms.effect.joined(with: decision.effect)
      terms.grounds.append(.init(rule: id, isRewriting: true))
      guard decision.effect.addsWords, case .written(let place) = speaker else { continue }
      let facts = CandidateFacts(
        engine: engine, rule: id, index: employee, context: judge.context.at(instant),
        history: history)
      let line = engine.rules[place].compiled.explain(decision, to: facts).line
      if let line { lines.append((id, line)) }
    }
    if lines.count > 1 { lines.sort { $0.rule < $1.rule } }
    terms.lines = lines.map(\.line).byPurpose
    if terms.grounds.count > 1 { terms.grounds.sort { $0.rule < $1.rule } }
    return terms
  }

  fileprivate init(_ engine: PolicyEngine, _ judge: CandidateJudge) {
    self.engine = engine
    self.judge = judge
  }
}

extension PolicyEngine {
  /// Makes a reader of the terms of a post's candidates on a network.
  ///
  /// - Parameters:
  ///   - post: The post.
  ///   - network: The network; on one that is not configured nobody is a candidate.
  ///   - moment: Whether they are asked, or act, or both at once.
  ///   - history: What was approved and withdrawn so far; what is said later needs a new reader.
  /// - Returns: A reader that has not worked anything out yet.
  /// - Complexity: O(rules).
  package func terms(
    of post: Post, on network: NetworkID, moment: Moment, history: History
  ) -> CandidateTermsReader {
    CandidateTermsReader(self, judge(post, on: network, moment: moment, history: history))
  }

  /// The course that a rule asks for; nil: it asks for none, or for several.
  package func course(askedBy rule: RuleID) -> CourseID? {
    (rules.first { $0.id == rule }?.rule.parameters as? TrainingRequired)?.course
  }

  /// A rule in force by its id; nil: it is built in or unknown.
  ///
  /// - Complexity: O(rules).
  package func rule(_ id: RuleID) -> Rule? { rules.first { $0.id == id }?.rule }
}
