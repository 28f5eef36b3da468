import AdvocacyModel
import Testing

@testable import AdvocacyReach

/// What the engine draws: a label that keys draws is a contract, since the same ledger, seed and
/// release have to give the same report.
@Suite("The engine's draws are a contract")
struct DrawContractTests {
  @Test("a draw's parameters are drawn by network and name")
  func parameters() throws {
    let problem = try Samples.wild(1)
    let draw = CountsDraw(
      ParameterSource(
        networks: problem.networks.map(\.id), parameters: problem.parameters,
        place: .drawn(RandomKey(9).keyed(by: "parameters"), block: 3)))
    #expect(
      draw.networks.map { ($0.appealSpread * 1e6).rounded() } == [1_000_000, 812_500, 812_500])
    #expect(
      draw.networks.map { ($0.pageVisibility * 1e6).rounded() } == [373_986, 683_568, 256_185])
  }

  @Test(
    "the first draws of a row lie all over every range that matters", arguments: [50, 100, 200])
  func prefixes(count: Int) {
    for direction in 0..<10 {
      for seed in UInt64(1)...20 {
        let places = (0..<count).map {
          ParameterPoints.quantile(of: $0, direction: direction, key: RandomKey(seed))
        }.sorted()
        let gaps = zip([0] + places, places + [1]).map { $1 - $0 }
        // Three times the mean on the circle, and twice that where it is folded.
        #expect((gaps.max() ?? 1) * Double(count) < 6.1, "direction \(direction), seed \(seed)")
      }
    }
  }

  @Test("draws reach as many people, with few parts and with many")
  func draws() async throws {
    var problem = try Samples.wild(1)
    for (count, credits) in [
      (2, [851_444_363.0, 202_583_298]), (100, [837_982_446, 27_025_953]),
    ] {
      problem.contributors = .init(
        group: 0, count: count, ofEmployee: problem.teams.indices.map { $0 % count })
      let sums = try #require(
        try await ReachEngine.simulate(problem, ReachOptions(seed: 9), blocks: 4..<5).first)
      #expect(
        sums.whole.map { ($0.page * 1000).rounded() }
          == [1_177_055, 631_053, 1_177_001, 1_167])
      #expect(
        sums.whole.map { ($0.with * 1000).rounded() }
          == [2_639_520, 2_042_929, 2_633_062, 2_351])
      #expect(sums.contributors.prefix(2).map { $0.credit.rounded() } == credits)
    }
  }

  @Test(
    "graphs are walked through with the same coins",
    arguments: [
      (CascadeMode.masks, [26_871_551, 616_552]), (.scalar, [26_972_513, 618_694]),
      (.geometric, [26_853_980, 621_562]),
    ])
  func cascades(mode: CascadeMode, expected: [Double]) async throws {
    let graph = Samples.graph(RandomKey(3))
    let estimate = try await ReachEngine.spread(
      graph, seeds: Array(graph.ids.prefix(3)), model: .uniform(0.2), worlds: 4096, seed: 9,
      mode: mode)
    #expect([(estimate.mean * 1e6).rounded(), Double(estimate.edges)] == expected)
  }
}
