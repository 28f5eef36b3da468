import AdvocacyCore
import AdvocacyTestSupport
import Foundation
import Testing

@testable import AdvocacyReach

/// The closed form against people drawn one by one; ORACLE_WORLDS sets how many worlds, 4,000 of
/// which tell half a percent.
@Suite("The closed form against a plain simulation")
struct CountsOracleTests {
  /// A problem to be drawn.
  struct Case: CustomTestStringConvertible, Sendable {
    var employees: Int
    var networks: Int
    var teams: Int
    var posts: Int
    var testDescription: String {
      "\(employees) employees, \(networks) networks, \(teams) teams, \(posts) posts"
    }
  }

  static let cases = [
    Case(employees: 1, networks: 1, teams: 1, posts: 1),
    Case(employees: 4, networks: 1, teams: 1, posts: 3),
    Case(employees: 5, networks: 2, teams: 2, posts: 2),
    Case(employees: 12, networks: 1, teams: 3, posts: 10),
    Case(employees: 12, networks: 2, teams: 1, posts: 1),
    Case(employees: 6, networks: 3, teams: 2, posts: 4),
  ]

  private static let worlds =
    ProcessInfo.processInfo.environment["ORACLE_WORLDS"].flatMap(Int.init) ?? 100

  private static func problem(_ number: Int) throws -> ReachProblem {
    let own = cases[number]
    return try CountsScene.drawn(
      UInt64(number + 1), employees: own.employees, networks: own.networks, teams: own.teams,
      posts: own.posts)
  }

  @Test("reach at depth 1 is that of people of the same classes", arguments: cases.indices)
  func classes(number: Int) throws {
    let scene = CountsScene(try Self.problem(number))
    let counts = try scene.plain(classes: true).simulate(worlds: Self.worlds, seed: 7)
    for (cell, count) in zip(scene.cells, counts) {
      // What the engine leaves by its points over appeals, and by whole people of a pool.
      func agrees(_ estimate: PlainCounts.Estimate, _ own: Double) -> Bool {
        abs(own - estimate.mean) < 4 * estimate.standardError + 0.002 * own
      }
      #expect(agrees(count.page, cell.page), "\(Self.cases[number]): page")
      #expect(agrees(count.with, cell.with), "\(Self.cases[number]): with")
      #expect(
        agrees(count.additional, cell.with - cell.page), "\(Self.cases[number]): additional")
      #expect(agrees(count.sightings, cell.sightings.reduce(0, +)), "\(Self.cases[number])")
    }
  }

  @Test("reach at depth 1 is that of people drawn from the distributions", arguments: cases.indices)
  func gamma(number: Int) throws {
    let scene = CountsScene(try Self.problem(number))
    let counts = try scene.plain(classes: false).simulate(worlds: Self.worlds, seed: 8)
    for (cell, count) in zip(scene.cells, counts) {
      for (own, estimate) in [(cell.page, count.page), (cell.with, count.with)] {
        #expect(
          abs(own - estimate.mean) < 4 * estimate.standardError + 0.005 * own,
          "\(Self.cases[number]): \(own) against \(estimate.mean) ± \(estimate.standardError)")
      }
    }
  }

  @Test("what each brings is that of the people drawn", arguments: [1, 2, 3])
  func contributions(number: Int) throws {
    var problem = try Self.problem(number)
    problem.contributors = .init(
      group: 0, count: problem.employeeCount, ofEmployee: problem.teams.indices.map { $0 })
    let scene = CountsScene(problem)
    let sums = scene.sums
    let counts = try scene.plain(classes: true).simulate(worlds: Self.worlds, seed: 9)[0]
    let total = sums.contributors.reduce(0) { $0 + $1.credit } / 720_720
    #expect(abs(total - (sums.whole[0].with - sums.whole[0].page)) < 1e-6 * total)
    for (party, part) in sums.contributors.dropLast().enumerated() {
      for (own, estimate) in [
        (part.additional, counts.only[party]), (part.credit / 720_720, counts.shapley[party]),
        (part.alone, counts.alone[party]),
      ] {
        #expect(
          abs(own - estimate.mean) < 4.5 * estimate.standardError + 0.006 * own,
          "\(party): \(own) against \(estimate.mean) ± \(estimate.standardError)")
      }
    }
  }

  @Test("what is seen within a time is that of the people drawn", arguments: [1, 3])
  func horizons(number: Int) throws {
    var problem = try Self.problem(number)
    problem.horizons = [30_000]
    let scene = CountsScene(problem)
    let counts = try scene.plain(classes: true, horizon: 30_000)
      .simulate(worlds: Self.worlds, seed: 10)
    for (cell, count) in zip(scene.cells, counts) {
      for (own, estimate) in [
        (cell.pageWithin[0], count.page), (cell.withWithin[0], count.with),
      ] {
        #expect(
          abs(own - estimate.mean) < 4 * estimate.standardError + 0.006 * own,
          "\(own) against \(estimate.mean) ± \(estimate.standardError)")
      }
    }
  }
}
