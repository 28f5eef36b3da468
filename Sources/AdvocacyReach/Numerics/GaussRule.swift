import Foundation

/// Nodes and weights of a Gauss quadrature: so many nodes integrate polynomials of a degree below
/// twice as many exactly.
struct GaussRule: Sendable {
  /// The nodes, ascending.
  let nodes: [Double]
  /// Their weights.
  let weights: [Double]

  /// The rule of a distribution that is given by its points.
  ///
  /// The polynomials that are orthogonal over the points have a three-term recurrence, whose matrix
  /// has the nodes as its eigenvalues (Golub and Welsch, Mathematics of Computation 23, 1969).
  ///
  /// - Parameters:
  ///   - points: The points, no two the same.
  ///   - masses: The mass of each, above 0.
  ///   - count: The number of nodes; as many as there are points at most.
  /// - Complexity: O(points × count²).
  init(points: [Double], masses: [Double], count: Int) {
    let total = masses.reduce(0, +)
    let count = min(count, points.count)
    var diagonal: [Double] = []
    var beside: [Double] = []
    var vectors = [masses.map { ($0 / total).squareRoot() }]
    for number in 0..<count {
      var next = zip(points, vectors[number]).map { $0 * $1 }
      diagonal.append(Self.product(next, vectors[number]))
      // Against all before, not two only: rounding would lose the orthogonality.
      for vector in vectors {
        let part = Self.product(next, vector)
        for place in next.indices { next[place] -= part * vector[place] }
      }
      let length = Self.product(next, next).squareRoot()
      guard number < count - 1, length > 1e-14 else { break }
      beside.append(length)
      vectors.append(next.map { $0 / length })
    }
    self.init(diagonal: diagonal, beside: beside, total: total)
  }

  private static func product(_ first: [Double], _ second: [Double]) -> Double {
    zip(first, second).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The rule of a recurrence, by the implicit QL method (Wilkinson's shift) on its matrix.
  private init(diagonal: [Double], beside: [Double], total: Double) {
    var d = diagonal
    var e = beside + [0]
    var first = [Double](repeating: 0, count: d.count)
    if !first.isEmpty { first[0] = 1 }
    for low in d.indices {
      // Three steps a value are usual; what has not come to rest after thirty stays as it is.
      for _ in 0..<30 {
        let high =
          (low..<d.count - 1).first { place in
            abs(e[place]) <= 1e-15 * (abs(d[place]) + abs(d[place + 1]))
          } ?? d.count - 1
        guard high > low else { break }
        var g = (d[low + 1] - d[low]) / (2 * e[low])
        var r = (g * g + 1).squareRoot()
        g = d[high] - d[low] + e[low] / (g + (g < 0 ? -r : r))
        var (s, c, p) = (1.0, 1.0, 0.0)
        for place in stride(from: high - 1, through: low, by: -1) {
          let (f, b) = (s * e[place], c * e[place])
          r = (f * f + g * g).squareRoot()
          e[place + 1] = r
          (s, c) = r > 0 ? (f / r, g / r) : (0, 1)
          g = d[place + 1] - p
          r = (d[place] - g) * s + 2 * c * b
          p = s * r
          d[place + 1] = g + p
          g = c * r - b
          let turned = first[place + 1]
          first[place + 1] = s * first[place] + c * turned
          first[place] = c * first[place] - s * turned
        }
        d[low] -= p
        e[low] = g
        e[high] = 0
      }
    }
    let order = d.indices.sorted { d[$0] < d[$1] }
    nodes = order.map { d[$0] }
    weights = order.map { total * first[$0] * first[$0] }
  }

  /// The rule of the standard normal distribution (Gauss and Hermite), for 1 to 40 nodes.
  static func normal(_ count: Int) -> GaussRule {
    GaussRule(
      diagonal: Array(repeating: 0, count: count),
      beside: (1..<max(1, count)).map { Double($0).squareRoot() }, total: 1)
  }

  /// The rule of the numbers from 0 to 1 (Gauss and Legendre).
  static func unit(_ count: Int) -> GaussRule {
    let beside = (1..<max(1, count)).map { number in
      let k = Double(number)
      return k / (4 * k * k - 1).squareRoot() / 2
    }
    return GaussRule(diagonal: Array(repeating: 0.5, count: count), beside: beside, total: 1)
  }
}
