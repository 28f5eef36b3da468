import AdvocacyModel
import Foundation
import Synchronization

/// Points at which the reach of some items is worked out: how strongly each item pulls a person.
///
/// The mean over them, by weight, stands for the mean over all people and all posts.
struct AppealPoints {
  /// The weights; they sum to 1.
  let weights: [Lanes]
  /// By item of the group, the pull: how often a person looks times the item's appeal.
  let pulls: [[Lanes]]
  /// What the rates on each network are multiplied by, by the logarithm of a rate, since a few
  /// appeals are seen a little more than all that they stand for; nil: nothing.
  let corrections: [RateCorrection?]

  /// Whoever looks less than this often sees so little that few appeals do: what is seen is then
  /// nearly in proportion to appeal, and each appeal is the mean of those that it stands for.
  private static let rareLook = 0.1

  /// Points of one item that are known.
  init(weights: [Lanes], pulls: [Lanes], networks: Int) {
    self.weights = weights
    self.pulls = [pulls]
    corrections = Array(repeating: nil, count: networks)
  }

  /// Makes points for the items of a draw.
  ///
  /// - Parameters:
  ///   - places: Which appeals come together.
  ///   - draw: The parameters.
  ///   - rates: What a rate means, by network.
  ///   - corrections: What was worked out for the draw before, by number of strata.
  /// - Complexity: O(looks × items × points).
  init(
    _ places: AppealPlaces, _ draw: CountsDraw, _ rates: [SeenRates],
    _ corrections: inout [AppealStrata: [RateCorrection?]]
  ) {
    let items = places.items
    guard items.count > 1 || !places.strata.isCorrected else {
      // A post by itself has its own classes, of looks and appeal in one.
      let nodes = items.first.map { rates[$0.network].nodes }
      weights = nodes?.weights ?? []
      pulls = nodes.map { [$0.values] } ?? []
      self.corrections = draw.networks.map { _ in nil }
      return
    }
    let classes = draw.looks
    let isRare = classes.values.map { $0 < Self.rareLook }
    let counts = isRare.map { $0 ? places.strata.few : places.strata.count }
    let size = (counts.reduce(0, +) + 7) / 8
    var weights = [Lanes](repeating: .zero, count: size)
    var place = 0
    for (weight, count) in zip(classes.weights, counts) {
      for _ in 0..<count {
        weights[place / 8][place % 8] = weight / Double(count)
        place += 1
      }
    }
    let many = draw.networks.map {
      places.strata.appeals(places.strata.count, spread: $0.appealSpread)
    }
    let few = draw.networks.map {
      places.strata.appeals(places.strata.few, spread: $0.appealSpread)
    }
    let ranks = places.ranks(correlation: draw.appealCorrelation)
    pulls = items.indices.map { item in
      let network = items[item].network
      var pulls = [Lanes](repeating: .zero, count: size)
      var place = 0
      for (look, value) in classes.values.enumerated() {
        let strata = isRare[look] ? few[network] : many[network]
        let own = isRare[look] ? ranks.few : ranks.many
        let first = (item * AppealPlaces.mostClasses + look) * counts[look]
        for rank in own[first..<first + counts[look]] {
          pulls[place / 8][place % 8] = value * strata[Int(rank)]
          place += 1
        }
      }
      return pulls
    }
    self.weights = weights
    let known =
      corrections[places.strata]
      ?? draw.networks.indices.map { [pulls] network in
        guard places.strata.isCorrected, draw.networks[network].appealSpread > 0,
          let item = items.firstIndex(where: { $0.network == network })
        else { return nil }
        return RateCorrection(rates[network], pulls: pulls[item], weights: weights)
      }
    corrections[places.strata] = known
    self.corrections = known
  }
}

/// Appeals that stand for the distribution of a post's appeal: log-normal, with mean 1.
///
/// Each stands for as many posts and is their mean.
struct AppealStrata: Sendable, Hashable {
  /// How many, for people who look often enough to see posts twice.
  let count: Int
  /// Whether rates are corrected for what a few appeals leave out, and fewer do for others.
  let isCorrected: Bool
  /// How many for others.
  var few: Int { isCorrected ? min(count, 4) : count }

  /// As many as a group of some items takes: fewer with the root of their number, since many average
  /// out anyway.
  init(items: Int) {
    isCorrected = true
    let part = (Self.fewItems / max(Self.fewItems, Double(items))).squareRoot()
    count = max(4, Int((Self.most * part).rounded()))
  }

  /// Up to so many items have all appeals (measured: half of them move no figure by more than 0.1 %,
  /// a quarter some by 0.5 %).
  private static let fewItems = 6.0
  private static let most = 31.0

  /// As many as do where shares of people are asked for, not people.
  static let coarse = AppealStrata(exact: 8)

