import AdvocacyCore
import Foundation

/// Works through blocks one after the other, with storage that it keeps.
struct Worker {
  private let plan: ReachPlan
  private var spread: Spread
  private var audience = BlockAudience()
  private var draws: BlockDraws
  private var appeals: Appeals
  /// How likely followers of each root see what it does.
  private var rates: [BlockDraws.RootRates] = []
  /// The places in the list of people reached, for each item.
  private(set) var pageReached: [Range<Int>]
  private(set) var withReached: [Range<Int>]
  /// How many people those stand for.
  private(set) var pagePeople: [Int]
  private(set) var withPeople: [Int]
  /// The sightings of each item with the employees, and the most from one sharer.
  private(set) var sightings: [Int]
  private(set) var largest: [Int]
  /// The reach summed over their own shares, of each contributor and, last, of all others.
  private(set) var contributorGross: [Int]
  /// The work done in the block so far.
  private var counts = ReachCounts()
  /// The bits from which the world's labels are drawn.
  private var worldBits: UInt64 = 0

  init(_ plan: ReachPlan) {
    self.plan = plan
    spread = Spread(
      graphWords: plan.people.words, staff: plan.people.isStaff,
      tracing: plan.tracing, horizons: plan.problem.horizons)
    draws = BlockDraws(plan.source(.typical))
    appeals = Appeals(plan)
    let none = [Range<Int>](repeating: 0..<0, count: plan.items.count)
    pageReached = none
    withReached = none
    sightings = Array(repeating: 0, count: plan.items.count)
    pagePeople = sightings
    withPeople = sightings
    largest = sightings
    contributorGross = Array(repeating: 0, count: plan.partCount)
  }

  /// The people reached in the latest world, to which the items' places refer.
  var reached: [UInt32] { spread.reached }

  /// The sources of each of them; empty where there are no contributors.
  var sources: [Sources] { spread.sources }

  /// The first horizon within which each of them saw it; empty where there are no horizons.
  var horizons: [UInt8] { spread.times.reached }

  /// How many people a person stands for.
  @inline(__always)
  func weight(of person: UInt32) -> Int { Int(spread.people.people[Int(person)].weight) }

  /// The number of people met in the block so far.
  var personCount: Int { spread.people.count }

  /// The number of a person in the market, or nil of a person of a graph.
  func marketNumber(of person: UInt32) -> Int? { spread.people.marketNumber(of: person) }

  /// Runs the worlds of a block.
  mutating func run(block: Int) -> BlockSums {
    begin(block: block)
    let batches = plan.options.batchesPerBlock
    var tally = BlockTally(plan, block: block)
    for batch in 0..<batches {
      appeals.begin(batch: batch, of: plan.blockKey(block), draws)
      for world in 0..<plan.options.batchSize {
        run(world: world, of: batch, block: block)
        tally.add(self)
      }
      tally.endBatch()
    }
    counts.sightings = spread.sightingsSimulated
    return tally.sums(counts)
  }

  /// Draws a block's parameters and audiences.
  mutating func begin(block: Int) {
    draws = plan.draws(ofBlock: block)
    rates = plan.roots.map { root in
      draws.networks[root.network].rates(
        followers: plan.people.followerCount(root.account, network: root.network),
        isPage: root.employee == nil)
    }
    let solution = plan.solver.solve(draws.audience)
    audience.fill(plan, solution, key: plan.audienceKey(block), people: &spread.people)
    spread.beginBlock()
    counts = ReachCounts(followers: audience.followers.count)
  }

  /// Runs one world of the current block.
  mutating func run(world: Int, of batch: Int, block: Int) {
    let index = batch * plan.options.batchSize + world
    let key = plan.blockKey(block).keyed(by: UInt64(index))
    spread.beginWorld()
    for share in contributorGross.indices { contributorGross[share] = 0 }
    worldBits = key.keyed(by: "sources").bits
    for item in plan.items.indices { run(item: item, world: world, key: key) }
    counts.people += spread.reached.count
  }

  private mutating func run(item index: Int, world: Int, key: RandomKey) {
    let item = plan.items[index]
    let itemKey = key.keyed(by: UInt64(item.post)).keyed(by: UInt64(item.network))
    let appeal = appeals.appeal(item: index, world: world)
    let start = spread.reached.count
    if item.page == nil {
      spread.begin(item: itemKey, thresholds: [])
    } else {
      pass(item, itemKey, appeal, employees: false)
    }
    pageReached[index] = start..<spread.reached.count
    pagePeople[index] = spread.reachedPeople
    if item.shares.isEmpty {
      withReached[index] = pageReached[index]
    } else {
      let second = spread.reached.count
      pass(item, itemKey, appeal, employees: true)
      withReached[index] = second..<spread.reached.count
    }
    withPeople[index] = spread.reachedPeople
    sightings[index] = spread.sightings
    largest[index] = spread.largest
  }

