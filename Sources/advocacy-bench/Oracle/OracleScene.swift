import AdvocacyCore
import AdvocacyReach
import AdvocacyTestSupport
import Foundation

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
