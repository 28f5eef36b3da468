import AdvocacyCore

/// Gathers what becomes of acts until their hour ends or something else happens.
struct BlockDraft {
  /// Tells blocks apart: acts planned in one can't be settled by it.
  private(set) var number: UInt32 = 1
  private(set) var hour: Instant?
  private var block = ActsBlock(at: .distantPast)
  private var ended: [UInt32: [Int]] = [:]
  private var recorded: [UInt32: [PlannedAct]] = [:]
  private var planned: [UInt32: [PlannedAct]] = [:]

  /// Whether nothing was gathered.
  var isEmpty: Bool { ended.isEmpty }

  /// Takes an act out of its group, at an instant of an hour.
  mutating func end(_ entry: ActQueue.Entry, at instant: Instant, hour: Instant) {
    if ended.isEmpty {
      block = ActsBlock(at: instant)
      self.hour = hour
    }
    block.until = instant
    ended[entry.group, default: []].append(entry.act.employee)
  }

  /// Adds an act of a group that happened.
  mutating func record(_ act: PlannedAct, in group: UInt32) {
    recorded[group, default: []].append(act)
  }

  /// Adds an act that a rule prevented.
  mutating func prevent(_ act: PlannedAct, in key: PlannedGroup.Key, by rule: RuleID) {
    block.prevented.append(
      PreventedAct(
        post: key.post, network: key.network, employee: act.employee, at: block.until, rule: rule))
  }

  /// Adds an act as it is planned from here on.
  mutating func plan(_ act: PlannedAct, in group: UInt32) {
    planned[group, default: []].append(act)
  }

  /// Hands over what was gathered, and begins anew.
  mutating func finish(_ groups: inout ActGroups) -> ActsBlock {
    var result = block
    result.ended = ended.sorted { $0.key < $1.key }.map { number, employees in
      let isLast = groups.remove(employees.count, from: number)
      return EndedActs(key: groups.key(of: number), employees: employees, isLast: isLast)
    }
    result.recorded = recorded.sorted { $0.key < $1.key }.map { number, acts in
      let key = groups.key(of: number)
      return RecordedActs(post: key.post, network: key.network, acts: acts)
    }
    result.planned = planned.sorted { $0.key < $1.key }.map { number, acts in
      PlannedGroup(groups.key(of: number), acts: acts)
    }
    for (number, acts) in planned { groups.add(acts.count, to: number) }
    block = ActsBlock(at: .distantPast)
    ended = [:]
    recorded = [:]
    planned = [:]
    number += 1
    return result
  }
}
