import AdvocacyCore
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
    var logarithms: [Double] = []
    var masses: [Double] = []
    for (look, weight) in zip(looks.values, looks.weights) {
      for (appeal, share) in zip(appeals.values, appeals.weights) {
        logarithms.append(log(look * appeal))
        masses.append(weight * share * look * appeal)
      }
    }
    let rule = GaussRule(points: logarithms, masses: masses, count: Self.count)
    let values = rule.nodes.map(exp)
    self.values = Lanes.packed(values)
    // Back from shares of pull to shares of people; a class of no pull has the rest.
    let shares = zip(rule.weights, values).map { $0 / $1 }
    let total = shares.reduce(0, +)
    weights = Lanes.packed(shares.map { $0 / total })
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
