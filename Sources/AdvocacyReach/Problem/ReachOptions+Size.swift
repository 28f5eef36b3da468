import Foundation

extension ReachOptions {
  /// Makes options for a problem: fewer worlds a block where each holds many people, whose number
  /// steadies it anyway, and one where the blocks take most of the time.
  ///
  /// Worlds and blocks follow the problem's counts alone, never the machine.
  /// - Complexity: O(shares).
  package init(
    for problem: ReachProblem, seed: UInt64, targetRelativeError: Double = 0.01, threads: Int = 1
  ) {
    guard !problem.isByCounts else {
      let accounts = problem.networks.map { $0.accounts.count { $0 != nil } }.max() ?? 0
      // Posts, not groups: a total must not depend on how its report is broken down.
      let posts = Set(problem.items.map(\.post)).count
      let isLong = accounts > Self.fewEmployees && posts > Self.manyPosts
      let most = accounts <= Self.fewEmployees ? 2000 : isLong ? Self.fewestDraws : 200
      // The error of a mean over draws falls with their root; whoever asks for less waits less.
      let wanted = Double(most) * pow(Self.usualError / max(targetRelativeError, 1e-9), 2)
      let draws = min(most, max(Self.fewestDraws, Int(min(wanted, 1e6) / 50) * 50))
      self.init(
        seed: seed, minimumBlocks: draws, maximumBlocks: draws, worldsPerBlock: 1,
        targetRelativeError: targetRelativeError, threads: threads)
      return
    }
    let exposures = problem.shares.reduce(0) { sum, share in
      let network = problem.networks[problem.items[share.item].network]
      return sum + (network.accounts[share.employee]?.followers ?? 0)
    }
    let isLarge = exposures >= Self.manyExposures
    let worlds = isLarge ? (exposures >= Self.mostExposures ? 1 : 16) : 32
    let leastBlocks = exposures >= Self.fewerBlocksExposures ? 100 : 200
    self.init(
      seed: seed, minimumBlocks: leastBlocks, maximumBlocks: isLarge ? leastBlocks : 2000,
      worldsPerBlock: worlds,
      targetRelativeError: targetRelativeError, threads: threads)
  }

  /// The error at which a report has all of its draws.
  private static let usualError = 0.01
  /// So many posts of a large company have the fewest draws.
  private static let manyPosts = 200
  /// One draw of each fiftieth of every range.
  private static let fewestDraws = 50
  /// Up to so many employees have 2,000 draws of the parameters, more of them 200: at 200 the ends
  /// of a small company's interval move by 5 % from seed to seed (measured).
  private static let fewEmployees = 100
  /// The exposures in a world from which 200 blocks of half as many worlds must do.
  private static let manyExposures = 2_000_000
  /// The exposures in a world from which 100 blocks must do; a report says its own error.
  private static let fewerBlocksExposures = 1_000_000_000
  /// The exposures in a world from which a world a block must do.
  private static let mostExposures = 500_000_000
}
