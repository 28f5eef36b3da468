import AdvocacyModel
import Testing

@testable import AdvocacyReach

/// The figures of a version of the model.
///
/// Where one of these tests fails since the arithmetic was meant to change: raise the version, and
/// take the new figures.
@Suite("A version of the model gives the same figures")
struct ModelVersionTests {
  private func figures(of problem: ReachProblem) async throws -> [Double] {
    let sums = try await ReachEngine.simulate(
      problem, ReachOptions(seed: 9), blocks: 0..<10)
    return sums.first.map { _ in
      let cells = sums.map { $0.whole[0] }
      let worlds = Double(sums.reduce(0) { $0 + $1.worlds })
      return [
        cells.reduce(0) { $0 + $1.page } / worlds, cells.reduce(0) { $0 + $1.with } / worlds,
      ]
    } ?? []
  }

  @Test("from follower counts")
  func counts() async throws {
    let problem = try Samples.everyone(
      followers: [[120, 800, 2400], [300, 0, 90]], pages: [5000, 700], teams: [0, 0, 1], posts: 2,
      parameters: ParameterSet())
    let found = try await figures(of: problem)
    let recorded: (version: Int, figures: [Double]) = (5, [623.7689445086646, 1264.260963021285])
    #expect(ReachModel.version == recorded.version)
    for (own, known) in zip(found, recorded.figures) {
      #expect((own / known - 1).magnitude < 1e-6, "\(own) for \(known)")
    }
  }

  @Test("over graphs")
  func graphs() async throws {
    let found = try await figures(of: try Samples.wild(1))
    let recorded: (version: Int, figures: [Double]) = (5, [1920.570662139799, 2966.4849602527415])
    #expect(ReachModel.version == recorded.version)
    for (own, known) in zip(found, recorded.figures) {
      #expect((own / known - 1).magnitude < 1e-6, "\(own) for \(known)")
    }
  }

  @Test("of a report, from outlines and what is known of their means")
  func report() async throws {
    let problem = try Samples.everyone(
      followers: [[120, 800, 2400]], pages: [5000], teams: [0, 0, 1], posts: 3,
      parameters: ParameterSet())
    let cell = try await ReachEngine.estimate(
      problem, ReachOptions(seed: 9, draws: 4 * ReachOptions.row)
    ).groups[0]
    let found = [cell.page?.mean ?? 0, cell.withEmployees.mean, cell.reachMultiplier?.high ?? 0]
    let recorded: (version: Int, figures: [Double]) = (
      5, [732.5137739976677, 1532.3802215499795, 2.704723742314724]
    )
    #expect(ReachModel.version == recorded.version)
    for (own, known) in zip(found, recorded.figures) {
      #expect((own / known - 1).magnitude < 1e-6, "\(own) for \(known)")
    }
  }
}
