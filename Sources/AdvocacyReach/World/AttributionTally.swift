/// Adds up whom the parts of a division bring, world after world.
///
/// People whom the page reaches alone credit nobody. The credit of every other person is split
/// equally among their sources, which is the Shapley value (Shapley, "A Value for n-Person
/// Games", 1953) of the game in which a coalition wins a person once it holds one source.
struct AttributionTally {
  /// The parts' sums, and at the end those of the employees in no part.
  private(set) var parts: [BlockSums.Contribution]
  /// The people whom both of two parts lead to, by `pairIndex`; empty where labels are traced.
  private(set) var overlaps: [Double]

  private let items: [Int]
  private let tracing: Sources.Tracing
  private var page = PeopleUnion()
  private var with = PeopleUnion()
  private var people: [UInt32] = []
  private var sources: [Sources] = []
  private var batch: [Batch]

  private struct Batch {
    var additional = 0
    var credit = 0
    var alone = 0
  }

  init(_ division: ReachProblem.Contributors, items: [Int]) {
    self.items = items
    tracing = division.tracing
    parts = Array(repeating: BlockSums.Contribution(), count: division.count + 1)
    batch = Array(repeating: Batch(), count: division.count + 1)
    let pairs = division.count * (division.count - 1) / 2
    overlaps = Array(repeating: 0, count: tracing == .sets ? pairs : 0)
  }

  /// The place of a pair of parts, the first below the second.
  static func pairIndex(_ first: Int, _ second: Int) -> Int { second * (second - 1) / 2 + first }

  /// Adds the worker's latest world.
  ///
  /// - Complexity: O(people reached, item by item); sets of k sources cost k² each.
  mutating func add(_ worker: borrowing Worker) {
    for index in parts.indices { parts[index].gross += Double(worker.contributorGross[index]) }
    page.begin(people: worker.personCount)
    for item in items { _ = page.add(worker.pageReached[item], of: worker) }
    with.begin(people: worker.personCount)
    people.removeAll(keepingCapacity: true)
    if sources.count < worker.personCount {
      let missing = max(worker.personCount, 2 * sources.count) - sources.count
      sources += Array(repeating: tracing.nobody, count: missing)
    }
    for item in items {
      for index in worker.withReached[item] {
        let person = worker.reached[index]
        guard !page.contains(person) else { continue }
        if with.insert(person) {
          people.append(person)
          sources[Int(person)] = worker.sources[index]
        } else {
          sources[Int(person)].formUnion(worker.sources[index], tracing)
        }
      }
    }
    for person in people {
      let weight = worker.weight(of: person)
      switch tracing {
      case .none: break
      case .sets: credit(sources[Int(person)].parts, weight)
      case .labels: credit(drawnOf: sources[Int(person)], weight)
      }
    }
  }

  /// Splits a person's credit equally; where it doesn't divide, the first have a unit more.
  private mutating func credit(_ set: UInt64, _ weight: Int) {
    let (portion, remainder) = (weight * Self.creditUnits).quotientAndRemainder(
      dividingBy: max(1, set.nonzeroBitCount))
    var left = remainder
    var rest = set
    let last = batch.count - 1
    while rest != 0 {
      let part = rest.trailingZeroBitCount
      rest &= rest - 1
      batch[part].credit += portion + (left > 0 ? 1 : 0)
      batch[part].alone += weight
      left -= 1
      var others = rest
      while others != 0 {
        let other = others.trailingZeroBitCount
        others &= others - 1
        if other < last { overlaps[Self.pairIndex(part, other)] += Double(weight) }
      }
    }
    if set.nonzeroBitCount == 1 { batch[set.trailingZeroBitCount].additional += weight }
  }

  /// Credits the source that this world's labels draw.
  private mutating func credit(drawnOf sources: Sources, _ weight: Int) {
    batch[sources.drawnPart].credit += weight * Self.creditUnits
    if sources.isOneLabel { batch[sources.drawnPart].additional += weight }
  }

  /// Ends a batch of worlds.
  mutating func endBatch() {
    for (index, sums) in batch.enumerated() {
      parts[index].addBatch(
        additional: Double(sums.additional), credit: sums.credit, alone: Double(sums.alone))
      batch[index] = Batch()
    }
  }

  /// The units of a person's credit, which up to 16 sources share without remainder.
  static let creditUnits = 720_720
}

extension ReachProblem.Contributors {
  /// Sets for as many parts as there are bits beside one for the employees in none.
  var tracing: Sources.Tracing { count < UInt64.bitWidth ? .sets : .labels }
}
