package import AdvocacyCore

extension PolicyEngine {
  /// Decides one candidate with every rule that speaks, its reason and what would change it.
  ///
  /// Rules are gone through one by one, apart from the sets that `review` works on.
  ///
  /// - Parameters:
  ///   - post: The post.
  ///   - employee: The index on the roster.
  ///   - network: The network.
  ///   - instant: The instant of the event.
  ///   - history: What took place before the event.
  /// - Returns: The strongest outcome with all findings; who has no account there is denied.
  /// - Complexity: O(rules), and O(posts) where a post repeats an earlier one.
  package func verdict(
    _ post: Post, employee: Int, on network: NetworkID, at instant: Instant, history: History
  ) -> Verdict {
    let known = networks.first { $0.id == network }
    let bare = Network(id: network, title: network.text, actions: [], textLimit: nil)
    let witness = Witness(
      engine: self, index: employee,
      occasion: occasion(post, on: known ?? bare, at: instant, history: history),
      history: history)
    let findings = witness.findings().sorted { ($0.rule, $0.outcome) < ($1.rule, $1.outcome) }
    return Verdict(weighing: findings, disclosures: witness.disclosures())
  }
}

extension Verdict {
  /// Weighs findings: the strongest outcome holds, and of deferrals the latest.
  fileprivate init(weighing findings: [Finding], disclosures: [String]) {
    let outcome = findings.map(\.outcome).max() ?? .allow
    self.init(
      outcome: outcome,
      until: outcome == .defer ? findings.compactMap(\.until).max() : nil,
      disclosures: outcome == .rewrite ? disclosures : [], findings: findings)
  }

  /// What would change the verdict, in words; nil where nothing would, or nothing has to.
  ///
  /// Everything that keeps the employee from taking part has to change, so one rule without
  /// remedy leaves none.
  package var wouldChange: String? {
    let obstacles = findings.filter { !$0.outcome.isAllowed }
    let remedies = obstacles.compactMap(\.wouldChange)
    guard !obstacles.isEmpty, remedies.count == obstacles.count else { return nil }
    return remedies.joined(separator: " and ")
  }
}

/// Gathers what rules say of one candidate.
struct Witness: Sendable {
  let engine: PolicyEngine
  let index: Int
  let occasion: Occasion
  let history: History

  var employee: Employee { engine.roster[index] }
  var calendar: CompanyCalendar { engine.calendar }

  /// What one rule says.
  struct Statement {
    var ruling: Ruling
    var reason: String
    var wouldChange: String?

    init(_ ruling: Ruling, _ reason: String, _ wouldChange: String? = nil) {
      self.ruling = ruling
      self.reason = reason
      self.wouldChange = wouldChange
    }
  }

  /// All findings; who is no candidate is asked nothing further.
  func findings() -> [Verdict.Finding] {
    let missing = builtIn([(.account, account)])
    guard missing.isEmpty else { return missing }
    let standing = builtIn([(.consent, consent), (.employed, employed)])
    guard standing.isEmpty else { return standing }
    let ofPost = builtIn([(.expiry, expiry), (.withdrawn, withdrawn)])
    let written = rules().compactMap { rule in statement(of: rule).map { finding(rule, $0) } }
    return ofPost + written
  }

  /// The disclosures asked for, in the order of the rules' ids, without repeats.
  func disclosures() -> [String] {
    var texts: [String] = []
    for rule in rules() {
      guard case .disclosureRequired(let disclosure) = rule.kind else { continue }
      let text = disclosure.text(for: employee.language)
      if !texts.contains(text) { texts.append(text) }
    }
    return texts
  }

  /// The rules that speak about the candidate.
  private func rules() -> [Rule] {
    engine.rules.map(\.rule).filter {
      occasion.concerns($0) && $0.scope.employees.admits(employee)
    }
  }

  private func builtIn(
    _ statements: [(rule: BuiltInRule, statement: Statement?)]
  ) -> [Verdict.Finding] {
    statements.compactMap { rule, statement in
      statement.map {
        Verdict.Finding(
          rule: rule.id, outcome: $0.ruling.outcome, until: $0.ruling.until, reason: $0.reason,
          wouldChange: $0.wouldChange)
      }
    }
  }

  private func finding(_ rule: Rule, _ statement: Statement) -> Verdict.Finding {
    let held = statement.ruling.held(within: occasion.post)
    let isTooLate = held != statement.ruling
    let tail = isTooLate ? ", past the end of the post" : ""
    let reason = statement.reason + tail
    return Verdict.Finding(
      rule: rule.id, outcome: held.outcome, until: held.until,
      reason: rule.sentence.map { "\($0.withoutFullStop): \(reason)" } ?? reason,
      wouldChange: isTooLate ? nil : statement.wouldChange)
  }
}

extension String {
  /// The text without blanks and full stops at its end.
  fileprivate var withoutFullStop: Substring {
    self[...].trimmingSuffix { $0 == "." || $0.isWhitespace }
  }
}

extension Substring {
  fileprivate func trimmingSuffix(while holds: (Character) -> Bool) -> Substring {
    var rest = self
    while let last = rest.last, holds(last) { rest.removeLast() }
    return rest
  }
}
