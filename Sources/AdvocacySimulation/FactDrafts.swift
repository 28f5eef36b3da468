import AdvocacyModel
import AdvocacyPolicy

/// Gathers a decision network by network and puts it in order at the end.
struct DecisionDraft {
  private let post: Post
  private let at: Instant
  private var counts: [VerdictCount] = []
  private var waiting: [WaitingGroup] = []
  private var planned: [NetworkID: [PlannedAct]] = [:]
  private var allowed: EmployeeSet

  init(post: Post, at instant: Instant, rosterCount: Int) {
    self.post = post
    self.at = instant
    allowed = EmployeeSet(rosterCount: rosterCount)
  }

  /// Adds a review's counts and those who wait: for a deferral's end, or until the post is over.
  mutating func add(
    _ review: NetworkReview, deferrals: [Instant: EmployeeSet], end: Instant
  ) {
    counts += review.counts
    waiting.merge(
      deferrals.map { until, employees in
        WaitingGroup(
          network: review.network, outcome: .defer, until: until, employees: employees)
      })
    guard !review.needsApproval.isEmpty else { return }
    waiting.merge(
      CollectionOfOne(
        WaitingGroup(
          network: review.network, outcome: .needsApproval, until: end,
          employees: review.needsApproval)))
  }

  /// Counts waiting candidates who left the roster as denied.
  mutating func addLeavers(_ count: Int, on network: NetworkID) {
    guard count > 0 else { return }
    counts.append(VerdictCount(network: network, outcome: .deny, rule: nil, count: count))
  }

  /// Counts employees as allowed, each once whatever the networks.
  mutating func countAllowed(_ employees: EmployeeSet) { allowed.formUnion(employees) }

  /// Adds an act that somebody asked will do.
  mutating func add(_ act: PlannedAct, on network: NetworkID) {
    planned[network, default: []].append(act)
  }

  /// The acts planned on a network so far.
  func planned(on network: NetworkID) -> [PlannedAct] { planned[network] ?? [] }

  /// The decision, its acts by network and clock hour of company time.
  ///
  /// - Complexity: O(acts).
  func decision(
    event: Decision.Event, settled: [WaitingGroup], calendar: CompanyCalendar
  ) -> Decision {
    Decision(
      at: at, post: post.id, event: event, counts: merged,
      allowed: allowed, waiting: waiting,
      settled: settled, planned: groups(calendar))
  }

  private func groups(_ calendar: CompanyCalendar) -> [PlannedGroup] {
    var clock = CompanyClock(calendar)
    var groups: [PlannedGroup] = []
    for (network, acts) in planned.sorted(by: { $0.key < $1.key }) {
      let byHour = Dictionary(grouping: acts) { clock.startOfHour(at: $0.at) }
      groups += byHour.sorted { $0.key < $1.key }.map { hour, acts in
        PlannedGroup(.init(post: post.id, network: network, hour: hour), acts: acts)
      }
    }
    return groups
  }

  /// The counts, those of the same network, outcome and rule added up.
  private var merged: [VerdictCount] {
    var totals: [VerdictCount] = []
    let ordered = counts.sorted {
      ($0.network, $0.rule?.text ?? "", $0.outcome) < ($1.network, $1.rule?.text ?? "", $1.outcome)
    }
    for count in ordered {
      if let last = totals.last, last.network == count.network, last.rule == count.rule,
        last.outcome == count.outcome
      {
        totals[totals.count - 1].count += count.count
      } else {
        totals.append(count)
      }
    }
    return totals
  }
}

/// Gathers what becomes of acts until their hour ends or something else happens.
struct BlockDraft {
  /// What becomes of the acts of one group.
  private struct Part {
    let group: UInt32
    var ended: [Int] = []
    var recorded: [PlannedAct] = []
    var planned: [PlannedAct] = []
  }

  /// Tells blocks apart: acts planned in one can't be settled by it.
  private(set) var number: UInt32 = 1
  private(set) var hour: Instant?
  private var block = ActsBlock(at: .distantPast)
  private var parts: [Part] = []
  /// By group, the place of its part, from 1; 0: none.
  private var places: [UInt32] = []
  private var endedCount = 0

  /// Whether nothing was gathered.
  var isEmpty: Bool { endedCount == 0 }

  /// Takes an act out of its group, at an instant of an hour.
  mutating func end(_ entry: ActQueue.Entry, at instant: Instant, hour: Instant) {
    if isEmpty {
      block = ActsBlock(at: instant)
      self.hour = hour
    }
    block.until = instant
    endedCount += 1
    parts[place(of: entry.group)].ended.append(entry.act.employee)
  }

  /// Adds an act of a group that happened.
  mutating func record(_ act: PlannedAct, in group: UInt32) {
    parts[place(of: group)].recorded.append(act)
  }

  /// Adds an act that a rule prevented.
  mutating func prevent(_ act: PlannedAct, in key: PlannedGroup.Key, by rule: RuleID) {
    block.prevented.append(
      PreventedAct(
        post: key.post, network: key.network, employee: act.employee, at: block.until, rule: rule))
  }

  /// Adds an act as it is planned from here on.
  mutating func plan(_ act: PlannedAct, in group: UInt32) {
    parts[place(of: group)].planned.append(act)
  }

  private mutating func place(of group: UInt32) -> Int {
    let number = Int(group)
    if number >= places.count {
      places += repeatElement(0, count: number + 1 - places.count)
    }
    if places[number] == 0 {
      parts.append(Part(group: group))
      places[number] = UInt32(parts.count)
    }
    return Int(places[number]) - 1
  }

  /// Hands over what was gathered, its groups by number, and begins anew.
  mutating func finish(_ groups: inout ActGroups) -> ActsBlock {
    var result = block
    for part in parts.sorted(by: { $0.group < $1.group }) {
      let key = groups.key(of: part.group)
      if !part.ended.isEmpty {
        let isLast = groups.remove(part.ended.count, from: part.group)
        result.ended.append(EndedActs(key: key, employees: part.ended, isLast: isLast))
      }
      if !part.recorded.isEmpty {
        result.recorded.append(
          RecordedActs(post: key.post, network: key.network, acts: part.recorded))
      }
      if !part.planned.isEmpty {
        groups.add(part.planned.count, to: part.group)
        result.planned.append(PlannedGroup(key, acts: part.planned))
      }
      places[Int(part.group)] = 0
    }
    block = ActsBlock(at: .distantPast)
    parts = []
    endedCount = 0
    number += 1
    return result
  }
}
