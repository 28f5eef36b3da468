import AdvocacyModel
import Foundation

/// People, accounts and posts as plain numbers, simulated person by person to judge a closed form.
///
/// Accounts, networks, posts and items are numbered from 0. Some lists may end early.
package struct PlainScene: Sendable {
  /// How people differ in a quantity of mean 1: in classes of given weights, which sum to 1, by a
  /// Gamma distribution of mean 1, or not at all.
  package enum Mixing: Sendable {
    case nodes([(weight: Double, value: Double)])
    case gamma(shape: Double)
    case none
  }

  /// A person of activity d follows the account on the network with chance 1 − exp(−d·rate).
  package typealias Portion = (account: Int, network: Int, rate: Double)
  /// A size with a fraction has one person more in that part of the worlds.
  package typealias Pool = (size: Double, portions: [Portion])
  /// A person who follows an account follows the page too with chance 1 − exp(−d·rate); the other
  /// followers, as many as complete the number expected, are outside all pools.
  package typealias Page = (followers: Double, rate: Double)
  package typealias Item = (post: Int, network: Int)
  /// A follower of look u sees the share with chance 1 − exp(−rate·appeal·u); the delay is seconds.
  package typealias Share = (item: Int, account: Int, rate: Double, delay: Double)
  /// A sighting counts with its chance times `seen` of the network and the seconds left; the page's
  /// delay is 0.
  package typealias Horizon = (
    time: Double, seen: @Sendable (_ network: Int, _ seconds: Double) -> Double
  )

  /// How sightings are passed on, in no time, to strangers who follow sharers by chance.
  package struct PassOn: Sendable {
    /// By network, the chance that a person's first sighting of an item is passed on; the k-th is
    /// with the chance · k^−fatigue, until one is, and with a factor by those of depth 2 and beyond.
    package var chances: [Double] = []
    package var fatigue = 0.0
    package var laterFactor = 1.0
    /// Followers of accounts and pages are at depth 1; strangers at 2 up to this.
    package var depth = 2
    /// The log-normal number of a sharer's followers, drawn with replacement from `market` people.
    package var followers = (mu: 0.0, sigma: 0.0, cap: Double.infinity)
    package var market = 1
    /// By network: a stranger sees what is passed on with chance 1 − exp(−rate·appeal·look).
    package var rates: [Double] = []

    package init() {}
  }

  package var pools: [Pool] = []
  /// The chance that a person decides about one account's networks by one uniform number.
  package var theta = 0.0
  /// How eagerly a person follows, and, independently, how often they look.
  package var activity = Mixing.none
  package var look = Mixing.none
  package var pages: [Page?] = []
  package var items: [Item] = []
  /// By item, the rate at which the page's followers see it.
  package var pageRates: [Double] = []
  package var shares: [Share] = []
  /// By network, the log-sd of appeal, whose mean is 1; its count is that of networks.
  package var appealSpread: [Double] = [0]
  /// The correlation of a post's log-appeals on two networks, in 0...1.
  package var appealCorrelation = 0.0
  /// By item, the appeal in all worlds; drawn anew in each world without.
  package var fixedAppeals: [Double]?
  /// The items of each group for which people are counted.
  package var groups: [[Int]] = []
  package var horizon: Horizon?
  package var passOn: PassOn?
  /// Whether to count whom two accounts have in common: worlds of many accounts take long so.
  package var countsPairs = false
  /// Whether people and whom they follow are drawn anew in each world.
  package var redrawsPeople = true

  package init() {}

  /// For each group, what is counted in 2 worlds or more; O(worlds · followers · portions) time.
  package func simulate(worlds: Int, seed: UInt64) -> [PlainCounts] {
    simulate(worlds: 0..<worlds, seed: seed)
  }

  /// The same of some of the worlds, whose counts may be merged with those of others.
  package func simulate(worlds: Range<Int>, seed: UInt64) -> [PlainCounts] {
    var world = PlainWorld(self, seed: seed)
    for number in worlds { world.run(UInt64(number)) }
    return world.counts
  }
}

