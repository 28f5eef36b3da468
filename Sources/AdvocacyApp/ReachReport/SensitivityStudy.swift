import AdvocacyModel
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
    plain.countsSightings = false
    var parameters: [(name: ParameterName, keys: [String])] = []
    var variants = [plain.parameters]
    for name in ParameterName.allCases {
      let own = inputs.filter { $0.name == name.rawValue && $0.low < $0.high }
      guard !own.isEmpty else { continue }
      var (low, high) = (plain.parameters, plain.parameters)
      for input in own {
        low.override(name, on: input.network, with: Parameter(input.low))
        high.override(name, on: input.network, with: Parameter(input.high))
      }
      parameters.append((name, keys(of: name, own)))
      variants += [low, high]
    }
    let ratios = try await sums(plain, variants).map(Ratio.init)
    let base = ratios[0]
    // The same blocks with one parameter moved: what is moved, as a factor, counts.
    let scale = base.value > 0 ? figure / base.value : 1
    let swings = parameters.enumerated().map { index, parameter in
      let (atLow, atHigh) = (ratios[1 + 2 * index], ratios[2 + 2 * index])
      return ReachReport.Swing(
        input: parameter.name.rawValue, keys: parameter.keys, meaning: parameter.name.meaning,
        atLow: atLow.value * scale, atHigh: atHigh.value * scale,
        standardError: atHigh.standardError(ofDifferenceTo: atLow) * scale)
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

  private func sums(
    _ problem: ReachProblem, _ variants: [ParameterSet]
  ) async throws -> [[BlockSums]] {
    try await ReachEngine.simulate(
      problem, variants: variants,
      ReachOptions(seed: options.seed, draws: blocks, threads: options.threads),
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
    let cells = blocks.compactMap { $0.cells.first ?? nil }
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
