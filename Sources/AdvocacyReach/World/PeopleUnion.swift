/// Counts the distinct people of lists.
struct PeopleUnion {
  private var epochs: [UInt32] = []
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

  /// Whether a person is in the union.
  @inline(__always)
  func contains(_ person: UInt32) -> Bool { epochs[Int(person)] == epoch }

  /// Adds a person and returns whether they are new.
  @inline(__always)
  mutating func insert(_ person: UInt32) -> Bool {
    guard epochs[Int(person)] != epoch else { return false }
    epochs[Int(person)] = epoch
    return true
  }

  /// Adds people whom a worker reached, and returns how many the new ones stand for.
  mutating func add(_ range: Range<Int>, of worker: borrowing Worker) -> Int {
    var new = 0
    for index in range {
      let person = worker.reached[index]
      if insert(person) { new += worker.weight(of: person) }
    }
    return new
  }
}
