import AdvocacyModel
import Foundation
import Testing

@testable import AdvocacyReach

@Suite("Attribution")
struct AttributionTests {
  private let options = ReachOptions(seed: 1, draws: 4)

  /// A wild problem whose employees fall into some of several parts, or into none.
  private func divided(_ seed: UInt64, parts: Int) throws -> ReachProblem {
    var problem = try Samples.wild(seed)
    problem.contributors = .init(
      group: Int(seed % 2), count: parts,
      ofEmployee: problem.teams.indices.map { employee in
        let draw = Int(RandomKey(seed).keyed(by: UInt64(employee) + 500).bits % 9)
        return draw == 0 ? nil : (employee * 7 + draw) % parts
      })
    return problem
  }

  @Test("credits sum to the additional people", arguments: [3, 63, 64, 1000])
  func sums(parts: Int) async throws {
    for seed in UInt64(1)...6 {
      let problem = try divided(seed, parts: parts)
      for sums in try await ReachEngine.simulate(problem, options, blocks: 0..<2) {
        let cell = sums.whole[try #require(problem.contributors).group]
        let credit = sums.contributors.reduce(0) { $0 + $1.credit }
        let additional = (cell.with - cell.page) * Double(BlockSums.creditUnits)
        #expect(abs(credit - additional) <= 1e-9 * abs(additional), "seed \(seed)")
      }
    }
  }

  @Test("what only a contributor brings ≤ its share ≤ what it would bring alone")
  func order() async throws {
    for seed in UInt64(1)...6 {
      let problem = try divided(seed, parts: 5)
      for sums in try await ReachEngine.simulate(problem, options, blocks: 0..<2) {
        for part in sums.contributors {
          let share = part.credit / Double(BlockSums.creditUnits)
          #expect(part.additional <= share + 1e-6 * part.alone, "seed \(seed)")
          #expect(share <= part.alone * (1 + 1e-6), "seed \(seed)")
        }
        for second in 0..<5 {
          for first in 0..<second {
            let both = sums.overlaps[BlockSums.pairIndex(first, second)]
            let lesser = min(sums.contributors[first].alone, sums.contributors[second].alone)
            #expect(both <= lesser * (1 + 1e-6), "seed \(seed)")
          }
        }
      }
    }
  }

  @Test("with two contributors the overlap is what both would bring twice")
  func two() async throws {
    for seed in UInt64(20)...24 {
      var problem = try divided(seed, parts: 2)
      problem.contributors?.ofEmployee = problem.teams.indices.map { $0 % 2 }
      let estimate = try await ReachEngine.estimate(problem, options)
      let cell = estimate.groups[try #require(problem.contributors).group]
      let alone = estimate.contributors.map(\.alone.mean)
      let overlap = estimate.overlaps.first?.people ?? 0
      #expect(
        abs(alone[0] + alone[1] - overlap - cell.additionalPeople.mean) < 1e-5, "seed \(seed)")
      for (index, part) in estimate.contributors.enumerated() {
        #expect(
          abs(part.additionalPeople.mean - (alone[index] - overlap)) < 1e-5, "seed \(seed)")
        #expect(abs(part.share.mean - (alone[index] - overlap / 2)) < 1e-5, "seed \(seed)")
      }
    }
  }

  @Test("the shares of many contributors are those of few")
  func many() async throws {
    // The same five parts, once by themselves and once among parts without employees.
    for seed in UInt64(1)...2 {
      let few = try divided(seed, parts: 5)
      var many = few
      many.contributors?.count = 100
      let sets = try await ReachEngine.estimate(few, options)
      let others = try await ReachEngine.estimate(many, options)
      #expect(others.groups == sets.groups, "seed \(seed)")
      #expect(others.overlaps == sets.overlaps, "seed \(seed)")
      for (few, many) in zip(sets.contributors, others.contributors) {
        #expect(many.alone == few.alone, "seed \(seed)")
        #expect(many.additionalPeople == few.additionalPeople, "seed \(seed)")
        #expect(many.grossReach == few.grossReach, "seed \(seed)")
        #expect(many.share == few.share, "seed \(seed)")
      }
    }
  }

