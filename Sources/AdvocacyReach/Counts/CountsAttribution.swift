import Foundation

/// Whom of the people beyond the page each contributor brings, at depth 1, for one draw.
///
/// Only through: Π over all others of their not having been seen. Alone: as if there were nobody
/// else. The share is the Shapley value of the union, by its multilinear extension (Owen,
/// Management Science 18, 1972): ∫₀¹ x_j Π_{i≠j} (1 − t x_i) dt, x being a contributor's chance to
/// be seen by a person.
struct CountsAttribution {
  private(set) var contributions: [BlockSums.Contribution]
  private(set) var overlaps: [Double] = []

  /// Attributes a group's additional people.
  ///
  /// - Parameters:
  ///   - group: The group.
  ///   - graph: What imported graphs tell of it.
  ///   - additional: The people whom the group brings beyond the page at depth 1.
  ///   - contributors: The division, as the problem has it.
  ///   - rates: How likely acts are seen.
  ///   - deep: The people beyond depth 1, who are credited as those at depth 1 are.
  /// - Complexity: O(contributors × classes × points × 24), and O(contributors²) for overlaps.
  init(
    _ group: GroupReach, graph: GraphGroups?, additional: Double,
    contributors: ReachProblem.Contributors, _ rates: CountsRates, deep: Double
  ) {
    let players = Players(group, contributors)
    let paired = group.plan.paired
    var sums = PlayerSums(
      players: players.members.count, paired: paired.compactMap(players.player(of:)))
    let pools = group.pools().map { (pool: $0, own: players.among($0.members)) }
    var company: [Int: PlayerFactors] = [:]
    for number in group.people.classes.weights.indices {
      let missed = group.pageMissed(class: number)
      for (pool, own) in pools {
        // Whoever is one employee is in one of the pools alike.
        let copies = players.isByParty ? 1 : pool.copies
        let size =
          copies * group.people.sizes[pool.place] * group.people.classes.weights[number]
        let weights = missed.indices.map { size * group.seen.points.weights[$0] * missed[$0] }
        let factors = own.map { player in
          player.parties.reduce([Lanes](repeating: .all(1), count: weights.count)) {
            product, each in
            let unseen = group.unseen(each, pool, number)
            let count = players.isByParty ? 1 : group.count(of: each, in: pool)
            return zip(product, unseen).map { $0 * Lanes.power($1, count) }
          }
        }
        let counts = own.map {
          players.isByParty ? players.counts[$0.player] / pool.copies : 1
        }
        sums.add(factors, own.map(\.player), counts, weights, isTeam: pool.kind == .team)
        if pool.kind == .company {
          company[number] = PlayerFactors(
            players: own.map(\.player), factors: factors, counts: counts)
        }
      }
    }
    let elsewhere = graph.map { group.elsewhere(for: $0.problem) } ?? [:]
    graph?.forEachSet { set in
      var own = PlayerFactors()
      for (employee, stays) in set.stays {
        guard let player = players.player(ofGraphEmployee: employee) else { continue }
        own.multiply(player, by: stays)
      }
      guard let beside = elsewhere[set.network] else { return sums.add(own, set.missed) }
      // Members in the company's pool see its accounts too, and count there already.
      let outside = 1 - beside.shares.reduce(0, +)
      sums.add(own, set.missed.map { outside * $0 })
      for (number, share) in beside.shares.enumerated() where share > 0 {
        let missed = group.pageMissed(class: number)
        let pool = company[number] ?? PlayerFactors()
        sums.add(pool.joined(own), zip(set.missed, missed).map { share * $0 * $1 })
        sums.add(pool, zip(set.people, missed).map { -share * $0 * $1 })
      }
    }
    let total = zip(sums.share, players.counts).reduce(0) { $0 + $1.0 * $1.1 }
    let scale = total > 0 ? additional / total : 1
    let growth = additional > 0 ? 1 + deep / additional : 1
    contributions = (0...contributors.count).map { _ in BlockSums.Contribution() }
    for (player, owners) in players.owners.enumerated() {
      for (contributor, weight) in owners {
        let factor = weight * growth
        contributions[contributor].add(
          additional: sums.only[player] * factor, share: sums.share[player] * scale * factor,
          alone: sums.alone[player] * factor)
      }
    }
    addGross(group, graph, contributors, rates)
    overlaps = [Double](repeating: 0, count: paired.count * max(0, paired.count - 1) / 2)
    for second in paired.indices {
      for first in 0..<second {
        guard let one = players.player(of: paired[first]),
          let other = players.player(of: paired[second])
        else { continue }
        overlaps[BlockSums.pairIndex(first, second)] =
          growth
          * sums.pair(one, other, isOneTeam: players.isOneTeam(paired[first], paired[second]))
      }
    }
  }

  /// The sightings of each contributor's shares.
  private mutating func addGross(
    _ group: GroupReach, _ graph: GraphGroups?, _ contributors: ReachProblem.Contributors,
    _ rates: CountsRates
  ) {
    graph?.addSightings { employee, people in
      contributions[contributors.ofEmployee[employee] ?? contributors.count].gross += people
    }
    let plan = group.plan
    let items = Set(plan.problem.groups[contributors.group])
    for share in plan.problem.shares where items.contains(share.item) {
      let network = plan.problem.items[share.item].network
      let party = plan.partyOfEmployee[share.employee]
      guard party >= 0, group.people.followers[party][network] > 0 else { continue }
      let place = contributors.ofEmployee[share.employee] ?? contributors.count
      contributions[place].gross +=
        group.people.followers[party][network]
        * rates.visibility(party, network, share.strength)
    }
  }
}