/// Draws the worlds of a scene one by one: people, appeals, coins.
struct PlainWorld {
  private typealias Sighting = (item: Int, source: Int)

  private(set) var counts: [PlainCounts]
  private let scene: PlainScene
  private let key: RandomKey
  private let networks: Int
  /// For each network, the followers of the page outside all pools.
  private var outsiders: [Double] = []
  private let pools: [PlainFollowing]
  /// What followers may see, and the horizon's factor, by place: (account + 1) · networks + network,
  /// where the page is account −1.
  private var sights: [[(item: Int, rate: Double, factor: Double)]]

  private var dice: PlainDice
  /// All who follow; the places they follow begin where the last one's end, pages last.
  private var people: [(look: Double, end: Int)] = []
  private var follows: [Int] = []
  private var appeals: [Double] = []
  private var seen: [Sighting] = []
  /// The number of the next sighting of an item by a person, 0 once it is passed on.
  private var next: [Int: Int] = [:]
  private var strangers: [Int: [Sighting]] = [:]

  init(_ scene: PlainScene, seed: UInt64) {
    (self.scene, key, networks) = (scene, RandomKey(seed), scene.appealSpread.count)
    dice = PlainDice(key)
    pools = scene.pools.map {
      PlainFollowing($0, networks: scene.appealSpread.count, scene.activity, theta: scene.theta)
    }
    let named = scene.pools.flatMap(\.portions).map(\.account) + scene.shares.map(\.account)
    let accounts = 1 + named.reduce(-1, max)
    counts = scene.groups.map {
      .init(
        group: $0, items: scene.items.count, accounts: accounts, countsPairs: scene.countsPairs)
    }
    sights = Array(repeating: [], count: (accounts + 1) * networks)
    let page = scene.pageRates.enumerated().map {
      PlainScene.Share(item: $0, account: PlainCounts.fromPage, rate: $1, delay: 0)
    }
    for (item, account, rate, delay) in page + scene.shares {
      let network = scene.items[item].network
      let factor =
        scene.horizon.map { $0.time < delay ? 0 : $0.seen(network, $0.time - delay) } ?? 1
      let place = (account + 1) * networks + network
      sights[place].append((item, rate, factor))
    }
    outsiders = scene.pages.map { page in
      page.map { max(0, $0.followers - inside($0)) } ?? 0
    }
    if !scene.redrawsPeople { drawPeople() }
  }

  /// The expected followers of a page in the pools.
  private func inside(_ page: PlainScene.Page) -> Double {
    scene.pools.reduce(0) { sum, pool in
      let portions = Dictionary(grouping: pool.portions, by: \.account).sorted { $0.key < $1.key }
      let accounts = portions.map { _, portions in
        (
          apart: portions.reduce(0) { $0 + $1.rate },
          together: portions.reduce(0) { max($0, $1.rate) }
        )
      }
      return sum + pool.size
        * scene.activity.mean { d in
          let nobody = accounts.reduce(1) {
            $0 * ((1 - scene.theta) * exp(-d * $1.apart) + scene.theta * exp(-d * $1.together))
          }
          return -expm1(-d * page.rate) * (1 - nobody)
        }
    }
  }

  mutating func run(_ number: UInt64) {
    dice = PlainDice(key.keyed(by: number))
    drawAppeals()
    if scene.redrawsPeople { drawPeople() }
    var sharers: [[Int]] = [[], []]
    var start = 0
    for (index, person) in people.enumerated() {
      seen.removeAll(keepingCapacity: true)
      for place in follows[start..<person.end].reversed() {
        for (item, rate, factor) in sights[place]
        where dice.happens(rate: rate * appeals[item] * person.look, factor: factor) {
          seen.append((item, place / networks - 1))
        }
      }
      start = person.end
      guard !seen.isEmpty else { continue }
      count(seen)
      guard let rule = scene.passOn else { continue }
      for (item, source) in seen where passes(item, by: -1 - index, factor: 1, rule) {
        sharers[source == PlainCounts.fromPage ? 0 : 1].append(item)
      }
    }
    if let rule = scene.passOn {
      // The page's go first, as if there were no others: so that these only add people.
      spread(sharers[0], from: PlainCounts.fromPage, rule)
      spread(sharers[1], from: PlainCounts.fromStrangers, rule)
      for seen in strangers.values { count(seen, isStranger: true) }
      (strangers, next) = ([:], [:])
    }
    for group in counts.indices { counts[group].endWorld() }
  }

