import Foundation

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
  ///
  /// - Parameters:
  ///   - lanes: Its terms.
  ///   - target: What they should come to.
  ///   - weight: Its weight.
  mutating func add(_ lanes: [Lanes], _ target: Double, weight: Double) {
    for row in 0..<terms {
      let factor = weight * lanes[row / Lanes.scalarCount][row % Lanes.scalarCount]
      sides[row] += factor * target
      // Symmetric: only what lies right of the diagonal counts.
      for lane in row / Lanes.scalarCount..<width {
        products[row * width + lane] += factor * lanes[lane]
      }
    }
  }

  /// Those of all draws but some.
  static func - (all: NormalEquations, some: NormalEquations) -> NormalEquations {
    var left = all
    for place in left.products.indices { left.products[place] -= some.products[place] }
    for row in left.sides.indices { left.sides[row] -= some.sides[row] }
    return left
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
