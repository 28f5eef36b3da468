import AdvocacyModel
import AdvocacyReach
import AdvocacyReport
import ArgumentParser

/// Holds the error that reports state for themselves against how their figures spread over seeds.
struct StatedErrorBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stated-error",
    abstract: "Holds the error that a report states against the spread of its figure over seeds.",
    discussion: """
      Makes the report of one company with many seeds. Exit codes: 0 the root mean square of the \
      errors stated is 0.8 to 1.25 times the standard deviation of the figures, 1 it isn't.
      """)

  @OptionGroup var company: CompanyOptions

  @Option(help: "The number of seeds, from 1 on.")
  var seeds: Int = 200

  @Option(help: "The number of threads; never changes a figure.")
  var threads: Int = 1

  @Option(help: "table or json.")
  var format: MeasurementFormat = .table

  /// What is printed; all errors are relative to the mean.
  struct Result: Measured {
    var draws: Int
    var mean: Double
    var spread: Double
    /// The root mean square of the errors stated.
    var stated: Double
    var statedOverSpread: Double
    /// The same of the first post.
    var postSpread: Double
    var postStated: Double
    /// The spread of the ends of the interval.
    var lowSpread: Double
    var highSpread: Double
    var secondsOfReport: Double
  }

  func validate() throws {
    guard (2...100_000).contains(seeds), (1...1024).contains(threads) else {
      throw ValidationError("--seeds takes 2 to 100000 and --threads 1 to 1024.")
    }
  }

  func run() async throws {
    let result = try await measure()
    try result.print(as: format)
    guard (0.8...1.25).contains(result.statedOverSpread) else { throw ExitCode(1) }
  }

  private func measure() async throws -> Result {
    var problem = try company.sample.problem
    // A total and its first post.
    problem.groups.append(problem.items.indices.filter { problem.items[$0].post == 0 })
    var (total, post): ([Estimate], [Estimate]) = ([], [])
    let draws = ReachOptions(for: problem, seed: 1).draws
    let (_, seconds) = try await timed {
      for seed in 1...UInt64(seeds) {
        let groups = try await ReachEngine.estimate(
          problem, ReachOptions(for: problem, seed: seed, threads: threads)
        ).groups
        total.append(try Estimate(groups[0]))
        post.append(try Estimate(groups[1]))
      }
    }
    func relative(_ value: (Estimate) -> Double) -> Double {
      let values = total.map(value)
      return values.standardDeviation / values.mean
    }
    let spread = relative(\.figure.mean)
    let stated = Self.rootMeanSquare(total.map(\.error))
    let posts = post.map(\.figure.mean)
    return Result(
      draws: draws, mean: total.map(\.figure.mean).mean, spread: spread,
      stated: stated, statedOverSpread: stated / spread,
      postSpread: posts.standardDeviation / posts.mean,
      postStated: Self.rootMeanSquare(post.map(\.error)), lowSpread: relative(\.figure.low),
      highSpread: relative(\.figure.high), secondsOfReport: seconds / Double(seeds))
  }

  private struct Estimate {
    let figure: ReachEstimate.Figure
    let error: Double

    init(_ cell: ReachEstimate.Cell) throws {
      guard let figure = cell.reachMultiplier, let error = cell.relativeStandardError else {
        throw ValidationError("the company has to have a page with followers.")
      }
      self.figure = figure
      self.error = error
    }
  }

  private static func rootMeanSquare(_ values: [Double]) -> Double {
    values.map { $0 * $0 }.mean.squareRoot()
  }
}
