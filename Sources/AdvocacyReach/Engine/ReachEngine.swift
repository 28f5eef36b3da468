package import AdvocacyModel
import Foundation
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

  /// Blocks, each with the sums of some groups, for who compares these.
  ///
  /// - Throws: `Failure` where the problem doesn't fit together.
  package static func blocks(
    _ blocks: [BlockSums], of groups: [Int], _ problem: ReachProblem, _ options: ReachOptions
  ) throws(Failure) -> [BlockSums] {
    try problem.validate()
    let ordered = blocks.sorted { $0.block < $1.block }
    return CountsSummary(CountsPlan(problem), options).draws(ordered, of: groups)
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

/// How much the reach engine works, and from which seed.
package struct ReachOptions: Sendable, Hashable {
  /// The seed from which every draw is keyed.
  package var seed: UInt64
  /// The number of draws of the parameters.
  package var draws: Int
  /// The number of draws worked on at once; the result doesn't depend on it.
  package var threads: Int
  /// Whether a problem of one group is worked out in outline alone, which is what figures take that
  /// are compared within the same draws; over graphs, and where horizons are asked for, nothing is.
  package var isOutline: Bool

  /// The draws that fill the ranges of all parameters evenly together: the least that tells much.
  package static let row = ParameterPoints.rowSize

  /// Makes options.
  package init(seed: UInt64, draws: Int = 200, threads: Int = 1, isOutline: Bool = false) {
    self.isOutline = isOutline
    self.seed = seed
    self.draws = max(1, draws)
    self.threads = max(1, threads)
  }
}

extension ReachOptions {
  /// Makes options for a problem: fewer draws where each of them takes long.
  ///
  /// Draws follow the problem's counts alone, never the machine.
  /// - Complexity: O(shares).
  package init(
    for problem: ReachProblem, seed: UInt64, targetRelativeError: Double = 0.01, threads: Int = 1
  ) {
    // Posts, not groups: a total must not depend on how its report is broken down.
    let posts = Set(problem.items.map(\.post)).count
    var most = ParameterPoints.rowSize * Self.rows(accounts: problem.mostAccounts)
    if problem.hasGraph, problem.isOfMany {
      most = posts > Self.manyPosts ? Self.fewDraws : Self.someDraws
    }
    let exposures = Self.exposures(problem)
    if exposures > Self.fewExposures { most = min(most, Self.fewDraws) }
    if exposures > Self.manyExposures { most = min(most, ParameterPoints.rowSize) }
    if exposures > Self.mostExposures { most = Self.fewestDraws }
    // The error of a mean over draws falls with their root; whoever asks for less waits less.
    let wanted = Double(most) * pow(Self.usualError / max(targetRelativeError, 1e-9), 2)
    self.init(
      seed: seed,
      draws: wanted >= Double(most) ? most : max(Self.fewestDraws, Int(wanted / 50) * 50),
      threads: threads)
  }

  /// The rows of draws most of which are outlines: more with the root of the accounts.
  private static func rows(accounts: Int) -> Int {
    let growth = max(1, Double(accounts) / Double(fewEmployees)).squareRoot()
    return min(mostRows, Int((Double(fewestRows) * growth).rounded()))
  }

  /// The followers on graphs to whom the page and employees show something, post by post.
  private static func exposures(_ problem: ReachProblem) -> Int {
    func followers(_ network: ReachProblem.Network, _ account: ReachProblem.Account?) -> Int {
      // All members of a group see alike, and are worked out together.
      guard network.group == nil, let graph = network.graph, let node = account?.node
      else { return 0 }
      return graph.followerCount(node)
    }
    let ofPages = problem.items.reduce(0) { sum, item in
      let network = problem.networks[item.network]
      return sum + followers(network, network.page)
    }
    return problem.shares.reduce(ofPages) { sum, share in
      let network = problem.networks[problem.items[share.item].network]
      return sum + followers(network, network.accounts[share.employee])
    }
  }

  /// The error at which a report has all of its draws.
  private static let usualError = 0.01
  /// So many posts of a large company have the fewest draws.
  private static let manyPosts = 200
  /// Eight rows of draws, which tell their own error; over graphs five do for large companies, whose own
  /// error is then 1 %, and two must do for long reports (measured: at 200 draws the ends of a small company's
  /// interval move by 5 % from seed to seed).
  private static let fewestRows = 8
  private static let someDraws = 5 * ParameterPoints.rowSize
  private static let fewDraws = 2 * ParameterPoints.rowSize
  /// Draws of large companies lie further apart, and most of them are outlines.
  private static let mostRows = 16
  /// As many draws must do where each takes long.
  private static let fewestDraws = 50
  /// Up to so many employees are a small company.
  static let fewEmployees = 100
  /// The exposures on graphs from which 502, 251 and 50 draws must do: a draw then takes some 3, 10
  /// and 200 ms (measured).
  private static let fewExposures = 20_000
  private static let manyExposures = 200_000
  private static let mostExposures = 5_000_000
}
