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
