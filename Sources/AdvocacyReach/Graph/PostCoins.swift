import AdvocacyModel
import Foundation

/// The coins of the posts on imported graphs in 256 worlds of one draw of the parameters.
///
/// In each quarter of the worlds a post has another appeal, drawn with the draw; how often a person
/// looks is drawn once for all of them. Every coin is a function of its key, so that the same falls
/// with and without the employees, whoever asks first.
struct PostCoins: Sendable {
  let plan: GraphPlan
  let draw: CountsDraw
  let rates: GraphRates
  private let key: RandomKey
  private let strata: CascadeStrata
  private let looks: LookClasses
  /// By item, its appeals in the quarters.
  private let appeals: [SIMD4<Double>]
  /// What a rate means, by network.
  private let seen: [SeenRates]
  /// The rate at which the followers of an ordinary person of each audience see what they pass on.
  private let passing: [PassingRates?]
  /// The worlds that are walked through: as many of each quarter.
  private let worlds: WorldMask

  /// Draws what all worlds have in common.
  ///
  /// - Parameters:
  ///   - plan: The graphs.
  ///   - draw: The parameters.
  ///   - number: The draw's number, over whose neighbors appeals are stratified.
  ///   - key: The key of all coins.
  ///   - worlds: How many worlds are walked through, 4 to 256.
  ///   - strata: The words of which coins are made.
  /// - Complexity: O(items + acts × channels + audience sizes).
  init(
    _ plan: GraphPlan, _ draw: CountsDraw, number: Int, key: RandomKey, worlds: Int,
    _ strata: CascadeStrata
  ) {
    self.plan = plan
    self.draw = draw
    self.strata = strata
    self.key = key.keyed(by: UInt64(number))
    looks = LookClasses(draw.looks)
    self.worlds = WorldMask(repeating: .max &>> UInt64(64 - worlds / 4))
    seen = draw.networks.map {
      SeenRates(looks: draw.looks, spread: $0.appealSpread)
    }
    rates = GraphRates(plan, draw, seen)
    passing = plan.problem.networks.indices.map { [seen] network in
      plan.people.graphs[network].map {
        PassingRates($0, draw, network, seen[network])
      }
    }
    let common = draw.appealCorrelation.squareRoot()
    let own = (1 - draw.appealCorrelation).squareRoot()
    appeals = plan.problem.items.map { item in
      let spread = draw.networks[item.network].appealSpread
      guard spread > 0 else { return SIMD4(repeating: 1) }
      let post = key.keyed(by: "post").keyed(by: UInt64(item.post))
      let (shared, alone) = (post.keyed(by: 0), post.keyed(by: UInt64(item.network) + 1))
      var found = SIMD4<Double>.zero
      for quarter in 0..<4 {
        func normal(_ key: RandomKey) -> Double {
          Normal.quantile(ParameterPoints.stratified(4 * number + quarter, key: key))
        }
        // Published visibilities are means over posts: so that the mean of appeal is 1.
        found[quarter] = exp(
          spread * (common * normal(shared) + own * normal(alone)) - spread * spread / 2)
      }
      return found
    }
  }

  /// The appeals of an item in the quarters of the worlds.
  func appeal(_ item: Int) -> SIMD4<Double> { appeals[item] }

  /// The class of how often a person looks.
  func look(of person: Int) -> Int { look(ofWord: plan.people.words[person]) }

  /// The class of a person with a word.
  @inline(__always)
  func look(ofWord word: UInt64) -> Int { looks.number(of: Mixing.mix(key.bits ^ word)) }

  /// How often a person of a class looks, as a multiple of the mean.
  func look(_ number: Int) -> Double { looks.values[number] }

  /// The coins of an item.
  func item(_ item: Int) -> ItemCoins {
    let source = plan.problem.items[item]
    let own = key.keyed(by: UInt64(source.post)).keyed(by: UInt64(source.network))
    let parameters = draw.networks[source.network]
    return ItemCoins(
      item: item, network: source.network, key: own, appeal: appeals[item],
      passing: Self.threshold(parameters.shareRate),
      further: Self.threshold(parameters.deepShareFactor))
  }

  /// The worlds in which people see an item from an account they follow: from the page, and from
  /// employees.
  ///
  /// - Complexity: O(channels of the person × log acts of the item).
  func near(
    _ coins: ItemCoins, _ person: Int, employees: Bool
  ) -> WorldMask {
    guard let following = plan.following[coins.network] else { return .zero }
    let (page, all) = rate(of: following.channels(of: person), coins.item)
    guard all > 0 else { return .zero }
    let appeal = coins.appeal * look(look(of: person))
    let word = plan.people.words[person]
    var worlds = WorldMask.zero
    if page > 0 {
      worlds = mask(Self.thresholds(page * appeal), coins.page &+ word) ?? .zero
    }
    if employees, all > page {
      worlds |= mask(Self.thresholds((all - page) * appeal), coins.employees &+ word) ?? .zero
    }
    return worlds
  }

