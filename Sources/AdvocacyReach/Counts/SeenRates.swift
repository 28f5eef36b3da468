import Foundation

/// How a person who looks u times as often as the mean sees a post of appeal a: with the chance
/// 1 − exp(−r · a · u), r being the rate of the account that shows it.
///
/// Appeals are log-normal and looks Gamma, both with mean 1. Published visibilities are means over
/// posts and people, so that r is solved for the mean; the two average out to less than r, and
/// applying v to appeals as it stands would lose a fifth of it.
struct SeenRates {
  /// Appeals that stand for their distribution, each for as many posts.
  let appeals: [Double]
  private let looks: [Lanes]
  private let lookWeights: [Lanes]
  private let products: [Lanes]
  private let productWeights: [Lanes]

  /// Prepares the rates of a network.
  ///
  /// - Parameters:
  ///   - looks: How differently often people look.
  ///   - spread: The standard deviation of the logarithm of an appeal.
  ///   - strata: The appeals that stand for all: those at which reach is worked out, so that a
  ///     single share is seen exactly as often as asked.
  init(looks: MixingNodes, spread: Double, strata: AppealStrata) {
    let appeals = strata.appeals(spread: spread)
    self.appeals = appeals
    self.looks = Lanes.packed(looks.values)
    lookWeights = Lanes.packed(looks.weights)
    var products: [Double] = []
    var weights: [Double] = []
    for (weight, look) in zip(looks.weights, looks.values) {
      for appeal in appeals {
        products.append(look * appeal)
        weights.append(weight / Double(appeals.count))
      }
    }
    self.products = Lanes.packed(products)
    productWeights = Lanes.packed(weights)
  }

  /// The mean chance of seeing a post at a rate, for an appeal given.
  func chance(rate: Double, appeal: Double) -> Double {
    Self.mean(rate * appeal, looks, lookWeights)
  }

  /// The mean chance of seeing a post at a rate.
  func chance(rate: Double) -> Double { Self.mean(rate, products, productWeights) }

  private static func mean(_ rate: Double, _ values: [Lanes], _ weights: [Lanes]) -> Double {
    var sum = Lanes.zero
    for place in values.indices { sum += weights[place] * Lanes.chance(rate * values[place]) }
    return sum.sum()
  }

  /// The chance that the nodes can't pass, however high the rate.
  static let ceiling = 0.999

  /// The rate at which posts are seen with a mean chance; one beyond the ceiling is cut.
  ///
  /// - Complexity: O(looks × appeals), about ten times.
  func rate(for chance: Double) -> Double {
    guard chance > 0 else { return 0 }
    let wanted = min(chance, Self.ceiling)
    // The mean is concave in the rate: the rate is no lower than the chance.
    return RootFinding.rising(
      between: wanted, and: 1e9, near: wanted * 1.5, tolerance: 1e-7
    ) { self.chance(rate: $0) - wanted }
  }

  /// The rates of many chances.
  ///
  /// A table of 32 rates, in which each chance is looked up, where there are more
  /// chances than a few.
  ///
  /// - Complexity: O(chances + looks × appeals).
  func rates(for chances: [Double]) -> [Double] {
    guard chances.count > 6 else { return chances.map(rate) }
    let positive = chances.filter { $0 > 0 }
    guard let low = positive.min(), let high = positive.max() else { return chances.map { _ in 0 } }
    let table = MonotoneTable(
      from: log(rate(for: low * 0.999)), to: log(rate(for: min(Self.ceiling, high * 1.001)))
    ) { log(self.chance(rate: exp($0))) }
    return chances.map { $0 > 0 ? exp(table.place(of: log(min($0, Self.ceiling)))) : 0 }
  }
}

/// A rising function, tabulated, to be turned around.
struct MonotoneTable {
  private let places: [Double]
  private let values: [Double]

  /// Tabulates a function at 32 places.
  init(from low: Double, to high: Double, _ function: (Double) -> Double) {
    let count = 32
    let places = (0..<count).map { low + (high - low) * Double($0) / Double(count - 1) }
    self.places = places
    values = places.map(function)
  }

  /// The place at which the function has a value, by a parabola through the three nearest points.
  ///
  /// - Complexity: O(log places).
  func place(of value: Double) -> Double {
    var (low, high) = (0, values.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if values[middle] <= value { low = middle } else { high = middle }
    }
    let third = low > 0 ? low - 1 : min(high + 1, values.count - 1)
    let (x0, x1, x2) = (values[low], values[high], values[third])
    let (y0, y1, y2) = (places[low], places[high], places[third])
    guard x1 > x0 else { return y0 }
    let slope = (y1 - y0) / (x1 - x0)
    guard x2 != x0, x2 != x1 else { return y0 + slope * (value - x0) }
    let bend = ((y2 - y0) / (x2 - x0) - slope) / (x2 - x1)
    return y0 + (value - x0) * (slope + bend * (value - x1))
  }
}
