import AdvocacyModel

/// The part of an answer that depends on who the employee is: sets, fixed or changing with time.
///
/// For a whole roster it costs set operations, for one employee a look into each set.
enum PeoplePart: Sendable {
  /// Those outside a set, and perhaps those inside.
  case outside(Members, RuleDecision, inside: RuleDecision? = nil)
  /// Those in an outer set but not in the inner one, those in neither, and perhaps those in both.
  case between(
    outer: Members, inner: Members, outside: RuleDecision, between: RuleDecision,
    inside: RuleDecision? = nil)
  /// Those in a set, each by a decision of their own.
  case each(Members, @Sendable (_ employee: Int, _ at: Instant) -> RuleDecision)
  /// Everybody by the actions that the sets grant in which they are.
  case granted([ActionGrant], @Sendable (_ actions: ActionSet) -> RuleDecision?)
  /// Those whose group of colleagues is not the one whose slot is open.
  case slots(ColleagueGroups, ColleagueGroups.Draw, Slots)
}

extension PeoplePart {
  /// What is said of one employee at an instant.
  ///
  /// - Complexity: O(sets × log changes of the employee's membership).
  func decision(for employee: Int, at instant: Instant) -> RuleDecision? {
    switch self {
    case .outside(let members, let decision, let inside):
      return members.contains(employee, at: instant) ? inside : decision
    case .between(let outer, let inner, let outside, let between, let inside):
      guard outer.contains(employee, at: instant) else { return outside }
      return inner.contains(employee, at: instant) ? inside : between
    case .each(let members, let decision):
      return members.contains(employee, at: instant) ? decision(employee, instant) : nil
    case .granted(let grants, let decision):
      let granted = grants.reduce(into: ActionSet()) { granted, grant in
        if grant.members.contains(employee, at: instant) { granted.formUnion(grant.actions) }
      }
      return decision(granted)
    case .slots(let groups, let draw, let slots):
      let own = groups.group(of: employee, for: draw)
      guard slots.open(at: instant) != own else { return nil }
      return slots.next(of: own, after: instant).map {
        RuleDecision(outcome: .defer, until: $0)
      }
    }
  }

  /// Adds what is said of some employees at an instant.
  ///
  /// - Complexity: O(sets × roster / 64); with slots O(groups × roster / 64).
  func add(
    _ rule: RuleID, of employees: EmployeeSet, at instant: Instant, to findings: inout RuleFindings
  ) {
    switch self {
    case .outside(let members, let decision, let inside):
      let members = members.members(at: instant)
      findings.add(rule, decision, employees, except: members)
      findings.add(rule, inside, employees, among: members)
    case .between(let outer, let inner, let outside, let between, let inside):
      let outer = outer.members(at: instant)
      let inner = inner.members(at: instant)
      findings.add(rule, outside, employees, except: outer)
      findings.add(rule, between, employees, among: outer.subtracting(inner))
      findings.add(rule, inside, employees, among: inner)
    case .each(let members, let decision):
      let here = members.members(at: instant)
      guard !employees.isDisjoint(with: here) else { return }
      var groups: [RuleDecision: EmployeeSet] = [:]
      for employee in employees.intersection(here) {
        groups[
          decision(employee, instant), default: EmployeeSet(rosterCount: employees.rosterCount)
        ].insert(employee)
      }
      for (decision, employees) in groups { findings.add(rule, decision, employees) }
    case .granted(let grants, let decision):
      for (granted, employees) in Self.groups(of: employees, by: grants, at: instant) {
        findings.add(rule, decision(granted), employees)
      }
    case .slots(let groups, let draw, let slots):
      for (group, begin) in slots.following(instant) {
        findings.add(
          rule, RuleDecision(outcome: .defer, until: begin), employees,
          among: groups.members(of: group, for: draw))
      }
    }
  }

  /// The first instant after another at which an employee may be in other sets, or another slot
  /// opens; nil: there is none.
  func nextChange(for employee: Int, after instant: Instant) -> Instant? {
    switch self {
    case .outside(let members, _, _), .each(let members, _):
      members.nextChange(of: employee, after: instant)
    case .between(let outer, let inner, _, _, _):
      [outer, inner].compactMap { $0.nextChange(of: employee, after: instant) }.min()
    case .granted(let grants, _):
      grants.compactMap { $0.members.nextChange(of: employee, after: instant) }.min()
    case .slots(let groups, let draw, let slots):
      slots.nextChange(of: groups.group(of: employee, for: draw), after: instant)
    }
  }

  /// Employees by the actions granted them.
  ///
  /// - Complexity: O(grants × different unions of actions × roster / 64), of which there are few.
  private static func groups(
    of employees: EmployeeSet, by grants: [ActionGrant], at instant: Instant
  ) -> [ActionSet: EmployeeSet] {
    var groups: [ActionSet: EmployeeSet] = [[]: employees]
    for grant in grants {
      let members = grant.members.members(at: instant)
      var split: [ActionSet: EmployeeSet] = [:]
      for (granted, employees) in groups {
        for (actions, part) in [
          (granted.union(grant.actions), employees.intersection(members)),
          (granted, employees.subtracting(members)),
        ] where !part.isEmpty {
          split[actions] = split[actions]?.union(part) ?? part
        }
      }
      groups = split
    }
    return groups
  }
}

/// Actions that come with being in a set.
struct ActionGrant: Sendable {
  /// Who has them.
  let members: Members
  let actions: ActionSet
}

/// The part of an answer that depends on what an account did before: one lookup a candidate.
enum HistoryPart: Sendable {
  /// Those who took part often enough in a stretch of time.
  case atLeast(ParticipationLimit, in: History.Stretch, RuleDecision)
  /// Those who took part less than so often, ever, and perhaps the others.
  case fewerThan(Int, RuleDecision, others: RuleDecision?)
  /// Those who took part within a span of time, by when they did so last.
  case within(Instant.Span, @Sendable (_ last: Instant) -> RuleDecision)
  /// Those whom a post would take more time than they give in a stretch; whom it takes more all by
  /// itself is denied.
  case beyond(TimeLimit, TimeTaken, in: History.Stretch, RuleDecision)
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
    case .beyond(let limit, let taken, let stretch, let decision):
      guard let most = limit.minutes(of: employee).map({ $0 * 60 }) else { return nil }
      guard taken.alone <= most else { return .deny }
      let spent = history.time(
        of: employee, in: stretch, through: instant, seenWhen: moment, asking: taken.post)
      return spent.seconds + (spent.hasPost ? taken.again : taken.alone) > most ? decision : nil
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
    case .beyond:
      var groups: [RuleDecision: EmployeeSet] = [:]
      for employee in employees {
        let own = decision(
          for: employee, network: network, at: instant, moment: moment, history: history)
        guard let own else { continue }
        groups[own, default: EmployeeSet(rosterCount: employees.rosterCount)].insert(employee)
      }
      for (decision, employees) in groups { findings.add(rule, decision, employees) }
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
    case .fewerThan, .beyond, .repeats: return nil
    }
  }
}