  /// How often a person sees an item from accounts they follow: rates times appeals.
  func exposure(of item: Int, _ person: Int, employees: Bool) -> SIMD4<Double> {
    guard let following = plan.following[plan.problem.items[item].network] else { return .zero }
    let (page, all) = rate(of: following.channels(of: person), item)
    return (employees ? all : page) * appeals[item]
  }

  /// The rates at which who sees by some channels sees an item from the page, and from all.
  private func rate(of channels: ArraySlice<UInt32>, _ item: Int) -> (page: Double, all: Double) {
    var (page, all) = (0.0, 0.0)
    let acts = plan.items[item].acts
    for channel in channels {
      let root = plan.channels[Int(channel)].root
      // The acts of an item are in the order of their accounts.
      var (low, high) = (0, acts.count)
      while low < high {
        let middle = (low + high) / 2
        if plan.acts[acts[middle].act].root < root { low = middle + 1 } else { high = middle }
      }
      guard low < acts.count, plan.acts[acts[low].act].root == root else { continue }
      let rate = rates.rate(acts[low].act, Int(channel))
      all += rate
      if channel < plan.pageChannels { page += rate }
    }
    return (page, all)
  }

  /// The worlds in which a person passes an item on once they see it from the page or an employee.
  @inline(__always)
  func passes(_ coins: ItemCoins, _ word: UInt64) -> WorldMask? {
    strata.live(coins.passing, CascadeCoins.bits(coins.pass &+ word)).map { $0 & worlds }
  }

  /// Those in which they do at further hops: a part of the former.
  @inline(__always)
  func passesFurther(_ coins: ItemCoins, _ word: UInt64) -> WorldMask {
    guard let worlds = passes(coins, word),
      let further = strata.live(coins.further, CascadeCoins.bits(coins.deep &+ word))
    else { return .zero }
    return worlds & further
  }

  /// The worlds of a coin with a threshold for each quarter.
  @inline(__always)
  func mask(_ thresholds: SIMD4<UInt64>, _ state: UInt64) -> WorldMask? {
    strata.live(thresholds, CascadeCoins.bits(state))
  }

  private static func threshold(_ probability: Double) -> UInt64 {
    UInt64((probability * Double(CascadeNetwork.one)).rounded())
  }

  /// The thresholds of seeing something at rates.
  @inline(__always)
  static func thresholds(_ rates: SIMD4<Double>) -> SIMD4<UInt64> {
    let chances = Lanes.chance(Lanes(lowHalf: rates, highHalf: .zero)).lowHalf
    return SIMD4<UInt64>((chances * Double(CascadeNetwork.one)).rounded(.toNearestOrEven))
  }

  /// The thresholds of an item's edges from a person to people of each class of looks, or, where
  /// edges have probabilities, of one edge.
  func edges(
    _ coins: ItemCoins, from followers: Int, into table: inout [SIMD4<UInt64>]
  ) {
    guard let rate = passing[coins.network]?.rate(followers) else { return }
    table.removeAll(keepingCapacity: true)
    for value in looks.values { table.append(Self.thresholds(rate * value * coins.appeal)) }
  }

  /// The thresholds of an edge with a probability of its own.
  func edge(_ coins: ItemCoins, _ probability: Double, look number: Int) -> SIMD4<UInt64> {
    guard let rate = passing[coins.network]?.rate(ofProbability: probability) else {
      return .zero
    }
    return Self.thresholds(rate * looks.values[number] * coins.appeal)
  }

  /// By channel, how often whoever sees by it sees some items: the sum of their rates times their
  /// appeals, in the quarters.
  func exposure(of items: [Int]) -> [SIMD4<Double>] {
    var sums = [SIMD4<Double>](repeating: .zero, count: plan.channels.count)
    for item in items {
      for (act, _) in plan.items[item].acts {
        for channel in plan.roots[plan.acts[act].root].channels {
          sums[channel] += rates.rate(act, channel) * appeals[item]
        }
      }
    }
    return sums
  }

  /// The coins of one item: the states from which they are drawn, and their thresholds.
  struct ItemCoins {
    let item: Int
    let network: Int
    let appeal: SIMD4<Double>
    let page: UInt64
    let employees: UInt64
    let pass: UInt64
    let deep: UInt64
    let edge: UInt64
    let passing: UInt64
    let further: UInt64

    fileprivate init(
      item: Int, network: Int, key: RandomKey, appeal: SIMD4<Double>, passing: UInt64,
      further: UInt64
    ) {
      self.passing = passing
      self.further = further
      self.item = item
      self.network = network
      self.appeal = appeal
      page = key.keyed(by: 0).bits
      employees = key.keyed(by: 1).bits
      pass = key.keyed(by: 2).bits
      deep = key.keyed(by: 3).bits
      edge = key.keyed(by: 4).bits
    }
  }
}
