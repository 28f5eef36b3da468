/// Counts the people reached within each horizon, group by group.
struct HorizonTally {
  private var union = PeopleUnion()
  private var earliest: [UInt8] = []
  private var people: [UInt32] = []
  private var counts: [Int]

  init(horizons: Int) { counts = Array(repeating: 0, count: horizons) }

  /// Adds the people of some places in a world's list of people reached to sums by horizon.
  mutating func add(_ ranges: [Range<Int>], of worker: borrowing Worker, to sums: inout [Double]) {
    union.begin(people: worker.personCount)
    people.removeAll(keepingCapacity: true)
    if earliest.count < worker.personCount {
      let missing = max(worker.personCount, 2 * earliest.count) - earliest.count
      earliest += Array(repeating: 0, count: missing)
    }
    for range in ranges {
      for index in range {
        let person = worker.reached[index]
        let place = worker.horizons[index]
        if union.insert(person) {
          people.append(person)
          earliest[Int(person)] = place
        } else {
          earliest[Int(person)] = min(earliest[Int(person)], place)
        }
      }
    }
    for place in counts.indices { counts[place] = 0 }
    for person in people {
      let place = Int(earliest[Int(person)])
      if place < counts.count { counts[place] += worker.weight(of: person) }
    }
    var within = 0
    for place in counts.indices {
      within += counts[place]
      sums[place] += Double(within)
    }
  }
}
