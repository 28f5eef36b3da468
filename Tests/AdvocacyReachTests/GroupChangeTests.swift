import AdvocacyModel
import Testing

@testable import AdvocacyReach

@Suite("The change between two groups of posts")
struct GroupChangeTests {
  private func sums(
    _ parameters: ParameterSet
  ) async throws -> (sums: [BlockSums], estimate: ReachEstimate) {
    var problem = try Samples.everyone(
      followers: [[300, 200, 100]], pages: [400], teams: [0, 0, 1], posts: 4,
      parameters: parameters)
    problem.groups = [[0, 1], [2, 3], [0, 1, 2, 3]]
    let options = ReachOptions(
      seed: 20_261_123, draws: 200)
    let sums = try await ReachEngine.sums(problem, options)
    return (
      try ReachEngine.blocks(sums, of: [0, 1, 2], problem, options),
      try ReachEngine.summarize(problem, options, sums)
    )
  }

  private var uncertain: ParameterSet {
    Samples.still(market: 1e6)
      .overriding(
        .pageVisibility,
        with: Parameter(
          low: 0.02, typical: 0.05, high: 0.1, basis: .assumed, source: "test")
      )
      .overriding(.visibilityRatio, with: Parameter(2))
  }

  @Test("The means are the differences of the groups' means")
  func means() async throws {
    let (sums, estimate) = try await sums(uncertain)
    let change = GroupChange(sums, from: 0, to: 2)
    let (first, second) = (estimate.groups[0], estimate.groups[2])
    let difference = second.additionalPeople.mean - first.additionalPeople.mean
    #expect(abs(change.additionalPeople.mean - difference) < 1e-9)
    let multipliers = try #require(change.reachMultiplier)
    let (old, new) = (try #require(first.reachMultiplier), try #require(second.reachMultiplier))
    #expect(abs(multipliers.mean - (new.mean - old.mean)) < 1e-9)
  }

  @Test("Per post, each group counts by its own number of posts")
  func perPost() async throws {
    let (sums, estimate) = try await sums(uncertain)
    let change = GroupChange(sums, from: 0, to: 2, posts: (2, 4)).additionalPeoplePerPost
    let (first, second) = (estimate.groups[0], estimate.groups[2])
    let difference = second.additionalPeople.mean / 4 - first.additionalPeople.mean / 2
    #expect(abs(change.mean - difference) < 1e-9)
    #expect(change.low <= change.mean && change.mean <= change.high)
  }

  @Test("A group has not changed against itself, whatever is unknown")
  func same() async throws {
    let (sums, _) = try await sums(uncertain)
    let change = GroupChange(sums, from: 1, to: 1)
    #expect(change.additionalPeople == .init(mean: 0, low: 0, high: 0))
  }

  @Test("What is unknown about both alike is left out of the difference's interval")
  func paired() async throws {
    let (sums, estimate) = try await sums(uncertain)
    let change = GroupChange(sums, from: 0, to: 1).additionalPeople
    let alone = estimate.groups[0].additionalPeople
    #expect(change.low <= 0 && change.high >= 0)
    #expect(change.high - change.low < (alone.high - alone.low) / 2)
  }
}
