import AdvocacyCore

/// How many people of a synthetic audience each simulated one stands for.
///
/// Where a problem is large, the market is thinned: of the people who follow the page one in
/// `pageWeight` is simulated, of all others one in `weight`, and counts for as many. Everybody has
/// the same chance to be simulated and follows whom they would, so that expected reach is the same
/// as of everybody at the first depth. Beyond, a simulated sharer stands for as many too: they
/// reach as many simulated people as those would together.
struct PeopleSample: Equatable {
  /// How many people each stands for who doesn't follow the page.
  var weight = 1
  /// How many people each stands for who follows the page.
  var pageWeight = 1

  /// Whether everybody is simulated.
  var isEverybody: Bool { weight == 1 }

  init(weight: Int = 1, pageWeight: Int = 1) {
    self.weight = weight
    self.pageWeight = pageWeight
  }

  /// Chooses by counts alone, so that the choice is the same on every machine.
  ///
  /// - Parameters:
  ///   - followers: those of all accounts that share anything, summed.
  ///   - exposures: those of every share, summed.
  ///   - page: the most followers of the page on any network.
  ///   - market: the least number of people that the market may have.
  init(followers: Int, exposures: Int, page: Int, market: Int) {
    self.init()
    guard followers > Self.fewFollowers || exposures > Self.fewExposures else { return }
    let asked = max(followers / Self.followers, exposures / Self.fewExposures, 1)
    weight = min(asked, max(1, market / Self.leastMarket), Int(UInt16.max))
    pageWeight = min(weight, max(1, page / Self.leastPageFollowers))
  }

  /// The followers up to which everybody is simulated: a few worlds a second on one core.
  static let fewFollowers = 1_000_000
  /// The exposures in a world up to which everybody is simulated, and else the most.
  static let fewExposures = 20_000_000
  /// The followers simulated of more: what stays in fast memory; more of them don't make figures
  /// steadier, since blocks differ more from each other than samples do (measured).
  static let followers = 200_000
  /// The page's followers simulated at least, so that its reach stays steady.
  static let leastPageFollowers = 1000
  /// The people of the market simulated at least, which keeps a simulated sharer's followers few
  /// among them.
  static let leastMarket = 100_000
}

extension PeopleSample {
  /// The choice for a problem.
  ///
  /// - Complexity: O(shares).
  init(_ problem: ReachProblem, roots: [ReachPlan.Root], items: [ReachPlan.Item]) {
    let followers = roots.map { $0.node == nil ? $0.account.followers : 0 }
    var exposures = 0
    for item in items {
      for share in item.shares { exposures += followers[Int(share.root)] }
    }
    let pages = problem.networks.compactMap { $0.syntheticFollowers(of: $0.page) }
    self.init(
      followers: followers.reduce(0, +), exposures: exposures, page: pages.max() ?? 0,
      market: Int(problem.parameters[.marketSize].low))
  }
}