  /// So many: uncorrected for whoever tests the choice and asks for many more.
  init(exact count: Int, isCorrected: Bool = true) {
    self.count = count
    self.isCorrected = isCorrected
  }

  /// So many appeals, ascending.
  ///
  /// Spread: the standard deviation of an appeal's logarithm.
  func appeals(_ count: Int, spread: Double) -> [Double] {
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

/// Which appeals of several items come together.
///
/// Each class of looks has its own points, in which each item has every stratum once. The orders are
/// those of a lattice, turned by a random shift, as long as it has directions enough (a rank-1
/// lattice, shifted: Cranley and Patterson, SIAM Journal on Numerical Analysis 13, 1976), and of a
/// Latin hypercube beyond.
struct AppealPlaces: Sendable {
  let items: [ReachProblem.Item]
  let strata: AppealStrata
  private var key: RandomKey
  /// For each item, its place among those of its post, by which its own direction is found.
  private let rankInPost: [Int]
  /// For each item, those of its post.
  private let others: [[Int]]
  /// Those found so far, where one choice serves many draws.
  private var known: KnownRanks?

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
    known = KnownRanks()
    var ofPost: [Int: [Int]] = [:]
    for (place, item) in items.enumerated() { ofPost[item.post, default: []].append(place) }
    others = items.map { ofPost[$0.post] ?? [] }
    rankInPost = items.indices.map { place in
      (ofPost[items[place].post] ?? []).firstIndex(of: place) ?? 0
    }
  }

  /// Another choice, for a draw of its own: what hangs on it then averages out over draws, and shows
  /// in how far these lie apart.
  func chosen(by key: RandomKey) -> AppealPlaces {
    var places = self
    places.key = key
    places.known = nil
    return places
  }

  /// The strata for a correlation, that of a post's log appeal between two networks, to a 64th.
  ///
  /// - Complexity: O(1) for a step asked about before, else O(items × points × log points).
  func ranks(correlation: Double) -> Ranks {
    let step = Int((correlation * Self.steps).rounded())
    if let ranks = known?[step] { return ranks }
    let share = Double(step) / Self.steps
    var ranks = Ranks()
    let most = (rankInPost.max() ?? 0) + 1
    let factors = Self.factors(most, correlation: share)
    ranks.many = table(strata.count, factors)
    ranks.few = table(strata.few, factors)
    known?[step] = ranks
    return ranks
  }

  private func table(_ count: Int, _ factors: [[Double]]) -> [UInt16] {
    var table = [UInt16](repeating: 0, count: items.count * Self.mostClasses * count)
    let normals = (0..<count).map { Normal.quantile((Double($0) + 0.5) / Double(count)) }
    for look in 0..<Self.mostClasses {
      let orders = items.indices.map { order($0, look, count) }
      for item in items.indices {
        let first = (item * Self.mostClasses + look) * count
        let own = factors[rankInPost[item]]
        guard rankInPost[item] > 0 else {
          for (point, rank) in orders[item].enumerated() { table[first + point] = rank }
          continue
        }
        var values = [Double](repeating: 0, count: count)
        for (factor, other) in zip(own, others[item]) where factor != 0 {
          for point in 0..<count { values[point] += factor * normals[Int(orders[other][point])] }
        }
        for (rank, point) in values.indices.sorted(by: { values[$0] < values[$1] }).enumerated() {
          table[first + point] = UInt16(truncatingIfNeeded: rank)
        }
      }
    }
    return table
  }

  /// The stratum of an item's own part of its appeal, point by point.
  private func order(_ item: Int, _ look: Int, _ count: Int) -> [UInt16] {
    let own = key.keyed(by: UInt64(look)).keyed(by: UInt64(items[item].post))
      .keyed(by: UInt64(items[item].network))
    if let directions = Self.lattices[count], item < directions.count {
      let shift = Int(own.uniform * Double(count))
      return (0..<count).map { UInt16(($0 * directions[item] + shift) % count) }
    }
    let order = Permutation(Permutation.Shape(size: count), key: own)
    return (0..<count).map { UInt16(order($0)) }
  }

  /// The directions of lattices by number of points, found one after the other such that the sum of
  /// squared errors for smooth periodic functions (P₂, weights 1 / place) is least.
  private static let lattices: [Int: [Int]] = [
    31: [1, 18, 23, 3, 5, 10, 15, 11, 6, 2, 7, 4, 9, 12, 14]
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

/// The ranks of one choice by step of the correlation; a class since all draws have them in common.
private final class KnownRanks: Sendable {
  private let ranks = Mutex<[Int: AppealPlaces.Ranks]>([:])

  subscript(_ step: Int) -> AppealPlaces.Ranks? {
    get { ranks.withLock { $0[step] } }
    set { ranks.withLock { $0[step] = newValue } }
  }
}
