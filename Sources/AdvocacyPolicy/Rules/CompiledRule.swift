import AdvocacyCore

/// A rule with what it says of each employee worked out beforehand, as sets over the roster.
struct CompiledRule: Sendable {
  /// The part of a rule that depends on the employee alone, or on the employee and the instant.
  enum Part: Sendable {
    /// There is none, or only history and the draws of a post know.
    case none
    /// Those of whom the rule has nothing to say.
    case cleared(Members)
    /// Those whose training counts, and those whose training counts with the days of grace; nil:
    /// there are none.
    case training(valid: TimedSet, graced: TimedSet?)
    /// By network: those of whom the rule has nothing to say.
    case accounts([Members])
    /// The employees who know about a topic.
    case topics([String: EmployeeSet])
    /// The employees on leave.
    case leave(TimedSet)
    /// Colleagues in groups.
    case groups(ColleagueGroups)
    /// What must not occur in texts.
    case words(WordFilter)
  }

  /// The rule.
  let rule: Rule
  /// The employees about whom it speaks; nil: all.
  let scope: Members?
  /// What it says of them.
  let part: Part

  /// Compiles a rule.
  ///
  /// - Complexity: O(roster × lists given), plus the sorting of dates.
  init(_ rule: Rule, _ facts: CompilationFacts) {
    self.rule = rule
    let selector = rule.scope.employees
    scope = selector == Selector() ? nil : Members.chosen(by: selector, of: facts.roster)
    part = Self.part(of: rule.kind, facts)
  }

  private static func part(of kind: Rule.Kind, _ facts: CompilationFacts) -> Part {
    let roster = facts.roster
    let count = roster.count
    switch kind {
    case .segment(let selector): return .cleared(.chosen(by: selector, of: roster))
    case .trainingRequired(let course, let graceDays, let score, let level, let age):
      let need = TrainingNeed(
        course: course, minimumScore: score, minimumLevel: level, maximumAgeDays: age)
      let valid = facts.courses.trained(in: need, roster: roster)
      guard graceDays > 0 else { return .training(valid: valid, graced: nil) }
      return .training(
        valid: valid,
        graced: facts.courses.trained(in: need, graceDays: graceDays, roster: roster))
    case .policyAcknowledgement(let document, let version):
      return .cleared(
        .timed(
          TimedSet(rosterCount: count) { index in
            roster[index].standing.acceptances(of: document, version).map { Period(from: $0) }
          }))
    case .consentRequired(let use):
      return .cleared(
        .fixed(EmployeeSet(rosterCount: count) { roster[$0].consent?.covers(use: use) ?? false }))
    case .adLabel(let labels):
      return .cleared(
        .fixed(EmployeeSet(rosterCount: count) { labels[roster[$0].country] == nil }))
    case .ownOpinion(_, let roles):
      return .cleared(.chosen(by: Selector(roles: roles), of: roster))
    case .authenticAccount(let mustBeVerified):
      return .accounts(
        facts.networks.map { network in
          .fixed(
            EmployeeSet(rosterCount: count) {
              roster[$0].account(on: network.id)?.isAuthentic(verified: mustBeVerified) ?? false
            })
        })
    case .tokenValid(let days):
      return .accounts(
        facts.networks.map { network in
          .timed(
            TimedSet(rosterCount: count) { index in
              let authorized = roster[index].account(on: network.id)?.authorized
              let end = authorized.map { facts.calendar.instant(days, daysAfter: $0) }
              return [Period(until: end)]
            })
        })
    case .expertiseScope: return .topics(topics(of: roster))
    case .leave:
      return .leave(TimedSet(rosterCount: count) { roster[$0].standing.leave })
    case .stagger(let stagger):
      return .groups(
        ColleagueGroups(count: stagger.groups, rosterCount: count, seed: stagger.seed))
    case .podGuard(let share, _):
      let groups = Int((1 / share).rounded(.up))
      return .groups(ColleagueGroups(count: max(1, groups), rosterCount: count, seed: 0))
    case .wordBlock(let block): return .words(WordFilter(block))
    case .incentiveDisclosure(_, let accepted):
      return .words(WordFilter(Rule.WordBlock(phrases: accepted)))
    default: return .none
    }
  }

  private static func topics(of roster: [Employee]) -> [String: EmployeeSet] {
    var topics: [String: EmployeeSet] = [:]
    for (index, employee) in roster.enumerated() {
      for topic in employee.topics {
        topics[topic, default: EmployeeSet(rosterCount: roster.count)].insert(index)
      }
    }
    return topics
  }
}

/// What rules are compiled from.
struct CompilationFacts: Sendable {
  let roster: [Employee]
  let networks: [Network]
  let courses: CourseCalendar
  let calendar: CompanyCalendar
}

extension Standing {
  /// When a version of a document was accepted.
  func acceptances(of document: String, _ version: String) -> [Instant] {
    acknowledgements.filter { $0.document == document && $0.version == version }.map(\.at)
  }
}

extension Account {
  /// Whether a person speaks through the account, and where asked one who was verified.
  func isAuthentic(verified mustBeVerified: Bool) -> Bool {
    isAutomated != true && (!mustBeVerified || isVerified == true)
  }
}

extension Consent {
  /// Tells whether the consent covers a network.
  func covers(_ network: NetworkID) -> Bool { networks?.contains(network) ?? true }

  /// Tells whether the consent covers a use of the employee's data.
  func covers(use: String) -> Bool { uses?.contains(use) ?? true }
}
