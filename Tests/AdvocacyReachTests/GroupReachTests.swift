import AdvocacyModel
import AdvocacyTestSupport
import Foundation
import Testing

@testable import AdvocacyReach

/// Groups on networks: what is said there is seen by members, and by nobody else.
@Suite("Reach in groups")
struct GroupReachTests {
  /// Employees and the page on a network of counts, and the first of them in a group on it.
  private func problem(
    followers: [Int], page: Int?, members: Int, inGroup: Int, groupHasPage: Bool = true,
    parameters: ParameterSet, nodes: [UInt64]? = nil
  ) throws -> ReachProblem {
    let linkedin = try Samples.network("linkedin")
    let network = ReachProblem.Network(
      id: linkedin, page: page.map { .init(followers: $0) }, audience: .synthetic,
      accounts: followers.map { .init(followers: $0) })
    let group = ReachProblem.Network.group(
      try Samples.network("newcomers"), number: 1,
      NetworkGroup(network: linkedin, members: members, nodes: nodes), on: 0,
      page: groupHasPage ? .init(node: nil) : nil,
      speakers: followers.indices.map { $0 < inGroup ? .init(node: nil) : nil })
    let shares =
      followers.indices.map { ReachProblem.Share(item: 0, employee: $0, strength: .full) }
      + (0..<inGroup).map { ReachProblem.Share(item: 1, employee: $0, strength: .full) }
    return ReachProblem(
      networks: [network, group], teams: followers.indices.map { $0 % 2 },
      parameters: parameters, items: [.init(post: 0, network: 0), .init(post: 0, network: 1)],
      shares: shares, groups: [[0, 1], [0], [1]],
      contributors: .init(
        group: 0, count: followers.count, ofEmployee: followers.indices.map { $0 }))
  }

  private func cells(_ problem: ReachProblem) throws -> [BlockSums.Cell] {
    try problem.validate()
    return CountsFacts.sums(of: problem, .exactly(appeals: 16)).cells.compactMap(\.self)
  }

  private func still(_ values: [(ParameterName, Double)]) -> ParameterSet {
    var set = Samples.still()
    for (name, value) in values { set.override(name, with: Parameter(value)) }
    return set
  }

  @Test("a group is reached by the page and by all who speak there, each member once")
  func byNumber() throws {
    let set = still([(.pageVisibility, 0.2), (.visibilityRatio, 1.5)])
    let problem = try problem(
      followers: [500, 800, 300], page: 1000, members: 240, inGroup: 2, parameters: set)
    let cell = try cells(problem)[2]
    // Two of the 240 are employees, who are never counted.
    #expect(abs(cell.page - 238 * 0.2) < 1e-6)
    #expect(abs(cell.with - 238 * (1 - 0.8 * 0.7 * 0.7)) < 1e-6)
    #expect(abs(cell.sightings[1] - 238 * (0.2 + 0.3 + 0.3)) < 1e-6)
    #expect(cell.sightings[0] == 0)
  }

  @Test("members who see it on the network as well count once: as in worlds drawn person by person")
  func union() throws {
    let set = still([
      (.pageVisibility, 0.3), (.companyOverlap, 0.3), (.teamOverlap, 0.5), (.pageOverlap, 0.2),
      (.activityShape, 0.5),
    ])
    let problem = try problem(
      followers: [200, 300, 250, 280], page: 400, members: 121, inGroup: 1, groupHasPage: false,
      parameters: set)
    let sums = try cells(problem)
    let drawn = try DrawnMembers(problem, outsiders: 120, seenInGroup: 0.3)
    let (mean, error) = drawn.additional(worlds: 3000, seed: 7)
    // What the group adds to the network's own cell.
    let added = sums[0].with - sums[1].with
    #expect(abs(added - mean) < 4 * error, "\(added) against \(mean) ± \(error), seed 7")
    #expect(added < sums[2].with, "whoever was reached before is not reached anew")
    #expect(abs(sums[2].with - mean) > 4 * error, "worlds tell the two apart")
  }

  @Test("the parts of the additional people add up, and nobody's only exceeds their share")
  func attribution() throws {
    let set = still([
      (.pageVisibility, 0.3), (.companyOverlap, 0.2), (.teamOverlap, 0.4), (.pageOverlap, 0.1),
      (.activityShape, 0.5), (.appealSpread, 0.8),
    ])
    let problem = try problem(
      followers: [500, 800, 300, 900], page: 1000, members: 400, inGroup: 2, parameters: set)
    let sums = CountsFacts.sums(of: problem, .exactly(appeals: 16))
    let cell = try #require(sums.cells[0])
    let shares = sums.contributors.map { $0.credit / Double(BlockSums.creditUnits) }
    #expect(abs(shares.reduce(0, +) - (cell.with - cell.page)) < 1e-6 * cell.with)
    for (part, share) in zip(sums.contributors, shares) where share > 0 {
      #expect(part.additional <= share * (1 + 1e-9) && share <= part.alone * (1 + 1e-9))
    }
    // The two who speak in the group bring its members, too.
    let without = try cells(problem)[1]
    #expect(shares[0] + shares[1] > 0 && cell.with > without.with)
  }

  @Test("how often people see posts counts members too: all who are reached see it at least once")
  func frequencies() throws {
    let set = still([(.pageVisibility, 0.2)])
    let problem = try problem(
      followers: [500, 800], page: 1000, members: 200, inGroup: 2, parameters: set)
    let cell = try cells(problem)[2]
    #expect(abs(cell.frequencies[0] - cell.with) < 1e-6)
    let two = 198 * (1 - pow(0.8, 3) - 3 * 0.2 * pow(0.8, 2))
    #expect(abs(cell.frequencies[1] - two) < 1e-6)
  }

