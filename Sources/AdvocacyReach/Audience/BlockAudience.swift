import AdvocacyCore

/// The followers of the accounts with synthetic audiences, in one block.
///
/// Who follows whom is computed from keys; the table only keeps it for the block's worlds.
struct BlockAudience {
  /// The people who follow each root, root after root.
  private(set) var followers: [UInt32] = []
  /// Where each root's followers lie.
  private(set) var ranges: [Range<Int>] = []
  /// The people in no pool, from whom followers of ordinary people are drawn.
  private(set) var marketSize = 1
  private(set) var firstOfMarket = 0

  /// Computes a block's followers into the same storage.
  ///
  /// - Complexity: O(followers of all roots).
  mutating func fill(
    _ plan: ReachPlan, _ solution: PoolSolution, key: RandomKey, people: inout PersonTable
  ) {
    followers.removeAll(keepingCapacity: true)
    ranges.removeAll(keepingCapacity: true)
    let pools = solution.pools
    marketSize = pools.market
    firstOfMarket = pools.firstOfMarket
    people.beginBlock()
    let maker = AudienceMaker(problem: plan.problem, solution: solution, key: key)
    for root in plan.roots {
      let start = followers.count
      if root.node == nil {
        maker.enumerate(network: root.network, employee: root.employee) { number in
          followers.append(people.follower(number))
        }
      }
      ranges.append(start..<followers.count)
    }
    people.endFollowers()
  }
}

/// Computes who follows an account with a synthetic audience.
struct AudienceMaker {
  let problem: ReachProblem
  let solution: PoolSolution
  let key: RandomKey
  private let team: Permutation.Shape
  private let company: Permutation.Shape
  private let market: Permutation.Shape

  init(problem: ReachProblem, solution: PoolSolution, key: RandomKey) {
    self.problem = problem
    self.solution = solution
    self.key = key
    team = Permutation.Shape(size: solution.pools.team)
    company = Permutation.Shape(size: solution.pools.company)
    market = Permutation.Shape(size: solution.pools.market)
  }

  /// Visits the market's numbers of an account's followers on a network.
  func enumerate(network: Int, employee: Int?, visit: (Int) -> Void) {
    let accounts = problem.networks.map { network -> Int in
      let account = employee.map { network.accounts[$0] } ?? network.page
      return network.syntheticFollowers(of: account) ?? 0
    }
    guard accounts[network] > 0 else { return }
    let splits = zip(accounts, solution.networks).map { followers, shares in
      employee == nil
        ? solution.pools.pageSplit(followers: followers, portion: shares.pagePortion)
        : PoolSplit(
          followers: followers, teamShare: shares.team, companyShare: shares.company,
          pools: solution.pools)
    }
    let pools = solution.pools
    let own = key.keyed(by: UInt64((employee ?? -1) + 1))
    let teams = employee.map { problem.teams[$0]..<problem.teams[$0] + 1 } ?? 0..<pools.teams
    let teamSizes = splits.map(\.team)
    for index in teams {
      let permutation = Permutation(team, key: own.keyed(by: UInt64(index) + 2))
      draw(network, teamSizes, pools.team, permutation, pools.firstPerson(ofTeam: index), visit)
    }
    draw(
      network, splits.map(\.company), pools.company, Permutation(company, key: own.keyed(by: 0)),
      0, visit)
    draw(
      network, splits.map(\.market), pools.market, Permutation(market, key: own.keyed(by: 1)),
      pools.firstOfMarket, visit)
  }

  private func draw(
    _ network: Int, _ sizes: [Int], _ pool: Int, _ permutation: Permutation, _ first: Int,
    _ visit: (Int) -> Void
  ) {
    let common = SlotWindow.common(solution.common, of: sizes)
    let window = SlotWindow(network: network, sizes: sizes, common: common, pool: pool)
    for index in 0..<window.count { visit(first + permutation(window.slot(index))) }
  }
}
