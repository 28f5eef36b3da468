import AdvocacyReach
import AdvocacyReport
import ArgumentParser

/// Reach over audiences known by counts.
struct AudienceBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audience",
    abstract: "Works out the reach of posts that every employee passes on, as a report does.")

  @OptionGroup var company: CompanyOptions

  @Option(
    help: "Work out so many draws in full; without, all that a report does.")
  var worlds: Int?

  @Option(help: "The number of threads; never changes a figure.")
  var threads: Int = 1

  @Option(help: "The seed of every draw.")
  var seed: UInt64 = 1

  @Option(help: "table or json.")
  var format: MeasurementFormat = .table

  /// What is printed.
  struct Result: Measured {
    /// The sightings by followers that are expected, over all draws.
    var sightings: Int
    /// The people who are expected to see it, over all draws.
    var reached: Int
    var worlds: Int
    /// The draws that a report of the company makes.
    var usualDraws: Int
    var seconds: Double
    var peakBytes: Int
  }

  func validate() throws {
    guard (1...1_000_000).contains(worlds ?? 1), (1...1024).contains(threads) else {
      throw ValidationError("--worlds takes 1 to 1000000 and --threads 1 to 1024.")
    }
  }

  func run() async throws {
    try await measure().print(as: format)
  }

  /// Works out a report, or draws of the assumptions, and tells what they came to.
  func measure() async throws -> Result {
    let problem = try company.sample.problem
    let usual = ReachOptions(for: problem, seed: seed, threads: threads)
    let ((sightings, reached), seconds) = try await timed {
      guard let worlds else {
        let report = try await ReachEngine.estimate(problem, usual)
        let draws = Double(report.blocks)
        return (draws * report.groups[0].grossReach, draws * report.groups[0].withEmployees.mean)
      }
      let options = ReachOptions(seed: seed, threads: threads)
      let cells = try await ReachEngine.simulate(problem, options, blocks: 0..<worlds)
        .compactMap { $0.cells[0] }
      return (
        cells.reduce(0.0) { $0 + $1.sightings.reduce(0, +) }, cells.reduce(0.0) { $0 + $1.with }
      )
    }
    return Result(
      sightings: Int(sightings.rounded()), reached: Int(reached.rounded()),
      worlds: worlds ?? usual.draws, usualDraws: usual.draws, seconds: seconds,
      peakBytes: peakBytes)
  }
}
