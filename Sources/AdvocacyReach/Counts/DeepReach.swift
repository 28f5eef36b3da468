import AdvocacyModel
import Foundation

/// The people whom a post reaches beyond those who follow the page or an employee, expected.
///
/// Whoever sees a post passes it on with a small chance and shows it to their own followers, who do
/// the same: a branching process whose mean is worked out at each appeal, since appeal counts at
/// every hop. Strangers' audiences lie in the market, where the last line sees to collisions; there
/// each sighting counts as a first one. Whoever sees a post from several whom they follow passes it on
/// once: that is worked out item by item, for a sample where there are many shares, whose part of
/// people in sightings the others have too.
struct DeepReach {
  private let plan: CountsPlan
  private let market: Double
  /// By network, the people brought by the page's post there.
  private var page: [Double] = []
  /// By network and act of the plan, those brought by one share if nobody saw another.
  private var own: [[Double]] = []
  /// By item, those brought beyond the page's; of others a part of what sightings would bring.
  private var known: [Int: Double] = [:]
  private var partOfOthers = 1.0
  /// By item of an open group, those brought by the page's post there, and by all that is said there.
  private var ofGroups: [Int: (page: Double, all: Double)] = [:]
  private static let strengths = ReachProblem.Strength.full.rawValue + 1

  /// Works out what comes of each act.
  ///
  /// - Complexity: O(acts × appeals × looks).
  init(
    _ plan: CountsPlan, _ draw: CountsDraw, _ people: PeopleModel, _ rates: CountsRates,
    appeals rule: GaussRule = AppealRule.coarse
  ) {
    self.plan = plan
    market = draw.market
    var points: [AppealPoints?] = []
    for network in draw.networks.indices {
      let seen = rates.rates[network]
      let appeals = AppealRule(
        spread: draw.networks[network].appealSpread, rule)
      // What a sighting brings at each appeal, times the share of posts that have it.
      let brought = zip(
        Self.growth(network, draw, seen, appeals), appeals.weights
      ).map { $0 * $1 }
      let isOpen = brought.contains { $0 > 0 }
      let nodes =
        isOpen ? PullNodes(looks: draw.looks, appeals: appeals, worths: brought) : nil
      points.append(
        nodes.map {
          AppealPoints(weights: $0.weights, pulls: $0.values, networks: draw.networks.count)
        })
      func reached(_ rate: Double) -> Double {
        guard rate > 0, isOpen else { return 0 }
        return zip(appeals.values, brought).reduce(0) {
          $0 + seen.chance(rate: rate, appeal: $1.0) * $1.1
        }
      }
      page.append(people.pageFollowers[network] * reached(rates.page[network]))
      if isOpen { addGroup(network, draw, seen, reached) }
      var table = [Double](repeating: 0, count: plan.parties.count * Self.strengths)
      let own = plan.acts[network].map { rates.rate($0.party, network, $0.strength) }
      let curve = SmoothTable(over: own) { reached($0) }
      for (act, rate) in zip(plan.acts[network], own) {
        table[act.party * Self.strengths + act.strength.rawValue] =
          people.followers[act.party][network] * curve.value(at: rate)
      }
      self.own.append(table)
    }
    findKnown(points, draw, people, rates)
  }

  /// All members of a group see all that is said in it, so that their rates add up.
  private mutating func addGroup(
    _ network: Int, _ draw: CountsDraw, _ rates: SeenRates, _ reached: (Double) -> Double
  ) {
    guard let graph = plan.graph, graph.problem.networks[network].group != nil else { return }
    for (number, item) in plan.problem.items.enumerated() where item.network == network {
      var (ofPage, ofAll, people) = (0.0, 0.0, 0)
      for (place, _) in graph.items[number].acts {
        let act = graph.acts[place]
        let root = graph.roots[act.root]
        let rate = rates.rate(
          for: GraphRates.chance(graph, draw, act, root.channels.lowerBound))
        ofAll += rate
        if root.employee == nil { ofPage += rate }
        people = root.outsiders
      }
      ofGroups[number] = (Double(people) * reached(ofPage), Double(people) * reached(ofAll))
    }
  }

  private mutating func findKnown(
    _ points: [AppealPoints?], _ draw: CountsDraw, _ people: PeopleModel, _ rates: CountsRates
  ) {
    var (sum, sightings) = (0.0, 0.0)
    for group in plan.samples {
      guard let item = group.items.first, let points = points[plan.problem.items[item].network]
      else { continue }
      let seen = GroupSeen(group, points, rates, delays: plan.delays)
      let people = GroupReach(plan, draw, people, seen).reach().additional
      known[item] = people
      sum += people
      sightings += sighted(item)
    }
    if sightings > 0 { partOfOthers = sum / sightings }
  }

  /// What comes of one sighting of a post, at each appeal: the people reached for each.
  private static func growth(
    _ network: Int, _ draw: CountsDraw, _ rates: SeenRates, _ appeals: AppealRule
  ) -> [Double] {
    let parameters = draw.networks[network]
    guard draw.depth > 1, parameters.shareRate > 0 else { return appeals.values.map { _ in 0 } }
    let audience = draw.sharerAudience(on: network)
    let rate = rates.rate(
      for: parameters.visibility(of: audience, factor: draw.factor(of: .repost, on: network)))
    return appeals.values.map { appeal in
      let shown = audience * rates.chance(rate: rate, appeal: appeal)
      let growth = parameters.shareRate * parameters.deepShareFactor * shown
      var hop = parameters.shareRate * shown
      var sum = 0.0
      for _ in 1..<draw.depth {
        sum += hop
        hop *= growth
      }
      return sum
    }
  }

  /// Adds the sightings beyond depth 1 by network: each person there sees a post once.
  ///
  /// - Complexity: O(shares).
  func addSightings(of group: [Int], to sums: inout [Double]) {
    for item in group {
      let network = plan.problem.items[item].network
      sums[network] += ofGroups[item]?.all ?? page[network] + brought(by: item)
    }
  }

  private func brought(by item: Int) -> Double {
    known[item] ?? partOfOthers * sighted(item)
  }

  /// What the sightings of an item would bring, were each that of a new person.
  private func sighted(_ item: Int) -> Double {
    let network = plan.problem.items[item].network
    return plan.sharing[item].reduce(0.0) { sum, share in
      sum + share.portion * plan.parties[share.party].count
        * own[network][share.party * Self.strengths + share.strength.rawValue]
    }
  }

  /// The people whom a group brings beyond depth 1: by the page alone, and with the employees.
  ///
  /// - Parameters:
  ///   - group: The items.
  ///   - arrived: The part of them that comes in time.
  ///   - times: How many items alike each one stands for.
  /// - Returns: The people.
  /// - Complexity: O(shares).
  func reach(
    _ group: [Int], arrived: Double = 1, times: Double = 1
  ) -> (page: Double, with: Double) {
    var (brought, all) = (0.0, 0.0)
    for item in group {
      if let ofGroup = ofGroups[item] {
        brought += ofGroup.page
        all += ofGroup.all - ofGroup.page
        continue
      }
      brought += page[plan.problem.items[item].network]
      all += self.brought(by: item)
    }
    // Each falls on somebody of the market who may have been reached by another.
    func people(_ sum: Double) -> Double { -market * expm1(-arrived * times * sum / market) }
    return (people(brought), people(brought + all))
  }
}