  @Test("in a company of many, whom two both bring is as if nobody else had shared")
  func pairsOfMany() async throws {
    let staff = 500
    var problem = try Samples.everyone(
      followers: [[Int](repeating: 300, count: staff)], pages: [2000],
      teams: (0..<staff).map { $0 / 10 }, posts: 1, parameters: ParameterSet())
    for name in ParameterName.allCases {
      problem.parameters.override(name, with: Parameter(problem.parameters[name].typical))
    }
    problem.parameters.override(.shareRate, with: Parameter(0))
    problem.contributors = .init(group: 0, count: staff, ofEmployee: (0..<staff).map { $0 })
    let options = ReachOptions(seed: 3, draws: 1)
    let estimate = try await ReachEngine.estimate(problem, options)
    #expect(problem.pairedContributors == Array(0..<50))
    #expect(estimate.overlaps.count == 50 * 49 / 2)
    for other in [1, 20] {
      var two = problem
      two.shares = problem.shares.filter { [0, other].contains($0.employee) }
      let both = try await ReachEngine.estimate(two, options)
      let alone = both.contributors[0].alone.mean + both.contributors[other].alone.mean
      let common = alone - both.groups[0].additionalPeople.mean
      let found = estimate.overlaps.first { $0.first == 0 && $0.second == other }?.people ?? 0
      #expect(abs(found - common) < 1e-4 * alone, "\(other): \(found) for \(common)")
    }
  }

  @Test("asking for contributions changes no other figure")
  func sameCoins() async throws {
    for seed in UInt64(40)...42 {
      let asked = try divided(seed, parts: 5)
      var plain = asked
      plain.contributors = nil
      let with = try await ReachEngine.estimate(asked, options)
      let without = try await ReachEngine.estimate(plain, options)
      #expect(with.groups == without.groups, "seed \(seed)")
      #expect(without.contributors.isEmpty && without.otherEmployees == nil)
    }
  }

  @Test("merged shards and any number of threads give the bytes of one run", arguments: [5, 70])
  func shards(parts: Int) async throws {
    let problem = try divided(7, parts: parts)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let whole = try encoder.encode(try await ReachEngine.estimate(problem, options))
    for threads in [2, 7] {
      var other = options
      other.threads = threads
      let estimate = try await ReachEngine.estimate(problem, other)
      #expect(try encoder.encode(estimate) == whole)
    }
    let late = try await ReachEngine.simulate(problem, options, blocks: 1..<4)
    let early = try await ReachEngine.simulate(problem, options, blocks: 0..<1)
    let stored = try encoder.encode(late + early)
    let read = try JSONDecoder().decode([BlockSums].self, from: stored)
    #expect(try encoder.encode(try ReachEngine.summarize(problem, options, read)) == whole)
  }

  @Test("whom chains bring beyond the first hop is credited as the first hop is")
  func chain() async throws {
    // Employee 0's follower 10 passes on to 13; employee 1 is followed by 11 and 12.
    var builder = FollowerGraph.Builder()
    for (from, to) in [(0, 10), (10, 13), (1, 11), (1, 12)] as [(UInt64, UInt64)] {
      builder.add(from: from, to: to)
    }
    let graph = builder.build()
    var parameters = Samples.still()
    parameters.override(.shareRate, with: Parameter(1))
    let accounts = [UInt64(0), 1].map {
      ReachProblem.Account(followers: 0, node: graph.index(of: $0))
    }
    let problem = ReachProblem(
      networks: [
        .init(
          id: try Samples.network("x"), page: nil, audience: .graph(graph),
          accounts: accounts.map { $0 })
      ], teams: [0, 0], parameters: parameters, items: [.init(post: 0, network: 0)],
      shares: [
        .init(item: 0, employee: 0, strength: .full), .init(item: 0, employee: 1, strength: .full),
      ], groups: [[0]], contributors: .init(group: 0, count: 2, ofEmployee: [0, 1]))
    let estimate = try await ReachEngine.estimate(problem, options)
    #expect(abs(estimate.groups[0].additionalPeople.mean - 4) < 0.02)
    let shares = estimate.contributors.map(\.share.mean)
    #expect(abs(shares[1] - 2 * shares[0]) < 1e-6 && abs(shares[0] + shares[1] - 4) < 0.02)
    #expect(estimate.overlaps.isEmpty)
    #expect(estimate.otherEmployees?.share.mean == 0)
  }
}
