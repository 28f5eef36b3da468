import Foundation

/// One pool of people among whom accounts and a page have the overlaps asked for, found by halving.
///
/// People's activity is Gamma with mean 1, integrated on a fine grid; nothing of the engine is used.
package struct PlainPool: Sendable {
  /// The people.
  package let size: Double
  /// By account, the rate at which a person of activity 1 follows it.
  package let rates: [Double]
  /// The rate at which a follower of an account follows the page.
  package let pageRate: Double

  /// Finds the pool.
  ///
  /// - Parameters:
  ///   - followers: Those of each account, two accounts or more.
  ///   - overlap: The mean share of the smaller audience that two accounts have in common.
  ///   - pageOverlap: The mean share of an account's followers who follow the page.
  ///   - activity: The shape of the Gamma distribution.
  /// - Complexity: O(accounts² × grid), some fifty times.
  package init(followers: [Double], overlap: Double, pageOverlap: Double, activity: Double) {
    let grid = Grid(shape: activity)
    func chances(_ size: Double) -> [[Double]] {
      followers.map { count in grid.follows(grid.rate(share: count / size)) }
    }
    func mean(_ size: Double) -> Double {
      let all = chances(size)
      var (sum, pairs) = (0.0, 0.0)
      for first in all.indices {
        for second in 0..<first {
          let smaller = min(followers[first], followers[second])
          sum += size * grid.mean(all[first], all[second]) / smaller
          pairs += 1
        }
      }
      return sum / pairs
    }
    let largest = followers.max() ?? 1
    let logarithm = Halving.root(log(largest * 1.0001), log(largest * 1e6)) {
      mean(exp($0)) < overlap
    }
    let people = exp(logarithm).rounded()
    size = people
    rates = followers.map { grid.rate(share: $0 / people) }
    let all = chances(people)
    let page = Halving.root(log(1e-9), log(1e6)) { logarithm in
      let follows = grid.follows(exp(logarithm))
      let shares = zip(all, followers).map { people * grid.mean($0, follows) / $1 }
      return shares.reduce(0, +) / Double(followers.count) > pageOverlap
    }
    pageRate = pageOverlap > 0 ? exp(page) : 0
  }

  /// The rate of a post at which its mean chance of being seen is as asked, over log-normal appeals
  /// and looks of a Gamma distribution, both of mean 1.
  package static func seenRate(_ chance: Double, spread: Double, look: Double) -> Double {
    let steps = stride(from: -8.0, through: 8, by: 0.02).map { z in
      (weight: exp(-z * z / 2), appeal: exp(spread * z - spread * spread / 2))
    }
    let whole = steps.reduce(0) { $0 + $1.weight }
    let rate = Halving.root(log(1e-9), log(1e12)) { logarithm in
      let missed = steps.reduce(0) {
        $0 + $1.weight * pow(1 + exp(logarithm) * $1.appeal / look, -look)
      }
      return 1 - missed / whole > chance
    }
    return exp(rate)
  }

  /// Activities and their weights, on a grid of their logarithm.
  private struct Grid {
    let values: [Double]
    let weights: [Double]

    init(shape: Double) {
      values = stride(from: -30.0, through: log(60 / shape + 10), by: 0.04).map { exp($0) }
      let raw = values.map { pow($0 * exp(-$0), shape) }
      // So that the mean activity is 1 and the weights sum to it.
      let scale = zip(raw, values).reduce(0) { $0 + $1.0 * $1.1 }
      weights = raw.map { $0 / scale }
    }

    func follows(_ rate: Double) -> [Double] { values.map { -expm1(-$0 * rate) } }

    func mean(_ first: [Double], _ second: [Double]) -> Double {
      var sum = 0.0
      for place in weights.indices { sum += weights[place] * first[place] * second[place] }
      return sum
    }

    /// The rate at which a share of all people follow.
    func rate(share: Double) -> Double {
      let found = Halving.root(log(1e-12), log(1e9)) { logarithm in
        let rate = exp(logarithm)
        var sum = 0.0
        for place in weights.indices { sum -= weights[place] * expm1(-values[place] * rate) }
        return sum > share
      }
      return exp(found)
    }
  }
}

/// Finding a place by halving.
private enum Halving {
  /// The place between two ends from which a condition holds.
  static func root(_ low: Double, _ high: Double, _ holds: (Double) -> Bool) -> Double {
    var (low, high) = (low, high)
    for _ in 0..<48 {
      let middle = (low + high) / 2
      if holds(middle) { high = middle } else { low = middle }
    }
    return (low + high) / 2
  }
}
