import AdvocacyCore
import AdvocacyReach
import AdvocacyReport

/// Moves one assumption at a time to the ends of its range, and looks what the result does.
///
/// All others are drawn as in the report, in some of its own blocks, so that the swings lie about
/// the report's figure.
struct SensitivityStudy {
  /// The problem of the report.
  var problem: ReachProblem
  /// The cell whose figure is looked at.
  var cell: Int
  /// The report's figure of that cell: the multiplier, or the additional people without a page.
  var figure: Double
  /// The inputs of the report.
  var inputs: [ReachReport.Input]
  /// The seed and the threads.
  var options: ReachOptions
  /// How many of the report's blocks are looked at again for each end of a range.
  var blocks: Int

  /// Estimates the figure at both ends of every range.
  ///
  /// - Throws: `Failure`; `CancellationError`.
  func run() async throws -> ReachReport.Sensitivity {
    var plain = problem
    plain.groups = [problem.groups[cell]]
    plain.contributors = nil
    plain.horizons = []
    let base = Ratio(try await sums(plain))
    // The same blocks with one parameter moved: what is moved, as a factor, counts.
    let scale = base.value > 0 ? figure / base.value : 1
    var swings: [ReachReport.Swing] = []
    for name in ParameterName.allCases {
      let own = inputs.filter { $0.name == name.rawValue && $0.low < $0.high }
      guard !own.isEmpty else { continue }
      var (low, high) = (plain, plain)
      for input in own {
        fix(input, at: input.low, in: &low)
        fix(input, at: input.high, in: &high)
      }
      let (atLow, atHigh) = (Ratio(try await sums(low)), Ratio(try await sums(high)))
      swings.append(
        .init(
          input: name.rawValue, keys: keys(of: name, own), meaning: name.meaning,
          atLow: atLow.value * scale, atHigh: atHigh.value * scale,
          standardError: atHigh.standardError(ofDifferenceTo: atLow) * scale))
    }
    return ReachReport.Sensitivity(
      figure: base.isOfPage ? .reachMultiplier : .additionalPeople, center: figure,
      worlds: base.worlds, swings: swings)
  }

  /// Where the configuration sets a parameter on the networks of its inputs.
  ///
  /// A network's own value goes before that of all networks, which then doesn't move it.
  private func keys(of name: ParameterName, _ inputs: [ReachReport.Input]) -> [String] {
    let networks = problem.parameters.overrides.filter { $0.name == name }.map(\.network)
    let keys = inputs.map { input in
      guard let network = input.network, networks.contains(network) else {
        return "parameters.\(name.rawValue)"
      }
      return "networks.\(network).\(name.rawValue)"
    }
    return Array(Set(keys)).sorted()
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
    let page = cells.reduce(0.0) { $0 + $1.page }
    let with = cells.reduce(0.0) { $0 + $1.with }
    worlds = blocks.reduce(0) { $0 + $1.worlds }
    isOfPage = page > 0
    let whole = page > 0 ? page : Double(max(1, worlds))
    let ratio = with / whole
    value = ratio
    deviations = zip(cells, blocks).map { cell, block in
      let part = page > 0 ? cell.page : Double(block.worlds)
      return (cell.with - ratio * part) / (whole / Double(max(1, blocks.count)))
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
