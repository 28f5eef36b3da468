import AdvocacyCore

/// The simulated followers of the accounts with synthetic audiences, in one block.
///
/// Who follows whom is computed from keys; the table only keeps it for the block's worlds.
struct BlockAudience {
  /// The people who follow each root, root after root.
  private(set) var followers: [UInt32] = []
  /// The accounts, by root.
  private(set) var accounts: [Account] = []
  /// The number of people in no pool, from whom followers of ordinary people are drawn.
  private(set) var marketSize = 1
  /// Those of them who are simulated: all who don't follow the page, or everybody.
  private(set) var market = Stratum(of: 0..<1, weight: 1, offset: 0)
  /// Those who follow the page, where they are sampled on their own.
  private(set) var pageMarket = Stratum(of: 0..<0, weight: 1, offset: 0)

  /// An account's followers, small enough that many accounts stay in fast memory.
  struct Account {
    /// The account's word, mixed as a key's word is.
    let mixedWord: UInt64
    /// The place of the first follower.
    let start: UInt32
    /// The number of followers; none of an account of a graph.
    let count: UInt32
  }

  /// Computes a block's followers into the same storage.
  ///
  /// - Complexity: O(simulated followers of all roots + roots × networks).
  mutating func fill(
    _ plan: ReachPlan, _ solution: PoolSolution, key: RandomKey, people: inout PersonTable
  ) {
    followers.removeAll(keepingCapacity: true)
    accounts.removeAll(keepingCapacity: true)
    people.beginBlock()
    var maker = AudienceMaker(plan, solution, key: key)
    marketSize = solution.pools.market
    (pageMarket, market) = maker.market
    for root in plan.roots {
      let start = followers.count
      if root.node == nil {
        maker.enumerate(network: root.network, employee: root.employee) { number, weight in
          followers.append(people.follower(number, weight: weight))
        }
      }
      accounts.append(
        Account(
          mixedWord: Mixing.mixed(keyWord: root.word), start: UInt32(start),
          count: UInt32(followers.count - start)))
    }
    people.endFollowers()
  }
}
