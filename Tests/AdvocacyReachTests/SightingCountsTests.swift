import AdvocacyModel
import Foundation
import Testing

@testable import AdvocacyReach

/// The people who see posts so often add up to the sightings: each is counted once for each time.
@Suite("How often people see posts")
struct SightingCountsTests {
  private func exact(_ problem: ReachProblem) -> ReachProblem {
    var problem = problem
    for name in ParameterName.allCases {
      problem.parameters.override(name, with: Parameter(problem.parameters[name].typical))
    }
    problem.parameters.override(.shareRate, with: Parameter(0))
    // Hardly anybody sees more than ten then, beyond which nothing is told apart.
    problem.parameters.override(.pageVisibility, with: Parameter(0.01))
    return problem
  }

  private func check(_ problem: ReachProblem) throws {
    let worker = CountsWorker(CountsPlan(problem), key: RandomKey(1), draws: 1)
    for cell in worker.runTypical().whole {
      let people = cell.frequencies
      #expect(
        zip(people, people.dropFirst()).allSatisfy { $0 + 1e-9 >= $1 && $1 >= 0 }, "\(people)")
      let first = try #require(people.first)
      #expect(abs(first - cell.with) < 0.02 * cell.with, "\(first) for \(cell.with)")
      let sightings = cell.sightings.reduce(0, +)
      let sum = people.reduce(0, +)
      #expect(abs(sum - sightings) < 0.01 * sightings, "\(sum) for \(sightings)")
    }
  }

  @Test("add up to the sightings, from follower counts", arguments: [1, 2, 3])
  func counts(networks: Int) throws {
    let followers = [[120, 800, 2400, 60], [300, 0, 90, 500], [40, 40, 700, 10]]
    try check(
      exact(
        try Samples.everyone(
          followers: Array(followers.prefix(networks)),
          pages: Array([5000, 700, nil].prefix(networks)), teams: [0, 0, 1, 1], posts: 2,
          parameters: ParameterSet())))
  }

  @Test("add up to the sightings, over graphs")
  func graphs() throws {
    for seed in UInt64(1)...3 {
      var problem = try Samples.wild(seed)
      problem.groups = problem.items.indices.map { [$0] }
      try check(exact(problem))
    }
  }

  @Test("add up to the sightings, where employees are taken together")
  func many() throws {
    var problem = exact(
      try Samples.everyone(
        followers: [[Int](repeating: 40, count: 500)], pages: [3000],
        teams: (0..<500).map { $0 / 100 }, posts: 1, parameters: ParameterSet()))
    // Whoever follows all and looks all the time would see more than ten.
    problem.parameters.override(.activityShape, with: Parameter(1_000_000))
    problem.parameters.override(.lookShape, with: Parameter(1_000_000))
    try check(problem)
  }

  @Test("stay chances where nearly everybody sees something", arguments: [2, 3.5, 7.9, 12])
  func nearlyCertain(count: Double) {
    var series = SightingSeries.none
    for _ in 0..<20 { series.see(.all(0.9)) }
    let power = series.power(count)
    var product = SightingSeries.none
    for _ in 0..<Int(count) { product.multiply(by: series) }
    var sum = 0.0
    for times in 0..<SightingCounts.most {
      let chance = power[times][0]
      #expect(chance >= 0 && chance <= product[times][0] * 1.001 + 1e-12, "\(chance)")
      sum += chance
    }
    #expect(sum <= 1)
  }

  @Test("come to the same by sums of logarithms and by products")
  func logarithms() {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<200 {
      var (product, logarithm) = (SightingSeries.none, SightingLogarithm())
      for _ in 0..<Int.random(in: 1...30, using: &random) {
        var series = SightingSeries.none
        for _ in 0..<Int.random(in: 1...12, using: &random) {
          series.see(
            Lanes((0..<8).map { _ in pow(Double.random(in: 0...1, using: &random), 4) }))
        }
        let chance = Double.random(in: 0...1, using: &random)
        let count = Double.random(in: 0.1...20, using: &random)
        if logarithm.add([series], at: 0, followed: chance, times: count) {
          product.multiply(by: series.followed(chance).power(count))
        }
      }
      let sum = logarithm.series
      for times in 0..<SightingCounts.most {
        let apart = sum[times] - product[times]
        #expect(max(apart.max(), -apart.min()) < 1e-7, "\(times)")
      }
    }
  }
}
