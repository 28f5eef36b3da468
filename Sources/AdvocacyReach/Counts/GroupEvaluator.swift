import AdvocacyCore
import Foundation

/// The reach of one group of items at depth 1, exactly, for one draw of the parameters.
///
/// At a point, account j is seen by a follower with s_j = 1 − Π (1 − s of its shares). People of a
/// pool of S and a class m follow j with q_jm, each account on its own, so that beyond the page
/// S · Σ α_m (1 − π_m s_page) [1 − Π_j (1 − q_jm s_j)] of them are reached.
struct GroupEvaluator {
  let plan: CountsPlan
  let draw: CountsDraw
  let people: PeopleModel
  let points: AppealPoints
  /// By party of the group and network, how likely a follower sees it at each point; empty: never.
  let seen: [[[Lanes]]]
  /// The parties of the group, ascending.
  let parties: [Int]
  /// By network, how likely a follower of the page sees it at each point; empty: never.
  let pageSeen: [[Lanes]]

  /// What the group reaches.
  struct Reach {
    var page = 0.0
    var additional = 0.0
  }

  /// Works out what is seen.
  ///
  /// - Parameters:
  ///   - group: The items.
  ///   - plan: The problem.
  ///   - draw: The parameters.
  ///   - people: Who follows whom.
  ///   - points: Points over the items' appeals, in their order.
  ///   - rates: The rates of accounts.
  ///   - horizon: The seconds within which sightings count; nil: all do.
  /// - Complexity: O(shares × points).
  init(
    _ group: [Int], plan: CountsPlan, draw: CountsDraw, people: PeopleModel, points: AppealPoints,
    rates: CountsRates, horizon: Int? = nil
  ) {
    self.plan = plan
    self.draw = draw
    self.people = people
    self.points = points
    let networks = plan.problem.networks.count
    var exposures: [Int: [Exposure]] = [:]
    var page = [Exposure](repeating: Exposure(), count: networks)
    for (number, item) in group.enumerated() {
      let network = plan.problem.items[item].network
      let appeals = points.appeals[number]
      let isShown = people.pageFollowers[network] > 0 && rates.page[network] > 0
      if isShown {
        page[network].add(
          rate: rates.page[network], points.looks, appeals, portion: 1,
          by: Self.arrived(horizon, since: 0, plan.delays[network]))
      }
      for share in plan.sharing[item] where people.followers[share.party][network] > 0 {
        exposures[
          share.party, default: [Exposure](repeating: Exposure(), count: networks)][network].add(
            rate: rates.rate(share.party, network, share.strength), points.looks, appeals,
            portion: share.portion,
            by: Self.arrived(horizon, since: share.delay, plan.delays[network]))
      }
    }
    parties = exposures.keys.sorted()
    seen = parties.map { party in (exposures[party] ?? []).map(\.chances) }
    pageSeen = page.map(\.chances)
  }

  private static func arrived(
    _ horizon: Int?, since delay: Double, _ reaction: ReactionDelay
  ) -> Double {
    guard let horizon else { return 1 }
    return reaction.share(within: Double(horizon) - delay)
  }

  /// How likely the shares of one account, or the page's posts, are seen.
  private struct Exposure {
    private var certain: [Lanes] = []
    private var others: [Lanes] = []

    /// Adds a share by a portion of the employees, of which some part has arrived.
    mutating func add(
      rate: Double, _ looks: [Lanes], _ appeals: [Lanes], portion: Double, by arrived: Double
    ) {
      if portion == 1, arrived == 1 {
        if certain.isEmpty { certain = [Lanes](repeating: .zero, count: looks.count) }
        for place in looks.indices { certain[place] += rate * looks[place] * appeals[place] }
        return
      }
      let factor = portion * arrived
      guard factor > 0 else { return }
      if others.isEmpty { others = [Lanes](repeating: .all(1), count: looks.count) }
      for place in looks.indices {
        others[place] *= 1 - factor * Lanes.chance(rate * looks[place] * appeals[place])
      }
    }

