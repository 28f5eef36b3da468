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

  /// Estimates the figure at both ends of every range.
  ///
  /// All estimates have the same coins, so that a few hundred worlds show the difference that a
  /// parameter makes: it is the common noise that cancels.
  /// - Throws: `Failure`; `CancellationError`.
  func run() async throws -> ReachReport.Sensitivity? {
    var typical = problem
    typical.groups = [problem.groups[cell]]
    typical.contributors = nil
    typical.horizons = []
    for input in inputs { fix(input, at: input.value, in: &typical) }
    let base = try await estimate(typical)
    let figure: ReachReport.ChangedFigure =
      base.groups[0].reachMultiplier == nil ? .additionalPeople : .reachMultiplier
    var swings: [ReachReport.Swing] = []
    for name in ParameterName.allCases {
      let own = inputs.filter { $0.name == name.rawValue && $0.low < $0.high }
      guard !own.isEmpty else { continue }
      var (low, high) = (typical, typical)
      for input in own {
        fix(input, at: input.low, in: &low)
        fix(input, at: input.high, in: &high)
      }
      swings.append(
        .init(
          input: name.rawValue, meaning: name.meaning,
          atLow: value(of: figure, in: try await estimate(low)),
          atHigh: value(of: figure, in: try await estimate(high))))
    }
    return ReachReport.Sensitivity(
      figure: figure, typical: value(of: figure, in: base), worlds: base.worlds, swings: swings)
  }

  private func fix(_ input: ReachReport.Input, at value: Double, in problem: inout ReachProblem) {
    guard let name = ParameterName(rawValue: input.name) else { return }
    problem.parameters.override(name, on: input.network, with: Parameter(value))
  }

  private func estimate(_ problem: ReachProblem) async throws -> ReachEstimate {
    try await ReachEngine.estimate(problem, options)
  }

  private func value(
    of figure: ReachReport.ChangedFigure, in estimate: ReachEstimate
  ) -> Double {
    let cell = estimate.groups[0]
    return figure == .reachMultiplier
      ? cell.reachMultiplier?.mean ?? 1 : cell.additionalPeople.mean
  }
}