  private mutating func count(_ seen: [Sighting], isStranger: Bool = false) {
    for group in counts.indices { counts[group].add(seen, isStranger: isStranger) }
  }

  private mutating func drawAppeals() {
    if let fixed = scene.fixedAppeals { return appeals = fixed }
    let common = scene.appealCorrelation.squareRoot()
    let own = (1 - scene.appealCorrelation).squareRoot()
    let drawn = (0...(scene.items.map(\.post).max() ?? 0)).map { _ in
      let shared = common * dice.normal()
      return scene.appealSpread.map { exp($0 * (shared + own * dice.normal()) - $0 * $0 / 2) }
    }
    appeals = scene.items.map { drawn[$0.post][$0.network] }
  }

  private mutating func drawPeople() {
    people.removeAll(keepingCapacity: true)
    follows.removeAll(keepingCapacity: true)
    var dice = dice
    for pool in pools {
      pool.forEachFollower(&dice) { d, places, dice in
        follows += places
        for (network, page) in scene.pages.enumerated() {
          if let page, dice.happens(rate: d * page.rate) { follows.append(network) }
        }
        people.append((dice.draw(scene.look), follows.count))
      }
    }
    for (network, count) in outsiders.enumerated() {
      for _ in 0..<dice.whole(count) {
        follows.append(network)
        people.append((dice.draw(scene.look), follows.count))
      }
    }
    self.dice = dice
  }

  /// Tells whether a person passes an item on at this sighting.
  private mutating func passes(
    _ item: Int, by person: Int, factor: Double, _ rule: PlainScene.PassOn
  ) -> Bool {
    let place = person * scene.items.count + item
    let k = next[place, default: 1]
    guard k > 0 else { return false }
    let chance = rule.chances[scene.items[item].network] * factor * pow(Double(k), -rule.fatigue)
    let passes = dice.happens(chance)
    next[place] = passes ? 0 : k + 1
    return passes
  }

  /// Lets strangers see the items of sharers, depth by depth.
  private mutating func spread(_ sharers: [Int], from source: Int, _ rule: PlainScene.PassOn) {
    var wave = sharers
    let key = dice.key.keyed(by: "stranger")
    for _ in stride(from: 2, through: rule.depth, by: 1) {
      let items = wave
      wave.removeAll()
      for item in items {
        let many = exp(rule.followers.mu + rule.followers.sigma * dice.normal())
        for _ in 0..<Int(min(rule.followers.cap, many) + dice.uniform()) {
          let stranger = Int(dice.uniform() * Double(rule.market))
          var own = PlainDice(key.keyed(by: UInt64(stranger)))
          let rate = rule.rates[scene.items[item].network] * appeals[item]
          guard dice.happens(rate: rate * own.draw(scene.look)) else { continue }
          strangers[stranger, default: []].append((item, source))
          if passes(item, by: stranger, factor: rule.laterFactor, rule) { wave.append(item) }
        }
      }
    }
  }
}

