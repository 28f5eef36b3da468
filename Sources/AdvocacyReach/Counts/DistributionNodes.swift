import AdvocacyModel
import Foundation
import Synchronization

/// A few classes of people in place of a Gamma distribution with mean 1.
///
/// The classes are those that bring Σ weight · exp(−r · value) nearest to the distribution's own
/// transform (1 + r / shape)^(−shape) for r from 0.001 to 1,000, the weights and the mean held: the
/// chances of the model are such transforms. Gauss–Laguerre nodes, made for polynomials, err by
/// 17 % where many accounts add up.
struct MixingNodes: Sendable, Equatable {
  /// The shares of the classes; they sum to 1.
  let weights: [Double]
  /// The value of each class; Σ weight · value = 1.
  let values: [Double]

  /// One class: everybody is the same.
  static let single = MixingNodes(weights: [1], values: [1])

  /// The number of values from which classes are chosen (measured: 12 err by 0.5 % at most for
  /// shapes from 0.1 to 2).
  private static let count = 12

  private init(weights: [Double], values: [Double]) {
    self.weights = weights
    self.values = values
  }

  /// The classes of a Gamma distribution of a shape, above 0, with mean 1.
  ///
  /// - Complexity: O(1) for a shape asked about before; else about 0.2 ms.
  static func gamma(shape: Double) -> MixingNodes {
    if let known = known.withLock({ $0[shape] }) { return known }
    let nodes = fitted(shape)
    known.withLock { known in
      // Ranges hand out shapes of a grid; what is more is an ever new exact value.
      if known.count > 1000 { known.removeAll() }
      known[shape] = nodes
    }
    return nodes
  }

  /// The nearest of the shapes at which classes are fitted where a shape is drawn: 16 a factor of 10.
  static func onGrid(_ shape: Double) -> Double {
    pow(10, (log10(max(shape, 1e-3)) * 16).rounded() / 16)
  }

  private static let known = Mutex<[Double: MixingNodes]>([:])

  private static func fitted(_ shape: Double) -> MixingNodes {
    // Beyond a hundred hardly anybody differs from the mean.
    guard shape < 100 else { return single }
    let rates = (0...120).map { pow(10, -3 + Double($0) / 20) }
    let low = -4.0
    let high = log10(max(16, 40 / shape))
    let values = (0..<count).map { pow(10, low + (high - low) * Double($0) / Double(count - 1)) }
    let hold = 100.0
    let solver = NonNegativeLeastSquares(
      columns: values.map { value in rates.map { exp(-$0 * value) } + [hold, hold * value] },
      target: rates.map { pow(1 + $0 / shape, -shape) } + [hold, hold])
    let kept = zip(solver.solution(), values).filter { $0.0 > 1e-9 }
    let total = kept.reduce(0) { $0 + $1.0 }
    let mean = kept.reduce(0) { $0 + $1.0 * $1.1 } / total
    return MixingNodes(
      weights: kept.map { $0.0 / total }, values: kept.map { $0.1 / mean })
  }
}

/// The non-negative numbers x that bring A x nearest to b.
///
/// The active-set method of Lawson and Hanson ("Solving Least Squares Problems", 1974, chapter 23),
/// its least-squares steps by modified Gram–Schmidt with a second pass: the columns of a mixture of
/// exponentials are nearly dependent, and normal equations would lose half of the digits.
struct NonNegativeLeastSquares {
  /// The columns of A, each as long as b.
  let columns: [[Double]]
  /// What is to be reached.
  let target: [Double]

