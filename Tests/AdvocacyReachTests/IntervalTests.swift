import AdvocacyModel
import Testing

@testable import AdvocacyReach

@Suite("Interval")
struct IntervalTests {
  private static let ratio = Parameter(
    low: 0.2, typical: 0.5, high: 0.9, basis: .assumed, source: "test")

  private func estimate(
    page: Int, staff: [Int], blocks: Int, seed: UInt64 = 11
  ) async throws -> ReachEstimate.Figure {
    var parameters = Samples.still()
    parameters.override(.visibilityRatio, with: Self.ratio)
    parameters.override(.networkCorrelation, with: Parameter(0))
    let problem = try Samples.everyone(
      followers: [staff], pages: [page], teams: staff.map { _ in 0 }, parameters: parameters)
    let options = ReachOptions(seed: seed, draws: blocks)
    let cell = try await ReachEngine.estimate(problem, options).groups[0]
    return try #require(cell.reachMultiplier)
  }

  @Test("with disjoint audiences the interval equals the analytic quantiles within 5 %")
  func analytic() async throws {
    let figure = try await estimate(page: 60, staff: [200, 150], blocks: 200)
    let factor = 350.0 / 60
    let (low, high) = (
      1 + factor * Self.ratio.quantile(0.05, of: .visibilityRatio),
      1 + factor * Self.ratio.quantile(0.95, of: .visibilityRatio)
    )
    #expect(abs(figure.low / low - 1) < 0.05)
    #expect(abs(figure.high / high - 1) < 0.05)
  }

  @Test("the interval is as wide with 2,000 blocks as with 200")
  func steady() async throws {
    let few = try await estimate(page: 5, staff: [40], blocks: 200)
    let many = try await estimate(page: 5, staff: [40], blocks: 2000)
    #expect(abs((many.high - many.low) / (few.high - few.low) - 1) < 0.1)
  }

  @Test("dice alone leave next to nothing open")
  func diceAreNotUncertainty() async throws {
    var parameters = Samples.still()
    parameters.override(.pageVisibility, with: Parameter(0.3))
    let problem = try Samples.everyone(
      followers: [[30, 30]], pages: [40], teams: [0, 0], parameters: parameters)
    let options = ReachOptions(
      seed: 3, draws: 300)
    let cell = try await ReachEngine.estimate(problem, options).groups[0]
    let figure = try #require(cell.reachMultiplier)
    #expect(abs(figure.mean - 2.5) < 0.05)
    #expect(figure.high - figure.low < 0.1)
  }

  @Test("noise within blocks is taken out of the interval")
  func shrinks() {
    var values: [Double] = []
    var noise: [Double] = []
    for block in 0..<4000 {
      let key = RandomKey(9).keyed(by: UInt64(block))
      let truth = Normal.quantile(key.keyed(by: 0).uniform)
      values.append(truth + 2 * Normal.quantile(key.keyed(by: 1).uniform))
      noise.append(4)
    }
    let figure = Interval.figure(mean: 0, values: values, noise: noise)
    #expect(abs(figure.high - 1.645) < 0.15)
    #expect(abs(figure.low + 1.645) < 0.15)
  }
}
