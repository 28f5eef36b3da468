import AdvocacyModel

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
