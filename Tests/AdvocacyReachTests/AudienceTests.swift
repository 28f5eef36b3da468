import AdvocacyCore
import Testing

@testable import AdvocacyReach

@Suite("Synthetic audience")
struct AudienceTests {
  /// What overlaps a synthetic audience has, measured by listing its people.
  private struct Measured {
    var team = [0.0, 0.0]
    var company = [0.0, 0.0]
    var page = [0.0, 0.0]
    var second = 0.0
  }

  private func measure(_ problem: ReachProblem, keys: Int) -> (PoolSolution, Measured) {
    let plan = ReachPlan(problem, ReachOptions(seed: 1))
    let solution = plan.solver.solve(BlockDraws(plan.source(.typical)).audience)
    var sum = Measured()
    for key in 0..<keys {
      let maker = AudienceMaker(plan, solution, key: RandomKey(77).keyed(by: UInt64(key)))
      add(maker, problem, &sum, 1 / Double(keys))
    }
    return (solution, sum)
  }

  private func add(
    _ made: AudienceMaker, _ problem: ReachProblem, _ sum: inout Measured, _ weight: Double
  ) {
    var maker = made
    func people(_ network: Int, _ employee: Int?) -> Set<Int> {
      var all: Set<Int> = []
      var count = 0
      maker.enumerate(network: network, employee: employee) { number, _ in
        all.insert(number)
        count += 1
      }
      #expect(all.count == count, "a follower counts once")
      return all
    }
    let staff = problem.teams.indices
    let audiences = (0..<2).map { network in staff.map { people(network, $0) } }
    for network in 0..<2 {
      let page = people(network, nil)
      let own = audiences[network]
      var (within, across) = ((0.0, 0.0), (0.0, 0.0))
      for second in staff {
        let shared = Double(own[second].intersection(page).count) / Double(own[second].count)
        sum.page[network] += weight * shared / Double(staff.count)
        for first in 0..<second {
          let common = Double(own[first].intersection(own[second]).count)
          let overlap = common / Double(min(own[first].count, own[second].count))
          if problem.teams[first] == problem.teams[second] {
            within = (within.0 + overlap, within.1 + 1)
          } else {
            across = (across.0 + overlap, across.1 + 1)
          }
        }
      }
      sum.team[network] += weight * within.0 / within.1
      sum.company[network] += weight * across.0 / across.1
    }
    for employee in staff {
      let (x, y) = (audiences[0][employee], audiences[1][employee])
      let overlap = Double(x.intersection(y).count) / Double(min(x.count, y.count))
      sum.second += weight * overlap / Double(staff.count)
    }
  }

  private func problem(
    team: Double, company: Double, page: Double, second: Double, pages: [Int]
  ) throws -> ReachProblem {
    var parameters = Samples.still(market: 20_000)
    parameters.override(.teamOverlap, with: Parameter(team))
    parameters.override(.companyOverlap, with: Parameter(company))
    parameters.override(.pageOverlap, with: Parameter(page))
    parameters.override(.secondNetworkOverlap, with: Parameter(second))
    let x = (0..<12).map { 60 + 37 * (($0 * 7) % 12) }
    let linkedin = (0..<12).map { 90 + 41 * (($0 * 5) % 12) }
    return try Samples.everyone(
      followers: [x, linkedin], pages: pages, teams: (0..<12).map { $0 % 3 },
      parameters: parameters)
  }

  @Test("overlaps that can be had are had within 2 %")
  func asked() throws {
    let (_, measured) = measure(
      try problem(team: 0.2, company: 0.05, page: 0.12, second: 0.2, pages: [800, 1500]), keys: 200)
    for network in 0..<2 {
      #expect(abs(measured.team[network] / 0.2 - 1) < 0.02)
      #expect(abs(measured.company[network] / 0.05 - 1) < 0.02)
      #expect(abs(measured.page[network] / 0.12 - 1) < 0.02)
    }
    #expect(abs(measured.second / 0.2 - 1) < 0.02)
  }

  @Test("where overlaps can't be had, the attainable ones are had and reported within 2 %")
  func attainable() throws {
    let (solution, measured) = measure(
      try problem(team: 0.9, company: 0.6, page: 0.5, second: 0.9, pages: [30, 60]), keys: 100)
    for network in 0..<2 {
      let team = try #require(solution.networks[network].teamOverlap)
      let company = try #require(solution.networks[network].companyOverlap)
      let page = try #require(solution.networks[network].pageOverlap)
      #expect(page < 0.4)
      #expect(abs(measured.team[network] / team - 1) < 0.02)
      #expect(abs(measured.company[network] / company - 1) < 0.02)
      #expect(abs(measured.page[network] / page - 1) < 0.02)
    }
    #expect(abs(measured.second / solution.secondNetwork - 1) < 0.02)
  }

  @Test("an overlap that can't be had is named in the estimate")
  func notes() async throws {
    let asked = try problem(team: 0.2, company: 0.05, page: 0.5, second: 0.2, pages: [30, 1500])
    let options = ReachOptions(seed: 1, minimumBlocks: 1, maximumBlocks: 1, worldsPerBlock: 16)
    let notes = try await ReachEngine.estimate(asked, options).notes
    #expect(notes.contains { $0.network == "x" && $0.parameter == "pageOverlap" })
    #expect(!notes.contains { $0.parameter == "teamOverlap" })
  }
}
