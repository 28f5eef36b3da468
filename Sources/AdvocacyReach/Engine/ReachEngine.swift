package import AdvocacyModel
import Synchronization

/// Estimates how many people posts reach, without and with the employees.
package enum ReachEngine {
  /// How far the work has come.
  package struct Progress: Sendable, Hashable {
    /// The blocks that are done.
    package var blocks: Int
    /// The blocks that are known to be needed so far.
    package var needed: Int
  }

  /// Estimates a problem, draw by draw of the parameters.
  ///
  /// The result is a function of problem and options, whatever the number of threads.
  /// - Parameters:
  ///   - problem: who passed what on.
  ///   - options: the seed, and how much to work.
  ///   - progress: called after each block, on any thread.
  /// - Returns: the estimate, of as many draws as the options say.
  /// - Throws: `Failure` where the problem doesn't fit together; `CancellationError`.
  package static func estimate(
    _ problem: ReachProblem, _ options: ReachOptions,
    progress: (@Sendable (Progress) -> Void)? = nil
  ) async throws -> ReachEstimate {
    try summarize(problem, options, await sums(problem, options, progress: progress))
  }

  /// Works through as many draws as the options say.
  ///
  /// - Throws: `Failure` where the problem doesn't fit together; `CancellationError`.
  package static func sums(
    _ problem: ReachProblem, _ options: ReachOptions,
    progress: (@Sendable (Progress) -> Void)? = nil
  ) async throws -> [BlockSums] {
    try problem.validate()
    return try await CountsEngine.simulate(
      problem, options, draws: 0..<options.draws, progress)
  }

  /// Works through some blocks; what several calls return may be merged in any order.
  ///
  /// - Throws: `Failure` where the problem doesn't fit together; `CancellationError`.
  package static func simulate(
    _ problem: ReachProblem, _ options: ReachOptions, blocks: Range<Int>,
    progress: (@Sendable (Progress) -> Void)? = nil
  ) async throws -> [BlockSums] {
    try problem.validate()
    return try await CountsEngine.simulate(problem, options, draws: blocks, progress)
  }

  /// Works through the same blocks of a problem with other parameters, one set after the other.
  ///
  /// - Returns: the sums, in the order of the sets.
  /// - Throws: `Failure` where the problem doesn't fit together; `CancellationError`.
  package static func simulate(
    _ problem: ReachProblem, variants: [ParameterSet], _ options: ReachOptions, blocks: Range<Int>
  ) async throws -> [[BlockSums]] {
    try problem.validate()
    return try await CountsEngine.simulate(
      problem, variants: variants, options, draws: blocks)
  }

  /// Makes the estimate of blocks that were worked through before.
  ///
  /// - Throws: `Failure` where the problem doesn't fit together.
  package static func summarize(
    _ problem: ReachProblem, _ options: ReachOptions, _ blocks: [BlockSums]
  ) throws(Failure) -> ReachEstimate {
    try problem.validate()
    let ordered = blocks.sorted { $0.block < $1.block }
    return CountsSummary(CountsPlan(problem), options).estimate(ordered)
  }
}

/// Hands out blocks to workers, each block once; a class since the workers have it in common.
final class BlockQueue: Sendable {
  private let end: Int
  private let state: Mutex<(next: Int, finished: Int)>

  init(_ blocks: Range<Int>) {
    end = blocks.upperBound
    state = Mutex((next: blocks.lowerBound, finished: blocks.lowerBound))
  }

  /// The next block, or nil when all are handed out.
  func next() -> Int? {
    state.withLock { state in
      guard state.next < end else { return nil }
      defer { state.next += 1 }
      return state.next
    }
  }

  /// Notes that a block is done, and returns how many are.
  func finish() -> Int {
    state.withLock { state in
      state.finished += 1
      return state.finished
    }
  }
}
