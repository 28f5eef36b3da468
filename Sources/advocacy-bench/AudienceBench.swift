import AdvocacyReach
import AdvocacyReport
import ArgumentParser

/// Reach over audiences known by counts.
struct AudienceBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audience",
    abstract: "Works out the reach of posts that every employee passes on, draw by draw.")

  @OptionGroup var company: CompanyOptions

  @Option(
    help: "The number of draws of the assumptions; 0: as many as a report has, and its figures.")
  var worlds: Int = 16

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
    guard (0...1_000_000).contains(worlds), (1...1024).contains(threads) else {
      throw ValidationError("--worlds takes 0 to 1000000 and --threads 1 to 1024.")
    }
  }

  func run() async throws {
    try await measure().print(as: format)
  }

  /// Works out draws of the assumptions, and tells what they came to.
  func measure() async throws -> Result {
    let problem = try company.sample.problem
    let usual = ReachOptions(for: problem, seed: seed, threads: threads)
    let options = worlds == 0 ? usual : ReachOptions(seed: seed, threads: threads)
    let (sums, seconds) = try await timed {
      let sums = try await ReachEngine.simulate(
        problem, options, blocks: 0..<(worlds == 0 ? options.draws : worlds))
      if worlds == 0 { _ = try ReachEngine.summarize(problem, options, sums) }
      return sums
    }
    let sightings = sums.reduce(0.0) { $0 + ($1.cells[0]?.sightings.reduce(0, +) ?? 0) }
    let reached = sums.reduce(0.0) { $0 + ($1.cells[0]?.with ?? 0) }
    return Result(
      sightings: Int(sightings.rounded()), reached: Int(reached.rounded()), worlds: sums.count,
      usualDraws: usual.draws, seconds: seconds, peakBytes: peakBytes)
  }
}
