import AdvocacyReach
import AdvocacyReport

/// How reach grew after the posts: the part of it by each moment, times the report's reach.
struct TimelineStudy {
  /// The problem of the report.
  var problem: ReachProblem
  /// The cell whose growth is looked at.
  var cell: Int
  /// The report's own figures of that cell.
  var reach: ReachReport.Reach
  /// The seed and the threads.
  var options: ReachOptions
  /// The blocks, of 16 worlds: one draw from each fiftieth of every assumption's range.
  ///
  /// Times cost much more than reach does, and the parts need fewer worlds than the whole.
  var blocks = 50

  /// Estimates the growth.
  ///
  /// - Throws: `Failure`; `CancellationError`.
  func run() async throws -> [ReachReport.Moment] {
    var timed = problem
    timed.groups = [problem.groups[cell]]
    timed.contributors = nil
    timed.countsSightings = false
    timed.horizons = ReachReport.moments
    let estimate = try await ReachEngine.estimate(
      timed, ReachOptions(seed: options.seed, draws: blocks, threads: options.threads))
    let found = estimate.groups[0]
    return found.horizons.map { horizon in
      guard let page = horizon.page, let whole = found.page?.mean, let figure = reach.page?.mean
      else {
        let withEmployees = Self.scaled(
          horizon.withEmployees, of: found.withEmployees.mean, to: reach.withEmployees.mean)
        return .init(seconds: horizon.seconds, page: nil, withEmployees: withEmployees)
      }
      // What employees add is scaled by itself: few worlds must not take from the page's own.
      let shown = Self.scaled(page, of: whole, to: figure)
      let added = Self.scaled(
        horizon.withEmployees - page, of: found.withEmployees.mean - whole,
        to: reach.withEmployees.mean - figure)
      return .init(seconds: horizon.seconds, page: shown, withEmployees: shown + added)
    }
  }

  /// The same part of a figure as of the whole that the study found.
  private static func scaled(_ part: Double, of whole: Double, to figure: Double) -> Double {
    whole > 0 ? part / whole * figure : 0
  }
}
