import AdvocacyModel
import AdvocacyReach
import AdvocacyTestSupport
import Foundation

/// A company by counts, small enough that its people can be drawn a hundred thousand times.
struct OracleProblem: Sendable {
  var employees: Int
  var networks: Int
  /// nil: nobody has a colleague in the same team.
  var teams: Int?
  var posts: Int
  var hasPage = true
  /// Whether what each employee brings is asked, and what is seen within a time.
  var hasContributors = false
  var hasHorizon = false
  /// The hops at which posts are followed, beside the first alone.
  var depth = 1
  /// Whether so many share posts that reports take employees alike together.
  var isLarge: Bool { employees > 400 }
  /// Whether everybody shares every post in the same way.
  var isUniform = false

  static let all = [
    OracleProblem(employees: 1, networks: 1, posts: 1),
    OracleProblem(employees: 1, networks: 2, posts: 4, hasPage: false, hasContributors: true),
    OracleProblem(employees: 4, networks: 1, posts: 3, hasContributors: true, depth: 2),
    OracleProblem(employees: 4, networks: 3, teams: 2, posts: 2, hasContributors: true),
    OracleProblem(employees: 4, networks: 2, teams: 1, posts: 50, hasHorizon: true),
    OracleProblem(employees: 12, networks: 1, teams: 3, posts: 10, hasHorizon: true, depth: 3),
    OracleProblem(
      employees: 12, networks: 2, teams: 1, posts: 1, hasPage: false, hasContributors: true),
    OracleProblem(employees: 12, networks: 1, teams: 3, posts: 50),
    OracleProblem(
      employees: 12, networks: 3, teams: 4, posts: 4, hasContributors: true, hasHorizon: true),
    OracleProblem(employees: 40, networks: 1, teams: 8, posts: 3, hasContributors: true),
    OracleProblem(employees: 40, networks: 2, posts: 10, hasPage: false, hasHorizon: true),
    OracleProblem(employees: 40, networks: 1, teams: 5, posts: 5, depth: 3),
  ]

  /// Companies in which so many share posts that reports take employees alike together.
  static let large = [
    OracleProblem(employees: 450, networks: 1, teams: 3, posts: 2, isUniform: true),
    OracleProblem(employees: 450, networks: 1, teams: 3, posts: 2),
  ]

  var name: String {
    let sizes = [
      Self.count(employees, "employee"), Self.count(networks, "network"),
      teams.map { Self.count($0, "team") } ?? "no teams", Self.count(posts, "post"),
    ]
    return sizes.joined(separator: ", ") + (hasPage ? "" : ", no page")
      + (isUniform ? ", all share alike" : "")
  }

  private static func count(_ number: Int, _ what: String) -> String {
    "\(number) \(what)\(number == 1 ? "" : "s")"
  }

  /// The time within which sightings count, in seconds.
  static let horizon = 20_000
  /// The most that the defaults hold likely.
  private static let shareRate = 0.006

  /// What the engine is asked: everything known at its typical value.
  ///
  /// Hops: whether anybody passes posts on.
  func problem(hops: Bool) throws -> ReachProblem {
    let ids = try ["x", "linkedin", "facebook"].prefix(networks).map { name in
      guard let id = NetworkID(name) else { throw Failure(.internal, "\(name) is no network") }
      return id
    }
    var parameters = ParameterSet().typical(on: ids)
    let known: [(ParameterName, Double)] = [
      (.shareRate, hops ? Self.shareRate : 0), (.cascadeDepth, Double(max(1, depth))),
    ]
    for (name, value) in known {
      parameters.override(name, with: Parameter(value))
      for id in ids where name.isPerNetwork {
        parameters.override(name, on: id, with: Parameter(value))
      }
    }
    let key = RandomKey(UInt64(employees * 10_000 + networks * 1000 + posts)).keyed(by: "oracle")
    func draw(_ word: Int, _ range: ClosedRange<Int>) -> Int {
      range.lowerBound + Int(key.keyed(by: UInt64(word)).bits % UInt64(range.count))
    }
    let accounts = ids.indices.map { network in
      (0..<employees).map { draw(1000 * network + $0, 10...60) }
    }
    let items = (0..<posts).flatMap { post in
      ids.indices.map { ReachProblem.Item(post: post, network: $0) }
    }
    let strengths: [ReachProblem.Strength] = [.like, .comment, .repost, .share, .quote, .full]
    var shares: [ReachProblem.Share] = []
    for item in items.indices {
      for employee in 0..<employees {
        let place = 10_000 + item * employees + employee
        // Everybody takes part in some; many posts are passed on by a third each.
        let isShared =
          isUniform || item % employees == employee
          || draw(place, 0...2) < (posts > 10 ? 1 : 2)
        guard isShared else { continue }
        shares.append(
          .init(
            item: item, employee: employee,
            strength: isUniform ? .repost : strengths[draw(place + 100_000, 0...5)],
            delay: draw(place + 200_000, 0...30_000)))
      }
    }
    var problem = ReachProblem(
      // Followers whom pages of several networks have in common are no part of the plain scene.
      networks: ids.enumerated().map { network, id in
        .init(
          id: id, page: hasPage && network == 0 ? .init(followers: draw(900, 100...250)) : nil,
          audience: .synthetic, accounts: accounts[network].map { .init(followers: $0) })
      },
      teams: (0..<employees).map { employee in teams.map { employee % $0 } ?? employee },
      parameters: parameters, items: items, shares: shares, groups: groups(items))
    if hasContributors {
      problem.contributors = .init(
        group: 0, count: employees, ofEmployee: (0..<employees).map { $0 })
    }
    if hasHorizon, !hops { problem.horizons = [Self.horizon] }
    return problem
  }

