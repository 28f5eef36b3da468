import Foundation

/// Whom the people of one pool follow, drawn person by person.
///
/// A person of activity d follows an account of rate r with chance 1 − exp(−d·r), as if events came at
/// the rate d along a line on which each account has a stretch of length r: it is followed if one falls
/// into its stretch. Of the many who follow nobody only the number is drawn.
struct PlainFollowing {
  /// An account's stretches, by network, the longest first.
  private typealias Stretches = [(place: Int, rate: Double)]

  private let size: Double
  private let accounts: [Stretches]
  /// The length of all stretches.
  private let total: Double
  private let activity: PlainScene.Mixing
  private let theta: Double
  /// The chance that an event falls on the line at all.
  private let chance: Double
  /// By class of activity, the chance that one does there, where there are classes.
  private let classes: [(weight: Double, value: Double)]

  /// Prepares a pool; theta: the chance that a person decides about an account's networks at once.
  init(
    _ pool: PlainScene.Pool, networks: Int, _ activity: PlainScene.Mixing, theta: Double
  ) {
    let byAccount = Dictionary(grouping: pool.portions.filter { $0.rate > 0 }, by: \.account)
    let accounts = byAccount.sorted { $0.key < $1.key }.map { account, portions in
      portions.sorted { ($1.rate, $0.network) < ($0.rate, $1.network) }.map {
        (place: (account + 1) * networks + $0.network, rate: $0.rate)
      }
    }
    let total = accounts.joined().reduce(0.0) { $0 + $1.rate }
    (size, self.accounts, self.total, self.activity) = (pool.size, accounts, total, activity)
    self.theta = theta
    switch activity {
    case .none:
      classes = []
      chance = -expm1(-total)
    case .nodes(let nodes):
      classes = nodes.map { ($0.weight * -expm1(-$0.value * total), $0.value) }
      chance = classes.reduce(0) { $0 + $1.weight }
    case .gamma(let shape):
      classes = []
      chance = -expm1(-shape * log1p(total / shape))
    }
  }

  /// Draws all who follow somebody: their activity and the places they follow.
  func forEachFollower(
    _ dice: inout PlainDice,
    _ body: (_ activity: Double, _ places: [Int], _ dice: inout PlainDice) -> Void
  ) {
    guard chance > 0 else { return }
    let (people, scale) = (dice.whole(size), log1p(-min(chance, 1)))
    var places: [Int] = []
    var left = people
    while true {
      // How many follow nobody before the next one who may.
      let skipped = log1p(-dice.uniform()) / scale
      guard skipped < Double(left) else { return }
      left -= Int(skipped) + 1
      let (d, first) = active(&dice)
      places.removeAll(keepingCapacity: true)
      walk(&places, d, first: first, &dice)
      if !places.isEmpty { body(d, places, &dice) }
    }
  }

  /// The activity of somebody for whom an event falls on the line, and where the first one does.
  private func active(_ dice: inout PlainDice) -> (activity: Double, first: Double) {
    switch activity {
    case .gamma(let shape):
      // The first event has passed x with chance (1 + x / shape)^(−shape); whoever has it at x has an
      // activity of shape + 1 and rate shape + x.
      let rest = 1 - dice.uniform() * chance
      let first = min(shape * (pow(rest, -1 / shape) - 1), .greatestFiniteMagnitude)
      return (dice.gamma(shape + 1) / (shape + first), first)
    case .none, .nodes:
      var d = 1.0
      var left = dice.uniform() * chance
      for (weight, value) in classes {
        d = value
        left -= weight
        if left < 0 { break }
      }
      return (d, log1p(dice.uniform() * expm1(-d * total)) / -d)
    }
  }

  /// Goes along the line from event to event.
  private func walk(
    _ places: inout [Int], _ d: Double, first: Double, _ dice: inout PlainDice
  ) {
    var ahead = first
    for account in accounts {
      // Once known, whether the person decides about each network by itself.
      var isApart = theta == 0 || account.count == 1
      for (number, stretch) in account.enumerated() {
        guard ahead < stretch.rate else {
          ahead -= stretch.rate
          continue
        }
        if !isApart, dice.happens(theta) {
          // One event tells for all networks: where it falls on the longest stretch, those that
          // reach so far are followed.
          if number == 0 {
            for other in account where ahead < other.rate { places.append(other.place) }
          }
          ahead = log1p(-dice.uniform()) / -d
          break
        }
        isApart = true
        places.append(stretch.place)
        ahead = log1p(-dice.uniform()) / -d
      }
    }
  }
}