  /// Spreads an item from the page and, or not, the employees, depth by depth.
  private mutating func pass(
    _ item: ReachPlan.Item, _ key: RandomKey, _ appeal: Double, employees: Bool
  ) {
    let network = draws.networks[item.network]
    let start = spread.reached.count
    spread.begin(item: key, thresholds: network.nearThresholds)
    if spread.times.isOn { spread.times.begin(delay: plan.delays[item.network]) }
    if let page = item.page {
      counts.exposures += 1
      if spread.times.isOn {
        spread.times.begin(sent: 0, key: key.keyed(by: plan.roots[page].word))
      }
      expose(root: page, RootChance(rates[page].full, appeal), plan.tracing.nobody)
    }
    if employees {
      expose(sharesOf: item, key, appeal)
      counts.exposures += item.shares.count
    }
    let rate = GeometricSkips.Rate(network.passingRate * appeal)
    for _ in 1..<draws.cascadeDepth {
      let count = spread.nextDepth(thresholds: network.deepThresholds)
      guard count > 0 else { break }
      counts.exposures += count
      for index in 0..<count {
        let person = spread.sharers[index]
        if spread.times.isOn {
          let word = spread.people.people[Int(person)].word
          spread.times.begin(passedOnBy: person, key: key.keyed(by: word))
        }
        expose(
          person: person, spread.sources(ofSharer: index), network: item.network, rate, appeal)
      }
    }
    spread.end(from: start)
  }

  /// Shows an item to the followers of every employee who shared it.
  private mutating func expose(
    sharesOf item: ReachPlan.Item, _ key: RandomKey, _ appeal: Double
  ) {
    let tracing = plan.tracing
    let isPlain = tracing == .none && !spread.times.isOn && !plan.hasGraphs
    if isPlain {
      for share in item.shares {
        let chance = RootChance(rates[Int(share.root)], isLike: share.isLike, appeal)
        spread.expose(
          audience.followers, of: audience.accounts[Int(share.root)], rate: chance.rate,
          sources: tracing.nobody)
      }
      return
    }
    for share in item.shares {
      let root = Int(share.root)
      if spread.times.isOn {
        spread.times.begin(sent: Int(share.delay), key: key.keyed(by: plan.roots[root].word))
      }
      let part = plan.part(ofRoot: root)
      let before = spread.sightings
      let chance = RootChance(rates[root], isLike: share.isLike, appeal)
      expose(root: root, chance, tracing.source(part, world: worldBits))
      if tracing != .none { contributorGross[part] += spread.sightings - before }
    }
  }

  /// How likely a follower of the page or an employee is to see an item.
  private struct RootChance {
    /// The rate where the network's visibility says.
    let rate: GeometricSkips.Rate
    /// The factor on the rates of a graph's edges.
    var scale: Double

    init(_ rate: Double, _ appeal: Double) {
      self.rate = GeometricSkips.Rate(rate * appeal)
      scale = appeal
    }

    init(_ rates: BlockDraws.RootRates, isLike: Bool, _ appeal: Double) {
      self.init(isLike ? rates.like : rates.full, appeal)
      if isLike { scale *= rates.like / max(rates.full, .leastNormalMagnitude) }
    }
  }

  private mutating func expose(root index: Int, _ chance: RootChance, _ sources: Sources) {
    let root = plan.roots[index]
    if let node = root.node, let graph = plan.people.graphs[root.network] {
      spread.expose(
        graph, node: node, rate: chance.rate, scale: chance.scale, sharer: root.word,
        sources: sources)
    } else {
      spread.expose(
        audience.followers, of: audience.accounts[index], rate: chance.rate, sources: sources)
    }
  }

  /// Shows the item to the followers of an ordinary person.
  private mutating func expose(
    person: UInt32, _ sources: Sources, network index: Int, _ rate: GeometricSkips.Rate,
    _ appeal: Double
  ) {
    let word = spread.people.people[Int(person)].word
    guard spread.people.marketNumber(of: person) == nil else {
      let network = draws.networks[index]
      let key = plan.key.keyed(by: word).keyed(by: UInt64(index))
      let size = network.followersMu + network.followersSigma * Normal.quantile(key.uniform)
      let count = Int(min(exp(size), network.audienceCap, Double(audience.marketSize)))
      let chance = (rate: rate, weight: self.weight(of: person))
      expose(audience.market, followers: count, key, chance, sharer: word, sources)
      if audience.pageMarket.count > 0 {
        expose(
          audience.pageMarket, followers: count, key.keyed(by: "page"), chance,
          sharer: Mixing.mix(word), sources)
      }
      return
    }
    guard let graph = plan.people.graphs[index] else { return }
    let node = graph.nodes[Int(person)]
    guard node != .max else { return }
    spread.expose(graph, node: node, rate: rate, scale: appeal, sharer: word, sources: sources)
  }

  /// Shows the item to those of an ordinary person's followers who belong to a stratum.
  ///
  /// Somebody who stands for many reaches as many of the stratum's people as these together, so
  /// that each is as likely to be reached as if nobody stood for anybody else.
  private mutating func expose(
    _ stratum: Stratum, followers: Int, _ key: RandomKey,
    _ chance: (rate: GeometricSkips.Rate, weight: Int),
    sharer: UInt64, _ sources: Sources
  ) {
    var count = followers
    if stratum.count != audience.marketSize {
      let share = Double(stratum.count) / Double(audience.marketSize)
      let expected = Double(followers * chance.weight) * share
      count = min(Int(expected + key.keyed(by: 3).uniform), stratum.count)
    }
    spread.expose(
      followers: count, of: MarketDraw(followers: count, of: stratum, key: key),
      rate: chance.rate, sharer: sharer, sources: sources)
  }
}
