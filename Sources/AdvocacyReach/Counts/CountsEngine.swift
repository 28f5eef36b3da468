import AdvocacyModel
import Foundation

/// Works out reach draw by draw of the parameters that are not known: the first depth in closed form,
/// so that no audience is drawn and no coin is thrown; further ones on graphs by walks.
enum CountsEngine {
  /// Works out some draws; what several calls return may be merged in any order.
  ///
  /// - Throws: `CancellationError`.
  static func simulate(
    _ problem: ReachProblem, _ options: ReachOptions, draws: Range<Int>,
    _ progress: (@Sendable (ReachEngine.Progress) -> Void)?
  ) async throws -> [BlockSums] {
    try await simulate([worker(problem, options)], options, draws: draws, progress)[0]
  }

  /// Works out the same draws for other parameters, which leave the problem as it is otherwise.
  ///
  /// - Throws: `CancellationError`.
  static func simulate(
    _ problem: ReachProblem, variants: [ParameterSet], _ options: ReachOptions, draws: Range<Int>
  ) async throws -> [[BlockSums]] {
    let worker = worker(problem, options)
    return try await simulate(
      variants.map { CountsWorker(worker, $0) }, options, draws: draws, nil)
  }

  private static func worker(_ problem: ReachProblem, _ options: ReachOptions) -> CountsWorker {
    CountsWorker(
      CountsPlan(problem), key: RandomKey(options.seed), draws: options.draws,
      isOutline: options.isOutline)
  }

  /// Works out draws for workers that differ in parameters only, each draw for all in turn.
  private static func simulate(
    _ workers: [CountsWorker], _ options: ReachOptions, draws: Range<Int>,
    _ progress: (@Sendable (ReachEngine.Progress) -> Void)?
  ) async throws -> [[BlockSums]] {
    let queue = BlockQueue(draws)
    let prepared = workers.first?.cascade
    let found = try await withThrowingTaskGroup(of: [[BlockSums]].self) { group in
      for _ in 0..<min(options.threads, draws.count) {
        group.addTask {
          var sums: [[BlockSums]] = []
          var cascade = prepared
          while let draw = queue.next() {
            try Task.checkCancellation()
            var known: CountsWorker.Known?
            sums.append(workers.map { $0.run(draw: draw, &cascade, &known) })
            progress?(
              ReachEngine.Progress(blocks: queue.finish(), needed: draws.upperBound))
          }
          return sums
        }
      }
      var all: [[BlockSums]] = []
      for try await sums in group { all += sums }
      return all
    }
    return workers.indices.map { worker in
      found.map { $0[worker] }.sorted { $0.block < $1.block }
    }
  }
}

/// Works out draws of the parameters of a problem, one after the other.
struct CountsWorker {
  private var plan: CountsPlan
  private let key: RandomKey
  private let schedule: CountsSchedule
  private let places: [AppealPlaces]
  /// Those at which sightings are counted.
  private let coarse: [AppealPlaces]
  /// That of the points over appeals.
  private let points: RandomKey
  /// Whether every draw has the typical values.
  let isExact: Bool
  /// The groups in outline, where draws are worked out so.
  private var outline: CountsOutline?

  /// Makes a worker.
  ///
  /// - Parameters:
  ///   - plan: The problem.
  ///   - key: That of all choices.
  ///   - draws: The number of draws.
  ///   - choice: The choice of points over appeals at the typical values.
  ///   - strata: The appeals of every group; nil: as many as its items take.
  ///   - isOutline: Whether the only group is worked out in outline alone.
  /// - Complexity: O(items of groups).
  init(
    _ plan: CountsPlan, key: RandomKey, draws: Int, choice: Int = 0, strata: AppealStrata? = nil,
    isOutline: Bool = false
  ) {
    self.plan = plan
    self.key = key
    schedule = CountsSchedule(
      plan.problem, draws: draws, hasGraph: plan.graph != nil, isOutline: isOutline)
    let points = key.keyed(by: "appeals").keyed(by: UInt64(choice))
    self.points = points
    isExact = Self.draw(plan, at: .typical) == Self.draw(plan, at: .drawn(key, block: 0))
    places = plan.problem.groups.map { group in
      AppealPlaces(
        group.map { plan.problem.items[$0] },
        strata: strata ?? AppealStrata(items: group.count), key: points)
    }
    coarse = plan.problem.groups.map { group in
      AppealPlaces(
        group.map { plan.problem.items[$0] }, strata: strata ?? .coarse,
        key: points.keyed(by: "sightings"))
    }
    if schedule.isOutlined {
      let isAlone = schedule.full == 0
      outline = plan.problem.widestGroup.map {
        CountsOutline(plan.problem, group: $0, key: points, hasAllPosts: isAlone)
      }
    }
  }

