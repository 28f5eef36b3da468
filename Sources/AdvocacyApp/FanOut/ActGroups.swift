import AdvocacyCore

/// The groups in which planned acts stand in the ledger, under numbers.
struct ActGroups {
  /// A group of which acts are left.
  private struct Group {
    var key: PlannedGroup.Key
    var left: Int
  }

  private var groups: [Group] = []
  private var numbers: [PlannedGroup.Key: UInt32] = [:]

  /// The number of a group, given out where it is new.
  mutating func number(of key: PlannedGroup.Key) -> UInt32 {
    if let number = numbers[key] { return number }
    let number = UInt32(groups.count)
    groups.append(Group(key: key, left: 0))
    numbers[key] = number
    return number
  }

  /// What the acts of a group have in common.
  func key(of number: UInt32) -> PlannedGroup.Key { groups[Int(number)].key }

  /// Counts acts that join a group.
  mutating func add(_ count: Int, to number: UInt32) { groups[Int(number)].left += count }

  /// Counts acts that leave a group, and tells whether none is left.
  mutating func remove(_ count: Int, from number: UInt32) -> Bool {
    groups[Int(number)].left -= count
    return groups[Int(number)].left == 0
  }
}
