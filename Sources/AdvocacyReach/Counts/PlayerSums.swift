import Foundation

/// Some players with the chance of not having been seen by each, at each point.
struct PlayerFactors {
  var players: [Int] = []
  var factors: [[Lanes]] = []
  /// How many alike each stands for.
  var counts: [Double] = []

  /// Takes over that a player was not seen in one more way.
  mutating func multiply(_ player: Int, by stays: [Lanes]) {
    guard let place = players.firstIndex(of: player) else {
      players.append(player)
      factors.append(stays)
      return counts.append(1)
    }
    factors[place] = zip(factors[place], stays).map { $0 * $1 }
  }

  /// Those here and others, who are seen each on their own.
  func joined(_ others: PlayerFactors) -> PlayerFactors {
    var all = self
    for (player, factors) in zip(others.players, others.factors) {
      all.multiply(player, by: factors)
    }
    return all
  }
}

/// The sums of players over pools, classes and points.
struct PlayerSums {
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

  /// Adds some players, none of a team's pool.
  mutating func add(_ own: PlayerFactors, _ weights: [Lanes]) {
    add(own.factors, own.players, own.counts, weights)
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
