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

/// Whom the people of one pool follow, drawn person by person.
///
/// A person of activity d follows an account of rate r with chance 1 − exp(−d·r), as if events came at
/// the rate d along a line on which each account has a stretch of length r: it is followed if one falls
/// into its stretch. Of the many who follow nobody only the number is drawn.
struct PlainFollowing {
  /// An account's stretches, by network, the longest first.
  private typealias Stretches = [(place: Int, rate: Double)]

  private let size: Double
  private let accounts: [Stretches]
  /// The length of all stretches.
  private let total: Double
  private let activity: PlainScene.Mixing
  private let theta: Double
  /// The chance that an event falls on the line at all.
  private let chance: Double
  /// By class of activity, the chance that one does there, where there are classes.
  private let classes: [(weight: Double, value: Double)]

  /// Prepares a pool; theta: the chance that a person decides about an account's networks at once.
  init(
    _ pool: PlainScene.Pool, networks: Int, _ activity: PlainScene.Mixing, theta: Double
  ) {
    let byAccount = Dictionary(grouping: pool.portions.filter { $0.rate > 0 }, by: \.account)
    let accounts = byAccount.sorted { $0.key < $1.key }.map { account, portions in
      portions.sorted { ($1.rate, $0.network) < ($0.rate, $1.network) }.map {
        (place: (account + 1) * networks + $0.network, rate: $0.rate)
      }
    }
    let total = accounts.joined().reduce(0.0) { $0 + $1.rate }
    (size, self.accounts, self.total, self.activity) = (pool.size, accounts, total, activity)
    self.theta = theta
    switch activity {
    case .none:
      classes = []
      chance = -expm1(-total)
    case .nodes(let nodes):
      classes = nodes.map { ($0.weight * -expm1(-$0.value * total), $0.value) }
      chance = classes.reduce(0) { $0 + $1.weight }
    case .gamma(let shape):
      classes = []
      chance = -expm1(-shape * log1p(total / shape))
    }
  }

  /// Draws all who follow somebody: their activity and the places they follow.
  func forEachFollower(
    _ dice: inout PlainDice,
    _ body: (_ activity: Double, _ places: [Int], _ dice: inout PlainDice) -> Void
  ) {
    guard chance > 0 else { return }
    let (people, scale) = (dice.whole(size), log1p(-min(chance, 1)))
    var places: [Int] = []
    var left = people
    while true {
      // How many follow nobody before the next one who may.
      let skipped = log1p(-dice.uniform()) / scale
      guard skipped < Double(left) else { return }
      left -= Int(skipped) + 1
      let (d, first) = active(&dice)
      places.removeAll(keepingCapacity: true)
      walk(&places, d, first: first, &dice)
      if !places.isEmpty { body(d, places, &dice) }
    }
  }

  /// The activity of somebody for whom an event falls on the line, and where the first one does.
  private func active(_ dice: inout PlainDice) -> (activity: Double, first: Double) {
    switch activity {
    case .gamma(let shape):
      // The first event has passed x with chance (1 + x / shape)^(−shape); whoever has it at x has an
      // activity of shape + 1 and rate shape + x.
      let rest = 1 - dice.uniform() * chance
      let first = min(shape * (pow(rest, -1 / shape) - 1), .greatestFiniteMagnitude)
      return (dice.gamma(shape + 1) / (shape + first), first)
    case .none, .nodes:
      var d = 1.0
      var left = dice.uniform() * chance
      for (weight, value) in classes {
        d = value
        left -= weight
        if left < 0 { break }
      }
      return (d, log1p(dice.uniform() * expm1(-d * total)) / -d)
    }
  }

  /// Goes along the line from event to event.
  private func walk(
    _ places: inout [Int], _ d: Double, first: Double, _ dice: inout PlainDice
  ) {
    var ahead = first
    for account in accounts {
      // Once known, whether the person decides about each network by itself.
      var isApart = theta == 0 || account.count == 1
      for (number, stretch) in account.enumerated() {
        guard ahead < stretch.rate else {
          ahead -= stretch.rate
          continue
        }
        if !isApart, dice.happens(theta) {
          // One event tells for all networks: where it falls on the longest stretch, those that
          // reach so far are followed.
          if number == 0 {
            for other in account where ahead < other.rate { places.append(other.place) }
          }
          ahead = log1p(-dice.uniform()) / -d
          break
        }
        isApart = true
        places.append(stretch.place)
        ahead = log1p(-dice.uniform()) / -d
      }
    }
  }
}