    /// The chance of seeing at least one; empty: never.
    var chances: [Lanes] {
      guard !certain.isEmpty else { return others.map { 1 - $0 } }
      let seen = certain.map { Lanes.chance($0) }
      guard !others.isEmpty else { return seen }
      return zip(seen, others).map { 1 - (1 - $0) * $1 }
    }
  }

  // MARK: People

  /// The people reached.
  ///
  /// - Complexity: O(parties × classes × points × pools of a party).
  func reach() -> Reach {
    var reach = Reach(page: pageReach)
    let missed = people.classes.weights.indices.map(pageMissed)
    let order = parties.indices.sorted {
      (plan.parties[parties[$0]].team, $0) < (plan.parties[parties[$1]].team, $1)
    }
    for (pool, members) in pools(order) {
      for number in missed.indices {
        var stays = [Lanes](repeating: .all(1), count: points.weights.count)
        var logarithms: [Lanes] = []
        for member in members where !add(&logarithms, of: member, pool.kind, number) {
          multiply(&stays, by: member, pool.kind, number)
        }
        for place in logarithms.indices { stays[place] *= 1 - Lanes.chance(-logarithms[place]) }
        var sum = Lanes.zero
        for place in stays.indices {
          sum += points.weights[place] * missed[number][place] * (1 - stays[place])
        }
        reach.additional +=
          people.sizes[pool.place] * people.classes.weights[number] * sum.sum()
      }
    }
    return reach
  }

  /// The pools with the places of those parties who have followers there.
  func pools(
    _ order: [Int]
  ) -> [(pool: (kind: PeopleModel.Pool, place: Int), members: [Int])] {
    var found: [(pool: (kind: PeopleModel.Pool, place: Int), members: [Int])] = []
    for kind in [PeopleModel.Pool.company, .market] {
      let members = order.filter { member in
        plan.problem.networks.indices.contains {
          people.chance(parties[member], $0, kind, 0) > 0
        }
      }
      if !members.isEmpty { found.append(((kind, kind.rawValue), members)) }
    }
    for member in order {
      let place = people.pool(.team, of: parties[member])
      let has = plan.problem.networks.indices.contains {
        people.chance(parties[member], $0, .team, 0) > 0
      }
      guard has else { continue }
      if let last = found.last, last.pool.kind == .team, last.pool.place == place {
        found[found.count - 1].members.append(member)
      } else {
        found.append(((.team, place), [member]))
      }
    }
    return found
  }

  /// Multiplies by the chance that a person of a class has not seen it from a party's employees.
  private func multiply(
    _ stays: inout [Lanes], by member: Int, _ pool: PeopleModel.Pool, _ number: Int
  ) {
    let party = parties[member]
    let count = plan.parties[party].count
    guard count == 1 else {
      let unseen = unseen(member, pool, number)
      for place in stays.indices { stays[place] *= Lanes.power(unseen[place], count) }
      return
    }
    Self.multiply(&stays, by: networks(of: member, pool, number), together: people.together)
  }

  /// Adds the logarithm of the chance that a person of a class has not seen it from a party's
  /// employees, where there are several on one network; tells whether it did.
  ///
  /// log(1 − z) by its series to the fourth power for z below 0.02: an error below 1e-9.
  private func add(
    _ sums: inout [Lanes], of member: Int, _ pool: PeopleModel.Pool, _ number: Int
  ) -> Bool {
    let party = parties[member]
    let count = plan.parties[party].count
    guard count > 1 else { return false }
    let networks = networks(of: member, pool, number)
    guard networks.count == 1 else { return false }
    if sums.isEmpty { sums = [Lanes](repeating: .zero, count: points.weights.count) }
    let (chance, seen) = networks[0]
    if chance < 0.02 {
      for place in sums.indices {
        let z = chance * seen[place]
        var series = z * 0.25 + 1.0 / 3
        series = series * z + 0.5
        series = series * z + 1
        sums[place] -= count * (z * series)
      }
    } else {
      for place in sums.indices {
        // Who follows and sees for certain leaves nobody who hasn't.
        var stays = 1 - chance * seen[place]
        stays.replace(with: 1e-300, where: stays .< 1e-300)
        sums[place] += count * Lanes.log(stays)
      }
    }
    return true
  }