  /// All posts, the first one, and two groups that have some in common.
  private func groups(_ items: [ReachProblem.Item]) -> [[Int]] {
    let all = Array(items.indices)
    guard posts > 1 else { return [all] }
    return [
      all, all.filter { items[$0].post == 0 }, Array(all.prefix(2 * all.count / 3)),
      Array(all.suffix(2 * all.count / 3)),
    ]
  }
}

/// A problem as people who can be drawn.
struct OracleScene {
  let facts: CountsFacts
  let problem: ReachProblem

  /// The people of the closed form's own classes.
  func classes(horizon: Int? = nil) -> PlainScene {
    var scene = scene(horizon: horizon)
    scene.activity = .nodes(facts.activity)
    scene.look = .nodes(facts.looks)
    scene.pools = facts.pools.map { pool in
      (pool.size, pool.follows.map { ($0.party, $0.network, $0.rate) })
    }
    scene.pages = facts.pages.map { page in page.map { ($0.followers, $0.rate) } }
    scene.pageRates = problem.items.map { facts.pageSights[$0.network].rate }
    scene.shares = facts.acts.map { ($0.item, $0.party, $0.sight.rate, $0.delay) }
    return scene
  }

  /// The same where people pass posts on, hop by hop; each passes a post on once or never.
  func hops() -> PlainScene {
    var scene = classes()
    let deep = facts.deep
    var rule = PlainScene.PassOn()
    rule.chances = facts.deep.sights.map { _ in deep.shareRate }
    rule.fatigue = .infinity
    rule.laterFactor = deep.laterFactor
    rule.depth = deep.depth
    rule.followers = deep.followers
    rule.market = Int(deep.market)
    rule.rates = deep.sights.map(\.rate)
    scene.passOn = rule
    return scene
  }

  /// People drawn from the distributions themselves, for whom chances of following and of seeing are
  /// solved apart from the engine: accounts have as many followers, the page as large an overlap,
  /// and posts are seen as often.
  func distributions() -> PlainScene {
    let parameters = problem.parameters
    let (activity, look) = (
      parameters[.activityShape].typical, parameters[.lookShape].typical
    )
    var scene = scene(horizon: nil)
    scene.activity = .gamma(shape: activity)
    scene.look = .gamma(shape: look)
    scene.pools = facts.pools.map { pool in
      (
        pool.size,
        pool.follows.map {
          ($0.party, $0.network, activity * (pow(1 - $0.share, -1 / activity) - 1))
        }
      )
    }
    scene.pages = facts.pages.enumerated().map { network, page in
      page.map { ($0.followers, pageRate($0.overlap, network, scene.pools, activity)) }
    }
    var known: [[Double]: Double] = [:]
    func rate(_ chance: Double, _ network: Int) -> Double {
      guard chance > 0 else { return 0 }
      let spread = facts.appealSpread[network]
      if let rate = known[[chance, spread]] { return rate }
      let rate = PlainPool.seenRate(chance, spread: spread, look: look)
      known[[chance, spread]] = rate
      return rate
    }
    scene.pageRates = problem.items.map { rate(facts.pageSights[$0.network].chance, $0.network) }
    scene.shares = facts.acts.map {
      ($0.item, $0.party, rate($0.sight.chance, problem.items[$0.item].network), $0.delay)
    }
    return scene
  }

  private func scene(horizon: Int?) -> PlainScene {
    var scene = PlainScene()
    scene.theta = facts.together
    scene.items = problem.items.map { ($0.post, $0.network) }
    scene.appealSpread = facts.appealSpread
    scene.appealCorrelation = facts.appealCorrelation
    scene.groups = problem.groups
    scene.countsPairs = problem.contributors != nil
    scene.horizon = horizon.map { [delays = facts.delays] time in
      (Double(time), { network, seconds in delays[network].share(within: seconds) })
    }
    return scene
  }

  /// The rate at which followers follow the page such that it has the mean overlap, by halving.
  private func pageRate(
    _ overlap: Double, _ network: Int, _ pools: [PlainScene.Pool], _ activity: Double
  ) -> Double {
    guard overlap > 0 else { return 0 }
    func misses(_ rate: Double) -> Double { pow(1 + rate / activity, -activity) }
    func mean(_ rate: Double) -> Double {
      var (both, all): ([Int: Double], [Int: Double]) = ([:], [:])
      for pool in pools {
        for portion in pool.portions where portion.network == network {
          let own = 1 - misses(portion.rate)
          let common = own - misses(rate) + misses(rate + portion.rate)
          both[portion.account, default: 0] += pool.size * common
          all[portion.account, default: 0] += pool.size * own
        }
      }
      return both.reduce(0) { $0 + $1.value / (all[$1.key] ?? 1) } / Double(max(1, both.count))
    }
    var (low, high) = (log(1e-9), log(1e6))
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if mean(exp(middle)) > overlap { high = middle } else { low = middle }
    }
    return exp((low + high) / 2)
  }
}
