import AdvocacyModel
import Foundation
import Synchronization

/// How strongly a single post pulls a single person: u · a, u being how often the person looks and a
/// the post's appeal, in classes that stand for the distribution of both.
///
/// What is seen at a rate r is a mean of 1 − exp(−r · pull), so that a post by itself needs neither
/// of the two apart. The classes are Gauss nodes in log(pull), of the distribution by size: small
/// rates, which count pulls, come out exact, and 24 nodes err by 0.01 % up to a rate of 1 (measured,
/// 0.05 % where the spread of appeal is 1.3).
struct PullNodes: Sendable {
  /// The shares of the classes; they sum to 1.
  let weights: [Lanes]
  /// The pull of each class; the mean is 1.
  let values: [Lanes]

  private static let count = 24
  private static let known = Mutex<[[Double]: PullNodes]>([:])

  /// The classes for some looks and a spread, the standard deviation of an appeal's logarithm.
  ///
  /// - Complexity: O(1) for what was asked before; else about 0.1 ms.
  static func nodes(looks: MixingNodes, spread: Double) -> PullNodes {
    let key = looks.values + [spread]
    if let nodes = known.withLock({ $0[key] }) { return nodes }
    let nodes = PullNodes(looks: looks, spread: spread)
    known.withLock { known in
      // Ranges hand out values of a grid; what is more is an ever new exact value.
      if known.count > 4000 { known.removeAll() }
      known[key] = nodes
    }
    return nodes
  }

  private init(looks: MixingNodes, spread: Double) {
    guard spread > 0 else {
      weights = Lanes.packed(looks.weights)
      values = Lanes.packed(looks.values)
      return
    }
    let appeals = AppealRule(spread: spread)
    let (shares, values) = Self.classes(looks, appeals, appeals.weights, count: Self.count)
    self.values = Lanes.packed(values)
    let total = shares.reduce(0, +)
    weights = Lanes.packed(shares.map { $0 / total })
  }

  /// Eight classes where each appeal counts by a worth of its own: a mean over them of what is seen
  /// at a pull is Σ weight · worth · seen; a class of no pull has the rest.
  init(looks: MixingNodes, appeals: AppealRule, worths: [Double]) {
    let (shares, values) = Self.classes(looks, appeals, worths, count: Lanes.scalarCount)
    self.values = Lanes.packed(values)
    weights = Lanes.packed(shares)
  }

  /// Classes in log(pull), found by size and brought back to shares of people.
  private static func classes(
    _ looks: MixingNodes, _ appeals: AppealRule, _ weights: [Double], count: Int
  ) -> (shares: [Double], values: [Double]) {
    var logarithms: [Double] = []
    var masses: [Double] = []
    for (look, weight) in zip(looks.values, looks.weights) {
      for (appeal, share) in zip(appeals.values, weights) where share > 0 {
        logarithms.append(log(look * appeal))
        masses.append(weight * share * look * appeal)
      }
    }
    let rule = GaussRule(points: logarithms, masses: masses, count: count)
    let values = rule.nodes.map(exp)
    return (zip(rule.weights, values).map { $0 / $1 }, values)
  }

  /// The nearest of the spreads for which classes are made where a spread is drawn: 32 a unit.
  static func onGrid(_ spread: Double) -> Double { (spread * 32).rounded() / 32 }
}

/// Appeals of posts as Gauss–Hermite nodes of a log-normal distribution with mean 1.
struct AppealRule: Sendable {
  let values: [Double]
  let weights: [Double]

  /// Spread: the standard deviation of an appeal's logarithm.
  init(spread: Double) {
    guard spread > 0 else {
      (values, weights) = ([1], [1])
      return
    }
    let appeals = Self.rule.nodes.map { exp(spread * $0 - spread * spread / 2) }
    let mean = zip(appeals, Self.rule.weights).reduce(0) { $0 + $1.0 * $1.1 }
    values = appeals.map { $0 / mean }
    weights = Self.rule.weights
  }

  private static let rule = GaussRule.normal(16)
}