  /// Solves the problem.
  ///
  /// - Complexity: O(columns² × rows) a step, about as many steps as columns.
  func solution() -> [Double] {
    var x = [Double](repeating: 0, count: columns.count)
    var passive: [Int] = []
    for _ in 0..<3 * columns.count {
      let gradient = gradient(at: x)
      let candidate = columns.indices.filter { !passive.contains($0) }
        .max { gradient[$0] < gradient[$1] }
      guard let candidate, gradient[candidate] > 1e-10 else { break }
      passive.append(candidate)
      while let step = leastSquares(over: passive) {
        guard
          let limit = zip(passive, step).filter({ $1 <= 0 })
            .map({ x[$0] / (x[$0] - $1) }).min()
        else {
          for (column, value) in zip(passive, step) { x[column] = value }
          break
        }
        for (column, value) in zip(passive, step) { x[column] += limit * (value - x[column]) }
        passive.removeAll { x[$0] <= 1e-14 }
        for column in columns.indices where !passive.contains(column) { x[column] = 0 }
      }
    }
    return x
  }

  /// Aᵀ (b − A x).
  private func gradient(at x: [Double]) -> [Double] {
    var rest = target
    for (column, factor) in zip(columns, x) where factor != 0 {
      for row in rest.indices { rest[row] -= factor * column[row] }
    }
    return columns.map { Self.product($0, rest) }
  }

  /// The least-squares solution in some columns; nil where there is none.
  private func leastSquares(over places: [Int]) -> [Double]? {
    guard !places.isEmpty else { return nil }
    var basis: [[Double]] = []
    var triangle = [[Double]](
      repeating: [Double](repeating: 0, count: places.count), count: places.count)
    for (number, place) in places.enumerated() {
      var column = columns[place]
      for _ in 0..<2 {
        for (earlier, unit) in basis.enumerated() {
          let part = Self.product(unit, column)
          triangle[earlier][number] += part
          for row in column.indices { column[row] -= part * unit[row] }
        }
      }
      let length = max(Self.product(column, column).squareRoot(), 1e-300)
      triangle[number][number] = length
      basis.append(column.map { $0 / length })
    }
    var solution = basis.map { Self.product($0, target) }
    for row in solution.indices.reversed() {
      for later in row + 1..<solution.count {
        solution[row] -= triangle[row][later] * solution[later]
      }
      solution[row] /= triangle[row][row]
    }
    return solution
  }

  private static func product(_ first: [Double], _ second: [Double]) -> Double {
    zip(first, second).reduce(0) { $0 + $1.0 * $1.1 }
  }
}

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

  /// Classes where each appeal counts by a worth of its own, eight or as many as looks and few
  /// appeals make: a mean over them of what is seen at a pull is Σ weight · worth · seen; a class of
  /// no pull has the rest.
  init(looks: MixingNodes, appeals: AppealRule, worths: [Double]) {
    guard worths.count > AppealRule.few.nodes.count else {
      values = Lanes.packed(looks.values.flatMap { look in appeals.values.map { look * $0 } })
      weights = Lanes.packed(looks.weights.flatMap { look in worths.map { look * $0 } })
      return
    }
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

  /// The nearest of the spreads for which classes are made where a spread is drawn: 16 a unit.
  static func onGrid(_ spread: Double) -> Double { (spread * 16).rounded() / 16 }
}

/// Appeals of posts as Gauss–Hermite nodes of a log-normal distribution with mean 1.
struct AppealRule: Sendable {
  let values: [Double]
  let weights: [Double]

  /// Spread: the standard deviation of an appeal's logarithm.
  init(spread: Double, _ rule: GaussRule = Self.fine) {
    guard spread > 0 else {
      (values, weights) = ([1], [1])
      return
    }
    let appeals = rule.nodes.map { exp(spread * $0 - spread * spread / 2) }
    let mean = zip(appeals, rule.weights).reduce(0) { $0 + $1.0 * $1.1 }
    values = appeals.map { $0 / mean }
    weights = rule.weights
  }

  /// As many as sightings of one post take.
  static let fine = GaussRule.normal(16)
  /// As many as what comes of sightings takes.
  static let coarse = GaussRule.normal(8)
  /// As many as do in outline.
  static let few = GaussRule.normal(4)
}
