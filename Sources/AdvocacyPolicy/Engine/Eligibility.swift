package import AdvocacyModel

/// The built-in rules about people: consent, employment, suspension and the choice to stay out.
///
/// Whom one of them denies is asked nothing further.
struct Eligibility: Sendable {
  /// By network, whose consent is in force.
  let consents: [EmployeeTimeline]
  let employed: EmployeeTimeline
  let suspended: EmployeeTimeline
  /// The employees who stay out of something.
  let optedOut: EmployeeSet
  /// The employees whose consent covers some actions only, by those.
  let partialConsents: [(actions: ActionSet, employees: EmployeeSet)]
  /// By employee who stays out of something: of which labels, in the order of the choices.
  private let optOutLabels: [Int: [LabelFilter]]
  private let roster: [Employee]

  /// Works out who is what on a roster.
  ///
  /// - Complexity: O(roster × networks), plus sorting dates.
  init(_ configuration: Configuration) {
    let roster = configuration.roster
    self.roster = roster
    consents = Self.consents(configuration)
    employed = EmployeeTimeline(rosterCount: roster.count, period: { roster[$0].employed })
    suspended = EmployeeTimeline(
      rosterCount: roster.count, periods: { roster[$0].status.suspended })
    let optedOut = EmployeeSet(rosterCount: roster.count) { !roster[$0].status.choices.isEmpty }
    self.optedOut = optedOut
    let labels = LabelComparison(configuration.semantics)
    optOutLabels = Dictionary(
      uniqueKeysWithValues: optedOut.map { employee in
        let choices = roster[employee].status.choices.map {
          LabelFilter(topics: $0.topics, campaigns: $0.campaigns, by: labels)
        }
        return (employee, choices)
      })
    var partial: [ActionSet: EmployeeSet] = [:]
    for index in roster.indices {
      guard let actions = roster[index].consent?.actions else { continue }
      partial[ActionSet(actions), default: EmployeeSet(rosterCount: roster.count)].insert(index)
    }
    partialConsents = partial.map { (actions: $0.key, employees: $0.value) }
      .sorted { $0.actions.rawValue < $1.actions.rawValue }
  }

  /// By network, whose consent is in force: worked out once where nobody's depends on the network.
  private static func consents(_ configuration: Configuration) -> [EmployeeTimeline] {
    let roster = configuration.roster
    func consents(_ covers: (Consent) -> Bool) -> EmployeeTimeline {
      EmployeeTimeline(
        rosterCount: roster.count,
        period: { index in
          roster[index].consent.flatMap { covers($0) ? $0.period : nil }
        })
    }
    guard roster.indices.contains(where: { roster[$0].consent?.networks != nil }) else {
      let all = consents { _ in true }
      return configuration.networks.map { _ in all }
    }
    return configuration.networks.map { network in consents { $0.covers(network) } }
  }

  /// The rules that deny an employee an account's post at an instant; none: rules are asked.
  ///
  /// - Complexity: O(the employee's dates).
  func denials(
    _ employee: Int, _ context: EvaluationContext, _ position: Int, at instant: Instant
  ) -> [BuiltInRule] {
    var denials: [BuiltInRule] = []
    if !consents[position].contains(employee, at: instant) { denials.append(.consent) }
    if !employed.contains(employee, at: instant) { denials.append(.employed) }
    if suspended.contains(employee, at: instant) { denials.append(.suspended) }
    if staysOut(employee, context, at: instant) { denials.append(.voluntary) }
    return denials
  }

  /// The rule that denies an employee for reasons that are their own: no consent that is in force
  /// on the network, or the choice to stay out; whether they have an account doesn't matter.
  ///
  /// - Complexity: O(the employee's dates).
  func privateDenial(
    _ employee: Int, _ context: EvaluationContext, at instant: Instant
  ) -> BuiltInRule? {
    let consent = roster[employee].consent
    guard let consent, consent.covers(context.network), consent.period.contains(instant) else {
      return .consent
    }
    return staysOut(employee, context, at: instant) ? .voluntary : nil
  }

  /// What a consent to some actions only takes from an employee.
  func partialConsent(_ employee: Int, on network: Network) -> RuleDecision? {
    partialConsents.first { $0.employees.contains(employee) }
      .flatMap { Self.decision(covering: $0.actions, on: network) }
  }

  /// Those of some employees who stay out of a post.
  ///
  /// - Complexity: O(roster / 64), and O(those who stay out of something).
  func whoStaysOut(of employees: EmployeeSet, _ context: EvaluationContext) -> EmployeeSet {
    guard !employees.isDisjoint(with: optedOut) else {
      return EmployeeSet(rosterCount: roster.count)
    }
    return employees.intersection(optedOut).filtered { staysOut($0, context, at: context.at) }
  }

