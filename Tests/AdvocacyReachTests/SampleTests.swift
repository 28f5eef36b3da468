import AdvocacyCore
import Testing

@testable import AdvocacyReach

@Suite("Sampled people")
struct SampleTests {
  /// Two dozen employees of small and large teams on two networks, who pass on a lot.
  private func problem(market: Double, shareRate: Double) throws -> ReachProblem {
    var parameters = Samples.still(market: market)
    for (name, value) in [
      (.pageVisibility, 0.2), (.visibilityRatio, 1.5), (.shareRate, shareRate),
      (.teamOverlap, 0.2), (.companyOverlap, 0.06), (.pageOverlap, 0.1), (.fatigue, 0.5),
      (.secondNetworkOverlap, 0.2), (.deepShareFactor, 0.5), (.deepAudienceCap, 200),
    ] as [(ParameterName, Double)] {
      parameters.override(name, with: Parameter(value))
    }
    func followers(_ step: Int) -> [Int] { (0..<24).map { 40 + 13 * (($0 * step) % 24) } }
    return try Samples.everyone(
      followers: [followers(7), followers(11)], pages: [900, 1700],
      teams: (0..<24).map { $0 < 12 ? $0 / 3 : 4 }, parameters: parameters)
  }

  private struct Difference {
    var figure: String
    /// The mean relative difference from everybody's figure, and its standard error.
    var mean: Double
    var error: Double
  }

  /// The differences over the same blocks.
  private func differences(_ problem: ReachProblem, _ sample: PeopleSample) -> [Difference] {
    let options = ReachOptions(seed: 3, worldsPerBlock: 2)
    var whole = Worker(ReachPlan(problem, options, sample: PeopleSample()))
    var thinned = Worker(ReachPlan(problem, options, sample: sample))
    func figures(_ sums: BlockSums) -> [Double] {
      let cell = sums.cells[0]
      return [cell.page, cell.with, cell.sightings.reduce(0, +)]
    }
    let blocks = 40
    var all: [[Double]] = []
    var parts: [[Double]] = []
    for block in 0..<blocks {
      all.append(figures(whole.run(block: block)))
      parts.append(figures(thinned.run(block: block)))
    }
    return ["page", "with", "gross"].enumerated().map { index, figure in
      let total = all.reduce(0) { $0 + $1[index] }
      let residuals = zip(parts, all).map { $0[index] - $1[index] }
      let mean = residuals.reduce(0, +) / Double(blocks)
      let squares = residuals.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let error = squares.squareRoot() / Double(blocks)
      let scale = Double(blocks) / total
      return Difference(figure: figure, mean: mean * scale, error: error * scale)
    }
  }

  @Test(
    "a sample's figures are everybody's at the first depth",
    arguments: [PeopleSample(weight: 7, pageWeight: 3), .init(weight: 40, pageWeight: 5)])
  func firstDepth(sample: PeopleSample) throws {
    for found in differences(try problem(market: 30_000, shareRate: 0), sample) {
      #expect(abs(found.mean) <= 4 * found.error + 1e-12, "\(found)")
      #expect(found.error < 0.06, "\(found)")
    }
  }

  @Test("a sample's figures are everybody's within 1 % where much comes from passing on")
  func allDepths() throws {
    let problem = try problem(market: 1_000_000, shareRate: 0.03)
    for found in differences(problem, PeopleSample(weight: 7, pageWeight: 3)) {
      #expect(abs(found.mean) <= 4 * found.error + 0.01, "\(found)")
    }
  }

