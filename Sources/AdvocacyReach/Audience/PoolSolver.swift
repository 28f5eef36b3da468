/// Finds pools and shares for the overlaps asked, or for the nearest that can be had.
struct PoolSolver {
  let profiles: [AudienceProfile]
  let teamCount: Int
  /// The employees on several networks, or some of them who stand for many.
  let severalNetworks: [SeveralNetworks]

  /// An employee with synthetic audiences on several networks.
  struct SeveralNetworks {
    /// The networks' indices and the followers there.
    var accounts: [(network: Int, followers: Int)]
  }

  /// Solves for a block's overlaps.
  ///
  /// - Complexity: O(networks × employees) up to some thousands, some hundred times.
  func solve(_ targets: AudienceTargets) -> PoolSolution {
    var pools = PoolSizes(
      team: 1, company: 1, teams: teamCount, total: max(1, targets.marketSize))
    let both =
      profiles.contains { $0.withinPairs > 0 } && profiles.contains { $0.acrossPairs > 0 }
    let share = both ? targets.poolShare / 2 : targets.poolShare
    let largest = both ? 0.5 : 1.0
    pools.company = companyPool(targets, share: share, largest: largest, pools: pools)
    pools.team = teamPool(targets, share: share, pools: pools)
    var networks: [PoolSolution.Network] = []
    for (profile, target) in zip(profiles, targets.networks) {
      networks.append(solve(profile, target, share, largest, pools))
    }
    var solution = PoolSolution(pools: pools, networks: networks, common: 0, secondNetwork: 0)
    SecondNetwork(employees: severalNetworks).solve(targets.secondNetwork, &solution)
    return solution
  }

  /// The shares of one network, given the pools.
  private func solve(
    _ profile: AudienceProfile, _ target: AudienceTargets.Network, _ share: Double,
    _ largest: Double, _ pools: PoolSizes
  ) -> PoolSolution.Network {
    var team = profile.withinPairs > 0 ? share : 0
    var company = profile.acrossPairs > 0 || profile.withinPairs == 0 ? share : 0
    for _ in 0..<2 {
      if profile.acrossPairs > 0 {
        company = Self.smallest(upTo: largest) {
          profile.overlaps(teamShare: team, companyShare: $0, pools: pools).across
            >= target.company
        }
      }
      if profile.withinPairs > 0 {
        team = Self.smallest(upTo: 1 - company) {
          profile.overlaps(teamShare: $0, companyShare: company, pools: pools).within
            >= target.team
        }
      }
    }
    let overlaps = profile.overlaps(teamShare: team, companyShare: company, pools: pools)
    var network = PoolSolution.Network(
      team: team, company: company, pagePortion: 0,
      teamOverlap: profile.withinPairs > 0 ? overlaps.within : nil,
      companyOverlap: profile.acrossPairs > 0 ? overlaps.across : nil, pageOverlap: nil)
    place(page: profile, target.page, pools, &network)
    return network
  }

  /// Finds the share of every pool that follows the page; the overlap is linear in it.
  private func place(
    page profile: AudienceProfile, _ target: Double, _ pools: PoolSizes,
    _ network: inout PoolSolution.Network
  ) {
    guard let page = profile.page, page > 0, !profile.followers.isEmpty else { return }
    let shares = profile.meanShares(
      teamShare: network.team, companyShare: network.company, pools: pools)
    let pooled = Double(pools.company + pools.teams * pools.team)
    let rest = shares.market / Double(pools.market)
    let slope = shares.pools - pooled * rest
    let limit = min(1, Double(page) / pooled)
    let asked = slope > 0 ? (target - Double(page) * rest) / slope : 0
    network.pagePortion = min(max(asked, 0), limit)
    let split = pools.pageSplit(followers: page, portion: network.pagePortion)
    let portion = Double(split.company + pools.teams * split.team) / pooled
    network.pageOverlap = shares.pools * portion + rest * Double(split.market)
  }

  /// The smallest share from which a growing condition holds, or the largest share.
  static func smallest(upTo largest: Double, where holds: (Double) -> Bool) -> Double {
    guard largest > 0, !holds(0) else { return 0 }
    guard holds(largest) else { return largest }
    var (low, high) = (0.0, largest)
    for _ in 0..<16 {
      let middle = (low + high) / 2
      if holds(middle) { high = middle } else { low = middle }
    }
    return high
  }
}
