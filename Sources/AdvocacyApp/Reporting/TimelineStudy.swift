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
    timed.horizons = ReachReport.moments
    let estimate = try await ReachEngine.estimate(
      timed,
      ReachOptions(
        seed: options.seed, minimumBlocks: blocks, maximumBlocks: blocks,
        worldsPerBlock: min(ReachOptions.fullBatch, options.worldsPerBlock),
        targetRelativeError: 1, threads: options.threads))
    let found = estimate.groups[0]
    func scaled(_ part: Double, of whole: Double, to figure: Double) -> Double {
      whole > 0 ? part / whole * figure : 0
    }
    return found.horizons.map { horizon in
      .init(
        seconds: horizon.seconds,
        page: horizon.page.flatMap { part in
          reach.page.map { scaled(part, of: found.page?.mean ?? 0, to: $0.mean) }
        },
        withEmployees: scaled(
          horizon.withEmployees, of: found.withEmployees.mean, to: reach.withEmployees.mean))
    }
  }
}
