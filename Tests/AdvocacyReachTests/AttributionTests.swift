import AdvocacyCore
import Foundation
import Testing

@testable import AdvocacyReach

@Suite("Attribution")
struct AttributionTests {
  private let options = ReachOptions(
    seed: 1, minimumBlocks: 4, maximumBlocks: 4, worldsPerBlock: 32)

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

  @Test("credits sum to the additional people, to the last unit", arguments: [3, 63, 64, 1000])
  func sums(parts: Int) async throws {
    for seed in UInt64(1)...6 {
      let problem = try divided(seed, parts: parts)
      for sums in try await ReachEngine.simulate(problem, options, blocks: 0..<2) {
        let cell = sums.cells[try #require(problem.contributors).group]
        let credit = sums.contributors.reduce(0) { $0 + $1.credit }
        #expect(
          credit == (cell.with - cell.page) * Double(AttributionTally.creditUnits), "seed \(seed)")
      }
    }
  }

  @Test("what only a contributor brings ≤ its share ≤ what it would bring alone")
  func order() async throws {
    for seed in UInt64(1)...6 {
      let problem = try divided(seed, parts: 5)
      for sums in try await ReachEngine.simulate(problem, options, blocks: 0..<2) {
        for part in sums.contributors {
          #expect(
            part.additional * Double(AttributionTally.creditUnits) <= part.credit, "seed \(seed)")
          #expect(part.credit <= part.alone * Double(AttributionTally.creditUnits), "seed \(seed)")
        }
        for second in 0..<5 {
          for first in 0..<second {
            let both = sums.overlaps[AttributionTally.pairIndex(first, second)]
            let lesser = min(sums.contributors[first].alone, sums.contributors[second].alone)
            #expect(both <= lesser, "seed \(seed)")
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
      let alone = try estimate.contributors.map { try #require($0.alone).mean }
      let overlap = estimate.overlaps.first?.people ?? 0
      #expect(
        abs(alone[0] + alone[1] - overlap - cell.additionalPeople.mean) < 1e-9, "seed \(seed)")
      for (index, part) in estimate.contributors.enumerated() {
        #expect(
          abs(part.additionalPeople.mean - (alone[index] - overlap)) < 1e-9, "seed \(seed)")
        #expect(abs(part.share.mean - (alone[index] - overlap / 2)) < 1e-5, "seed \(seed)")
      }
    }
  }

  @Test("labels of many contributors draw the same shares as the sets of few")
  func labels() async throws {
    // The same five parts, once by themselves and once among parts without employees.
    let steady = ReachOptions(
      seed: 1, minimumBlocks: 40, maximumBlocks: 40, worldsPerBlock: 16)
    for seed in UInt64(1)...2 {
      let few = try divided(seed, parts: 5)
      var many = few
      many.contributors?.count = 100
      let sets = try await ReachEngine.estimate(few, steady)
      let labels = try await ReachEngine.estimate(many, steady)
      #expect(labels.groups == sets.groups, "seed \(seed)")
      #expect(labels.overlaps.isEmpty)
      for (exact, drawn) in zip(sets.contributors, labels.contributors) {
        #expect(drawn.alone == nil)
        #expect(drawn.additionalPeople == exact.additionalPeople, "seed \(seed)")
        #expect(drawn.grossReach == exact.grossReach, "seed \(seed)")
        let error = hypot(drawn.shareStandardError, exact.shareStandardError)
        #expect(abs(drawn.share.mean - exact.share.mean) <= 4 * error, "seed \(seed)")
      }
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

  @Test("a chain of sightings credits those from whom it comes")
  func chain() async throws {
    // Employee 0's follower 10 passes on to 11; employee 1 is followed by 11 and 12.
    var builder = FollowerGraph.Builder()
    for (from, to) in [(0, 10), (10, 11), (1, 11), (1, 12)] as [(UInt64, UInt64)] {
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
    #expect(estimate.groups[0].additionalPeople.mean == 3)
    #expect(estimate.contributors.map(\.additionalPeople.mean) == [1, 1])
    #expect(estimate.contributors.map(\.share.mean) == [1.5, 1.5])
    #expect(estimate.contributors.map { $0.alone?.mean } == [2, 2])
    #expect(estimate.overlaps == [.init(first: 0, second: 1, people: 1)])
    #expect(estimate.otherEmployees?.share.mean == 0)
  }
}
