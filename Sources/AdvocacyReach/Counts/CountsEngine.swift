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
    try await simulate(worker(problem, options), options, draws: draws, progress)
  }

  /// Works out the same draws for other parameters, which leave the problem as it is otherwise.
  ///
  /// - Throws: `CancellationError`.
  static func simulate(
    _ problem: ReachProblem, variants: [ParameterSet], _ options: ReachOptions, draws: Range<Int>
  ) async throws -> [[BlockSums]] {
    let worker = worker(problem, options)
    var all: [[BlockSums]] = []
    for parameters in variants {
      all.append(
        try await simulate(CountsWorker(worker, parameters), options, draws: draws, nil))
    }
    return all
  }

  private static func worker(_ problem: ReachProblem, _ options: ReachOptions) -> CountsWorker {
    CountsWorker(
      CountsPlan(problem), key: RandomKey(options.seed), draws: options.draws)
  }

  private static func simulate(
    _ worker: CountsWorker, _ options: ReachOptions, draws: Range<Int>,
    _ progress: (@Sendable (ReachEngine.Progress) -> Void)?
  ) async throws -> [BlockSums] {
    let queue = BlockQueue(draws)
    let prepared = worker.cascade
    return try await withThrowingTaskGroup(of: [BlockSums].self) { group in
      for _ in 0..<min(options.threads, draws.count) {
        group.addTask {
          var sums: [BlockSums] = []
          var cascade = prepared
          while let draw = queue.next() {
            try Task.checkCancellation()
            sums.append(worker.run(draw: draw, &cascade))
            progress?(
              ReachEngine.Progress(blocks: queue.finish(), needed: draws.upperBound))
          }
          return sums
        }
      }
      var all: [BlockSums] = []
      for try await sums in group { all += sums }
      return all.sorted { $0.block < $1.block }
    }
  }
}

/// Which draws of the parameters work out what: all the widest groups, whose figures need them, and
/// some all else.
struct CountsSchedule: Sendable {
  /// Whether all draws work out a group: the widest one, and others at least half as wide.
  let isWide: [Bool]
  private let draws: Int
  private let detailed: Int
  private let attributed: Int
  private let counted: Int

  /// Makes the schedule of a problem for so many draws.
  init(_ problem: ReachProblem, draws: Int, hasGraph: Bool) {
    let most = problem.groups.map(\.count).max() ?? 0
    isWide = problem.groups.map { 2 * $0.count >= most }
    self.draws = max(1, draws)
    let isSmall = problem.mostAccounts <= ReachOptions.fewEmployees
    let wanted = (isSmall ? Self.detail : Self.detailOfMany) / max(1, problem.groups.count)
    detailed = min(self.draws, max(isSmall ? 8 * Self.fewest : Self.fewest, wanted))
    counted =
      problem.countsSightings
      ? min(self.draws, hasGraph || !isSmall ? Self.fewestCounted : 2 * Self.fewestCounted) : 0
    attributed = min(self.draws, isSmall ? 4 * Self.fewest : Self.fewest)
  }

  /// Whether a draw works out every group.
  func isDetailed(_ draw: Int) -> Bool { isChosen(draw, detailed) || isCounted(draw) }

  /// Whether a draw splits people among contributors.
  func isAttributed(_ draw: Int) -> Bool { isChosen(draw, attributed) }

  /// Whether a draw counts how often people see posts.
  func isCounted(_ draw: Int) -> Bool { isChosen(draw, counted) }

  /// Whether a draw is among so many, which lie evenly among all.
  private func isChosen(_ draw: Int, _ count: Int) -> Bool {
    draw % draws * count % draws < count
  }

  /// The groups that all draws together work out at most (assumed: they then take about as long as
  /// the totals), in a small company and in a large one.
  private static let detail = 4_000
  private static let detailOfMany = 4_000
  /// The draws that look at each post at least, and at each employee of many (assumed; a company of
  /// few looks at these more often).
  private static let fewest = 50
  /// The draws that count sightings at least (assumed: shares of people hardly differ).
  private static let fewestCounted = 10
}

extension ReachProblem {
  /// The group with most items, the first of equals; nil where there is none.
  var widestGroup: Int? {
    groups.indices.max { (groups[$0].count, $1) < (groups[$1].count, $0) }
  }

