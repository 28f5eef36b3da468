import AdvocacyModel
import AdvocacyReach
import ArgumentParser

/// What company is looked at.
struct CompanyOptions: ParsableArguments {
  @Option(help: "The number of employees, each with one account on each network.")
  var employees: Int = 10_000

  @Option(help: "The followers of each account.")
  var followers: Int = 500

  @Flag(help: "Give employees from a tenth to twice as many followers.")
  var varied = false

  @Option(help: "The number of posts.")
  var posts: Int = 1

  @Option(help: "The followers of the page on each network.")
  var page: Int = 20_000

  @Option(help: "The number of networks.")
  var networks: Int = 1

  func validate() throws {
    guard (1...1_000_000).contains(employees), (0...1_000_000).contains(followers) else {
      throw ValidationError("--employees takes 1 to 1000000 and --followers 0 to 1000000.")
    }
    guard (1...10_000).contains(posts), (0...1_000_000_000).contains(page) else {
      throw ValidationError("--posts takes 1 to 10000 and --page 0 to 1000000000.")
    }
    guard (1...SampleCompany.networkNames.count).contains(networks) else {
      throw ValidationError("--networks takes 1 to \(SampleCompany.networkNames.count).")
    }
  }

  var sample: SampleCompany {
    SampleCompany(
      employees: employees, followers: followers, posts: posts, pageFollowers: page,
      isVaried: varied, networkCount: networks)
  }
}

/// A company whose employees all pass every post on, on every network.
struct SampleCompany {
  var employees: Int
  var followers: Int
  var posts = 1
  var pageFollowers = 20_000
  var isVaried = false
  var networkCount = 1

  static let networkNames = ["linkedin", "x", "facebook"]
  private static let teamSize = 25

  var problem: ReachProblem {
    get throws {
      let networks = try (0..<networkCount).map { network in
        guard let id = NetworkID(Self.networkNames[network]) else {
          throw ValidationError("not a network")
        }
        return ReachProblem.Network(
          id: id, page: .init(followers: pageFollowers), audience: .synthetic,
          accounts: (0..<employees).map { number in
            let part = (10 + number * (67 + 4 * network) % 191)
            return .init(followers: isVaried ? followers * part / 100 : followers)
          })
      }
      let items = (0..<posts).flatMap { post in
        (0..<networkCount).map { ReachProblem.Item(post: post, network: $0) }
      }
      return ReachProblem(
        networks: networks, teams: (0..<employees).map { $0 / Self.teamSize },
        parameters: ParameterSet(), items: items,
        shares: items.indices.flatMap { item in
          (0..<employees).map { .init(item: item, employee: $0, strength: .full) }
        },
        groups: [Array(items.indices)])
    }
  }
}
