import AdvocacyCore
import Testing

@testable import AdvocacyReach

/// What the engine draws: a label that keys draws is a contract, since the same ledger, seed and
/// release have to give the same report.
@Suite("The engine's draws are a contract")
struct DrawContractTests {
  @Test("blocks and their audiences have keys of their own")
  func keys() throws {
    let plan = ReachPlan(try Samples.wild(1), ReachOptions(seed: 9))
    #expect(plan.blockKey(3).bits == 8_045_496_144_888_620_080)
    #expect(plan.audienceKey(3).bits == 1_065_193_509_990_997_453)
  }

  @Test("a block's parameters are drawn by network and name")
  func parameters() throws {
    let draws = ReachPlan(try Samples.wild(1), ReachOptions(seed: 9)).draws(ofBlock: 3)
    #expect(
      draws.networks.map { ($0.appealSpread * 1e6).rounded() } == [145_202, 396_579, 109_232])
    #expect(
      draws.networks.map { ($0.pageVisibility * 1e6).rounded() } == [531_049, 264_318, 364_634])
  }

  @Test("a batch's appeals are drawn by post and network")
  func appeals() throws {
    let plan = ReachPlan(try Samples.wild(1), ReachOptions(seed: 9))
    var appeals = Appeals(plan)
    appeals.begin(batch: 2, of: plan.blockKey(3), plan.draws(ofBlock: 3))
    let drawn = plan.items.indices.map {
      (appeals.appeal(item: $0, world: 1) * 1e6).rounded()
    }
    #expect(drawn == [879_711, 1_293_920, 843_368, 1_020_256, 863_977, 880_065])
  }

  @Test("worlds reach the same people, with few parts and with many")
  func worlds() async throws {
    var problem = try Samples.wild(1)
    let options = ReachOptions(seed: 9, worldsPerBlock: 16)
    for (count, credits) in [
      (2, [8_762_513_760.0, 1_885_403_520]), (100, [8_303_415_120, 178_738_560]),
    ] {
      problem.contributors = .init(
        group: 0, count: count, ofEmployee: problem.teams.indices.map { $0 % count })
      let sums = try #require(
        try await ReachEngine.simulate(problem, options, blocks: 3..<4).first)
      #expect(sums.cells.map(\.page) == [53079, 36034, 53052, 14])
      #expect(sums.cells.map(\.with) == [67853, 61490, 67317, 51])
      #expect(sums.contributors.prefix(2).map(\.credit) == credits)
    }
  }

  @Test("who stands for others in a large audience is drawn once a block")
  func sample() async throws {
    let problem = try Samples.everyone(
      followers: [[900_000, 40_000_000]], pages: [30_000_000], teams: [0, 1],
      parameters: ParameterSet())
    let sums = try await ReachEngine.simulate(
      problem, ReachOptions(seed: 9, worldsPerBlock: 2), blocks: 0..<1)
    #expect(sums.flatMap(\.cells).flatMap { [$0.page, $0.with] } == [300_900, 608_880])
  }

  @Test("whom ordinary people pass an item on to is drawn from the page's followers and others")
  func passingOn() throws {
    var parameters = Samples.still(market: 20_000)
    for (name, value) in [
      (ParameterName.shareRate, 0.3), (.pageVisibility, 0.3), (.pageOverlap, 0.3),
      (.deepAudienceCap, 100),
    ] {
      parameters.override(name, with: Parameter(value))
    }
    let problem = try Samples.everyone(
      followers: [[500, 800]], pages: [2000], teams: [0, 1], parameters: parameters)
    var worker = Worker(
      ReachPlan(
        problem, ReachOptions(seed: 9, worldsPerBlock: 4),
        sample: PeopleSample(weight: 7, pageWeight: 3)))
    #expect(worker.run(block: 0).cells.flatMap { [$0.page, $0.with] } == [57_934, 59_424])
  }

  @Test(
    "graphs are walked through with the same coins",
    arguments: [
      (CascadeMode.masks, [26_800_049, 616_552]), (.scalar, [26_972_513, 618_694]),
      (.geometric, [26_852_543, 615_817]),
    ])
  func cascades(mode: CascadeMode, expected: [Double]) async throws {
    let graph = Samples.graph(RandomKey(3))
    let estimate = try await ReachEngine.spread(
      graph, seeds: Array(graph.ids.prefix(3)), model: .uniform(0.2), worlds: 4096, seed: 9,
      mode: mode)
    #expect([(estimate.mean * 1e6).rounded(), Double(estimate.edges)] == expected)
  }
}
