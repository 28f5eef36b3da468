import AdvocacyModel
import Testing

@testable import AdvocacyReach

@Suite("Draws in outline and in full")
struct OutlineTests {
  /// 150 employees in teams of ten, who pass on every post.
  private func problem(posts: Int) throws -> ReachProblem {
    try Samples.everyone(
      followers: [(0..<150).map { 60 + $0 * 37 % 900 }], pages: [20_000],
      teams: (0..<150).map { $0 / 10 }, posts: posts, parameters: ParameterSet())
  }

  @Test("a figure from outlines is that of all draws in full", arguments: [1, 9])
  func figures(posts: Int) async throws {
    let problem = try problem(posts: posts)
    let options = ReachOptions(seed: 3, draws: 2 * ReachOptions.row)
    let outlined = try await ReachEngine.estimate(problem, options).groups[0]
    let worker = CountsWorker(CountsPlan(problem), key: RandomKey(3), draws: options.draws)
    var cascade: GraphCascade?
    var (page, with) = (0.0, 0.0)
    for draw in 0..<options.draws {
      let cell = try #require(worker.run(draw: draw, &cascade, isWhole: true).cells[0])
      page += cell.page
      with += cell.with
    }
    let multiplier = try #require(outlined.reachMultiplier?.mean)
    // A third of the draws and more are worked out in full; the others hardly differ from outlines.
    #expect((multiplier / (with / page) - 1).magnitude < 0.005)
    let people = outlined.withEmployees.mean * Double(options.draws)
    #expect((people / with - 1).magnitude < 0.005)
  }

  @Test("most draws have an outline alone, those of a study nothing else, those over graphs none")
  func schedule() async throws {
    let options = ReachOptions(seed: 3, draws: 2 * ReachOptions.row)
    var problem = try problem(posts: 2)
    let all = try await ReachEngine.sums(problem, options)
    #expect(all.allSatisfy { $0.outline(of: 0) != nil })
    let full = all.count { $0.cells[0] != nil }
    #expect((150...300).contains(full), "\(full)")
    let study = ReachOptions(seed: 3, draws: 20, isOutline: true)
    let outlines = try await ReachEngine.sums(problem, study)
    #expect(outlines.map(\.cells) == all.prefix(20).map(\.outlines))
    let graph = Samples.graph(RandomKey(3))
    problem.networks[0].audience = .graph(graph)
    let walked = try await ReachEngine.sums(
      problem, ReachOptions(seed: 3, draws: 2, isOutline: true))
    #expect(walked.allSatisfy { $0.outlines.isEmpty && $0.cells[0] != nil })
  }

  @Test("what is in proportion to its outline is brought to its level without a rest")
  func level() {
    let draws = (0..<10).map { number in
      var draw = BlockSums(block: number, groups: 1, batches: 1)
      var outline = BlockSums.Cell(sightings: [Double(number + 1)])
      (outline.page, outline.with) = (Double(number), Double(3 * number + 5))
      draw.outlines = [outline]
      if number % 3 == 0 {
        var cell = outline.scaled(page: 2, additional: 3)
        cell.sightings = outline.sightings.map { 7 * $0 }
        draw.cells[0] = cell
      }
      return draw
    }
    let leveled = LeveledDraws(draws, groups: [0], widest: 0).draws
    for (number, draw) in leveled.enumerated() {
      let (page, additional) = (2 * Double(number), 3 * Double(2 * number + 5))
      let cell = draw.cells[0] ?? BlockSums.Cell(sightings: [0])
      #expect((cell.page - page).magnitude < 1e-9)
      #expect((cell.with - page - additional).magnitude < 1e-9)
      #expect((cell.sightings[0] - 7 * Double(number + 1)).magnitude < 1e-9)
    }
  }
}
