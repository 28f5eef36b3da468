/// How draws are cut into parts that tell their error, by how far the figures of the parts lie apart.
///
/// The draws of a row are spread evenly together, so that a row is a part. Where something is fitted to
/// all draws, a part's own chance is in it as well, so that its figure lies too near; by what is fitted
/// to the other parts alone it lies too far. The product of the two is right (the second correction of
/// Bell and McCaffrey, "Bias Reduction in Standard Errors for Linear Regression with Multi-Stage
/// Samples", Survey Methodology 28, 2002).
struct DrawCuts: Sendable {
  /// One way to cut them.
  struct Cut: Sendable {
    /// The part of each draw.
    let partOf: [Int]
    /// The number of parts.
    let parts: Int
    /// What its variance is multiplied by.
    let weight: Double
  }

  /// The ways to cut them, whose variances add up.
  let cuts: [Cut]

  /// As many rows tell their own error (assumed).
  private static let enoughRows = 4
  private static let partsOfRow = 5
  /// The parts of draws that aren't spread together.
  private static let partsOfFew = 10

  /// No way at all: for who asks for no error.
  static let none = DrawCuts(cuts: [])

  private init(cuts: [Cut]) { self.cuts = cuts }

  /// Cuts so many draws.
  ///
  /// Two or three rows tell their error by chance. A fifth of a row, every fifth of its draws, is
  /// spread less evenly than a row, and so tells an error twice as large (measured: 1.8 to 2.0 times);
  /// a quarter of its variance steadies the other.
  ///
  /// - Complexity: O(draws).
  init(draws count: Int) {
    let size = ParameterPoints.rowSize
    let rows = count / size
    func cut(_ parts: Int, _ weight: Double, _ part: (Int) -> Int) -> Cut {
      Cut(partOf: (0..<count).map(part), parts: parts, weight: weight)
    }
    // A shorter row at the end belongs to the one before.
    func row(_ draw: Int) -> Int { min(draw / size, rows - 1) }
    switch rows {
    case 0, 1: cuts = [cut(min(Self.partsOfFew, count), 1) { $0 % Self.partsOfFew }]
    case ..<Self.enoughRows:
      cuts = [
        cut(rows, 0.5, row),
        cut(rows * Self.partsOfRow, 0.125) {
          row($0) * Self.partsOfRow + ($0 - row($0) * size) % Self.partsOfRow
        },
      ]
    default: cuts = [cut(rows, 1, row)]
    }
  }

  /// How far a figure of all draws may be off by their choice.
  ///
  /// - Parameters:
  ///   - whole: The figure of all draws.
  ///   - parts: By cut and part, the part's figure by what is fitted to all draws, and by what is
  ///     fitted to those of the other parts; nil of a part that has none.
  /// - Returns: The relative variance; 0 of a single part.
  /// - Complexity: O(parts).
  func variance(of whole: Double, parts: [[(own: Double, others: Double)?]]) -> Double {
    zip(cuts, parts).reduce(0) { sum, cut in
      let figures = cut.1.compactMap(\.self)
      let count = Double(figures.count)
      guard count > 1 else { return sum }
      let own = figures.reduce(0) { $0 + $1.own } / count
      let others = figures.reduce(0) { $0 + $1.others } / count
      let (squares, products) = figures.reduce((0.0, 0.0)) {
        let rest = $1.own - own
        return ($0.0 + rest * rest, $0.1 + rest * ($1.others - others))
      }
      // By chance few parts may tell less than what is known to be too little.
      return sum + cut.0.weight * max(squares, products) / (count * (count - 1)) / (whole * whole)
    }
  }
}