  @Test("a closed group of any size reaches no more than its members, in every draw")
  func closed() async throws {
    var problem = try problem(
      followers: [5000, 8000, 9000], page: 100_000, members: 60, inGroup: 3,
      parameters: ParameterSet())
    problem.parameters.override(.shareRate, on: problem.networks[1].id, with: Parameter(0))
    let sums = try await ReachEngine.sums(problem, ReachOptions(seed: 3, draws: 502))
    let reached = sums.compactMap { $0.cells[2]?.with }
    let most = reached.max() ?? 0
    // Weights of points sum to 1 but for rounding.
    #expect(reached.count > 50 && most <= 57 * (1 + 1e-12), "\(most) of 57")
  }

  @Test("who sees a post in an open group may pass it on, as far as the closed form for hops says")
  func open() throws {
    let values: [(ParameterName, Double)] = [
      (.pageVisibility, 0.2), (.shareRate, 0.05), (.cascadeDepth, 3), (.deepShareFactor, 1),
    ]
    var problem = try problem(
      followers: [500, 800], page: 1000, members: 1000, inGroup: 2, parameters: still(values))
    let open = try cells(problem)[2]
    problem.parameters.override(.shareRate, on: problem.networks[1].id, with: Parameter(0))
    let closed = try cells(problem)[2]
    #expect(abs(closed.with - 998 * (1 - pow(0.8, 3))) < 1e-6)
    // Each member who sees it passes it on with 5 %, each time to the same audience.
    let draw = CountsDraw(
      ParameterSource(
        networks: problem.networks.map(\.id), parameters: problem.parameters, place: .typical))
    let shown = 0.05 * draw.sharerAudience(on: 1) * 0.2
    let expected = closed.with * (shown + shown * shown)
    #expect(abs(open.with - closed.with - expected) < 0.001 * expected)
  }

  @Test("a group in another problem, or of other members, is another problem")
  func fingerprint() throws {
    func made(_ members: Int, page: Bool = true) throws -> ContentHash {
      try problem(
        followers: [10, 20], page: 30, members: members, inGroup: 1, groupHasPage: page,
        parameters: ParameterSet()
      ).fingerprint()
    }
    #expect(try made(50) == made(50))
    #expect(try made(50) != made(51))
    #expect(try made(50) != made(50, page: false))
  }
}

/// The people of a network drawn one by one, some of whom are in a group: what it adds.
private struct DrawnMembers {
  private let facts: CountsFacts
  private let outsiders: Int
  /// The chance that a member sees what is said in the group.
  private let seen: Double
  /// By how many of the company's pool, and at which rate, people are members.
  private let inside: (count: Double, rate: Double)

  init(_ problem: ReachProblem, outsiders: Int, seenInGroup seen: Double) throws {
    var alone = problem
    alone.networks.removeLast()
    alone.items.removeLast()
    alone.shares.removeAll { $0.item == 1 }
    alone.groups = [[0]]
    alone.contributors = nil
    facts = CountsFacts(alone)
    self.outsiders = outsiders
    self.seen = seen
    // The company's pool comes first; members are in it as the followers of an account are.
    let company = try #require(facts.pools.first)
    let first = try #require(company.follows.first)
    let portion = company.size * first.share / 200
    let count = Double(outsiders) * portion
    var (low, high) = (0.0, 1e3)
    for _ in 0..<200 {
      let middle = (low + high) / 2
      let share = facts.activity.reduce(0.0) { $0 - $1.weight * expm1(-$1.value * middle) }
      if share < count / company.size { low = middle } else { high = middle }
    }
    inside = (count, low)
  }

  /// The mean of people whom only the group reaches, and its standard error.
  func additional(worlds: Int, seed: UInt64) -> (mean: Double, error: Double) {
    var generator = Seeded(seed: seed)
    func chance() -> Double { Double.random(in: 0..<1, using: &generator) }
    func member(of classes: CountsFacts.Classes) -> Double {
      var rest = chance()
      for (weight, value) in classes {
        rest -= weight
        if rest < 0 { return value }
      }
      return classes.last?.value ?? 1
    }
    let company = facts.pools[0]
    let page = facts.pages[0]
    let sights = Dictionary(
      facts.acts.map { ($0.party, $0.sight.chance) }, uniquingKeysWith: { first, _ in first })
    let outside = Double(outsiders) - inside.count
    var (sum, squares) = (0.0, 0.0)
    for _ in 0..<worlds {
      var added = 0.0
      for _ in 0..<Int(company.size.rounded()) {
        let activity = member(of: facts.activity)
        guard chance() < -expm1(-activity * inside.rate), chance() < seen else { continue }
        var isReached = false
        if let page, chance() < -expm1(-activity * page.rate) {
          isReached = chance() < facts.pageSights[0].chance
        }
        for follow in company.follows
        where !isReached && chance() < -expm1(-activity * follow.rate) {
          isReached = chance() < sights[follow.party] ?? 0
        }
        if !isReached { added += 1 }
      }
      for _ in 0..<Int(outside) where chance() < seen { added += 1 }
      if chance() < outside - outside.rounded(.down), chance() < seen { added += 1 }
      sum += added
      squares += added * added
    }
    let mean = sum / Double(worlds)
    return (mean, ((squares / Double(worlds) - mean * mean) / Double(worlds)).squareRoot())
  }

  /// Numbers of a seed.
  private struct Seeded: RandomNumberGenerator {
    private var key: RandomKey
    private var number: UInt64 = 0

    init(seed: UInt64) { key = RandomKey(seed) }

    mutating func next() -> UInt64 {
      number += 1
      return key.keyed(by: number).bits
    }
  }
}