  /// A network on which an account is seen: the chance that a person of a class follows it there, and
  /// that a follower sees it at each point.
  private typealias Showing = (chance: Double, seen: [Lanes])

  private func networks(
    of member: Int, _ pool: PeopleModel.Pool, _ number: Int
  ) -> [Showing] {
    var found: [Showing] = []
    for (network, seen) in seen[member].enumerated() where !seen.isEmpty {
      found.append((people.chance(parties[member], network, pool, number), seen))
    }
    return found
  }

  /// The chance that a person of a class has not seen it from one employee of a party.
  func unseen(_ member: Int, _ pool: PeopleModel.Pool, _ number: Int) -> [Lanes] {
    var stays = [Lanes](repeating: .all(1), count: points.weights.count)
    Self.multiply(&stays, by: networks(of: member, pool, number), together: people.together)
    return stays
  }

  /// Multiplies by the chance that nobody sees it on some networks.
  ///
  /// With the chance `together` whoever follows on one network does so on each with a larger
  /// audience there, else each network is on its own. Sorted by chance, those who follow on the
  /// k-th do so on all before it: Σ q_k s_k Π (1 − s_i) over i before k have seen it.
  private static func multiply(
    _ stays: inout [Lanes], by networks: [Showing], together: Double
  ) {
    switch networks.count {
    case 0: return
    case 1:
      let (chance, seen) = networks[0]
      for place in stays.indices { stays[place] *= 1 - chance * seen[place] }
    case 2:
      let isSorted = networks[0].chance >= networks[1].chance
      let (larger, smaller) = isSorted ? (networks[0], networks[1]) : (networks[1], networks[0])
      for place in stays.indices {
        let first = larger.chance * larger.seen[place]
        let second = smaller.chance * smaller.seen[place]
        let apart = (1 - first) * (1 - second)
        let joint = 1 - first - second * (1 - larger.seen[place])
        stays[place] *= apart + together * (joint - apart)
      }
    default:
      let sorted = networks.sorted { $0.chance > $1.chance }
      for place in stays.indices {
        var (apart, joint, missed) = (Lanes.all(1), Lanes.all(1), Lanes.all(1))
        for network in sorted {
          let seen = network.chance * network.seen[place]
          apart *= 1 - seen
          joint -= seen * missed
          missed *= 1 - network.seen[place]
        }
        stays[place] *= apart + together * (joint - apart)
      }
    }
  }

  /// The chance that a person of a class in the employees' audience has not seen it from the page.
  func pageMissed(class number: Int) -> [Lanes] {
    var stays = [Lanes](repeating: .all(1), count: points.weights.count)
    var networks: [Showing] = []
    for (network, seen) in pageSeen.enumerated() where !seen.isEmpty {
      networks.append((people.page[network][number], seen))
    }
    Self.multiply(&stays, by: networks, together: people.together)
    return stays
  }

  /// The people whom the page reaches alone.
  ///
  /// Of the page's followers on two networks the share `secondNetworkOverlap` of the smaller
  /// audience is in both.
  private var pageReach: Double {
    let networks = pageSeen.indices.filter { !pageSeen[$0].isEmpty }
      .map { (count: people.pageFollowers[$0], seen: pageSeen[$0]) }
      .sorted { $0.count > $1.count }
    var reached = 0.0
    var missed = [Lanes](repeating: .all(1), count: points.weights.count)
    for (rank, network) in networks.enumerated() {
      let next = rank + 1 < networks.count ? networks[rank + 1].count : 0
      var (own, joint) = (Lanes.zero, Lanes.zero)
      for place in missed.indices {
        missed[place] *= 1 - network.seen[place]
        own += points.weights[place] * network.seen[place]
        joint += points.weights[place] * (1 - missed[place])
      }
      let both = networks.count > 1 ? draw.secondNetworkOverlap : 0
      reached += (1 - both) * network.count * own.sum()
      reached += both * (network.count - next) * joint.sum()
    }
    return reached
  }
}
