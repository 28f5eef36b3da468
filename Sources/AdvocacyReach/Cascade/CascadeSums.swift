/// Whole-number sums over replicates: a world, or a block of worlds that depend on each other.
///
/// Replicates go to two halves by their number, since the control in either is multiplied by the
/// factor that is best in the other: so the factor is independent of what it is applied to, and
/// the mean stays without a bias.
struct CascadeSums: Sendable, Hashable {
  /// The number of worlds.
  var worlds = 0
  /// The followers of people reached.
  var edges = 0
  /// The edges that were looked at.
  var looks = 0
  private var even = CascadeMoments()
  private var odd = CascadeMoments()

  /// Adds the replicate of a number, which is made of some worlds.
  mutating func add(_ outcome: CascadeOutcome, number: Int, worlds count: Int) {
    worlds += count
    edges += outcome.edges
    looks += outcome.looks
    if number.isMultiple(of: 2) {
      even.add(reached: outcome.reached, control: outcome.control)
    } else {
      odd.add(reached: outcome.reached, control: outcome.control)
    }
  }

  /// Adds the replicates of other sums.
  mutating func add(_ other: CascadeSums) {
    worlds += other.worlds
    edges += other.edges
    looks += other.looks
    even.add(other.even)
    odd.add(other.odd)
  }

  /// The mean of a world, and the spread of the replicates as its standard error.
  ///
  /// - Parameter hasControl: whether to subtract the control; it takes some replicates to pay.
  /// - Returns: the estimate, of all worlds that were added.
  func estimate(hasControl: Bool) -> CascadeEstimate {
    guard hasControl, min(even.count, odd.count) >= Self.fewest else {
      var all = even
      all.add(odd)
      return estimate(sum: all.sum, variance: all.variance(factor: 0))
    }
    let (evenFactor, oddFactor) = (odd.factor, even.factor)
    return estimate(
      sum: even.sum + odd.sum - evenFactor * even.controlSum - oddFactor * odd.controlSum,
      variance: even.variance(factor: evenFactor) + odd.variance(factor: oddFactor))
  }

  private func estimate(sum: Double, variance: Double) -> CascadeEstimate {
    // A spread of few replicates is itself uncertain: their mean has Student's distribution, whose
    // quantiles are wider than the normal one's by about (z² + 1) / 4 a degree of freedom (Fisher's
    // expansion), taken at z = 2.
    let freedom = Double(max(1, even.count + odd.count - 2))
    let widening = 1 + 1.25 / freedom
    return CascadeEstimate(
      mean: sum / Double(worlds),
      standardError: widening * variance.squareRoot() / Double(worlds),
      worlds: worlds, edges: edges, looks: looks)
  }

  /// The replicates in a half from which a factor is worth its name; assumed.
  ///
  /// Whatever the factor, mean and spread are without a bias, since it comes from the other half.
  private static let fewest = 8
}
