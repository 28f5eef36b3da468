import AdvocacyModel
import Foundation
import Testing

@testable import AdvocacyReach

@Suite("Engine")
struct EngineTests {
  @Test("any number of threads gives the same bytes")
  func threads() async throws {
    var problem = try Samples.wild(42)
    problem.contributors = .init(
      group: 0, count: 2, ofEmployee: problem.teams.map { $0 == 0 ? 0 : 1 })
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    var results: [Data] = []
    for threads in [1, 2, 7] {
      let options = ReachOptions(seed: 1, draws: 6, threads: threads)
      results.append(try encoder.encode(try await ReachEngine.estimate(problem, options)))
    }
    #expect(results[1] == results[0])
    #expect(results[2] == results[0])
  }

  @Test("sums of shards, merged in any order, give the estimate of one run")
  func shards() async throws {
    let problem = try Samples.wild(7)
    let options = ReachOptions(seed: 5, draws: 12)
    let late = try await ReachEngine.simulate(problem, options, blocks: 5..<12)
    let early = try await ReachEngine.simulate(problem, options, blocks: 0..<5)
    let merged = try ReachEngine.summarize(problem, options, late + early)
    #expect(try await ReachEngine.estimate(problem, options) == merged)
  }

  @Test("a page alone has a multiplier of exactly 1")
  func pageAlone() async throws {
    var problem = try Samples.wild(3)
    problem.shares = []
    problem.networks[0].page = .init(followers: 300)
    let options = ReachOptions(seed: 1, draws: 10)
    let cell = try await ReachEngine.estimate(problem, options).groups[0]
    #expect(cell.reachMultiplier == .init(mean: 1, low: 1, high: 1))
    #expect(cell.additionalPeople.mean == 0)
  }

  @Test("only-likes expose followers at a fraction of the visibility")
  func likes() async throws {
    var problem = try Samples.everyone(
      followers: [[1000]], pages: [nil], teams: [0], parameters: Samples.still())
    problem.shares[0].strength = .like
    let options = ReachOptions(seed: 1, draws: 20)
    let cell = try await ReachEngine.estimate(problem, options).groups[0]
    #expect(abs(cell.withEmployees.mean - 100) < 3)
    problem.shares.append(.init(item: 0, employee: 0, strength: .full))
    let full = try await ReachEngine.estimate(problem, options).groups[0]
    // Nobody sees everything: visibilities are cut at 99.9 %.
    #expect(abs(full.withEmployees.mean - 999) < 0.1)
  }

  @Test("contributors are credited with the people whom only they brought")
  func contributors() async throws {
    var parameters = Samples.still()
    parameters.override(.teamOverlap, with: Parameter(0.2))
    var problem = try Samples.everyone(
      followers: [[500, 500]], pages: [nil], teams: [0, 0], parameters: parameters)
    problem.contributors = .init(group: 0, count: 2, ofEmployee: [0, 1])
    let options = ReachOptions(seed: 1, draws: 50)
    let estimate = try await ReachEngine.estimate(problem, options)
    #expect(abs(estimate.groups[0].withEmployees.mean - 900) < 10)
    for contribution in estimate.contributors {
      #expect(abs(contribution.additionalPeople.mean - 400) < 10)
      #expect(contribution.grossReach == 500)
    }
  }

  @Test("passing on follows the share rate")
  func passingOn() async throws {
    // The page's 100 followers in a star: each has 10 followers of their own.
    var builder = FollowerGraph.Builder()
    for person in UInt64(1)...100 {
      builder.add(from: 0, to: person)
      for other in UInt64(0)..<10 { builder.add(from: person, to: 100 + person * 10 + other) }
    }
    var parameters = Samples.still()
    parameters.override(.shareRate, with: Parameter(0.3))
    let problem = ReachProblem(
      networks: [
        .init(
          id: try Samples.network("x"), page: .init(followers: 0, node: 0),
          audience: .graph(builder.build()), accounts: [])
      ], teams: [], parameters: parameters, items: [.init(post: 0, network: 0)], shares: [],
      groups: [[0]])
    let options = ReachOptions(seed: 1, draws: 50)
    let cell = try await ReachEngine.estimate(problem, options).groups[0]
    #expect(abs(cell.withEmployees.mean - 399.4) < 3)
    #expect(cell.potentialReach == 100)
  }

  @Test("how a report is broken down changes nothing of how its total is worked out")
  func breakdown() throws {
    var problem = try Samples.everyone(
      followers: [[Int](repeating: 50, count: 120)], pages: [900],
      teams: [Int](repeating: 0, count: 120), posts: 150, parameters: ParameterSet())
    let options = ReachOptions(for: problem, seed: 1)
    problem.groups += problem.items.indices.map { [$0] } + problem.items.indices.map { [0, $0] }
    #expect(ReachOptions(for: problem, seed: 1) == options)
  }

  @Test("a problem that doesn't fit together is refused")
  func refused() async throws {
    var problem = try Samples.wild(1)
    problem.groups.append([99])
    await #expect(throws: Failure.self) {
      try await ReachEngine.estimate(problem, ReachOptions(seed: 1))
    }
  }
}
