/// How much the reach engine works, and from which seed.
package struct ReachOptions: Sendable, Hashable {
  /// The seed from which every draw is keyed.
  package var seed: UInt64
  /// The number of draws of the parameters.
  package var draws: Int
  /// The number of draws worked on at once; the result doesn't depend on it.
  package var threads: Int

  /// The draws that fill the ranges of all parameters evenly together: the least that tells much.
  package static let row = ParameterPoints.rowSize

  /// Makes options.
  package init(seed: UInt64, draws: Int = 200, threads: Int = 1) {
    self.seed = seed
    self.draws = max(1, draws)
    self.threads = max(1, threads)
  }
}