  /// A worker for the same problem with other parameters, at the same points.
  init(_ other: CountsWorker, _ parameters: ParameterSet) {
    self = other
    plan = other.plan.with(parameters)
    outline = other.outline?.with(parameters)
  }

  /// Storage for walks through graphs, of one thread; nil where there are none.
  var cascade: GraphCascade? {
    plan.graph.flatMap { $0.isImported ? GraphCascade($0, key: key) : nil }
  }

  /// What a draw of one worker has in common with the same draw of others.
  struct Known {
    fileprivate let draw: CountsDraw
    fileprivate let pools: PoolModel
    fileprivate let people: PeopleModel?
    fileprivate let outlined: PeopleModel?
    fileprivate let sums: BlockSums
  }

  /// The sums of a draw.
  ///
  /// - Parameters:
  ///   - number: The draw.
  ///   - cascade: The storage of walks through graphs.
  ///   - isWhole: Whether of all that is asked, whatever the schedule says.
  /// - Returns: The sums.
  func run(
    draw number: Int, _ cascade: inout GraphCascade?, isWhole: Bool = false
  ) -> BlockSums {
    var known: Known?
    return run(draw: number, &cascade, &known, isWhole: isWhole)
  }

  /// The sums of a draw, for a worker among others that differ in parameters only.
  ///
  /// - Parameters:
  ///   - number: The draw.
  ///   - cascade: The storage of walks through graphs.
  ///   - known: What the first of them found; nil before it.
  ///   - isWhole: Whether of all that is asked, whatever the schedule says.
  /// - Returns: The sums.
  func run(
    draw number: Int, _ cascade: inout GraphCascade?, _ known: inout Known?, isWhole: Bool = false
  ) -> BlockSums {
    let draw = draw(at: .drawn(key.keyed(by: "parameters"), block: number))
    // What nothing reads moves nothing.
    if let known, known.draw == draw, plan.problem.horizons.isEmpty { return known.sums }
    let same = known.flatMap { $0.draw.hasSamePeople(as: draw) ? $0 : nil }
    let pools = same?.pools ?? PoolModel(plan, draw)
    var people: PeopleModel?
    var found = BlockSums(
      block: number, groups: plan.problem.groups.count, batches: batches(cascade))
    if isWhole || schedule.isFull(number) {
      let own = same?.people ?? PeopleModel(plan, draw, pools)
      people = own
      found = sums(
        draw, own, block: number, chosen(for: number), &cascade,
        isDetailed: isWhole || schedule.isDetailed(number),
        isAttributed: isWhole || schedule.isAttributed(number),
        isCounted: plan.problem.countsSightings && isWhole || schedule.isCounted(number))
    }
    let outlined = same?.outlined ?? outline?.people(draw, pools)
    found.outlines = outlined.flatMap { outline?.cells(draw, $0) } ?? []
    if schedule.full == 0 { found.cells = found.outlines }
    if known == nil {
      known = Known(draw: draw, pools: pools, people: people, outlined: outlined, sums: found)
    }
    return found
  }

  /// The sums at the typical values.
  ///
  /// - Parameter isWhole: Whether of all that is asked, or without walks through graphs, who brought
  ///   whom and how often.
  /// - Returns: The sums.
  func runTypical(isWhole: Bool = true) -> BlockSums {
    var cascade = isWhole ? cascade : nil
    let draw = draw(at: .typical)
    return sums(
      draw, PeopleModel(plan, draw), block: 0, (places, coarse), &cascade, isDetailed: true,
      isAttributed: isWhole, isCounted: isWhole && plan.problem.countsSightings)
  }

  private func draw(at place: ParameterSource.Place) -> CountsDraw { Self.draw(plan, at: place) }

  private static func draw(_ plan: CountsPlan, at place: ParameterSource.Place) -> CountsDraw {
    CountsDraw(
      ParameterSource(
        networks: plan.problem.networks.map(\.id), parameters: plan.problem.parameters,
        place: place))
  }

  private func batches(_ cascade: GraphCascade?) -> Int { cascade == nil ? 1 : 4 }

  /// The points of a draw, those of groups and of their sightings.
  private typealias Places = (groups: [AppealPlaces], coarse: [AppealPlaces])

