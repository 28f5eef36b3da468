import AdvocacyModel
import Foundation

/// The reach of a group of items at depth 1, exactly, for one draw of the parameters.
///
/// At a point, account j is seen by a follower with s_j = 1 − Π (1 − s of its shares). People of a
/// pool of S and a class m follow j with q_jm, each account on its own, so that beyond the page
/// S · Σ α_m (1 − π_m s_page) [1 − Π_j (1 − q_jm s_j)] of them are reached.
struct GroupReach {
  let plan: CountsPlan
  let people: PeopleModel
  let seen: GroupSeen
  /// The share of the smaller one of two page audiences that is in both.
  let pageOverlap: Double

  /// What the group reaches.
  struct Reach {
    var page = 0.0
    var additional = 0.0
  }

  /// A pool with those who have followers in it.
  struct Pool {
    let kind: PeopleModel.Pool
    /// Its place among the model's sizes.
    let place: Int
    /// The members of the group, by their places in it.
    var members: [Int]
    /// How many pools alike it stands for.
    let copies: Double
  }

  init(_ plan: CountsPlan, _ draw: CountsDraw, _ people: PeopleModel, _ seen: GroupSeen) {
    self.plan = plan
    self.people = people
    self.seen = seen
    pageOverlap = draw.secondNetworkOverlap
  }

  // MARK: People

  /// The people reached.
  ///
  /// - Complexity: O(parties × classes × points × pools of a party).
  func reach() -> Reach {
    var reach = Reach(page: pageReach)
    let weights = seen.points.weights
    let pools = pools()
    guard !pools.isEmpty else { return reach }
    var stays = [Lanes](repeating: .all(1), count: seen.size)
    var logarithms = [Lanes](repeating: .zero, count: seen.size)
    var own = stays
    for number in people.classes.weights.indices {
      let missed = pageMissed(class: number)
      for pool in pools {
        for place in stays.indices { stays[place] = .all(1) }
        var hasLogarithms = false
        for member in pool.members {
          if count(of: member, in: pool) == 1 {
            multiplyOnce(&stays, by: member, pool.kind, number)
          } else {
            if !hasLogarithms { for place in stays.indices { logarithms[place] = .zero } }
            add(&logarithms, of: member, pool, number, &own)
            hasLogarithms = true
          }
        }
        var sum = Lanes.zero
        for place in stays.indices {
          var unseen = stays[place]
          if hasLogarithms { unseen *= 1 - Lanes.chance(-logarithms[place]) }
          sum += weights[place] * missed[place] * (1 - unseen)
        }
        reach.additional +=
          pool.copies * people.sizes[pool.place] * people.classes.weights[number] * sum.sum()
      }
    }
    return reach
  }

  /// The pools with those members who have followers there.
  func pools() -> [Pool] {
    var found: [Pool] = []
    let networks = plan.problem.networks.indices
    func has(_ party: Int, _ kind: PeopleModel.Pool) -> Bool {
      networks.contains { people.chance(party, $0, kind, 0) > 0 }
    }
    let members = seen.group.members
    for kind in [PeopleModel.Pool.company, .market] {
      let own = members.indices.filter { has(members[$0], kind) }
      guard !own.isEmpty else { continue }
      found.append(Pool(kind: kind, place: kind.rawValue, members: own, copies: 1))
    }
    // Members come team by team.
    for (member, party) in members.enumerated() where has(party, .team) {
      let place = people.pool(.team, of: party)
      if found.last?.place == place {
        found[found.count - 1].members.append(member)
      } else {
        let copies = plan.teams[plan.parties[party].team].copies
        found.append(Pool(kind: .team, place: place, members: [member], copies: copies))
      }
    }
    return found
  }

  /// How many employees of a member have followers in one such pool.
  func count(of member: Int, in pool: Pool) -> Double {
    plan.parties[seen.group.members[member]].count / pool.copies
  }

  // MARK: Accounts

  /// The chance that a person of a class has not seen it from one employee of a member.
  func unseen(_ member: Int, _ pool: Pool, _ number: Int) -> [Lanes] {
    var stays = [Lanes](repeating: .all(1), count: seen.size)
    multiplyOnce(&stays, by: member, pool.kind, number)
    return stays
  }