  /// The most accounts of employees on a network.
  var mostAccounts: Int {
    networks.map { $0.accounts.count { $0 != nil } }.max() ?? 0
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
  private let scramble: Int

  /// Makes a worker.
  ///
  /// - Parameters:
  ///   - plan: The problem.
  ///   - key: That of all choices.
  ///   - draws: The number of draws.
  ///   - scramble: Another choice of the points over appeals.
  ///   - strata: The appeals of every group; nil: as many as its items take.
  /// - Complexity: O(items of groups).
  init(
    _ plan: CountsPlan, key: RandomKey, draws: Int, scramble: Int = 0, strata: AppealStrata? = nil
  ) {
    self.plan = plan
    self.key = key
    self.scramble = scramble
    schedule = CountsSchedule(plan.problem, draws: draws, hasGraph: plan.graph?.isImported ?? false)
    let points = key.keyed(by: "appeals").keyed(by: UInt64(scramble))
    places = plan.problem.groups.map { group in
      AppealPlaces(
        group.map { plan.problem.items[$0] },
        strata: strata ?? AppealStrata(items: group.count, isLarge: plan.isLarge), key: points)
    }
    coarse = plan.problem.groups.map { group in
      AppealPlaces(
        group.map { plan.problem.items[$0] }, strata: strata ?? .coarse,
        key: points.keyed(by: "sightings"))
    }
  }

  /// A worker for the same problem with other parameters, at the same points.
  init(_ other: CountsWorker, _ parameters: ParameterSet) {
    self = other
    plan = other.plan.with(parameters)
  }

  /// Storage for walks through graphs, of one thread; nil where there are none.
  var cascade: GraphCascade? {
    plan.graph.flatMap { $0.isImported ? GraphCascade($0, key: key) : nil }
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
    sums(
      .drawn(key.keyed(by: "parameters"), block: number), block: number, &cascade,
      isDetailed: isWhole || schedule.isDetailed(number),
      isAttributed: isWhole || schedule.isAttributed(number),
      isCounted: plan.problem.countsSightings && isWhole || schedule.isCounted(number))
  }

  /// The sums at the typical values.
  func runTypical() -> BlockSums {
    var cascade = cascade
    return runTypical(&cascade)
  }

  /// The sums at the typical values.
  ///
  /// - Parameters:
  ///   - cascade: The storage of walks through graphs.
  ///   - isAttributed: Whether people are split among contributors.
  /// - Returns: The sums.
  func runTypical(_ cascade: inout GraphCascade?, isAttributed: Bool = true) -> BlockSums {
    sums(
      .typical, block: 0, &cascade, isDetailed: true, isAttributed: isAttributed,
      isCounted: isAttributed && plan.problem.countsSightings)
  }

  private func sums(
    _ place: ParameterSource.Place, block: Int, _ cascade: inout GraphCascade?, isDetailed: Bool,
    isAttributed: Bool, isCounted: Bool
  ) -> BlockSums {
    let problem = plan.problem
    let draw = CountsDraw(
      ParameterSource(
        networks: problem.networks.map(\.id), parameters: problem.parameters, place: place))
    let people = PeopleModel(plan, draw)
    let rates = CountsRates(plan, draw)
    let deep = DeepReach(plan, draw, people, rates)
    cascade?.run(draw, number: block, scramble: scramble)
    var sums = BlockSums(
      block: block, worlds: 1, batches: cascade == nil ? 1 : 4, cells: [], contributors: [],
      overlaps: [])
    var corrections: [AppealStrata: [RateCorrection?]] = [:]
    for (number, group) in plan.groups.enumerated() {
      let isAsked = isAttributed && problem.contributors?.group == number
      guard isDetailed || isAsked || schedule.isWide[number] else {
        sums.cells.append(nil)
        continue
      }
      let points = AppealPoints(places[number], draw, rates.rates, &corrections)
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
      var cell = BlockSums.Cell(sightings: sightings(of: group.items, people, rates))
      cell.add(
        page: near.page + far.page, with: near.page + near.additional + far.with, walked)
      deep.addSightings(of: group.items, to: &cell.sightings)
      if isCounted {
        cell.frequencies = frequencies(number, draw, people, rates, &corrections)
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
    _ number: Int, _ draw: CountsDraw, _ people: PeopleModel, _ rates: CountsRates,
    _ corrections: inout [AppealStrata: [RateCorrection?]]
  ) -> [Double] {
    let points = AppealPoints(coarse[number], draw, rates.rates, &corrections)
    let reach = GroupReach(
      plan, draw, people, GroupSeen(plan.groups[number], points, rates, delays: plan.delays))
    let byCount = SightingCounts(reach, rates).people()
    guard let graph = plan.graph else { return byCount }
    let known = GraphGroups(number, graph, draw, points, rates.rates).sightingCounts()
    return zip(byCount, known).map { $0 + $1 }
  }

  /// The sightings of a group by network, share by share.
  private func sightings(
    of group: [Int], _ people: PeopleModel, _ rates: CountsRates
  ) -> [Double] {
    var sightings = [Double](repeating: 0, count: plan.problem.networks.count)
    for item in group {
      let network = plan.problem.items[item].network
      sightings[network] += people.pageFollowers[network] * rates.pageVisibility[network]
      for share in plan.sharing[item] {
        sightings[network] +=
          share.portion * plan.parties[share.party].count
          * people.followers[share.party][network]
          * rates.visibility(share.party, network, share.strength)
      }
    }
    return sightings
  }
}
