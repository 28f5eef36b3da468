import AdvocacyModel

/// A policy weighed one candidate at a time, as its documentation says.
struct ReferencePolicy {
  let world: ReferenceWorld

  init(_ configuration: Configuration, _ past: Past, _ moment: Moment = .asking) {
    world = ReferenceWorld(configuration, past, moment)
  }

  /// What a policy says of a candidate, and which rules said what, by rule id.
  struct Answer: Hashable {
    var decision: ReferenceDecision
    var findings: [Finding]
  }

  /// What one rule said.
  struct Finding: Hashable {
    var rule: RuleID
    var decision: ReferenceDecision
  }

  func answer(_ post: Post, employee: Int, on network: NetworkID, at instant: Instant) -> Answer {
    guard let network = world.configuration.network(network) else { return refusal(.account) }
    let candidate = ReferenceCandidate(
      world: world, post: post, network: network, index: employee, at: instant)
    let excluding = excluding(candidate)
    guard excluding.isEmpty else {
      return Answer(
        decision: .deny, findings: excluding.map { Finding(rule: $0.id, decision: .deny) })
    }
    var findings = builtIn(candidate)
    for (rule, reference) in world.rules where speaks(rule, of: candidate) {
      var asked = candidate
      asked.rule = rule.id
      if world.configuration.semantics != .first, reference.isSatisfied(asked) {
        findings.append(Finding(rule: rule.id, decision: .allow))
      }
      guard let decision = reference.judged(asked) else { continue }
      findings.append(Finding(rule: rule.id, decision: decision))
    }
    if let decision = ReferenceLength(candidate: candidate, findings: findings).judged {
      findings.append(Finding(rule: BuiltInRule.textLimit.id, decision: decision))
    }
    return weighed(findings, network)
  }

  private func refusal(_ rule: BuiltInRule) -> Answer {
    Answer(decision: .deny, findings: [Finding(rule: rule.id, decision: .deny)])
  }

  /// The rules that make the employee no candidate at all, by id; nothing further is asked then.
  private func excluding(_ candidate: ReferenceCandidate) -> [BuiltInRule] {
    let (employee, network, at) = (candidate.employee, candidate.network, candidate.at)
    guard candidate.account != nil else { return [.account] }
    let isConsenting = employee.consent.map {
      world.calendar.holds($0.period, at: at) && ReferenceLabels.names($0.networks, network)
    }
    let status = employee.status
    let isOut = (status.optOuts + status.declined).contains {
      world.labels.staysOut($0, of: candidate.post, on: network)
        && world.calendar.holds($0.period, at: at)
    }
    let denials: [(BuiltInRule, Bool)] = [
      (.consent, !(isConsenting ?? false)),
      (.employed, !world.calendar.holds(employee.employed, at: at)),
      (.suspended, status.suspended.contains { world.calendar.holds($0, at: at) }),
      (.voluntary, isOut),
    ]
    return denials.filter(\.1).map(\.0)
  }

  /// What the rules built in say of a candidate.
  private func builtIn(_ candidate: ReferenceCandidate) -> [Finding] {
    var findings: [Finding] = []
    let (post, at) = (candidate.post, candidate.at)
    if at >= post.end { findings.append(Finding(rule: BuiltInRule.expiry.id, decision: .deny)) }
    if world.past.withdrawals.contains(where: { $0.post == post.id && $0.at <= at }) {
      findings.append(Finding(rule: BuiltInRule.withdrawn.id, decision: .deny))
    }
    if let welcomed = post.welcomed {
      let consent = world.configuration.roster.first { $0.id == welcomed }?.consent
      let isGiven = consent.map {
        world.calendar.holds($0.period, at: at)
          && ReferenceLabels.names($0.networks, candidate.network)
          && ($0.uses ?? ["welcome"]).contains("welcome")
      }
      if isGiven != true {
        findings.append(Finding(rule: BuiltInRule.welcome.id, decision: .deny))
      }
    }
    if let actions = candidate.employee.consent?.actions {
      let withheld = ActionSet.all.subtracting(ActionSet(actions))
      if let decision = candidate.rewritten(Verdict.Effect(withheld: withheld)) {
        findings.append(Finding(rule: BuiltInRule.consent.id, decision: decision))
      }
    }
    return findings
  }

  /// Whether a rule is in force and speaks about a candidate.
  private func speaks(_ rule: Rule, of candidate: ReferenceCandidate) -> Bool {
    holds(rule) && world.calendar.holds(rule.period, at: candidate.at)
      && world.labels.speaks(rule.scope, of: candidate.post)
      && ReferenceLabels.names(rule.scope.networks, candidate.network)
      && world.labels.chooses(rule.scope.employees, candidate.employee, at: candidate.at)
  }

  /// Whether a rule has a say at the moment: its own choice, else what is usual for its type.
  private func holds(_ rule: Rule) -> Bool {
    // Before acts were judged at their own instant there was only one moment.
    guard world.configuration.semantics.number > 1 else { return true }
    let usual: Hold =
      switch rule.type {
      case "stagger", "podGuard", "textUniqueness", "autoRepostLimit": .asking
      case "frequencyCap", "cooldown", "onceOnly": .acting
      default: .both
      }
    return switch rule.hold ?? usual {
    case .both: true
    case .asking: world.moment == .asking
    case .acting: world.moment == .acting
    }
  }

  /// The strongest of what was said.
  private func weighed(_ said: [Finding], _ network: Network) -> Answer {
    var findings = said
    let effect = said.filter { $0.decision.outcome == .rewrite }
      .reduce(Verdict.Effect()) { $0.joined(with: $1.decision.effect) }
    if !effect.leavesAction(on: network) {
      findings.append(Finding(rule: BuiltInRule.action.id, decision: .deny))
    }
    findings.sort { ($0.rule, $0.decision.outcome) < ($1.rule, $1.decision.outcome) }
    let outcome = findings.map(\.decision.outcome).max() ?? .allow
    var decision = ReferenceDecision(outcome: outcome)
    if outcome == .defer { decision.until = findings.compactMap(\.decision.until).max() }
    if outcome == .rewrite { decision.effect = effect }
    return Answer(decision: decision, findings: findings)
  }
}
