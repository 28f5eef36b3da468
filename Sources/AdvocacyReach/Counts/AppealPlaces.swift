import AdvocacyModel
import Foundation
import Synchronization

/// Which appeals of several items come together.
///
/// Each class of looks has its own points, in which each item has every stratum once. The orders are
/// those of a lattice, turned by a random shift, as long as it has directions enough (a rank-1
/// lattice, shifted: Cranley and Patterson, SIAM Journal on Numerical Analysis 13, 1976), and of a
/// Latin hypercube beyond.
final class AppealPlaces: Sendable {
  let items: [ReachProblem.Item]
  let strata: AppealStrata
  private let key: RandomKey
  /// For each item, its place among those of its post, by which its own direction is found.
  private let rankInPost: [Int]
  /// For each item, those of its post.
  private let others: [[Int]]
  private let known = Mutex<[Int: Ranks]>([:])

  /// The stratum of each item at each point of each class of looks: items × classes × points.
  struct Ranks: Sendable {
    /// For people who look often.
    var many: [UInt16] = []
    /// For those who hardly look.
    var few: [UInt16] = []
  }

  /// No shape of looks has more classes.
  static let mostClasses = 12
  private static let steps = 64.0

  /// Prepares the places of some items.
  ///
  /// - Complexity: O(items).
  init(_ items: [ReachProblem.Item], strata: AppealStrata, key: RandomKey) {
    self.items = items
    self.strata = strata
    self.key = key
    var ofPost: [Int: [Int]] = [:]
    for (place, item) in items.enumerated() { ofPost[item.post, default: []].append(place) }
    others = items.map { ofPost[$0.post] ?? [] }
    rankInPost = items.indices.map { place in
      (ofPost[items[place].post] ?? []).firstIndex(of: place) ?? 0
    }
  }

  /// The strata for a correlation, that of a post's log appeal between two networks, to a 64th.
  ///
  /// - Complexity: O(1) for a step asked about before, else O(items × points × log points).
  func ranks(correlation: Double) -> Ranks {
    let step = Int((correlation * Self.steps).rounded())
    if let ranks = known.withLock({ $0[step] }) { return ranks }
    let share = Double(step) / Self.steps
    var ranks = Ranks()
    let most = (rankInPost.max() ?? 0) + 1
    let factors = Self.factors(most, correlation: share)
    ranks.many = table(strata.count, factors)
    ranks.few = table(strata.few, factors)
    known.withLock { $0[step] = ranks }
    return ranks
  }

  private func table(_ count: Int, _ factors: [[Double]]) -> [UInt16] {
    var table = [UInt16](repeating: 0, count: items.count * Self.mostClasses * count)
    for look in 0..<Self.mostClasses {
      let directions = items.indices.map { direction($0, look, count) }
      for item in items.indices {
        var values = [Double](repeating: 0, count: count)
        let own = factors[rankInPost[item]]
        for (factor, other) in zip(own, others[item]) where factor != 0 {
          for point in 0..<count { values[point] += factor * directions[other][point] }
        }
        let first = (item * Self.mostClasses + look) * count
        for (rank, point) in values.indices.sorted(by: { values[$0] < values[$1] }).enumerated() {
          table[first + point] = UInt16(truncatingIfNeeded: rank)
        }
      }
    }
    return table
  }

  /// A place in each stratum of the standard normal distribution, point by point.
  private func direction(_ item: Int, _ look: Int, _ count: Int) -> [Double] {
    let own = key.keyed(by: UInt64(look)).keyed(by: UInt64(items[item].post))
      .keyed(by: UInt64(items[item].network))
    if let directions = Self.lattices[count], item < directions.count {
      let shift = own.uniform * Double(count)
      return (0..<count).map { point in
        let turned = Double(point * directions[item] % count) + shift
        let spot = turned >= Double(count) ? turned - Double(count) : turned
        return Normal.quantile((spot.rounded(.down) + 0.5) / Double(count))
      }
    }
    let order = Permutation(Permutation.Shape(size: count), key: own)
    return (0..<count).map { point in
      let place = own.keyed(by: UInt64(point)).uniform
      return Normal.quantile((Double(order(point)) + place) / Double(count))
    }
  }

  /// The directions of lattices by number of points, found one after the other such that the sum of
  /// squared errors for smooth periodic functions (P₂, weights 1 / place) is least.
  private static let lattices: [Int: [Int]] = [
    31: [1, 18, 23, 3, 5, 10, 15, 11, 6, 2, 7, 4, 9, 12, 14],
    61: [1, 17, 24, 29, 5, 10, 22, 27, 12, 7, 15, 2, 20, 3, 19, 14, 25, 8, 13, 9],
  ]

  /// The factors by which independent normals become ones that are correlated alike, pair by pair
  /// (Cholesky).
  private static func factors(_ count: Int, correlation: Double) -> [[Double]] {
    var factors = [[Double]](
      repeating: [Double](repeating: 0, count: count), count: count)
    for row in 0..<count {
      for column in 0...row {
        var rest = row == column ? 1 : correlation
        for before in 0..<column { rest -= factors[row][before] * factors[column][before] }
        if row == column {
          factors[row][column] = max(0, rest).squareRoot()
        } else {
          let pivot = factors[column][column]
          factors[row][column] = pivot > 0 ? rest / pivot : 0
        }
      }
    }
    return factors
  }
}
