import AdvocacyCore

/// What the built-in rules say, in words.
extension CandidateFacts {
  /// Puts into words what a built-in rule decided.
  func explanation(of rule: BuiltInRule, _ decision: RuleDecision) -> RuleExplanation {
    switch rule {
    case .account: account
    case .action:
      RuleExplanation("the rules together leave \(name) nothing to do on \(network.title)")
    case .consent: decision.outcome == .deny && !isConsenting ? consent : partialConsent
    case .employed: employed
    case .expiry: RuleExplanation("the post was over at \(calendar.format(post.end))")
    case .suspended: suspended
    // An opt-out is nobody's business: no reason is asked for and no remedy named.
    case .voluntary: RuleExplanation("\(name) chose to stay out; taking part is voluntary")
    case .withdrawn: withdrawn
    // These two are written rules that fair play adds, and explain themselves.
    case .stagger, .textUniqueness, .window: RuleExplanation("")
    }
  }

  private var account: RuleExplanation {
    RuleExplanation(
      "\(name) has no account on \(network.title)",
      "add an account on \(network.title) to the roster")
  }

  private var isConsenting: Bool {
    employee.consent.map { $0.covers(network.id) && $0.period.contains(at) } ?? false
  }

  private var consent: RuleExplanation {
    let remedy = "consent to take part on \(network.title)"
    guard let consent = employee.consent else {
      return RuleExplanation("\(name) has not consented to take part", remedy)
    }
    guard consent.covers(network.id) else {
      return RuleExplanation(
        "\(name) has not consented to take part on \(network.title)", remedy)
    }
    if let from = consent.period.from, at < from {
      return RuleExplanation("\(name)'s consent begins on \(calendar.date(of: from))", remedy)
    }
    let end = consent.period.until.map { " on \(calendar.date(of: $0))" } ?? ""
    return RuleExplanation("\(name)'s consent ended\(end)", remedy)
  }

  private var partialConsent: RuleExplanation {
    let withheld = ActionSet.all.subtracting(ActionSet(employee.consent?.actions ?? []))
    let lacking = withheld.intersection(ActionSet(network.actions)).listed
    return RuleExplanation("\(name) has not consented to: \(lacking)", "consent to \(lacking)")
  }

  private var employed: RuleExplanation {
    let period = employee.employed
    if let from = period.from, at < from {
      return RuleExplanation("\(name) joins \(engine.company) on \(calendar.date(of: from))")
    }
    let end = period.until.map { " on \(calendar.date(of: $0))" } ?? ""
    return RuleExplanation("\(name) left \(engine.company)\(end)")
  }

  private var suspended: RuleExplanation {
    let end = employee.status.suspended.end(at: at) ?? nil
    let until = end.map { " until \(calendar.date(of: $0))" } ?? ""
    return RuleExplanation(
      "\(name) is suspended from taking part\(until)", end == nil ? nil : "wait\(until)")
  }

  private var withdrawn: RuleExplanation {
    guard let withdrawal = approvals.withdrawal else { return RuleExplanation("withdrawn") }
    let role = withdrawal.role.isEmpty ? "" : " by \(withdrawal.role)"
    return RuleExplanation("the post was withdrawn at \(calendar.format(withdrawal.at))\(role)")
  }
}
