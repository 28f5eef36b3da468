import AdvocacyCore
import Foundation

/// Works out draws of the parameters of a problem by counts, one after the other.
struct CountsWorker {
  private let plan: CountsPlan
  private let key: RandomKey
  private let places: [AppealPoints.Places]
  private let scramble: Int

  /// Makes a worker; scramble: another choice of the points over appeals.
  ///
  /// - Complexity: O(items of groups × points).
  init(_ plan: CountsPlan, key: RandomKey, scramble: Int = 0) {
    self.plan = plan
    self.key = key
    self.scramble = scramble
    let points = key.keyed(by: "appeals").keyed(by: UInt64(scramble))
    places = plan.problem.groups.map { group in
      AppealPoints.Places(
        group.map { plan.problem.items[$0] }, isLarge: plan.parties.count > CountsPlan.mostSingle,
        key: points)
    }
  }

  /// The sums of a draw.
  func run(draw number: Int) -> BlockSums {
    var cascade = cascade
    return run(draw: number, &cascade)
  }

  /// The sums of a draw, with the storage of walks through graphs.
  func run(draw number: Int, _ cascade: inout GraphCascade?) -> BlockSums {
    sums(.drawn(key.keyed(by: "parameters"), block: number), block: number, &cascade)
  }

  /// The sums at the typical values.
  func runTypical() -> BlockSums {
    var cascade = cascade
    return runTypical(&cascade)
  }

  /// The sums at the typical values, with the storage of walks through graphs.
  func runTypical(_ cascade: inout GraphCascade?) -> BlockSums {
    sums(.typical, block: 0, &cascade)
  }

  /// Storage for walks through graphs, of one thread; nil where there are none.
  var cascade: GraphCascade? { plan.graph.map { GraphCascade($0, key: key) } }

  private func sums(
    _ place: ParameterSource.Place, block: Int, _ cascade: inout GraphCascade?
  ) -> BlockSums {
    let problem = plan.problem
    let draw = CountsDraw(
      ParameterSource(
        networks: problem.networks.map(\.id), parameters: problem.parameters, place: place))
    let people = PeopleModel(plan, draw)
    // Groups of many items are worked out at fewer appeals, for which rates are solved apart.
    var known: [AppealStrata: CountsRates] = [:]
    func rates(_ strata: AppealStrata) -> CountsRates {
      let rates = known[strata] ?? CountsRates(plan, draw, strata: strata)
      known[strata] = rates
      return rates
    }
    let deep = DeepReach(plan, draw, people, rates(AppealStrata(items: 1)))
    cascade?.run(draw, number: block, scramble: scramble)
    var sums = BlockSums(
      block: block, worlds: 1, batches: cascade == nil ? 1 : 4, cells: [], contributors: [],
      overlaps: [])
    for (number, group) in problem.groups.enumerated() {
      let points = AppealPoints(
        places[number], looks: draw.looks,
        spreads: group.map { draw.networks[problem.items[$0].network].appealSpread },
        correlation: draw.appealCorrelation)
      let rates = rates(places[number].strata)
      let graph = plan.graph.map { GraphGroups(number, $0, draw, points, rates) }
      func evaluator(_ horizon: Int?) -> GroupEvaluator {
        GroupEvaluator(
          group, plan: plan, draw: draw, people: people, points: points, rates: rates,
          horizon: horizon)
      }
      let whole = evaluator(nil)
      let near = whole.reach() + (graph?.reach() ?? .init())
      let far = deep.reach(group)
      let walked = cascade?.reach(group)
      var cell = BlockSums.Cell(sightings: [], pageWithin: [], withWithin: [])
      cell.add(
        page: near.page + far.page, with: near.page + near.additional + far.with, walked)
      cell.sightings = sightings(of: group, people, draw)
      graph?.addSightings(to: &cell.sightings)
      cascade?.addSightings(of: group, to: &cell.sightings)
      for horizon in problem.horizons {
        let reach =
          evaluator(horizon).reach() + (graph?.reach(within: horizon, plan.delays) ?? .init())
        let arrived = pow(
          plan.delays.map { $0.share(within: Double(horizon)) }.max() ?? 1, 2)
        let late = deep.reach(group, arrived: arrived)
        let further = walked?.means ?? (page: 0, with: 0)
        cell.pageWithin.append(reach.page + late.page + arrived * further.page)
        cell.withWithin.append(
          reach.page + reach.additional + late.with + arrived * further.with)
      }
      sums.cells.append(cell)
      if let contributors = problem.contributors, contributors.group == number {
        let attribution = CountsAttribution(
          whole, graph: graph, contributors: contributors, plan: plan,
          deep: cell.with - cell.page - near.additional)
        sums.contributors = attribution.contributions
        sums.overlaps = attribution.overlaps
      }
    }
    return sums
  }

  /// The sightings of a group by network, share by share.
  private func sightings(
    of group: [Int], _ people: PeopleModel, _ draw: CountsDraw
  ) -> [Double] {
    var sightings = [Double](repeating: 0, count: plan.problem.networks.count)
    for item in group {
      let network = plan.problem.items[item].network
      let parameters = draw.networks[network]
      let page = Double(plan.problem.networks[network].page?.followers ?? 0)
      if page > 0 {
        sightings[network] += people.pageFollowers[network] * parameters.visibility(ofPage: page)
      }
      for share in plan.sharing[item] {
        let party = plan.parties[share.party]
        sightings[network] +=
          share.portion * party.count * people.followers[share.party][network]
          * parameters.visibility(
            of: party.followers[network], factor: draw.factor(of: share.strength, on: network))
      }
    }
    return sightings
  }
}
