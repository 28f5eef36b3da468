import AdvocacyCore
import AdvocacyReach
import AdvocacyReport

/// Moves one assumption at a time to the ends of its range, and looks what the result does.
struct SensitivityStudy {
  /// The problem of the report.
  var problem: ReachProblem
  /// The cell whose figure is looked at.
  var cell: Int
  /// The inputs of the report.
  var inputs: [ReachReport.Input]
  /// The seed and the threads.
  var options: ReachOptions
  /// The blocks of each estimate, of 16 worlds: all have the same coins, so that much noise cancels.
  var blocks = 8

  /// Estimates the figure at both ends of every range.
  ///
  /// - Throws: `Failure`; `CancellationError`.
  func run() async throws -> ReachReport.Sensitivity {
    var typical = problem
    typical.groups = [problem.groups[cell]]
    typical.contributors = nil
    typical.horizons = []
    for input in inputs { fix(input, at: input.value, in: &typical) }
    let base = Ratio(try await sums(typical))
    var swings: [ReachReport.Swing] = []
    for name in ParameterName.allCases {
      let own = inputs.filter { $0.name == name.rawValue && $0.low < $0.high }
      guard !own.isEmpty else { continue }
      var (low, high) = (typical, typical)
      for input in own {
        fix(input, at: input.low, in: &low)
        fix(input, at: input.high, in: &high)
      }
      let (atLow, atHigh) = (Ratio(try await sums(low)), Ratio(try await sums(high)))
      swings.append(
        .init(
          input: name.rawValue, meaning: name.meaning, atLow: atLow.value, atHigh: atHigh.value,
          standardError: atHigh.standardError(ofDifferenceTo: atLow)))
    }
    return ReachReport.Sensitivity(
      figure: base.isOfPage ? .reachMultiplier : .additionalPeople, typical: base.value,
      worlds: base.worlds, swings: swings)
  }

  private func fix(_ input: ReachReport.Input, at value: Double, in problem: inout ReachProblem) {
    guard let name = ParameterName(rawValue: input.name) else { return }
    problem.parameters.override(name, on: input.network, with: Parameter(value))
  }

  private func sums(_ problem: ReachProblem) async throws -> [BlockSums] {
    try await ReachEngine.simulate(
      problem,
      ReachOptions(
        seed: options.seed, minimumBlocks: blocks, maximumBlocks: blocks,
        worldsPerBlock: min(ReachOptions.fullBatch, options.worldsPerBlock),
        targetRelativeError: 1, threads: options.threads),
      blocks: 0..<blocks)
  }
}

/// The multiplier of some blocks, or people per world where the page reaches nobody.
private struct Ratio {
  let value: Double
  let isOfPage: Bool
  let worlds: Int
  /// Each block's deviation, linearised: a ratio's as that of a mean.
  private let deviations: [Double]

  init(_ blocks: [BlockSums]) {
    let cells = blocks.compactMap(\.cells.first)
    let (page, with) = cells.reduce((0, 0)) { ($0.0 + $1.page, $0.1 + $1.with) }
    worlds = blocks.reduce(0) { $0 + $1.worlds }
    isOfPage = page > 0
    let whole = Double(page > 0 ? page : max(1, worlds))
    let ratio = Double(with) / whole
    value = ratio
    deviations = zip(cells, blocks).map { cell, block in
      let part = Double(page > 0 ? cell.page : block.worlds)
      return (Double(cell.with) - ratio * part) / (whole / Double(max(1, blocks.count)))
    }
  }

  /// The standard error of the difference to the ratio of other parameters in the same blocks.
  func standardError(ofDifferenceTo other: Ratio) -> Double {
    let count = Double(deviations.count)
    guard count > 1 else { return 0 }
    let squares = zip(deviations, other.deviations).reduce(0) { sum, pair in
      sum + (pair.0 - pair.1) * (pair.0 - pair.1)
    }
    return (squares / (count * (count - 1))).squareRoot()
  }
}