/// Posts on graphs as plain lists, simulated person by person to judge the engine's walks.
///
/// People, networks, posts and items are numbered from 0; staff are in no list.
package struct PlainGraph: Sendable {
  /// A person sees an item with chance 1 − exp(−rate·appeal·look).
  package typealias Edge = (person: Int, rate: Double)

  package var people = 0
  /// How often people look, in classes whose weights sum to 1.
  package var looks: [(weight: Double, value: Double)] = [(1, 1)]
  /// By network and person, those who follow them there.
  package var followers: [[[Edge]]] = []
  package var items: [PlainScene.Item] = []
  /// By item, those who follow the page, and those who follow an employee who shares it.
  package var ofPage: [[Edge]] = []
  package var ofEmployees: [[Edge]] = []
  /// By network, the log-sd of appeal, and the correlation of a post's log-appeals.
  package var appealSpread: [Double] = []
  package var appealCorrelation = 0.0
  /// By network, the chance of passing on at depth 1, and the factor on it beyond.
  package var passing: [Double] = []
  package var furtherFactor: [Double] = []
  package var depth = 3
  package var groups: [[Int]] = []

  package init() {}

  /// What is counted of a group.
  package struct Counts: Sendable {
    package var page = PlainCounts.Estimate()
    package var with = PlainCounts.Estimate()
    /// Those who see nothing from an account they follow.
    package var farPage = PlainCounts.Estimate()
    package var farWith = PlainCounts.Estimate()
  }

  /// For each group, what is counted in 2 worlds or more.
  package func simulate(worlds: Int, seed: UInt64) -> [Counts] {
    var counts = groups.map { _ in Counts() }
    for world in 0..<worlds {
      var dice = PlainDice(RandomKey(seed).keyed(by: UInt64(world)))
      let appeals = appeals(&dice)
      let looks = (0..<people).map { _ in dice.draw(.nodes(self.looks)) }
      // The hop at which each person sees an item, of the page's post and of all, 0 for never.
      let runs = items.indices.map { item in
        [false, true].map { hops(item, appeals[item], looks, employees: $0, &dice) }
      }
      for (group, items) in groups.enumerated() {
        for person in 0..<people {
          func count(_ run: Int) -> (all: Double, far: Double) {
            let hops = items.map { runs[$0][run][person] }
            let isReached = hops.contains { $0 > 0 }
            return (isReached ? 1 : 0, isReached && !hops.contains(1) ? 1 : 0)
          }
          let (page, with) = (count(0), count(1))
          counts[group].page.now += page.all
          counts[group].with.now += with.all
          counts[group].farPage.now += page.far
          counts[group].farWith.now += with.far
        }
        counts[group].page.endWorld()
        counts[group].with.endWorld()
        counts[group].farPage.endWorld()
        counts[group].farWith.endWorld()
      }
    }
    return counts
  }

  private func appeals(_ dice: inout PlainDice) -> [Double] {
    let drawn = (0...(items.map(\.post).max() ?? 0)).map { _ in
      let shared = appealCorrelation.squareRoot() * dice.normal()
      return appealSpread.map { spread in
        let own = (1 - appealCorrelation).squareRoot() * dice.normal()
        return exp(spread * (shared + own) - spread * spread / 2)
      }
    }
    return items.map { drawn[$0.post][$0.network] }
  }

  /// The hop at which each person first sees an item.
  private func hops(
    _ item: Int, _ appeal: Double, _ looks: [Double], employees: Bool, _ dice: inout PlainDice
  ) -> [Int] {
    let network = items[item].network
    var hops = [Int](repeating: 0, count: people)
    var wave: [Int] = []
    func show(_ edges: [Edge], _ hop: Int) {
      for (person, rate) in edges where hops[person] == 0 {
        guard dice.happens(rate: rate * appeal * looks[person]) else { continue }
        hops[person] = hop
        wave.append(person)
      }
    }
    show(ofPage[item] + (employees ? ofEmployees[item] : []), 1)
    for hop in stride(from: 2, through: depth, by: 1) {
      let factor = hop == 2 ? 1 : furtherFactor[network]
      let sharers = wave
      wave = []
      for person in sharers where dice.happens(passing[network] * factor) {
        show(followers[network][person], hop)
      }
    }
    return hops
  }
}
