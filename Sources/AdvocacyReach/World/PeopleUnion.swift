/// Counts the distinct people of lists.
struct PeopleUnion {
  private var epochs: [UInt32] = []
  private var origins: [Origin] = []
  private var epoch: UInt32 = 0

  /// Begins a new union of people below a number.
  mutating func begin(people: Int) {
    if epoch == .max {
      epochs = Array(repeating: 0, count: epochs.count)
      epoch = 0
    }
    epoch += 1
    guard people > epochs.count else { return }
    epochs += Array(repeating: 0, count: max(people, 2 * epochs.count) - epochs.count)
  }

  /// Adds people and returns how many of them are new.
  mutating func add(_ people: [UInt32], _ range: Range<Int>) -> Int {
    var new = 0
    for index in range {
      let person = Int(people[index])
      guard epochs[person] != epoch else { continue }
      epochs[person] = epoch
      new += 1
    }
    return new
  }

  /// Adds people with their origins, and keeps count of those that each contributor alone brought.
  mutating func add(
    _ people: [UInt32], _ range: Range<Int>, origins given: [Origin], counts: inout [Int]
  ) {
    if origins.count < epochs.count {
      origins += Array(repeating: .several, count: epochs.count - origins.count)
    }
    for index in range {
      let person = Int(people[index])
      if epochs[person] != epoch {
        epochs[person] = epoch
        origins[person] = given[index]
        if let contributor = given[index].contributor { counts[contributor] += 1 }
      } else if origins[person] != given[index] {
        if let contributor = origins[person].contributor { counts[contributor] -= 1 }
        origins[person] = .several
      }
    }
  }
}
