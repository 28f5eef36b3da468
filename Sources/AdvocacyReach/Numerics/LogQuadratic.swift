import Foundation

/// A stand-in for a positive figure of draws whose mean is known: exp(a·z + zᵀBz), z being the
/// standard normals that the draws' parameters are made from.
///
/// The logarithm of reach is nearly a quadratic form in them, and the mean of such a stand-in over all
/// possible draws is known exactly. So the figure's mean is that one, times the ratio of the figure to
/// the stand-in over the draws that were made: the ratio estimator with a known mean (Cochran, "Sampling
/// Techniques", 3rd edition, 1977, chapter 6). What draws have too much of by chance, both have.
struct LogQuadratic {
  /// By draw, the form over its known mean.
  let parts: [Double]

  /// So many normals are looked at, those that move results most (measured: more don't help).
  private static let most = 14
  /// So many draws for each term of the form, at least (assumed: coefficients then fit little chance).
  private static let drawsOfTerm = 8
  /// What keeps terms that nothing tells near 0, as a part of a draw's weight.
  private static let ridge = 1e-3

  /// Fits the form by least squares on logarithms, each draw weighted by its figure; nil where draws
  /// are too few for it, or the figure isn't positive in nearly all.
  ///
  /// - Parameters:
  ///   - figures: The figure in each draw.
  ///   - normals: The normals of each draw, those that matter most first.
  /// - Complexity: O(draws × terms²), 120 terms at most.
  init?(_ figures: [Double], _ normals: [[Double]]) {
    let count = min(Self.most, normals.first?.count ?? 0)
    let terms = 1 + 2 * count + count * (count - 1) / 2
    let total = figures.reduce(0, +)
    let isPositive = figures.count { $0 > 0 } * 20 >= figures.count * 19
    guard count > 0, total > 0, isPositive, figures.count >= Self.drawsOfTerm * terms else {
      return nil
    }
    var equations = NormalEquations(terms: terms)
    let scale = Double(figures.count) / total
    for (figure, z) in zip(figures, normals) where figure > 0 {
      equations.add(Self.terms(z, count), log(figure), weight: figure * scale)
    }
    guard let factors = equations.solution(ridge: Self.ridge * Double(figures.count)) else {
      return nil
    }
    var form = Form(factors, count)
    guard let mean = form.mean() else { return nil }
    parts = normals.map { exp(form.value($0)) / mean }
  }

  /// The terms of a draw: 1, z, z² − 1, and the products of two.
  private static func terms(_ z: [Double], _ count: Int) -> [Double] {
    var terms = [1.0]
    for place in 0..<count { terms.append(z[place]) }
    for place in 0..<count { terms.append(z[place] * z[place] - 1) }
    for first in 0..<count {
      for second in first + 1..<count { terms.append(z[first] * z[second]) }
    }
    return terms
  }

  /// a·z + zᵀBz.
  private struct Form {
    let linear: [Double]
    private(set) var square: [[Double]]

    init(_ factors: [Double], _ count: Int) {
      linear = Array(factors[1...count])
      var square = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
      for place in 0..<count { square[place][place] = factors[1 + count + place] }
      var next = 1 + 2 * count
      for first in 0..<count {
        for second in first + 1..<count {
          square[first][second] = factors[next] / 2
          square[second][first] = factors[next] / 2
          next += 1
        }
      }
      self.square = square
    }

    func value(_ z: [Double]) -> Double {
      var sum = 0.0
      for (first, row) in square.enumerated() {
        var own = linear[first]
        for (second, factor) in row.enumerated() { own += factor * z[second] }
        sum += z[first] * own
      }
      return sum
    }

    /// The mean of exp(form) over standard normals: |M|^(−1/2) · exp(aᵀM⁻¹a / 2) with M = I − 2B.
    ///
    /// The form is shrunk until its square has a mean too, M = I − 4B positive definite; nil where
    /// that takes too much.
    mutating func mean() -> Double? {
      for _ in 0..<20 {
        if Cholesky(less(4)) != nil, let root = Cholesky(less(2)) {
          let half = root.forward(linear).reduce(0) { $0 + $1 * $1 } / 2
          return exp(half - root.logDiagonal)
        }
        square = square.map { $0.map { $0 * 0.8 } }
      }
      return nil
    }

    /// I − factor · B.
    private func less(_ factor: Double) -> [[Double]] {
      square.enumerated().map { row, values in
        values.enumerated().map { ($0 == row ? 1 : 0) - factor * $1 }
      }
    }
  }
}

/// The equations of weighted least squares, gathered draw by draw.
struct NormalEquations {
  private let terms: Int
  private let width: Int
  private var products: [Lanes]
  private var sides: [Double]

  init(terms: Int) {
    self.terms = terms
    width = (terms + Lanes.scalarCount - 1) / Lanes.scalarCount
    products = Array(repeating: .zero, count: terms * width)
    sides = Array(repeating: 0, count: terms)
  }

  /// Adds what is known of one draw.
  mutating func add(_ values: [Double], _ target: Double, weight: Double) {
    let lanes = Lanes.packed(values)
    for row in 0..<terms {
      let factor = weight * values[row]
      sides[row] += factor * target
      // Symmetric: only what lies right of the diagonal counts.
      for lane in row / Lanes.scalarCount..<width {
        products[row * width + lane] += factor * lanes[lane]
      }
    }
  }

  /// The factors; nil where the equations are singular.
  func solution(ridge: Double) -> [Double]? {
    func product(_ row: Int, _ column: Int) -> Double {
      let (low, high) = (min(row, column), max(row, column))
      return products[low * width + high / Lanes.scalarCount][high % Lanes.scalarCount]
    }
    let matrix = (0..<terms).map { row in
      (0..<terms).map { product(row, $0) + (row == $0 ? ridge : 0) }
    }
    return Cholesky(matrix).map { $0.back($0.forward(sides)) }
  }
}

/// The triangle L of a symmetric positive definite matrix LLᵀ.
struct Cholesky {
  private let triangle: [[Double]]

  /// Nil where the matrix isn't positive definite.
  ///
  /// - Complexity: O(size³ / 6).
  init?(_ matrix: [[Double]]) {
    var triangle: [[Double]] = []
    triangle.reserveCapacity(matrix.count)
    for row in matrix.indices {
      var own = [Double](repeating: 0, count: row + 1)
      for column in 0..<row {
        var rest = matrix[row][column]
        for before in 0..<column { rest -= own[before] * triangle[column][before] }
        own[column] = rest / triangle[column][column]
      }
      let rest = own.dropLast().reduce(matrix[row][row]) { $0 - $1 * $1 }
      guard rest > 0 else { return nil }
      own[row] = rest.squareRoot()
      triangle.append(own)
    }
    self.triangle = triangle
  }

  /// The logarithm of the diagonal's product, half of that of the determinant.
  var logDiagonal: Double { triangle.indices.reduce(0) { $0 + log(triangle[$1][$1]) } }

  /// L⁻¹ b.
  func forward(_ sides: [Double]) -> [Double] {
    var solution = sides
    for row in solution.indices {
      for before in 0..<row { solution[row] -= triangle[row][before] * solution[before] }
      solution[row] /= triangle[row][row]
    }
    return solution
  }

  /// L⁻ᵀ b.
  func back(_ sides: [Double]) -> [Double] {
    var solution = sides
    for row in solution.indices.reversed() {
      for after in row + 1..<solution.count {
        solution[row] -= triangle[after][row] * solution[after]
      }
      solution[row] /= triangle[row][row]
    }
    return solution
  }
}
