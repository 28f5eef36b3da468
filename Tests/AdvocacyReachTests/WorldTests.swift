import AdvocacyCore
import Testing

@testable import AdvocacyReach

@Suite("Worlds")
struct WorldTests {
  @Test("in every world the people reached with the employees include those of the page alone")
  func employeesOnlyAdd() throws {
    for seed in UInt64(1)...60 {
      for world in WorldView.worlds(of: try Samples.wild(seed), seed: seed, count: 4) {
        for (page, with) in zip(world.page, world.with) {
          #expect(page.isSubset(of: with), "seed \(seed)")
        }
      }
    }
  }

  @Test("adding employees one by one never loses a person in any world")
  func oneByOne() throws {
    for seed in UInt64(1)...20 {
      let whole = try Samples.wild(seed)
      var before: [WorldView]?
      for staff in 0...whole.employeeCount {
        var problem = whole
        problem.shares = whole.shares.filter { $0.employee < staff }
        let worlds = WorldView.worlds(of: problem, seed: seed, count: 3)
        if let before {
          for (smaller, larger) in zip(before, worlds) {
            for (few, many) in zip(smaller.with, larger.with) {
              #expect(few.isSubset(of: many), "seed \(seed), \(staff) employees")
            }
          }
        }
        before = worlds
      }
    }
  }

  @Test("unduplicated reach lies between the largest sharer's and the lesser of gross and market")
  func bounds() throws {
    for seed in UInt64(100)...130 {
      let problem = try Samples.wild(seed)
      for world in WorldView.worlds(of: problem, seed: seed, count: 4) {
        for item in problem.items.indices {
          let reach = world.with[item].count
          #expect(reach >= world.largest[item], "seed \(seed)")
          #expect(reach <= min(world.sightings[item], 5000), "seed \(seed)")
        }
      }
    }
  }

  @Test("employees and the page are never among the people reached")
  func staffDontCount() throws {
    for seed in UInt64(1)...20 {
      let problem = try Samples.wild(seed)
      let people = ReachPlan(problem, ReachOptions(seed: seed)).people
      for world in WorldView.worlds(of: problem, seed: seed, count: 2) {
        for person in world.with.joined() where person < 0 {
          #expect(!people.isStaff[-1 - person], "seed \(seed)")
        }
      }
    }
  }

  @Test("a post on two networks reaches the union of people, not a sum")
  func union() async throws {
    var parameters = Samples.still()
    parameters.override(.secondNetworkOverlap, with: Parameter(0.4))
    let problem = try Samples.everyone(
      followers: [[1000], [1000]], pages: [nil, nil], teams: [0], parameters: parameters)
    let estimate = try await ReachEngine.estimate(
      problem, ReachOptions(seed: 1, minimumBlocks: 2, maximumBlocks: 2, worldsPerBlock: 16))
    #expect(abs(estimate.groups[0].withEmployees.mean - 1600) < 5)
    #expect(estimate.groups[0].grossReach == 2000)
    #expect(estimate.groups[0].potentialReach == 2000)
    #expect(estimate.groups[0].reachMultiplier == nil)
    #expect(estimate.groups[0].page == nil)
  }

  @Test("two graphs that name the same ids share their people")
  func samePeople() throws {
    let key = RandomKey(5)
    let graph = Samples.graph(key)
    let networks = try ["x", "linkedin"].map {
      ReachProblem.Network(
        id: try Samples.network($0), page: nil, audience: .graph(graph),
        accounts: [.init(followers: 0, node: 7)])
    }
    let problem = ReachProblem(
      networks: networks, teams: [0], parameters: Samples.still(),
      items: [.init(post: 0, network: 0), .init(post: 0, network: 1)],
      shares: [
        .init(item: 0, employee: 0, strength: .full), .init(item: 1, employee: 0, strength: .full),
      ], groups: [[0, 1]])
    let world = try #require(WorldView.worlds(of: problem, seed: 1, count: 1).first)
    #expect(world.with[0] == world.with[1])
    #expect(world.with[0].count == graph.followerCount(7))
  }
}