  @inline(__always)
  private func multiplyOnce(
    _ stays: inout [Lanes], by member: Int, _ kind: PeopleModel.Pool, _ number: Int
  ) {
    let group = seen.group
    let party = group.members[member]
    let shows = group.offsets[member]..<group.offsets[member + 1]
    let size = stays.count
    switch shows.count {
    case 1:
      let chance = people.chance(party, group.shows[shows.lowerBound].network, kind, number)
      let first = shows.lowerBound * size
      for place in 0..<size { stays[place] *= 1 - chance * seen.chances[first + place] }
    case 2:
      var (large, small) = (shows.lowerBound, shows.lowerBound + 1)
      var most = people.chance(party, group.shows[large].network, kind, number)
      var least = people.chance(party, group.shows[small].network, kind, number)
      if most < least {
        swap(&large, &small)
        swap(&most, &least)
      }
      let together = people.together
      for place in 0..<size {
        let largeSeen = seen.chances[large * size + place]
        let first = most * largeSeen
        let second = least * seen.chances[small * size + place]
        let apart = (1 - first) * (1 - second)
        let joint = 1 - first - second * (1 - largeSeen)
        stays[place] *= apart + together * (joint - apart)
      }
    default:
      let networks = shows.map { show in
        (
          people.chance(party, group.shows[show].network, kind, number),
          Array(seen.chances[show * size..<(show + 1) * size])
        )
      }
      Self.multiply(&stays, by: networks, together: people.together)
    }
  }

  /// Adds the logarithm of the chance that a person of a class has not seen it from a member's
  /// employees, where there are several.
  ///
  /// log(1 − z) by its series to the fourth power for z below 0.02: an error below 1e-9.
  private func add(
    _ sums: inout [Lanes], of member: Int, _ pool: Pool, _ number: Int, _ own: inout [Lanes]
  ) {
    let group = seen.group
    let count = count(of: member, in: pool)
    let show = group.offsets[member]
    guard group.offsets[member + 1] - show == 1 else {
      for place in own.indices { own[place] = .all(1) }
      multiplyOnce(&own, by: member, pool.kind, number)
      for place in sums.indices {
        own[place].replace(with: 1e-300, where: own[place] .< 1e-300)
        sums[place] += count * Lanes.log(own[place])
      }
      return
    }
    let chance = people.chance(
      group.members[member], group.shows[show].network, pool.kind, number)
    let first = show * seen.size
    if chance < 0.02 {
      for place in sums.indices {
        let z = chance * seen.chances[first + place]
        var series = z * 0.25 + 1.0 / 3
        series = series * z + 0.5
        series = series * z + 1
        sums[place] -= count * (z * series)
      }
    } else {
      for place in sums.indices {
        // Who follows and sees for certain leaves nobody who hasn't.
        var stays = 1 - chance * seen.chances[first + place]
        stays.replace(with: 1e-300, where: stays .< 1e-300)
        sums[place] += count * Lanes.log(stays)
      }
    }
  }

  /// Multiplies by the chance that nobody sees it on some networks.
  ///
  /// With the chance `together` whoever follows on one network does so on each with a larger
  /// audience there, else each network is on its own. Sorted by chance, those who follow on the
  /// k-th do so on all before it: Σ q_k s_k Π (1 − s_i) over i before k have seen it.
  private static func multiply(
    _ stays: inout [Lanes], by networks: [(chance: Double, seen: [Lanes])], together: Double
  ) {
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

  // MARK: The page

  /// The chance that a person of a class in the employees' audience has not seen it from the page.
  func pageMissed(class number: Int) -> [Lanes] {
    var stays = [Lanes](repeating: .all(1), count: seen.size)
    let networks = seen.page.indices.filter { !seen.page[$0].isEmpty }
    guard networks.count > 1 else {
      if let network = networks.first {
        let chance = people.page[network][number]
        for place in stays.indices { stays[place] = 1 - chance * seen.page[network][place] }
      }
      return stays
    }
    Self.multiply(
      &stays, by: networks.map { (people.page[$0][number], seen.page[$0]) },
      together: people.together)
    return stays
  }

  /// The people whom the page reaches alone.
  ///
  /// Of the page's followers on two networks the share `secondNetworkOverlap` of the smaller
  /// audience is in both.
  private var pageReach: Double {
    let networks = seen.page.indices.filter { !seen.page[$0].isEmpty }
      .map { (count: people.pageFollowers[$0], seen: seen.page[$0]) }
      .sorted { $0.count > $1.count }
    var reached = 0.0
    var missed = [Lanes](repeating: .all(1), count: seen.size)
    for (rank, network) in networks.enumerated() {
      let next = rank + 1 < networks.count ? networks[rank + 1].count : 0
      var (own, joint) = (Lanes.zero, Lanes.zero)
      for place in missed.indices {
        missed[place] *= 1 - network.seen[place]
        own += seen.points.weights[place] * network.seen[place]
        joint += seen.points.weights[place] * (1 - missed[place])
      }
      let both = networks.count > 1 ? pageOverlap : 0
      reached += (1 - both) * network.count * own.sum()
      reached += both * (network.count - next) * joint.sum()
    }
    return reached
  }
}
