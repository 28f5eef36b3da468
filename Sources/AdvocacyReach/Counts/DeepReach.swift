import AdvocacyCore
import Foundation

/// The people whom a post reaches beyond those who follow the page or an employee, expected.
///
/// Whoever sees a post passes it on with a small chance and shows it to their own followers, who do
/// the same: a branching process whose mean is worked out at each appeal, since appeal counts at
/// every hop. Strangers' audiences lie in the market, where the last line sees to collisions.
/// Each sighting counts as a first one: few people see a post twice.
struct DeepReach {
  /// By item, the people brought by the page's post, and by all.
  private let page: [Double]
  private let all: [Double]
  private let market: Double

  /// What comes of the first sightings of an item at an appeal: the people reached for each.
  private struct Growth {
    let factors: [Double]

    init(_ network: Int, _ draw: CountsDraw, _ rates: SeenRates) {
      let parameters = draw.networks[network]
      let audience = draw.sharerAudience(on: network)
      let rate = rates.rate(
        for: parameters.visibility(
          of: audience, factor: draw.factor(of: .repost, on: network)))
      factors = rates.appeals.map { appeal in
        let shown = audience * rates.chance(rate: rate, appeal: appeal)
        let growth = parameters.shareRate * parameters.deepShareFactor * shown
        var hop = parameters.shareRate * shown
        var sum = 0.0
        for _ in 1..<max(1, draw.depth) {
          sum += hop
          hop *= growth
        }
        return sum
      }
    }
  }

  /// Works out all items.
  ///
  /// - Complexity: O(shares × appeals × looks).
  init(_ plan: CountsPlan, _ draw: CountsDraw, _ people: PeopleModel, _ rates: CountsRates) {
    market = draw.market
    let growths = draw.networks.indices.map { Growth($0, draw, rates.rates[$0]) }
    var known: [[Double]: [Double]] = [:]
    var page: [Double] = []
    var all: [Double] = []
    for (item, shares) in zip(plan.problem.items, plan.sharing) {
      let network = item.network
      let seen = rates.rates[network]
      func brought(_ rate: Double) -> Double {
        guard rate > 0 else { return 0 }
        let key = [Double(network), rate]
        let chances = known[key] ?? seen.appeals.map { seen.chance(rate: rate, appeal: $0) }
        known[key] = chances
        return zip(chances, growths[network].factors).reduce(0) { $0 + $1.0 * $1.1 }
          / Double(chances.count)
      }
      let own = people.pageFollowers[network] * brought(rates.page[network])
      page.append(own)
      all.append(
        shares.reduce(own) { sum, share in
          sum + share.portion * plan.parties[share.party].count
            * people.followers[share.party][network]
            * brought(rates.rate(share.party, network, share.strength))
        })
    }
    self.page = page
    self.all = all
  }

  /// The people whom a group brings beyond depth 1: by the page alone, and with the employees.
  ///
  /// Arrived: by item, the part of each that comes in time.
  func reach(_ group: [Int], arrived: Double = 1) -> (page: Double, with: Double) {
    func people(_ sums: [Double]) -> Double {
      let expected = arrived * group.reduce(0) { $0 + sums[$1] }
      // Each falls on somebody of the market who may have been reached by another.
      return -market * expm1(-expected / market)
    }
    return (people(page), people(all))
  }
}
