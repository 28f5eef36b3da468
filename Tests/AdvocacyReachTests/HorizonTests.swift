import AdvocacyModel
import Testing

@testable import AdvocacyReach

@Suite("Horizons")
struct HorizonTests {
  private let options = ReachOptions(seed: 1, draws: 2)
  private static let hour = 3600
  private static let beyondAll = 90 * 24 * hour

  /// A wild problem whose employees share at different times.
  private func timed(_ seed: UInt64) throws -> ReachProblem {
    var problem = try Samples.wild(seed)
    problem.horizons = [0, 60, Self.hour, 6 * Self.hour, 24 * Self.hour, Self.beyondAll]
    for index in problem.shares.indices {
      let draw = RandomKey(seed).keyed(by: UInt64(index) + 900).bits
      problem.shares[index].delay = Int(draw % UInt64(24 * Self.hour))
    }
    return problem
  }

  @Test("reach grows with the horizon up to the whole, and employees only add at each")
  func grows() async throws {
    for seed in UInt64(1)...15 {
      let estimate = try await ReachEngine.estimate(try timed(seed), options)
      for cell in estimate.groups {
        var last = (page: 0.0, with: 0.0)
        for horizon in cell.horizons {
          #expect(horizon.withEmployees >= last.with, "seed \(seed)")
          #expect(horizon.withEmployees >= horizon.page ?? 0, "seed \(seed)")
          #expect((horizon.page ?? 0) >= last.page, "seed \(seed)")
          last = (horizon.page ?? 0, horizon.withEmployees)
        }
        let whole = (page: cell.page?.mean ?? 0, with: cell.withEmployees.mean)
        #expect(abs(last.with - whole.with) <= 1e-6 * whole.with, "seed \(seed)")
        #expect(abs(last.page - whole.page) <= 1e-6 * whole.page, "seed \(seed)")
      }
    }
  }

  @Test("asking for horizons changes no other figure")
  func sameCoins() async throws {
    for seed in UInt64(20)...25 {
      let asked = try timed(seed)
      var plain = asked
      plain.horizons = []
      var estimate = try await ReachEngine.estimate(asked, options)
      for index in estimate.groups.indices { estimate.groups[index].horizons = [] }
      #expect(try await ReachEngine.estimate(plain, options) == estimate, "seed \(seed)")
    }
  }

  @Test(
    "half of a page's reach comes within the median delay, and shares count from their own time")
  func median() async throws {
    var parameters = Samples.still()
    parameters.override(.reactionDelayMedianHours, with: Parameter(2))
    parameters.override(.reactionDelaySigma, with: Parameter(0.5))
    var problem = try Samples.everyone(
      followers: [[500]], pages: [1000], teams: [0], parameters: parameters)
    problem.horizons = [2 * Self.hour, 12 * Self.hour, 26 * Self.hour]
    problem.shares[0].delay = 24 * Self.hour
    let cell = try await ReachEngine.estimate(problem, options).groups[0]
    #expect(abs((cell.horizons[0].page ?? 0) - 500) < 20)
    #expect(cell.horizons[0].withEmployees == cell.horizons[0].page)
    #expect(abs(cell.horizons[1].withEmployees - 1000) < 2)
    #expect(abs(cell.horizons[2].withEmployees - 1250) < 20)
  }

  @Test("horizons that don't ascend are refused")
  func refused() async throws {
    var problem = try Samples.wild(1)
    problem.horizons = [60, 60]
    await #expect(throws: Failure.self) {
      try await ReachEngine.estimate(problem, ReachOptions(seed: 1))
    }
  }
}