  @Test("overlaps of a sample's audiences are those of everybody's")
  func overlaps() throws {
    let problem = try problem(market: 30_000, shareRate: 0)
    let options = ReachOptions(seed: 1)
    func overlap(_ sample: PeopleSample) -> (team: Double, page: Double, second: Double) {
      let plan = ReachPlan(problem, options, sample: sample)
      let solution = plan.solver.solve(BlockDraws(plan.source(.typical)).audience)
      var sums = (team: 0.0, page: 0.0, second: 0.0)
      for block in 0..<40 {
        var maker = AudienceMaker(plan, solution, key: RandomKey(5).keyed(by: UInt64(block)))
        func people(_ network: Int, _ employee: Int?) -> [Int: Int] {
          var people: [Int: Int] = [:]
          maker.enumerate(network: network, employee: employee) { people[$0] = $1 }
          return people
        }
        func common(_ first: [Int: Int], _ second: [Int: Int]) -> Double {
          Double(first.reduce(0) { second[$1.key] == nil ? $0 : $0 + $1.value })
        }
        let page = people(0, nil)
        for employee in stride(from: 0, to: 24, by: 3) {
          let own = people(0, employee)
          sums.team += common(own, people(0, employee + 1))
          sums.page += common(own, page)
          sums.second += common(own, people(1, employee))
        }
      }
      return sums
    }
    let everybody = overlap(PeopleSample())
    let sampled = overlap(PeopleSample(weight: 5, pageWeight: 2))
    #expect(abs(sampled.team / everybody.team - 1) < 0.08)
    #expect(abs(sampled.page / everybody.page - 1) < 0.08)
    #expect(abs(sampled.second / everybody.second - 1) < 0.08)
  }

  @Test("the choice is everybody in small problems and follows the counts in large ones")
  func choice() {
    func weights(_ followers: Int, _ exposures: Int, _ page: Int, _ market: Int = 1_000_000_000)
      -> [Int]
    {
      let sample = PeopleSample(
        followers: followers, exposures: exposures, page: page, market: market)
      return [sample.weight, sample.pageWeight]
    }
    #expect(weights(1_000_000, 20_000_000, 800) == [1, 1])
    #expect(weights(50_000_000, 50_000_000, 800) == [250, 1])
    #expect(weights(50_000_000, 50_000_000, 25_000) == [250, 25])
    #expect(weights(1_000_000, 2_000_000_000, 1_000_000) == [100, 100])
    #expect(weights(50_000_000, 50_000_000, 25_000, 1_000_000) == [10, 10])
  }

  @Test("every number is in a stratum for one offset in as many as its weight says")
  func strata() {
    for weight in 1...9 {
      var times = [Int](repeating: 0, count: 50)
      for offset in 0..<weight {
        let stratum = Stratum(of: 17..<41, weight: weight, offset: offset)
        for place in 0..<stratum.count { times[stratum.number(place)] += 1 }
        let part = stratum.places(of: 5..<11, from: 17).map { stratum.number($0) }
        #expect(part == (0..<stratum.count).map(stratum.number).filter { (22..<28).contains($0) })
      }
      #expect(times == (0..<50).map { (17..<41).contains($0) ? 1 : 0 })
    }
  }

  @Test("pairs by classes overlap as pairs one by one do, within 2 %")
  func pairs() {
    let key = RandomKey(8)
    let accounts = (0..<3000).map { employee in
      let size = Normal.quantile(key.keyed(by: UInt64(employee)).uniform)
      return (followers: Int(300 * exponential(size)) + 1, team: employee % 70)
    }
    let profile = AudienceProfile(accounts: accounts, teamCount: 70, page: nil)
    for pools in [
      PoolSizes(team: 900, company: 9000, teams: 70, total: 10_000_000),
      PoolSizes(team: 60, company: 300, teams: 70, total: 1_000_000),
    ] {
      let classes = profile.overlaps(teamShare: 0.3, companyShare: 0.2, pools: pools)
      let exact = profile.sums(teamShare: 0.3, companyShare: 0.2, pools: pools)
      #expect(abs(classes.within / (exact.within / profile.withinPairs) - 1) < 0.02)
      #expect(abs(classes.across / (exact.across / profile.acrossPairs) - 1) < 0.02)
    }
  }
}
