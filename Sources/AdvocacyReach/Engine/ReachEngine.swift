package import AdvocacyCore

/// Estimates how many people posts reach, without and with the employees.
package enum ReachEngine {
  /// How far the work has come.
  package struct Progress: Sendable, Hashable {
    /// The blocks that are done.
    package var blocks: Int
    /// The blocks that are known to be needed so far.
    package var needed: Int
  }

  /// Estimates a problem: adds blocks until the simulation's own error is small enough.
  ///
  /// The result is a function of problem and options, whatever the number of threads.
  /// - Parameters:
  ///   - problem: who passed what on.
  ///   - options: the seed, and how much to work.
  ///   - progress: called after each block, on any thread.
  /// - Returns: the estimate, of at least the minimum and at most the maximum of blocks.
  /// - Throws: `Failure` where the problem doesn't fit together; `CancellationError`.
  package static func estimate(
    _ problem: ReachProblem, _ options: ReachOptions,
    progress: (@Sendable (Progress) -> Void)? = nil
  ) async throws -> ReachEstimate {
    try summarize(problem, options, await sums(problem, options, progress: progress))
  }

  /// Works through blocks until the simulation's own error is small enough, as `estimate` does.
  ///
  /// - Throws: `Failure` where the problem doesn't fit together; `CancellationError`.
  package static func sums(
    _ problem: ReachProblem, _ options: ReachOptions,
    progress: (@Sendable (Progress) -> Void)? = nil
  ) async throws -> [BlockSums] {
    try problem.validate()
    guard !problem.isByCounts else {
      return try await CountsEngine.simulate(
        problem, options, draws: 0..<options.minimumBlocks, progress)
    }
    let plan = ReachPlan(problem, options)
    var blocks: [BlockSums] = []
    var needed = options.minimumBlocks
    while blocks.count < needed {
      blocks += try await simulate(plan, blocks.count..<needed, progress)
      needed = blocksNeeded(plan, blocks)
    }
    return blocks
  }

  /// Works through some blocks; what several calls return may be merged in any order.
  ///
  /// - Throws: `Failure` where the problem doesn't fit together; `CancellationError`.
  package static func simulate(
    _ problem: ReachProblem, _ options: ReachOptions, blocks: Range<Int>,
    progress: (@Sendable (Progress) -> Void)? = nil
  ) async throws -> [BlockSums] {
    try problem.validate()
    guard !problem.isByCounts else {
      return try await CountsEngine.simulate(problem, options, draws: blocks, progress)
    }
    return try await simulate(ReachPlan(problem, options), blocks, progress)
  }

  /// Makes the estimate of blocks that were worked through before.
  ///
  /// - Throws: `Failure` where the problem doesn't fit together.
  package static func summarize(
    _ problem: ReachProblem, _ options: ReachOptions, _ blocks: [BlockSums]
  ) throws(Failure) -> ReachEstimate {
    try problem.validate()
    let ordered = blocks.sorted { $0.block < $1.block }
    guard !problem.isByCounts else {
      return CountsSummary(CountsPlan(problem), options).estimate(ordered)
    }
    return ReachSummary(ReachPlan(problem, options)).estimate(ordered)
  }

  private static func simulate(
    _ plan: ReachPlan, _ blocks: Range<Int>, _ progress: (@Sendable (Progress) -> Void)?
  ) async throws -> [BlockSums] {
    let queue = BlockQueue(blocks)
    return try await withThrowingTaskGroup(of: [BlockSums].self) { group in
      for _ in 0..<min(plan.options.threads, blocks.count) {
        group.addTask {
          var worker = Worker(plan)
          var sums: [BlockSums] = []
          while let block = queue.next() {
            try Task.checkCancellation()
            sums.append(worker.run(block: block))
            progress?(Progress(blocks: queue.finish(), needed: blocks.upperBound))
          }
          return sums
        }
      }
      var all: [BlockSums] = []
      for try await sums in group { all += sums }
      return all.sorted { $0.block < $1.block }
    }
  }

  /// The number of blocks at which the error is likely to be small enough: those there are, or
  /// at least 50 more.
  private static func blocksNeeded(_ plan: ReachPlan, _ blocks: [BlockSums]) -> Int {
    let target = plan.options.targetRelativeError
    guard let group = plan.widestGroup, target > 0 else { return blocks.count }
    let summary = CellSummary(blocks, group: group)
    guard let error = summary.relativeStandardError(hasPage: plan.hasPage(group: group)),
      error > target
    else { return blocks.count }
    let wanted = Double(blocks.count) * (error / target) * (error / target) * 1.05
    let rounded = Int(min(wanted, Double(plan.options.maximumBlocks)) / 50 + 1) * 50
    return min(max(rounded, blocks.count + 50), 2 * blocks.count, plan.options.maximumBlocks)
  }
}
