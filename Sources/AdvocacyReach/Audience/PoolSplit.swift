/// How many followers of an audience come from its team's pool, the company's and the market.
struct PoolSplit: Equatable {
  var team: Int
  var company: Int
  var market: Int

  /// Splits an audience by shares; heavy accounts take at most a whole pool.
  @inline(__always)
  init(followers: Int, teamShare: Double, companyShare: Double, pools: PoolSizes) {
    team = min(Int(teamShare * Double(followers) + 0.5), pools.team, followers)
    company = min(Int(companyShare * Double(followers) + 0.5), pools.company, followers - team)
    market = min(followers - team - company, pools.market)
  }
}

/// The numbers of people in a team's pool, in the company's pool and in the rest of the market.
struct PoolSizes: Equatable {
  var team: Int
  var company: Int
  var teams: Int
  /// All people, pools included.
  var total: Int

  /// The people of the market in no pool.
  var market: Int { max(1, total - company - teams * team) }

  /// The first person of a team's pool; the company's begins at 0.
  func firstPerson(ofTeam index: Int) -> Int { company + index * team }

  /// The first person in no pool.
  var firstOfMarket: Int { total - market }
}
