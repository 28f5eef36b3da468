import Foundation

/// The mean overlap of some pairs of accounts, as a share of the smaller audience, as a function of
/// the pools that their followers come from.
///
/// Only sizes relative to the audiences count: with a portion of everybody's followers from a pool
/// the overlap is the portion × that of all followers and a pool larger by 1 / portion. So one
/// function serves all portions.
struct PoolOverlap {
  private let chances: FollowChances
  private let pairs: [(Int, Int)]
  /// The followers of each account of the pairs.
  private let followers: [Double]
  private let teams: [Int]
  /// By pair, its part in the mean over the smaller audience.
  private let factors: [Double]

  /// Prepares the overlaps on a network.
  ///
  /// - Parameters:
  ///   - sample: The pairs.
  ///   - plan: The plan that they are of.
  ///   - followers: The followers who are no colleagues, by party and network.
  ///   - network: The network.
  ///   - chances: The chances of following.
  init(
    _ sample: CountsPlan.AccountPairs, _ plan: CountsPlan, followers: [[Double]], network: Int,
    _ chances: FollowChances
  ) {
    self.chances = chances
    pairs = sample.pairs
    let counts = sample.parties.map { followers[$0][network] }
    self.followers = counts
    teams = sample.parties.map { plan.parties[$0].team }
    let count = Double(sample.pairs.count)
    factors = sample.pairs.map { pair in
      let smaller = min(counts[pair.0], counts[pair.1])
      return smaller > 0 ? 1 / (smaller * count) : 0
    }
  }

  var isEmpty: Bool { pairs.isEmpty }

  /// The overlap in one pool of everybody's.
  ///
  /// - Complexity: O((accounts + pairs) × classes).
  func inPool(of size: Double) -> Double { inPools { _ in size } }

  /// The overlap in pools of teams, for pairs within teams.
  ///
  /// - Complexity: O((accounts + pairs) × classes).
  func inPools(_ size: (_ team: Int) -> Double) -> Double {
    let lanes = chances.laneCount
    var all: [Lanes] = []
    all.reserveCapacity(followers.count * lanes)
    var sizes: [Double] = []
    sizes.reserveCapacity(followers.count)
    for (count, team) in zip(followers, teams) {
      let size = size(team)
      sizes.append(size)
      chances.add(count, of: size, to: &all)
    }
    var sums = [Lanes](repeating: .zero, count: lanes)
    for (number, (first, second)) in pairs.enumerated() {
      let factor = factors[number] * sizes[first]
      for lane in 0..<lanes {
        sums[lane] += factor * (all[first * lanes + lane] * all[second * lanes + lane])
      }
    }
    return zip(sums, chances.laneWeights).reduce(0) { $0 + ($1.0 * $1.1).sum() }
  }
}

/// A falling function of a size, on logarithms, from as few values as will do.
///
/// Values stand at powers of 5/4 of an origin, worked out when first asked for, and between them
/// follow a cubic.
struct SizeCurve {
  private let origin: Double
  private let value: (Double) -> Double
  private var known: [Int: Double] = [:]
  /// The factor from one size to the next smaller one.
  static let step = 0.8
  private static let width = -log(step)

  /// Makes a curve.
  ///
  /// - Parameters:
  ///   - origin: A size at which the value stands as it is.
  ///   - value: The logarithm of the function.
  init(from origin: Double, _ value: @escaping (Double) -> Double) {
    self.origin = origin
    self.value = value
  }

  private mutating func node(_ number: Int) -> Double {
    if let value = known[number] { return value }
    let found = value(origin * exp(Double(number) * Self.width))
    known[number] = found
    return found
  }

  /// The logarithm of the function at a size.
  mutating func at(_ size: Double) -> Double {
    let place = log(size / origin) / Self.width
    let nearest = place.rounded()
    if abs(place - nearest) < 1e-9 { return node(Int(nearest)) }
    let first = Int(place.rounded(.down)) - 1
    let t = place - Double(first)
    // Lagrange's form at 0, 1, 2, 3.
    let (a, b, c, d) = (t, t - 1, t - 2, t - 3)
    return node(first) * (b * c * d / -6) + node(first + 1) * (a * c * d / 2)
      + node(first + 2) * (a * b * d / -2) + node(first + 3) * (a * b * c / 6)
  }
}
