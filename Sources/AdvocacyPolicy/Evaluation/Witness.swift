import AdvocacyCore

/// Gathers what rules say of one candidate.
struct Witness: Sendable {
  let engine: PolicyEngine
  let index: Int
  let occasion: Occasion
  let history: History

  var employee: Employee { engine.roster[index] }
  var calendar: CompanyCalendar { engine.calendar }
  var network: Network { occasion.network }
  var at: Instant { occasion.at }

  /// What one rule says.
  struct Statement {
    var ruling: Ruling
    var reason: String
    var wouldChange: String?
    /// The words that it adds.
    var line: Verdict.Line?

    init(_ ruling: Ruling, _ reason: String, _ wouldChange: String? = nil) {
      self.ruling = ruling
      self.reason = reason
      self.wouldChange = wouldChange
    }
  }

  /// A finding with the words that come with it.
  struct Testimony {
    var finding: Verdict.Finding
    var line: Verdict.Line?
  }

  /// All that is said; who is no candidate is asked nothing further.
  func testimonies() -> [Testimony] {
    let missing = builtIn([(.account, account)])
    guard missing.isEmpty else { return missing }
    let standing = builtIn([
      (.consent, consent), (.employed, employed), (.suspended, suspended), (.voluntary, voluntary),
    ])
    guard standing.isEmpty else { return standing }
    let ofPost = builtIn([
      (.expiry, expiry), (.withdrawn, withdrawn), (.consent, partialConsent),
    ])
    let written = rules().compactMap { rule in
      statement(of: rule).map { testimony(rule.rule, $0) }
    }
    let all = ofPost + written
    let effect = all.map(\.finding).joinedEffect
    guard !effect.isEmpty, !effect.leavesAction(on: network) else { return all }
    let nothing = Statement(
      .deny, "the rules together leave \(name) nothing to do on \(network.title)")
    return all + builtIn([(.action, nothing)])
  }

  /// The rules that speak about the candidate.
  private func rules() -> [CompiledRule] {
    engine.rules.filter { compiled in
      occasion.concerns(compiled.rule)
        && compiled.rule.scope.employees.admits(employee, at: occasion.at)
    }
  }

  private func builtIn(
    _ statements: [(rule: BuiltInRule, statement: Statement?)]
  ) -> [Testimony] {
    statements.compactMap { rule, statement in
      statement.map {
        Testimony(
          finding: Verdict.Finding(
            rule: rule.id, outcome: $0.ruling.outcome, until: $0.ruling.until,
            effect: $0.ruling.effect, reason: $0.reason, wouldChange: $0.wouldChange))
      }
    }
  }

  private func testimony(_ rule: Rule, _ statement: Statement) -> Testimony {
    let held = statement.ruling.held(within: occasion.post)
    let isTooLate = held != statement.ruling
    let tail = isTooLate ? ", past the end of the post" : ""
    let reason = statement.reason + tail
    let finding = Verdict.Finding(
      rule: rule.id, outcome: held.outcome, until: held.until, effect: held.effect,
      reason: rule.sentence.map { "\($0.withoutFullStop): \(reason)" } ?? reason,
      wouldChange: isTooLate ? nil : statement.wouldChange)
    return Testimony(finding: finding, line: held.outcome == .rewrite ? statement.line : nil)
  }

  /// A deferral: the reason followed by its end, and the advice to wait for it.
  func wait(until end: Instant, for reason: String, thing: String) -> Statement {
    let time = calendar.format(end)
    return Statement(.wait(until: end), "\(reason) \(time)", "wait until \(time) (\(thing))")
  }
}

extension [String] {
  /// The texts in a row.
  var listed: String { joined(separator: ", ") }
}

extension ActionSet {
  /// The actions in a row.
  var listed: String { actions.map(\.rawValue).listed }
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
