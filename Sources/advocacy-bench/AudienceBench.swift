import AdvocacyModel
import AdvocacyReach
import ArgumentParser

/// Reach over audiences known by counts.
struct AudienceBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audience",
    abstract: "Works out the reach of posts that every employee passes on, draw by draw.")

  @Option(help: "The number of employees, each with one account.")
  var employees: Int = 10_000

  @Option(help: "The followers of each.")
  var followers: Int = 500

  @Flag(help: "Give employees from a tenth to twice as many followers.")
  var varied = false

  @Option(help: "The number of posts.")
  var posts: Int = 1

  @Option(help: "The followers of the page.")
  var page: Int = 20_000

  @Option(help: "The number of draws of the assumptions.")
  var worlds: Int = 16

  @Option(help: "The number of threads; never changes a figure.")
  var threads: Int = 1

  @Option(help: "The seed of every draw.")
  var seed: UInt64 = 1

  @Option(help: "table or json.")
  var format: MeasurementFormat = .table

  /// What is printed.
  struct Result: Measured {
    /// The followers to whom a share was shown, over all draws, whether they looked or not.
    var exposures: Int
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
    guard (1...1_000_000).contains(employees), (0...1_000_000).contains(followers) else {
      throw ValidationError("--employees takes 1 to 1000000 and --followers 0 to 1000000.")
    }
    guard (1...10_000).contains(posts), (0...1_000_000_000).contains(page) else {
      throw ValidationError("--posts takes 1 to 10000 and --page 0 to 1000000000.")
    }
    guard (1...1_000_000).contains(worlds), (1...1024).contains(threads) else {
      throw ValidationError("--worlds takes 1 to 1000000 and --threads 1 to 1024.")
    }
  }

  func run() async throws {
    try await measure().print(as: format)
  }

  /// Works out draws of the assumptions, and tells what they came to.
  func measure() async throws -> Result {
    let problem = try SampleCompany(
      employees: employees, followers: followers, posts: posts, pageFollowers: page,
      isVaried: varied
    ).problem
    let options = ReachOptions(seed: seed, threads: threads)
    let (sums, seconds) = try await timed {
      try await ReachEngine.simulate(problem, options, blocks: 0..<worlds)
    }
    let sightings = sums.reduce(0.0) { $0 + ($1.cells[0]?.sightings.reduce(0, +) ?? 0) }
    let reached = sums.reduce(0.0) { $0 + ($1.cells[0]?.with ?? 0) }
    return Result(
      exposures: (employees * followers + page) * posts * worlds,
      sightings: Int(sightings.rounded()), reached: Int(reached.rounded()), worlds: worlds,
      usualDraws: ReachOptions(for: problem, seed: seed).draws, seconds: seconds,
      peakBytes: peakBytes)
  }
}

/// A company whose employees all pass every post on.
struct SampleCompany {
  var employees: Int
  var followers: Int
  var posts = 1
  var pageFollowers = 20_000
  var isVaried = false

  private static let teamSize = 25

  var problem: ReachProblem {
    get throws {
      guard let id = NetworkID("linkedin") else { throw ValidationError("not a network") }
      let network = ReachProblem.Network(
        id: id, page: .init(followers: pageFollowers), audience: .synthetic,
        accounts: (0..<employees).map { number in
          .init(followers: isVaried ? followers * (10 + number * 67 % 191) / 100 : followers)
        })
      return ReachProblem(
        networks: [network], teams: (0..<employees).map { $0 / Self.teamSize },
        parameters: ParameterSet(), items: (0..<posts).map { .init(post: $0, network: 0) },
        shares: (0..<posts).flatMap { item in
          (0..<employees).map { .init(item: item, employee: $0, strength: .full) }
        },
        groups: [Array(0..<posts)])
    }
  }
}
