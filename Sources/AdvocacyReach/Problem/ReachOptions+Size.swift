extension ReachOptions {
  /// Makes options for a problem: fewer worlds a block where each holds many people, whose number
  /// steadies it anyway, and one where the blocks take most of the time.
  ///
  /// Worlds and blocks follow the problem's counts alone, never the machine.
  /// - Complexity: O(shares).
  package init(
    for problem: ReachProblem, seed: UInt64, targetRelativeError: Double = 0.01, threads: Int = 1
  ) {
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

  /// The exposures in a world from which 200 blocks of half as many worlds must do.
  private static let manyExposures = 2_000_000
  /// The exposures in a world from which 100 blocks must do; a report says its own error.
  private static let fewerBlocksExposures = 1_000_000_000
  /// The exposures in a world from which a world a block must do.
  private static let mostExposures = 500_000_000
}