  /// Each draw has a choice of its own; draws that are all the same stay so.
  private func chosen(for number: Int) -> Places {
    guard !isExact else { return (places, coarse) }
    let key = points.keyed(by: "draws").keyed(by: UInt64(number))
    return (
      places.map { $0.chosen(by: key) },
      coarse.map { $0.chosen(by: key.keyed(by: "sightings")) }
    )
  }

  private func sums(
    _ draw: CountsDraw, _ people: PeopleModel, block: Int, _ places: Places,
    _ cascade: inout GraphCascade?,
    isDetailed: Bool, isAttributed: Bool, isCounted: Bool
  ) -> BlockSums {
    let problem = plan.problem
    let rates = CountsRates(plan, draw)
    let deep = DeepReach(plan, draw, people, rates)
    cascade?.run(draw, number: block)
    var sums = BlockSums(block: block, groups: 0, batches: batches(cascade))
    var corrections: [AppealStrata: [RateCorrection?]] = [:]
    for (number, group) in plan.groups.enumerated() {
      let isAsked = isAttributed && problem.contributors?.group == number
      guard isDetailed || isAsked || schedule.isWide[number] else {
        sums.cells.append(nil)
        continue
      }
      let points = AppealPoints(places.groups[number], draw, rates.rates, &corrections)
      let graph = plan.graph.map { GraphGroups(number, $0, draw, points, rates.rates) }
      func byCount(_ horizon: Int?) -> GroupReach {
        GroupReach(
          plan, draw, people,
          GroupSeen(group, points, rates, delays: plan.delays, horizon: horizon))
      }
      let whole = byCount(nil)
      let near = whole.reach() + (graph?.reach(beside: whole) ?? .init())
      let far = deep.reach(group.items)
      let walked = cascade?.reach(group.items)
      var cell = BlockSums.Cell(sightings: plan.sightings(of: group.items, people, rates))
      cell.add(
        page: near.page + far.page, with: near.page + near.additional + far.with, walked)
      deep.addSightings(of: group.items, to: &cell.sightings)
      if isCounted {
        cell.frequencies = frequencies(
          number, places.coarse[number], draw, people, rates, &corrections)
      }
      graph?.addSightings(to: &cell.sightings)
      cascade?.addSightings(of: group.items, to: &cell.sightings)
      for horizon in problem.horizons {
        let timely = byCount(horizon)
        let reach =
          timely.reach()
          + (graph?.reach(within: horizon, plan.delays, beside: timely) ?? .init())
        let arrived = pow(
          plan.delays.map { $0.share(within: Double(horizon)) }.max() ?? 1, 2)
        let late = deep.reach(group.items, arrived: arrived)
        let further = walked?.means ?? (page: 0, with: 0)
        cell.pageWithin.append(reach.page + late.page + arrived * further.page)
        cell.withWithin.append(
          reach.page + reach.additional + late.with + arrived * further.with)
      }
      sums.cells.append(cell)
      if isAsked, let contributors = problem.contributors {
        let attribution = CountsAttribution(
          whole, graph: graph, additional: near.additional, contributors: contributors, rates,
          deep: cell.with - cell.page - near.additional)
        sums.contributors = attribution.contributions
        sums.overlaps = attribution.overlaps
      }
    }
    return sums
  }

  /// The people of a group who see it at depth 1 at least once, twice, …, ten times.
  private func frequencies(
    _ number: Int, _ places: AppealPlaces, _ draw: CountsDraw, _ people: PeopleModel,
    _ rates: CountsRates, _ corrections: inout [AppealStrata: [RateCorrection?]]
  ) -> [Double] {
    let points = AppealPoints(places, draw, rates.rates, &corrections)
    let reach = GroupReach(
      plan, draw, people, GroupSeen(plan.groups[number], points, rates, delays: plan.delays))
    let byCount = SightingCounts(reach, rates).people()
    guard let graph = plan.graph else { return byCount }
    let known = GraphGroups(number, graph, draw, points, rates.rates).sightingCounts()
    return zip(byCount, known).map { $0 + $1 }
  }
}

extension CountsPlan {
  /// The sightings of a group by network, share by share.
  func sightings(
    of group: [Int], _ people: PeopleModel, _ rates: CountsRates
  ) -> [Double] {
    var sightings = [Double](repeating: 0, count: problem.networks.count)
    for item in group {
      let network = problem.items[item].network
      sightings[network] += people.pageFollowers[network] * rates.pageVisibility[network]
      for share in sharing[item] {
        sightings[network] +=
          share.portion * parties[share.party].count
          * people.followers[share.party][network]
          * rates.visibility(share.party, network, share.strength)
      }
    }
    return sightings
  }
}
