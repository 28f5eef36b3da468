import Foundation

/// What the members of a group, of whom only the number is known, see of the same items elsewhere, for
/// one draw: how likely nothing, at each point.
///
/// A group of M members overlaps with the other audiences of its network as an account of M followers
/// does: the portion of them that is in the company's pool on that network is in it here too, more
/// active people sooner, and the rest is in nobody else's audience.
struct MembersElsewhere {
  /// The share of the members who are in the company's pool, by class of activity.
  let shares: [Double]
  /// The share of them who miss all that the page shows elsewhere.
  let page: [Lanes]
  /// The share of them who miss all that page and employees show elsewhere.
  let all: [Lanes]

  /// Works it out.
  ///
  /// - Parameters:
  ///   - reach: The accounts by count.
  ///   - members: How many members are no employees.
  ///   - network: The network that the group is on.
  /// - Complexity: O(classes × points × accounts in the company's pool).
  init(_ reach: GroupReach, members: Double, on network: Int) {
    let people = reach.people
    let company = people.sizes[PeopleModel.Pool.company.rawValue]
    let count = min(members * people.pools.companyPortion(on: network), company)
    guard count > 0, members > 0 else {
      shares = people.classes.weights.map { _ in 0 }
      page = [Lanes](repeating: .all(1), count: reach.seen.size)
      all = page
      return
    }
    var chances: [Double] = []
    people.pools.chances.add(at: people.pools.chances.x(ofShare: count / company), to: &chances)
    shares = zip(people.classes.weights, chances).map { company * $0 * $1 / members }
    let outside = 1 - shares.reduce(0, +)
    var page = [Lanes](repeating: .all(outside), count: reach.seen.size)
    var all = page
    for (number, share) in shares.enumerated() {
      let (missed, unseen) = (reach.pageMissed(class: number), reach.companyUnseen(class: number))
      for place in page.indices {
        page[place] += share * missed[place]
        all[place] += share * missed[place] * unseen[place]
      }
    }
    self.page = page
    self.all = all
  }
}

extension GroupReach {
  /// What the members of groups see elsewhere, by the groups' networks.
  ///
  /// - Complexity: as that of each.
  func elsewhere(for problem: ReachProblem) -> [Int: MembersElsewhere] {
    var found: [Int: MembersElsewhere] = [:]
    for (number, network) in problem.networks.enumerated() {
      guard let group = network.group, let counted = group.counted, let base = group.network
      else { continue }
      found[number] = MembersElsewhere(self, members: Double(counted), on: base)
    }
    return found
  }

  /// The chance that a person of the company's pool and a class has not seen it from an employee.
  func companyUnseen(class number: Int) -> [Lanes] {
    var stays = [Lanes](repeating: .all(1), count: seen.size)
    for pool in pools() where pool.kind == .company {
      for member in pool.members {
        let (own, count) = (unseen(member, pool, number), self.count(of: member, in: pool))
        for place in stays.indices {
          stays[place] *= count == 1 ? own[place] : Lanes.power(own[place], count)
        }
      }
    }
    return stays
  }
}

extension PoolModel {
  /// The part of an account's followers on a network who are in the company's pool.
  func companyPortion(on network: Int) -> Double { portions[network].company }
}
