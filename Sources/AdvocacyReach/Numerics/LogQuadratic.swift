import Foundation

/// A stand-in for a positive figure of draws whose mean is known: exp(a·z + zᵀBz), z being the
/// standard normals that the draws' parameters are made from.
///
/// The logarithm of reach is nearly a quadratic form in them, and the mean of such a stand-in over all
/// possible draws is known exactly. So the figure's mean is that one, times the ratio of the figure to
/// the stand-in over the draws that were made: the ratio estimator with a known mean (Cochran, "Sampling
/// Techniques", 3rd edition, 1977, chapter 6). What draws have too much of by chance, both have.
struct LogQuadratic: Sendable {
  /// By draw, the form over its known mean.
  let values: [Double]
  /// The same fitted to all draws but those of a part, by cut, part and draw.
  let without: [[[Double]]]

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
  ///   - cuts: The parts without which the form is fitted as well.
  /// - Complexity: O(draws × terms × (terms + parts) + parts × terms³), 120 terms at most.
  init?(_ figures: [Double], _ normals: [[Double]], _ cuts: DrawCuts = .none) {
    let count = min(Self.most, normals.first?.count ?? 0)
    let terms = 1 + 2 * count + count * (count - 1) / 2
    let total = figures.reduce(0, +)
    let isPositive = figures.count { $0 > 0 } * 20 >= figures.count * 19
    guard count > 0, total > 0, isPositive, figures.count >= Self.drawsOfTerm * terms else {
      return nil
    }
    let rows = normals.map { Lanes.packed(Self.terms($0, count)) }
    let scale = Double(figures.count) / total
    var whole = NormalEquations(terms: terms)
    var parts = cuts.cuts.map { cut in
      (0..<cut.parts).map { _ in NormalEquations(terms: terms) }
    }
    for (draw, figure) in figures.enumerated() where figure > 0 {
      whole.add(rows[draw], log(figure), weight: figure * scale)
      for (place, cut) in cuts.cuts.enumerated() {
        parts[place][cut.partOf[draw]].add(rows[draw], log(figure), weight: figure * scale)
      }
    }
    func values(_ equations: NormalEquations, of draws: Double) -> [Double]? {
      guard let factors = equations.solution(ridge: Self.ridge * draws),
        let form = Form(factors, count)
      else { return nil }
      return rows.map(form.value)
    }
    let draws = Double(figures.count)
    guard let own = values(whole, of: draws) else { return nil }
    self.values = own
    without = zip(cuts.cuts, parts).map { cut, parts in
      parts.map { part in
        // What can't be fitted without a part hardly differs by it.
        values(whole - part, of: draws * (1 - 1 / Double(cut.parts))) ?? own
      }
    }
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

  /// exp(a·z + zᵀBz) over its mean.
  private struct Form {
    private let factors: [Lanes]
    /// The logarithm of the mean, less what the terms take from squares.
    private let level: Double

    /// The form of some factors of the terms, shrunk until it and its square have means; nil where
    /// that takes too much.
    init?(_ solution: [Double], _ count: Int) {
      var factors = solution
      factors[0] = 0
      for _ in 0..<20 {
        let square = Square(factors, count)
        if let mean = square.logMean(Array(factors[1...count])) {
          self.factors = Lanes.packed(factors)
          level = mean - square.trace
          return
        }
        for place in factors.indices.dropFirst(1 + count) { factors[place] *= 0.8 }
      }
      return nil
    }

    func value(_ terms: [Lanes]) -> Double {
      exp(zip(factors, terms).reduce(Lanes.zero) { $0 + $1.0 * $1.1 }.sum() - level)
    }
  }

  /// B, symmetric.
  private struct Square {
    private let rows: [[Double]]

    init(_ factors: [Double], _ count: Int) {
      var rows = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
      for place in 0..<count { rows[place][place] = factors[1 + count + place] }
      var next = 1 + 2 * count
      for first in 0..<count {
        for second in first + 1..<count {
          rows[first][second] = factors[next] / 2
          rows[second][first] = factors[next] / 2
          next += 1
        }
      }
      self.rows = rows
    }

    var trace: Double { rows.indices.reduce(0) { $0 + rows[$1][$1] } }

    /// The logarithm of the mean of exp(form) over standard normals: |M|^(−1/2) · exp(aᵀM⁻¹a / 2)
    /// with M = I − 2B; nil where the mean of its square, with M = I − 4B, is without end.
    func logMean(_ linear: [Double]) -> Double? {
      guard Cholesky(less(4)) != nil, let root = Cholesky(less(2)) else { return nil }
      return root.forward(linear).reduce(0) { $0 + $1 * $1 } / 2 - root.logDiagonal
    }

    /// I − factor · B.
    private func less(_ factor: Double) -> [[Double]] {
      rows.enumerated().map { row, values in
        values.enumerated().map { ($0 == row ? 1 : 0) - factor * $1 }
      }
    }
  }
}