  /// Adds what these rules say of candidates, and returns those whom written rules are asked about.
  ///
  /// - Complexity: O(roster / 64).
  func add(
    _ candidates: EmployeeSet, stayingOut out: EmployeeSet, _ context: EvaluationContext,
    _ position: Int, to findings: inout RuleFindings
  ) -> EmployeeSet {
    let instant = context.at
    let consenting = consents[position].members(at: instant)
    let employed = employed.members(at: instant)
    let suspended = suspended.members(at: instant)
    findings.add(BuiltInRule.consent.id, .deny, candidates, except: consenting)
    findings.add(BuiltInRule.employed.id, .deny, candidates, except: employed)
    findings.add(BuiltInRule.suspended.id, .deny, candidates, among: suspended)
    findings.add(BuiltInRule.voluntary.id, .deny, candidates, among: out)
    var eligible = candidates
    eligible.formIntersection(consenting)
    eligible.formIntersection(employed)
    eligible.subtract(suspended)
    eligible.subtract(out)
    for (actions, employees) in partialConsents {
      findings.add(
        BuiltInRule.consent.id, Self.decision(covering: actions, on: context.network), eligible,
        among: employees)
    }
    return eligible
  }

  /// The first instant after another at which one of these rules may say something else.
  func nextChange(_ employee: Int, _ position: Int, after instant: Instant) -> Instant? {
    let optOuts = optedOut.contains(employee) ? roster[employee].status.choices : []
    let ends = optOuts.flatMap { [$0.period.from, $0.period.until] }.compactMap { $0 }
    return
      ([consents[position], employed, suspended].compactMap {
        $0.nextChange(of: employee, after: instant)
      } + ends.filter { $0 > instant }).min()
  }

  private static func decision(
    covering actions: ActionSet, on network: Network
  ) -> RuleDecision? {
    .rewrite(Verdict.Effect(withheld: ActionSet.all.subtracting(actions)), on: network)
  }

  private func staysOut(
    _ employee: Int, _ context: EvaluationContext, at instant: Instant
  ) -> Bool {
    staysOut(
      employee, of: context.labels, on: context.network, since: instant, through: instant)
  }

  /// Tells whether an employee chose to stay out of a post at some instant of a stretch of time,
  /// its ends included.
  func staysOut(
    _ employee: Int, of post: PostLabels, on network: Network, since start: Instant,
    through end: Instant
  ) -> Bool {
    guard let labels = optOutLabels[employee] else { return false }
    return zip(roster[employee].status.choices, labels).contains { choice, labels in
      (choice.period.from ?? .distantPast) <= end
        && (choice.period.until ?? .distantFuture) > start && labels.admits(post)
        && choice.networks.cover(network) && choice.posts?.contains(post.id) ?? true
    }
  }
}

extension Eligibility {
  /// Tells whether an employee stays out of a post by their own word, which no date limits.
  func declines(_ employee: Int, _ post: PostLabels, on network: Network) -> Bool {
    guard let labels = optOutLabels[employee] else { return false }
    let status = roster[employee].status
    return zip(status.declined, labels.dropFirst(status.optOuts.count)).contains {
      choice, labels in
      labels.admits(post) && choice.networks.cover(network)
        && choice.posts?.contains(post.id) ?? true
    }
  }
}

extension Consent {
  /// Tells whether the consent covers a network.
  func covers(_ network: Network) -> Bool { networks.cover(network) }
}

extension Eligibility {
  /// Tells whether a post welcomes nobody, or somebody who has consented to it: on its network, and
  /// to the use `welcome` where their consent names uses.
  ///
  /// Who is not on the roster, or was forgotten, is not welcomed.
  ///
  /// - Complexity: O(log roster).
  func mayWelcome(_ post: Post, on network: Network, at instant: Instant) -> Bool {
    guard let welcomed = post.welcomed else { return true }
    return consent(of: welcomed)?.allowsWelcome(on: network, at: instant) ?? false
  }

  /// The first instant after another at which that may change.
  func nextWelcomeChange(of post: Post, after instant: Instant) -> Instant? {
    guard let period = post.welcomed.flatMap({ consent(of: $0)?.period }) else { return nil }
    return [period.from, period.until].compactMap { $0 }.filter { $0 > instant }.min()
  }

  private func consent(of employee: EmployeeID) -> Consent? {
    roster.position(of: employee) { $0.id }.flatMap { roster[$0].consent }
  }
}

extension Consent {
  /// The use of somebody's data that a welcome is, where a consent names uses.
  package static let welcomeUse = "welcome"

  /// Tells whether somebody may be welcomed by name on a network at an instant.
  package func allowsWelcome(on network: Network, at instant: Instant) -> Bool {
    networks.cover(network) && period.contains(instant)
      && (uses?.contains(Self.welcomeUse) ?? true)
  }
}
