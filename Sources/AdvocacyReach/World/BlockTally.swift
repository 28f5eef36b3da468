/// Adds up the worlds of a block.
struct BlockTally {
  private let plan: ReachPlan
  private var union = PeopleUnion()
  private var total: BlockSums
  private var batchPage: [Int]
  private var batchWith: [Int]
  private var attribution: AttributionTally?
  private var horizons: HorizonTally?

  init(_ plan: ReachPlan, block: Int) {
    self.plan = plan
    let groups = plan.problem.groups.count
    let networks = [Double](repeating: 0, count: plan.problem.networks.count)
    let none = [Double](repeating: 0, count: plan.problem.horizons.count)
    horizons = none.isEmpty ? nil : HorizonTally(horizons: none.count)
    let cell = BlockSums.Cell(sightings: networks, pageWithin: none, withWithin: none)
    total = BlockSums(
      block: block, worlds: 0, batches: 0,
      cells: Array(repeating: cell, count: groups),
      contributors: [], overlaps: [], counts: ReachCounts())
    batchPage = Array(repeating: 0, count: groups)
    batchWith = batchPage
    attribution = plan.problem.contributors.map {
      AttributionTally($0, items: plan.problem.groups[$0.group])
    }
  }

  /// The sums of the worlds so far, and the work that they took.
  func sums(_ counts: ReachCounts) -> BlockSums {
    var sums = total
    sums.counts = counts
    sums.contributors = attribution?.parts ?? []
    sums.overlaps = attribution?.overlaps ?? []
    return sums
  }

  /// Adds the worker's latest world.
  mutating func add(_ worker: borrowing Worker) {
    let people = worker.personCount
    total.worlds += 1
    for (index, group) in plan.problem.groups.enumerated() {
      if group.count == 1 {
        batchPage[index] += worker.pagePeople[group[0]]
        batchWith[index] += worker.withPeople[group[0]]
      } else {
        union.begin(people: people)
        for item in group { batchPage[index] += union.add(worker.pageReached[item], of: worker) }
        union.begin(people: people)
        for item in group { batchWith[index] += union.add(worker.withReached[item], of: worker) }
      }
      for item in group {
        total.cells[index].sightings[plan.items[item].network] += Double(worker.sightings[item])
      }
      horizons?.add(
        group.map { worker.pageReached[$0] }, of: worker, to: &total.cells[index].pageWithin)
      horizons?.add(
        group.map { worker.withReached[$0] }, of: worker, to: &total.cells[index].withWithin)
    }
    attribution?.add(worker)
  }

  /// Ends a batch of worlds.
  mutating func endBatch() {
    total.batches += 1
    for index in batchPage.indices {
      total.cells[index].addBatch(
        page: Double(batchPage[index]), with: Double(batchWith[index]))
      batchPage[index] = 0
      batchWith[index] = 0
    }
    attribution?.endBatch()
  }
}
