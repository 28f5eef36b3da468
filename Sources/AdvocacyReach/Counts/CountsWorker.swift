import AdvocacyCore
import Foundation

/// Works out draws of the parameters of a problem by counts, one after the other.
struct CountsWorker {
  private let plan: CountsPlan
  private let key: RandomKey
  private let places: [AppealPoints.Places]

  /// Makes a worker; scramble: another choice of the points over appeals.
  ///
  /// - Complexity: O(items of groups × points).
  init(_ plan: CountsPlan, key: RandomKey, scramble: Int = 0) {
    self.plan = plan
    self.key = key
    let points = key.keyed(by: "appeals").keyed(by: UInt64(scramble))
    places = plan.problem.groups.map { group in
      AppealPoints.Places(
        group.map { plan.problem.items[$0] }, isLarge: plan.parties.count > CountsPlan.mostSingle,
        key: points)
    }
  }

  /// The sums of a draw.
  func run(draw number: Int) -> BlockSums {
    sums(.drawn(key.keyed(by: "parameters"), block: number), block: number)
  }

  /// The sums at the typical values.
  func runTypical() -> BlockSums { sums(.typical, block: 0) }

  private func sums(_ place: ParameterSource.Place, block: Int) -> BlockSums {
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
    var sums = BlockSums(
      block: block, worlds: 1, batches: 1, cells: [], contributors: [], overlaps: [],
      counts: ReachCounts())
    for (number, group) in problem.groups.enumerated() {
      let points = AppealPoints(
        places[number], looks: draw.looks,
        spreads: group.map { draw.networks[problem.items[$0].network].appealSpread },
        correlation: draw.appealCorrelation)
      let rates = rates(places[number].strata)
      func evaluator(_ horizon: Int?) -> GroupEvaluator {
        GroupEvaluator(
          group, plan: plan, draw: draw, people: people, points: points, rates: rates,
          horizon: horizon)
      }
      let whole = evaluator(nil)
      let near = whole.reach()
      let far = deep.reach(group)
      var cell = BlockSums.Cell(sightings: [], pageWithin: [], withWithin: [])
      cell.page = near.page + far.page
      cell.with = near.page + near.additional + far.with
      cell.pageSquares = cell.page * cell.page
      cell.withSquares = cell.with * cell.with
      cell.products = cell.page * cell.with
      cell.sightings = sightings(of: group, people, draw)
      for horizon in problem.horizons {
        let reach = evaluator(horizon).reach()
        let arrived = pow(
          plan.delays.map { $0.share(within: Double(horizon)) }.max() ?? 1, 2)
        let late = deep.reach(group, arrived: arrived)
        cell.pageWithin.append(reach.page + late.page)
        cell.withWithin.append(reach.page + reach.additional + late.with)
      }
      sums.cells.append(cell)
      if let contributors = problem.contributors, contributors.group == number {
        let attribution = CountsAttribution(
          whole, contributors: contributors, plan: plan,
          deep: far.with - far.page)
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
