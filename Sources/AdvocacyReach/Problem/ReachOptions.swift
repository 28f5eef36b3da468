/// How much the reach engine works, and from which seed.
package struct ReachOptions: Sendable, Hashable {
  /// The seed from which every draw is keyed.
  package var seed: UInt64
  /// The number of blocks to begin with.
  package var minimumBlocks: Int
  /// The number of blocks to end with at the latest.
  package var maximumBlocks: Int
  /// The number of worlds in a block, rounded up to whole batches.
  package var worldsPerBlock: Int
  /// The relative standard error at which no more blocks are added.
  package var targetRelativeError: Double
  /// The number of blocks worked on at once; the result doesn't depend on it.
  package var threads: Int

  /// Makes options.
  package init(
    seed: UInt64, minimumBlocks: Int = 200, maximumBlocks: Int = 2000, worldsPerBlock: Int = 64,
    targetRelativeError: Double = 0.01, threads: Int = 1
  ) {
    self.seed = seed
    self.minimumBlocks = max(1, minimumBlocks)
    self.maximumBlocks = max(self.minimumBlocks, maximumBlocks)
    self.worldsPerBlock = max(1, worldsPerBlock)
    self.targetRelativeError = targetRelativeError
    self.threads = max(1, threads)
  }

  /// The number of worlds in a batch: groups of worlds that are stratified each on its own, so
  /// that their differences measure the noise within the block.
  ///
  /// Blocks of fewer worlds than a full batch have two batches, where they have two worlds.
  package var batchSize: Int {
    worldsPerBlock >= Self.fullBatch ? Self.fullBatch : max(1, worldsPerBlock / 2)
  }

  /// The number of batches in a block.
  package var batchesPerBlock: Int { (worldsPerBlock + batchSize - 1) / batchSize }

  /// The number of worlds in a batch of blocks that aren't small.
  package static let fullBatch = 16
}
