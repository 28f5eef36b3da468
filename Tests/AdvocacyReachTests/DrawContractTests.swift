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
      draw.networks.map { ($0.appealSpread * 1e6).rounded() } == [437_500, 343_750, 312_500])
    #expect(
      draw.networks.map { ($0.pageVisibility * 1e6).rounded() } == [282_290, 88_842, 126_906])
  }

  @Test("draws reach as many people, with few parts and with many")
  func draws() async throws {
    var problem = try Samples.wild(1)
    for (count, credits) in [
      (2, [414_680_097.0, 101_413_627]), (100, [404_367_790, 18_324_497]),
    ] {
      problem.contributors = .init(
        group: 0, count: count, ofEmployee: problem.teams.indices.map { $0 % count })
      let sums = try #require(
        try await ReachEngine.simulate(problem, ReachOptions(seed: 9), blocks: 3..<4).first)
      #expect(
        sums.whole.map { ($0.page * 1000).rounded() }
          == [415_515, 214_709, 415_028, 267])
      #expect(
        sums.whole.map { ($0.with * 1000).rounded() }
          == [1_131_596, 838_071, 1_125_009, 641])
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
