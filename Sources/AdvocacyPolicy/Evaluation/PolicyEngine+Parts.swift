import AdvocacyCore

/// A rule asked about some employees.
struct Asked {
  let rule: CompiledRule
  let employees: EmployeeSet
  let occasion: Occasion
  /// The position of the network.
  let network: Int
  let history: History

  var id: RuleID { rule.rule.id }

  /// A deferral, held within the post.
  func wait(until end: Instant) -> Ruling { Ruling.wait(until: end).held(within: occasion.post) }
}

extension PolicyEngine {
  /// Adds what a rule says that depends on the employee.
  func apply(_ asked: Asked, _ hits: inout Hits) {
    let at = asked.occasion.at
    switch asked.rule.part {
    case .cleared(let members):
      hits.add(asked.id, ruling(of: asked), asked.employees, except: members.members(at: at))
    case .accounts(let members):
      let cleared = members[asked.network].members(at: at)
      hits.add(asked.id, .deny, asked.employees, except: cleared)
    case .training(let valid, let graced): addTraining(asked, valid, graced: graced, &hits)
    case .topics(let experts):
      var able = EmployeeSet(rosterCount: roster.count)
      for topic in asked.occasion.post.topics {
        if let known = experts[topic] { able.formUnion(known) }
      }
      hits.add(asked.id, .deny, asked.employees, except: able)
    case .leave(let away): addLeave(asked, away.members(at: at), &hits)
    case .groups(let groups): addGroups(asked, groups, &hits)
    case .none, .words: applyHistory(asked, &hits)
    }
  }

  /// What a rule says of those who are not cleared of it.
  private func ruling(of asked: Asked) -> Ruling? {
    switch asked.rule.rule.kind {
    case .adLabel, .ownOpinion: .rewrite(.words, on: asked.occasion.network)
    default: .deny
    }
  }

  private func addTraining(
    _ asked: Asked, _ valid: TimedSet, graced: TimedSet?, _ hits: inout Hits
  ) {
    let valid = valid.members(at: asked.occasion.at)
    guard let graced = graced?.members(at: asked.occasion.at) else {
      return hits.add(asked.id, .deny, asked.employees, except: valid)
    }
    hits.add(asked.id, .deny, asked.employees, except: graced)
    hits.add(asked.id, .allow, asked.employees, among: graced.subtracting(valid))
  }

  private func addLeave(_ asked: Asked, _ away: EmployeeSet, _ hits: inout Hits) {
    var byEnd: [Instant?: EmployeeSet] = [:]
    for index in asked.employees.intersection(away) {
      let end = roster[index].standing.leave.end(at: asked.occasion.at) ?? nil
      byEnd[end, default: EmployeeSet(rosterCount: roster.count)].insert(index)
    }
    for (end, employees) in byEnd {
      hits.add(asked.id, end.map { asked.wait(until: $0) } ?? .deny, employees)
    }
  }

  private func addGroups(_ asked: Asked, _ groups: ColleagueGroups, _ hits: inout Hits) {
    let occasion = asked.occasion
    let draw = groups.draw(for: occasion.post, on: occasion.network)
    switch asked.rule.rule.kind {
    case .stagger(let stagger):
      let slots = Slots(groups: groups.count, gapMinutes: stagger.gapMinutes, post: occasion.post)
      for (group, begin) in slots.following(occasion.at) {
        hits.add(
          asked.id, .wait(until: begin),
          asked.employees, among: groups.members(of: group, for: draw))
      }
    case .podGuard(_, let hours):
      let end = occasion.post.at + .hours(Int64(hours))
      hits.add(
        asked.id, asked.wait(until: end), asked.employees, except: groups.members(of: 0, for: draw))
    default: return
    }
  }

  private func applyHistory(_ asked: Asked, _ hits: inout Hits) {
    let occasion = asked.occasion
    switch asked.rule.rule.kind {
    case .frequencyCap(let count, let window, let byTier):
      let bounds = calendar.window(window, at: occasion.at)
      let over = overCap(asked, count, byTier ?? []) { employees, count in
        asked.history.accounts(
          among: employees, network: asked.network, withAtLeast: count, in: window,
          since: bounds.from, through: occasion.at)
      }
      hits.add(asked.id, asked.wait(until: bounds.until), over)
    case .traineeMode(let posts, _):
      let practised = asked.history.accounts(
        among: asked.employees, network: asked.network, withAtLeast: posts, in: nil,
        since: .distantPast, through: occasion.at)
      hits.add(asked.id, .ask, asked.employees, except: practised)
    case .cooldown(let hours):
      let ends = asked.history.lastParticipations(
        of: asked.employees, network: asked.network, since: occasion.at - .hours(Int64(hours)),
        through: occasion.at)
      for (last, employees) in ends {
        hits.add(asked.id, asked.wait(until: last + .hours(Int64(hours))), employees)
      }
    case .onceOnly:
      guard
        let before = asked.history.content?.passedOnBefore(occasion.post, network: asked.network)
      else { return }
      hits.add(asked.id, .deny, asked.employees, among: before)
    case .tierCapability: addTiers(asked, &hits)
    case .textUniqueness, .autoRepostLimit:
      guard let deal = deal(of: asked.rule.rule.kind, occasion, asked.network) else { return }
      let dealt = EmployeeSet(rosterCount: roster.count, members: deal.employees)
      hits.add(
        asked.id, withheldOutsideDeal(asked.rule.rule.kind, occasion), asked.employees,
        except: dealt)
    default: return
    }
  }

  /// Those at or over a cap, each with the highest count of their tiers.
  private func overCap(
    _ asked: Asked, _ count: Int, _ byTier: [Rule.TierCount],
    accounts: (EmployeeSet, Int) -> EmployeeSet
  ) -> EmployeeSet {
    var rest = asked.employees
    var over = EmployeeSet(rosterCount: roster.count)
    for tierCount in byTier.sorted(by: { $0.count > $1.count }) {
      guard let tier = tiers.position(of: tierCount.tier) else { continue }
      let holders = rest.intersection(
        tiers.holders(of: tier, at: asked.occasion.at, rosterCount: roster.count))
      over.formUnion(accounts(holders, tierCount.count))
      rest.subtract(holders)
    }
    over.formUnion(accounts(rest, count))
    return over
  }

  private func addTiers(_ asked: Asked, _ hits: inout Hits) {
    let occasion = asked.occasion
    var groups: [(granted: ActionSet, employees: EmployeeSet)] = [([], asked.employees)]
    for tier in tiers.tiers.indices {
      let granted = tiers.grants(of: tier, post: occasion.post, network: occasion.network)
      guard !granted.isEmpty else { continue }
      let holders = tiers.holders(of: tier, at: occasion.at, rosterCount: roster.count)
      var split: [ActionSet: EmployeeSet] = [:]
      for group in groups {
        let inside = group.employees.intersection(holders)
        let outside = group.employees.subtracting(holders)
        for (actions, employees) in [
          (group.granted.union(granted), inside), (group.granted, outside),
        ] where !employees.isEmpty {
          split[actions] = split[actions]?.union(employees) ?? employees
        }
      }
      groups = split.map { ($0.key, $0.value) }
    }
    for group in groups {
      let effect = Verdict.Effect(withheld: ActionSet.all.subtracting(group.granted))
      hits.add(asked.id, .rewrite(effect, on: occasion.network), group.employees)
    }
  }
}
