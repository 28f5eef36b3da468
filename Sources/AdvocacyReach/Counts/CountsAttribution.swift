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
        sums.add(
          factors, own.map(\.player),
          own.map { players.isByParty ? players.counts[$0.player] / pool.copies : 1 }, weights,
          isTeam: pool.kind == .team)
      }
    }
    graph?.forEachSet { weights, seen in
      var factors: [[Lanes]] = []
      var own: [Int] = []
      for (employee, stays) in seen {
        guard let player = players.player(ofGraphEmployee: employee) else { continue }
        if let place = own.firstIndex(of: player) {
          factors[place] = zip(factors[place], stays).map { $0 * $1 }
        } else {
          own.append(player)
          factors.append(stays)
        }
      }
      sums.add(factors, own, own.map { _ in 1 }, weights)
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

/// The sums of players over pools, classes and points.
private struct PlayerSums {
  private(set) var only: [Double]
  private(set) var share: [Double]
  private(set) var alone: [Double]
  /// The place of each player among those whose pairs are looked at; -1: not looked at.
  private let slots: [Int]
  /// The people whom both of two lead to: in the pools of a team, and in others.
  private var teamPairs: [Double]
  private var otherPairs: [Double]

  init(players: Int, paired: [Int]) {
    only = Array(repeating: 0, count: players)
    share = only
    alone = only
    var slots = [Int](repeating: -1, count: players)
    for (slot, player) in Set(paired).sorted().enumerated() { slots[player] = slot }
    self.slots = slots
    let count = (slots.max() ?? -1) + 1
    teamPairs = Array(repeating: 0, count: count * (count + 1) / 2)
    otherPairs = teamPairs
  }

  /// The people whom both of two lead to; they may be players alike.
  func pair(_ first: Int, _ second: Int, isOneTeam: Bool) -> Double {
    guard slots[first] >= 0, slots[second] >= 0 else { return 0 }
    let place = Self.place(slots[first], slots[second])
    return otherPairs[place] + (isOneTeam ? teamPairs[place] : 0)
  }

  private static func place(_ first: Int, _ second: Int) -> Int {
    let (low, high) = (min(first, second), max(first, second))
    return high * (high + 1) / 2 + low
  }

  /// Adds one class of one pool.
  ///
  /// - Parameters:
  ///   - factors: By player, the chance of not having been seen, at each point.
  ///   - players: Who they are.
  ///   - counts: How many alike each stands for.
  ///   - weights: The people at each point whom the page misses.
  ///   - isTeam: Whether the pool is a team's.
  mutating func add(
    _ factors: [[Lanes]], _ players: [Int], _ counts: [Double], _ weights: [Lanes],
    isTeam: Bool = false
  ) {
    let paired = players.indices.filter { slots[players[$0]] >= 0 }
    for place in weights.indices {
      let x = factors.map { 1 - $0[place] }
      addOnly(x, players, counts, weights[place])
      addShares(x, players, counts, weights[place])
      for (number, player) in players.enumerated() {
        alone[player] += (weights[place] * x[number]).sum()
      }
      for (rank, number) in paired.enumerated() {
        let weighted = weights[place] * x[number]
        for earlier in paired[...rank] {
          let people = (weighted * x[earlier]).sum()
          let slot = Self.place(slots[players[number]], slots[players[earlier]])
          if isTeam { teamPairs[slot] += people } else { otherPairs[slot] += people }
        }
      }
    }
  }

  private mutating func addOnly(
    _ x: [Lanes], _ players: [Int], _ counts: [Double], _ weight: Lanes
  ) {
    var before = [Lanes](repeating: .all(1), count: x.count + 1)
    for number in x.indices {
      before[number + 1] = before[number] * Lanes.power(1 - x[number], counts[number])
    }
    var after = Lanes.all(1)
    for number in x.indices.reversed() {
      let others =
        counts[number] <= 1
        ? Lanes.all(1) : Lanes.power(1 - x[number], counts[number] - 1)
      only[players[number]] += (weight * x[number] * before[number] * others * after).sum()
      after *= Lanes.power(1 - x[number], counts[number])
    }
  }

  /// Splits the people at a point.
  ///
  /// For k players the integrand is a polynomial of degree k − 1, which half as many nodes of Gauss
  /// and Legendre integrate exactly. For many it falls off as e^(−Λt), Λ = Σ x, and plain nodes
  /// would miss most of it: then 24 nodes in u = (1 − e^(−Λt)) / (1 − e^(−Λ)).
  private mutating func addShares(
    _ x: [Lanes], _ players: [Int], _ counts: [Double], _ weight: Lanes
  ) {
    let total = counts.reduce(0, +)
    guard total > 24 else {
      let rule = Self.rules[max(1, Int(total + 1) / 2)]
      for (node, share) in zip(rule.nodes, rule.weights) {
        addShares(x, players, counts, t: .all(node), share * weight)
      }
      return
    }
    var slope = Lanes.zero
    for (own, count) in zip(x, counts) { slope += own * count }
    slope.replace(with: 1e-9, where: slope .< 1e-9)
    let whole = Lanes.chance(slope)
    let rule = Self.rules[24]
    for (node, share) in zip(rule.nodes, rule.weights) {
      let rest = 1 - node * whole
      addShares(
        x, players, counts, t: -Lanes.log(rest) / slope, whole / (slope * rest) * share * weight)
    }
  }

  /// The rules of so many nodes on the numbers from 0 to 1.
  private static let rules = (0...24).map { GaussRule.unit(max(1, $0)) }

  @inline(__always)
  private mutating func addShares(
    _ x: [Lanes], _ players: [Int], _ counts: [Double], t: Lanes, _ density: Lanes
  ) {
    var product = density
    for (own, count) in zip(x, counts) { product *= Lanes.power(1 - t * own, count) }
    for (number, player) in players.enumerated() {
      var unseen = 1 - t * x[number]
      unseen.replace(with: 1e-12, where: unseen .< 1e-12)
      share[player] += (product * x[number] / unseen).sum()
    }
  }
}
