import AdvocacyModel

/// The part of an answer that depends on what an account did before: one lookup a candidate.
enum HistoryPart: Sendable {
  /// Those who took part often enough in a stretch of time.
  case atLeast(ParticipationLimit, in: History.Stretch, RuleDecision)
  /// Those who took part less than so often, ever, and perhaps the others.
  case fewerThan(Int, RuleDecision, others: RuleDecision?)
  /// Those who took part within a span of time, by when they did so last.
  case within(Instant.Span, @Sendable (_ last: Instant) -> RuleDecision)
  /// Those who passed on the text or the link of a post under another id.
  case repeats(ContentHistory.Question, RuleDecision)
}

/// How often an account may take part: the highest count of the tiers held, else the usual one.
struct ParticipationLimit: Sendable {
  /// The count of those who hold no tier with one of its own.
  var usual: Int
  /// The holders of tiers with counts of their own, the highest count first.
  var byTier: [(count: Int, holders: Members)]

  /// The limit of one employee at an instant.
  ///
  /// - Complexity: O(tiers).
  func count(for employee: Int, at instant: Instant) -> Int {
    byTier.first { $0.holders.contains(employee, at: instant) }?.count ?? usual
  }
}

extension HistoryPart {
  /// What is said of one account at an instant.
  ///
  /// - Complexity: O(log participations).
  func decision(
    for employee: Int, network: Int, at instant: Instant, moment: Moment, history: History
  ) -> RuleDecision? {
    switch self {
    case .atLeast(let limit, let stretch, let decision):
      let count = history.participations(
        employee: employee, network: network, in: stretch, through: instant, seenWhen: moment)
      return count >= limit.count(for: employee, at: instant) ? decision : nil
    case .fewerThan(let count, let decision, let others):
      let done = history.participations(
        employee: employee, network: network, in: .ever, through: instant, seenWhen: moment)
      return done < count ? decision : others
    case .within(let span, let decision):
      guard
        let last = history.lastParticipation(
          of: employee, network: network, through: instant, seenWhen: moment),
        last > instant - span
      else { return nil }
      return decision(last)
    case .repeats(let question, let decision):
      let isRepeat = history.passesAgain(
        question, employee: employee, network: network, seenWhen: moment)
      return isRepeat ? decision : nil
    }
  }

  /// Adds what is said of the accounts of some employees at an instant.
  ///
  /// - Complexity: O(employees).
  func add(
    _ rule: RuleID, of employees: EmployeeSet, network: Int, at instant: Instant, moment: Moment,
    history: History, to findings: inout RuleFindings
  ) {
    switch self {
    case .atLeast(let limit, let stretch, let decision):
      func over(_ employees: EmployeeSet, _ count: Int) -> EmployeeSet {
        history.accounts(
          among: employees, network: network, withAtLeast: count, in: stretch, through: instant,
          seenWhen: moment)
      }
      guard !limit.byTier.isEmpty else {
        return findings.add(rule, decision, over(employees, limit.usual))
      }
      var rest = employees
      var found = EmployeeSet(rosterCount: employees.rosterCount)
      for tier in limit.byTier {
        let holders = rest.intersection(tier.holders.members(at: instant))
        found.formUnion(over(holders, tier.count))
        rest.subtract(holders)
      }
      found.formUnion(over(rest, limit.usual))
      findings.add(rule, decision, found)
    case .fewerThan(let count, let decision, let others):
      let practised = history.accounts(
        among: employees, network: network, withAtLeast: count, in: .ever, through: instant,
        seenWhen: moment)
      findings.add(rule, decision, employees, except: practised)
      findings.add(rule, others, practised)
    case .within(let span, let decision):
      let groups = history.lastParticipations(
        of: employees, network: network, since: instant - span, through: instant,
        seenWhen: moment)
      for (last, employees) in groups { findings.add(rule, decision(last), employees) }
    case .repeats(let question, let decision):
      guard let passers = history.passersOn(question, network: network, seenWhen: moment) else {
        return
      }
      findings.add(rule, decision, employees, among: passers)
    }
  }

  /// The first instant after another at which an account's answer may be another, as long as it
  /// does nothing more; nil: there is none within the answer.
  func nextChange(
    for employee: Int, network: Int, after instant: Instant, moment: Moment, history: History
  ) -> Instant? {
    switch self {
    case .atLeast(let limit, _, _):
      return limit.byTier.compactMap { $0.holders.nextChange(of: employee, after: instant) }.min()
    case .within(let span, _):
      let last = history.lastParticipation(
        of: employee, network: network, through: instant, seenWhen: moment)
      return last.map { $0 + span }.flatMap { $0 > instant ? $0 : nil }
    case .fewerThan, .repeats: return nil
    }
  }
}
