import AdvocacyCore
import Foundation

/// Appeals that stand for the distribution of a post's appeal: log-normal, with mean 1.
///
/// Each stands for as many posts and is their mean, so that what is seen, which grows nearly in
/// proportion to appeal, comes out right whatever the number.
struct AppealStrata: Sendable, Hashable {
  /// How many.
  let count: Int

  /// As many as a group of some items takes: fewer where many items average out anyway, or where
  /// there are many accounts and each point takes long.
  init(items: Int, isLarge: Bool = false) {
    count = items <= 40 ? (isLarge ? 6 : 12) : items <= 400 ? 6 : 3
  }

  /// So many.
  init(exact count: Int) { self.count = count }

  /// The appeals, ascending.
  ///
  /// Spread: the standard deviation of an appeal's logarithm.
  func appeals(spread: Double) -> [Double] {
    guard spread > 0 else { return Array(repeating: 1, count: count) }
    // The part of all appeal that lies below a quantile is a normal probability as well.
    var ends: [Double] = [0]
    for number in 1..<count {
      let z = Normal.quantile(Double(number) / Double(count))
      ends.append(Normal.probability(below: z - spread))
    }
    ends.append(1)
    return zip(ends, ends.dropFirst()).map { ($1 - $0) * Double(count) }
  }
}

/// Points at which the reach of some items is worked out: how often a person looks, and how each
/// item appeals.
///
/// The mean over them, by weight, stands for the mean over all people and all posts. Every draw of
/// the parameters uses the same ones.
struct AppealPoints {
  /// The weights; they sum to 1.
  let weights: [Lanes]
  /// How often a person looks, as a multiple of the mean.
  let looks: [Lanes]
  /// By item of the group, the appeals.
  let appeals: [[Lanes]]

  /// Which appeals of several items come together.
  ///
  /// Each class of looks has its own points, in which each item has every stratum once, in an order
  /// of its own (a Latin hypercube: McKay, Beckman and Conover, Technometrics 21, 1979).
  struct Places: Sendable {
    let strata: AppealStrata
    /// By class of looks, item and point: what the networks of a post share, and what is the item's,
    /// in the standard normal distribution.
    private let shared: [[[Double]]]
    private let own: [[[Double]]]

    /// No shape of looks has more classes.
    private static let mostClasses = 12

    /// Draws the places of some items.
    ///
    /// - Complexity: O(items × points).
    init(_ items: [ReachProblem.Item], isLarge: Bool, key: RandomKey) {
      let strata = AppealStrata(items: items.count, isLarge: isLarge)
      self.strata = strata
      func direction(_ key: RandomKey) -> [Double] {
        let order = Permutation(Permutation.Shape(size: strata.count), key: key)
        return (0..<strata.count).map { point in
          let place = key.keyed(by: UInt64(point)).uniform
          return Normal.quantile((Double(order(point)) + place) / Double(strata.count))
        }
      }
      let keys = (0..<Self.mostClasses).map { key.keyed(by: UInt64($0)) }
      shared = keys.map { key in
        items.map { direction(key.keyed(by: 1).keyed(by: UInt64($0.post))) }
      }
      own = keys.map { key in
        items.map {
          direction(key.keyed(by: 2).keyed(by: UInt64($0.post)).keyed(by: UInt64($0.network)))
        }
      }
    }

    /// The stratum of an item at each point of a class, the networks of a post correlated.
    ///
    /// - Complexity: O(points × log points).
    func ranks(_ look: Int, _ item: Int, correlation: Double) -> [Int] {
      let (both, rest) = (correlation.squareRoot(), (1 - correlation).squareRoot())
      let (common, alone) = (shared[look][item], own[look][item])
      let order = (0..<strata.count).sorted {
        both * common[$0] + rest * alone[$0] < both * common[$1] + rest * alone[$1]
      }
      var ranks = order
      for (rank, point) in order.enumerated() { ranks[point] = rank }
      return ranks
    }
  }

  /// Makes points for the appeals of a draw.
  ///
  /// - Parameters:
  ///   - places: Which appeals come together.
  ///   - classes: How differently often people look.
  ///   - spreads: By item, the standard deviation of the logarithm of its appeal.
  ///   - correlation: That of a post's log appeal between two networks.
  /// - Complexity: O(classes × items × points × log points).
  init(
    _ places: Places, looks classes: MixingNodes, spreads: [Double], correlation: Double
  ) {
    let count = places.strata.count
    let size = (classes.weights.count * count + 7) / 8
    var weights = [Lanes](repeating: .zero, count: size)
    var looks = weights
    for (look, weight) in classes.weights.enumerated() {
      for point in 0..<count {
        let place = look * count + point
        weights[place / 8][place % 8] = weight / Double(count)
        looks[place / 8][place % 8] = classes.values[look]
      }
    }
    var known: [Double: [Double]] = [:]
    appeals = spreads.enumerated().map { item, spread in
      let strata = known[spread] ?? places.strata.appeals(spread: spread)
      known[spread] = strata
      var appeals = [Lanes](repeating: .all(1), count: size)
      for look in classes.weights.indices {
        // One item has the strata in any order.
        let ranks =
          spreads.count > 1
          ? places.ranks(look, item, correlation: correlation) : Array(0..<count)
        for (point, rank) in ranks.enumerated() {
          let place = look * count + point
          appeals[place / 8][place % 8] = strata[rank]
        }
      }
      return appeals
    }
    self.weights = weights
    self.looks = looks
  }
}