extension BlockSums.Contribution {
  fileprivate mutating func add(additional: Double, share: Double, alone: Double) {
    self.additional += additional
    credit += share * Double(BlockSums.creditUnits)
    self.alone += alone
  }
}

/// Those among whom the additional people are split: the contributors, or, where a party's employees
/// belong to several, each employee of a party.
private struct Players {
  /// The places of each player's parties in the group.
  private(set) var members: [[Int]] = []
  /// How many alike each player stands for.
  private(set) var counts: [Double] = []
  /// The contributors that a player's values go to, with factors.
  private(set) var owners: [[(contributor: Int, weight: Double)]] = []
  /// Whether each party is a player.
  let isByParty: Bool
  private var playerOfContributor: [Int: Int] = [:]
  /// The team of each contributor that is a single employee, where parties are players.
  private var teamOfContributor: [Int: Int] = [:]
  private var playerOfMember: [Int]
  private var playerOfParty: [Int: Int] = [:]
  private var playerOfGraphEmployee: [Int: Int] = [:]

  init(_ group: GroupReach, _ contributors: ReachProblem.Contributors) {
    let plan = group.plan
    let parties = group.seen.group.members
    var owners: [Int: [Int: Double]] = [:]
    let items = Set(plan.problem.groups[contributors.group])
    for share in plan.problem.shares
    where items.contains(share.item) && plan.partyOfEmployee[share.employee] >= 0 {
      let contributor = contributors.ofEmployee[share.employee] ?? contributors.count
      owners[plan.partyOfEmployee[share.employee], default: [:]][contributor, default: 0] += 1
    }
    let places = Dictionary(
      uniqueKeysWithValues: zip(parties, parties.indices))
    isByParty = owners.values.contains { $0.count > 1 }
    playerOfMember = Array(repeating: -1, count: parties.count)
    for (party, place) in places.sorted(by: { $0.key < $1.key }) {
      let own = (owners[party] ?? [:]).sorted { $0.key < $1.key }
      guard let first = own.first else { continue }
      if !isByParty, let player = playerOfContributor[first.key] {
        members[player].append(place)
        playerOfMember[place] = player
        continue
      }
      if !isByParty { playerOfContributor[first.key] = members.count }
      playerOfMember[place] = members.count
      playerOfParty[party] = members.count
      members.append([place])
      counts.append(isByParty ? plan.parties[party].count : 1)
      // An employee who shared more than others of their party brings more, in proportion.
      let shares = own.reduce(0) { $0 + $1.value }
      let factor = isByParty ? plan.parties[party].count / shares : 0
      self.owners.append(own.map { ($0.key, isByParty ? $0.value * factor : 1) })
    }
    addGraphEmployees(places, contributors, plan)
    if isByParty { addSingles(contributors, plan) }
  }

  /// Where parties are players, who is a contributor alone is as any other of their party.
  private mutating func addSingles(
    _ contributors: ReachProblem.Contributors, _ plan: CountsPlan
  ) {
    var employees: [Int: [Int]] = [:]
    for (employee, part) in contributors.ofEmployee.enumerated() {
      if let part { employees[part, default: []].append(employee) }
    }
    for part in plan.paired {
      guard let own = employees[part], own.count == 1, plan.partyOfEmployee[own[0]] >= 0,
        let player = playerOfParty[plan.partyOfEmployee[own[0]]]
      else { continue }
      playerOfContributor[part] = player
      teamOfContributor[part] = plan.problem.teams[own[0]]
    }
  }

  /// Whether two contributors may meet in a team's pool: where these stand for many teams, only of
  /// one team.
  func isOneTeam(_ first: Int, _ second: Int) -> Bool {
    teamOfContributor[first] == teamOfContributor[second]
  }

  /// Those with an account of a graph are known one by one: they belong to their contributor's
  /// player, or are one each.
  private mutating func addGraphEmployees(
    _ places: [Int: Int], _ contributors: ReachProblem.Contributors, _ plan: CountsPlan
  ) {
    for employee in (plan.graph?.employees ?? []).sorted() {
      let contributor = contributors.ofEmployee[employee] ?? contributors.count
      let place = places[plan.partyOfEmployee[employee]]
      let known =
        isByParty ? place.map { playerOfMember[$0] } : playerOfContributor[contributor]
      if let known, known >= 0 {
        playerOfGraphEmployee[employee] = known
        continue
      }
      playerOfGraphEmployee[employee] = members.count
      if !isByParty { playerOfContributor[contributor] = members.count }
      members.append([])
      counts.append(1)
      owners.append([(contributor, 1)])
    }
  }

  /// The player of an employee with an account of a graph.
  func player(ofGraphEmployee employee: Int) -> Int? { playerOfGraphEmployee[employee] }

  /// The player of a contributor; nil for one who did nothing.
  func player(of contributor: Int) -> Int? { playerOfContributor[contributor] }

  /// The players who have some of the group's parties, with these.
  func among(_ places: [Int]) -> [(player: Int, parties: [Int])] {
    var found: [Int: [Int]] = [:]
    for place in places where playerOfMember[place] >= 0 {
      found[playerOfMember[place], default: []].append(place)
    }
    return found.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
