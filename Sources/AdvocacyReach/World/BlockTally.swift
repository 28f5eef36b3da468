/// Adds up the worlds of a block.
struct BlockTally {
  private let plan: ReachPlan
  private var union = PeopleUnion()
  private(set) var sums: BlockSums
  private var batchPage: [Int]
  private var batchWith: [Int]
  private var batchAdditional: [Int]
  private var worldAdditional: [Int]

  init(_ plan: ReachPlan, block: Int) {
    self.plan = plan
    let groups = plan.problem.groups.count
    let contributors = plan.problem.contributors?.count ?? 0
    let networks = [Int](repeating: 0, count: plan.problem.networks.count)
    sums = BlockSums(
      block: block, worlds: 0,
      cells: Array(repeating: BlockSums.Cell(sightings: networks), count: groups),
      contributors: Array(repeating: BlockSums.Contribution(), count: contributors))
    batchPage = Array(repeating: 0, count: groups)
    batchWith = batchPage
    batchAdditional = Array(repeating: 0, count: contributors)
    worldAdditional = batchAdditional
  }

  /// Adds the worker's latest world.
  mutating func add(_ worker: borrowing Worker) {
    let reached = worker.reached
    let people = worker.personCount
    sums.worlds += 1
    for (index, group) in plan.problem.groups.enumerated() {
      if group.count == 1 {
        batchPage[index] += worker.pageReached[group[0]].count
        batchWith[index] += worker.withReached[group[0]].count
      } else {
        union.begin(people: people)
        for item in group { batchPage[index] += union.add(reached, worker.pageReached[item]) }
        union.begin(people: people)
        for item in group { batchWith[index] += union.add(reached, worker.withReached[item]) }
      }
      for item in group {
        sums.cells[index].sightings[plan.items[item].network] += worker.sightings[item]
      }
    }
    guard let contributors = plan.problem.contributors else { return }
    union.begin(people: people)
    for index in worldAdditional.indices { worldAdditional[index] = 0 }
    for item in plan.problem.groups[contributors.group] {
      union.add(
        reached, worker.withReached[item], origins: worker.origins, counts: &worldAdditional)
    }
    for index in worldAdditional.indices {
      batchAdditional[index] += worldAdditional[index]
      sums.contributors[index].gross += worker.contributorGross[index]
    }
  }

  /// Ends a batch of worlds.
  mutating func endBatch() {
    for index in batchPage.indices {
      sums.cells[index].addBatch(page: batchPage[index], with: batchWith[index])
      batchPage[index] = 0
      batchWith[index] = 0
    }
    for index in batchAdditional.indices {
      sums.contributors[index].additional += batchAdditional[index]
      sums.contributors[index].additionalSquares += batchAdditional[index] * batchAdditional[index]
      batchAdditional[index] = 0
    }
  }
}
