import AdvocacyCore
import Foundation

/// Works through blocks one after the other, with storage that it keeps.
struct Worker {
  private let plan: ReachPlan
  private var spread: Spread
  private var audience = BlockAudience()
  private var draws: BlockDraws
  private var appeals: Appeals
  /// The places in the list of people reached, for each item.
  private(set) var pageReached: [Range<Int>]
  private(set) var withReached: [Range<Int>]
  /// The sightings of each item with the employees, and the most from one sharer.
  private(set) var sightings: [Int]
  private(set) var largest: [Int]
  /// The reach summed over their own shares, of each contributor and, last, of all others.
  private(set) var contributorGross: [Int]
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
    largest = sightings
    contributorGross = Array(repeating: 0, count: plan.partCount)
  }

  /// The people reached in the latest world, to which the items' places refer.
  var reached: [UInt32] { spread.reached }

  /// The sources of each of them; empty where there are no contributors.
  var sources: [Sources] { spread.sources }

  /// The first horizon within which each of them saw it; empty where there are no horizons.
  var horizons: [UInt8] { spread.times.reached }

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
      for world in 0..<ReachOptions.batchSize {
        run(world: world, of: batch, block: block)
        tally.add(self)
      }
      tally.endBatch()
    }
    return tally.sums
  }

  /// Draws a block's parameters and audiences.
  mutating func begin(block: Int) {
    draws = plan.draws(ofBlock: block)
    let solution = plan.solver.solve(draws.audience)
    audience.fill(plan, solution, key: plan.audienceKey(block), people: &spread.people)
  }

  /// Runs one world of the current block.
  mutating func run(world: Int, of batch: Int, block: Int) {
    let index = batch * ReachOptions.batchSize + world
    let key = plan.blockKey(block).keyed(by: UInt64(index))
    spread.beginWorld()
    for share in contributorGross.indices { contributorGross[share] = 0 }
    worldBits = key.keyed(by: "sources").bits
    for item in plan.items.indices { run(item: item, world: world, key: key) }
  }

  private mutating func run(item index: Int, world: Int, key: RandomKey) {
    let item = plan.items[index]
    let itemKey = key.keyed(by: UInt64(item.post)).keyed(by: UInt64(item.network))
    let appeal = appeals.appeal(item: index, world: world)
    let start = spread.reached.count
    if item.page != nil { pass(item, itemKey, appeal, employees: false) }
    pageReached[index] = start..<spread.reached.count
    if item.shares.isEmpty {
      withReached[index] = pageReached[index]
      if item.page == nil { spread.begin(item: itemKey, thresholds: []) }
    } else {
      let second = spread.reached.count
      pass(item, itemKey, appeal, employees: true)
      withReached[index] = second..<spread.reached.count
    }
    sightings[index] = spread.sightings
    largest[index] = spread.largest
  }

  /// Spreads an item from the page and, or not, the employees, depth by depth.
  private mutating func pass(
    _ item: ReachPlan.Item, _ key: RandomKey, _ appeal: Double, employees: Bool
  ) {
    let network = draws.networks[item.network]
    let tracing = plan.tracing
    let start = spread.reached.count
    spread.begin(item: key, thresholds: network.nearThresholds)
    let isTimed = spread.times.isOn
    if isTimed { spread.times.begin(delay: plan.delays[item.network]) }
    if let page = item.page {
      if isTimed { spread.times.begin(sent: 0, key: key.keyed(by: plan.roots[page].word)) }
      expose(
        root: page, rate: network.pageRate, appeal: appeal, sources: tracing.nobody, like: nil)
    }
    if employees {
      for share in item.shares {
        let part = plan.part(ofRoot: share.root)
        if isTimed {
          spread.times.begin(
            sent: share.instant, key: key.keyed(by: plan.roots[share.root].word))
        }
        let rate = share.isLike ? network.likeRate : network.shareRate
        let before = spread.sightings
        expose(
          root: share.root, rate: rate, appeal: appeal,
          sources: tracing.source(part, world: worldBits),
          like: share.isLike
            ? network.likeRate / max(network.shareRate, .leastNormalMagnitude) : nil)
        if tracing != .none { contributorGross[part] += spread.sightings - before }
      }
    }
    for _ in 1..<draws.cascadeDepth {
      let count = spread.nextDepth(thresholds: network.deepThresholds)
      guard count > 0 else { break }
      for index in 0..<count {
        let person = spread.sharers[index]
        if isTimed {
          let word = spread.people.people[Int(person)].word
          spread.times.begin(passedOnBy: person, key: key.keyed(by: word))
        }
        expose(
          person: person, sources: spread.sources(ofSharer: index),
          network: item.network, appeal: appeal)
      }
    }
    spread.end(from: start)
  }

  private mutating func expose(
    root index: Int, rate: Double, appeal: Double, sources: Sources, like: Double?
  ) {
    let root = plan.roots[index]
    if let node = root.node, let graph = plan.people.graphs[root.network] {
      spread.expose(
        graph, node: node, rate: rate * appeal, scale: appeal * (like ?? 1), sharer: root.word,
        sources: sources)
    } else {
      spread.expose(
        audience.followers, audience.ranges[index], rate: rate * appeal, sharer: root.word,
        sources: sources)
    }
  }

  /// Shows the item to the followers of an ordinary person.
  private mutating func expose(
    person: UInt32, sources: Sources, network index: Int, appeal: Double
  ) {
    let word = spread.people.people[Int(person)].word
    let network = draws.networks[index]
    let rate = network.shareRate * appeal
    guard spread.people.marketNumber(of: person) == nil else {
      let key = plan.key.keyed(by: word).keyed(by: UInt64(index))
      let size = network.followersMu + network.followersSigma * Normal.quantile(key.uniform)
      let count = Int(min(exp(size), network.audienceCap, Double(audience.marketSize)))
      let market = MarketDraw(
        followers: count, first: audience.firstOfMarket, size: audience.marketSize, key: key)
      spread.expose(followers: count, of: market, rate: rate, sharer: word, sources: sources)
      return
    }
    guard let graph = plan.people.graphs[index] else { return }
    let node = graph.nodes[Int(person)]
    guard node != .max else { return }
    spread.expose(graph, node: node, rate: rate, scale: appeal, sharer: word, sources: sources)
  }
}
