/// The synthetic audiences of a network's employees, ready for computing their overlaps.
struct AudienceProfile {
  /// The numbers of followers, ascending, none of them 0.
  let followers: [Int]
  /// The team of each.
  let teams: [Int]
  /// The number of teams.
  let teamCount: Int
  /// The number of pairs within a team and across teams.
  let withinPairs: Double
  let acrossPairs: Double
  /// The mean of the larger audience over the pairs within a team and across teams.
  let withinLarger: Double
  let acrossLarger: Double
  /// The followers of the page, if it has a synthetic audience.
  let page: Int?
  /// The pairs by classes, where there are too many accounts to go through.
  private let pairs: PairTable?

  /// - Complexity: O(employees × log employees).
  init(accounts: [(followers: Int, team: Int)], teamCount: Int, page: Int?) {
    let sorted = accounts.filter { $0.followers > 0 }.sorted {
      ($0.followers, $0.team) < ($1.followers, $1.team)
    }
    followers = sorted.map(\.followers)
    teams = sorted.map(\.team)
    self.teamCount = teamCount
    self.page = page
    var before = [Double](repeating: 0, count: teamCount)
    var (within, across) = (0.0, 0.0)
    var (withinSum, acrossSum) = (0.0, 0.0)
    for (rank, account) in sorted.enumerated() {
      let same = before[account.team]
      let other = Double(rank) - same
      within += same
      across += other
      withinSum += same * Double(account.followers)
      acrossSum += other * Double(account.followers)
      before[account.team] += 1
    }
    withinPairs = within
    acrossPairs = across
    withinLarger = within > 0 ? withinSum / within : 0
    acrossLarger = across > 0 ? acrossSum / across : 0
    pairs =
      followers.count > PairTable.fewAccounts
      ? PairTable(followers: followers, teams: teams, teamCount: teamCount) : nil
  }

  /// The mean overlaps of the pairs of colleagues, as shares of the smaller audience.
  ///
  /// Two audiences with x and y of a pool's S people have x·y/S of them in common on average.
  /// - Complexity: O(employees) up to some thousands, and no more beyond.
  func overlaps(
    teamShare: Double, companyShare: Double, pools: PoolSizes
  ) -> (within: Double, across: Double) {
    let sums =
      pairs?.overlaps(teamShare: teamShare, companyShare: companyShare, pools: pools)
      ?? sums(teamShare: teamShare, companyShare: companyShare, pools: pools)
    return (
      withinPairs > 0 ? sums.within / withinPairs : 0,
      acrossPairs > 0 ? sums.across / acrossPairs : 0
    )
  }

  /// The sums over all pairs, account by account.
  func sums(
    teamShare: Double, companyShare: Double, pools: PoolSizes
  ) -> (within: Double, across: Double) {
    var team = [Double](repeating: 0, count: teamCount)
    var company = [Double](repeating: 0, count: teamCount)
    var market = [Double](repeating: 0, count: teamCount)
    var (allCompany, allMarket) = (0.0, 0.0)
    var (within, across) = (0.0, 0.0)
    let (perTeam, perCompany, perMarket) = (
      1 / Double(pools.team), 1 / Double(pools.company), 1 / Double(pools.market)
    )
    for index in followers.indices {
      let split = PoolSplit(
        followers: followers[index], teamShare: teamShare, companyShare: companyShare, pools: pools)
      let own = teams[index]
      let (t, c, m) = (Double(split.team), Double(split.company), Double(split.market))
      let shared = c * perCompany * company[own] + m * perMarket * market[own]
      within += t * perTeam * team[own] + shared
      across += c * perCompany * allCompany + m * perMarket * allMarket - shared
      let inverse = 1 / Double(followers[index])
      team[own] += t * inverse
      company[own] += c * inverse
      market[own] += m * inverse
      allCompany += c * inverse
      allMarket += m * inverse
    }
    return (within, across)
  }

  /// The mean shares of an audience that come from pools and from the rest of the market.
  ///
  /// - Complexity: O(employees).
  func meanShares(
    teamShare: Double, companyShare: Double, pools: PoolSizes
  ) -> (pools: Double, market: Double) {
    guard !followers.isEmpty else { return (0, 0) }
    var (pooled, market) = (0.0, 0.0)
    for count in followers {
      let split = PoolSplit(
        followers: count, teamShare: teamShare, companyShare: companyShare, pools: pools)
      pooled += Double(split.team + split.company) / Double(count)
      market += Double(split.market) / Double(count)
    }
    return (pooled / Double(followers.count), market / Double(followers.count))
  }
}
