import AdvocacyCore

/// Computes who follows an account with a synthetic audience.
///
/// An account's followers on a network are those people of each pool who have a window of slots
/// in a random order of the pool. The order is the account's own. Where people are sampled, the
/// page's is that of the numbers, so that its followers can be told apart and sampled on their
/// own.
struct AudienceMaker {
  private let plan: ReachPlan
  private let solution: PoolSolution
  private let key: RandomKey
  private let pageOffset: Int
  private let restOffset: Int
  private let pageSplits: [PoolSplit]
  /// How many of the first people of each pool follow the page, where people are sampled.
  private var pageCover = PoolSplit.none
  /// The parts of the present account's audience, on each network.
  private var splits: [PoolSplit] = []
  private var sizes: [Int] = []

  init(_ plan: ReachPlan, _ solution: PoolSolution, key: RandomKey) {
    self.plan = plan
    self.solution = solution
    self.key = key
    let pools = solution.pools
    pageSplits = solution.networks.enumerated().map { network, shares in
      pools.pageSplit(
        followers: plan.syntheticFollowers(network: network, employee: nil),
        portion: shares.pagePortion)
    }
    let sample = key.keyed(by: "sample")
    pageOffset = Int(sample.keyed(by: 0).bits % UInt64(plan.sample.pageWeight))
    restOffset = Int(sample.keyed(by: 1).bits % UInt64(plan.sample.weight))
    guard !plan.sample.isEverybody else { return }
    for kind in PoolKind.allCases {
      let sizes = pageSplits.map { $0[kind] }
      let common = SlotWindow.common(solution.common, of: sizes)
      pageCover[kind] = min(pools.size(kind), sizes.reduce(common) { $0 + max(0, $1 - common) })
    }
  }

  /// The simulated people in no pool: those who follow the page, and all others.
  var market: (page: Stratum, rest: Stratum) { strata(of: .market, team: 0) }

  /// Visits the market's numbers of an account's simulated followers on a network, with how many
  /// people each stands for.
  ///
  /// - Complexity: O(followers simulated + networks); of the page, O(teams) more.
  mutating func enumerate(network: Int, employee: Int?, visit: (Int, Int) -> Void) {
    guard plan.syntheticFollowers(network: network, employee: employee) > 0 else { return }
    split(employee: employee)
    let own = key.keyed(by: UInt64((employee ?? -1) + 1))
    let isPage = employee == nil
    let teams =
      employee.map { plan.problem.teams[$0]..<plan.problem.teams[$0] + 1 }
      ?? 0..<solution.pools.teams
    for team in teams {
      draw(.team, team, own.keyed(by: UInt64(team) + 2), network, isPage: isPage, visit)
    }
    draw(.company, 0, own.keyed(by: 0), network, isPage: isPage, visit)
    draw(.market, 0, own.keyed(by: 1), network, isPage: isPage, visit)
  }

  private mutating func split(employee: Int?) {
    guard employee != nil else {
      splits = pageSplits
      return
    }
    splits.removeAll(keepingCapacity: true)
    for (network, shares) in solution.networks.enumerated() {
      splits.append(
        PoolSplit(
          followers: plan.syntheticFollowers(network: network, employee: employee),
          teamShare: shares.team, companyShare: shares.company, pools: solution.pools))
    }
  }

  private mutating func draw(
    _ kind: PoolKind, _ team: Int, _ own: RandomKey, _ network: Int, isPage: Bool,
    _ visit: (Int, Int) -> Void
  ) {
    guard splits[network][kind] > 0 else { return }
    sizes.removeAll(keepingCapacity: true)
    for split in splits { sizes.append(split[kind]) }
    let pool = solution.pools.size(kind)
    let window = SlotWindow(
      network: network, sizes: sizes, common: SlotWindow.common(solution.common, of: sizes),
      pool: pool)
    let (page, rest) = strata(of: kind, team: team)
    guard !isPage || plan.sample.isEverybody else {
      let base = solution.pools.first(kind, team: team)
      window.forEachRun { slots in
        for place in page.places(of: slots, from: base) { visit(page.number(place), page.weight) }
      }
      return
    }
    draw(rest, window, pool, own, visit)
    if page.count > 0 { draw(page, window, pool, own.keyed(by: "page"), visit) }
  }

  /// Visits the people of a stratum whose slots lie in a window.
  private func draw(
    _ stratum: Stratum, _ window: SlotWindow, _ pool: Int, _ own: RandomKey,
    _ visit: (Int, Int) -> Void
  ) {
    let start = stratum.count == pool ? 0 : own.keyed(by: 5).uniform
    var order: Permutation?
    window.forEachRun { slots in
      let places = stratum.places(onSlots: slots, of: pool, start: start)
      guard !places.isEmpty else { return }
      let permutation = order ?? Permutation(Permutation.Shape(size: stratum.count), key: own)
      order = permutation
      for place in places { visit(stratum.number(permutation(place)), stratum.weight) }
    }
  }

  /// The simulated people of a pool: those who follow the page, if these are apart, and others.
  private func strata(of kind: PoolKind, team: Int) -> (page: Stratum, rest: Stratum) {
    let first = solution.pools.first(kind, team: team)
    let border = first + pageCover[kind]
    return (
      Stratum(of: first..<border, weight: plan.sample.pageWeight, offset: pageOffset),
      Stratum(
        of: border..<first + solution.pools.size(kind), weight: plan.sample.weight,
        offset: restOffset)
    )
  }
}
