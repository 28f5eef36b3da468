import Foundation
import Synchronization

/// Whom the accounts of a problem have in common, for one draw of the parameters.
///
/// An account's followers come from its team's pool, the company's pool and the market, in portions
/// that are one network's. The sizes of the pools and the portions are solved so that the mean
/// overlap of two colleagues' audiences, as a share of the smaller one, is what was asked: within
/// teams and across teams. A pool holds the largest audience in it, unless circles of friends are
/// closer than that allows: then everybody in it follows the largest accounts, whose other followers
/// come from the market. Where even that can't be had the nearest that can is used.
struct PoolModel {
  /// The people of the company's pool.
  private(set) var company: Double
  /// The portions on each network.
  private(set) var portions: [Portions]
  private let market: Double
  /// The people of each team's pool.
  private var teams: [Double]
  let chances: FollowChances
  /// The followers who are no colleagues, by party and network.
  private(set) var followers: [[Double]]
  /// The split on the network with most accounts; nil where there is no network.
  private var split: PoolSizeSolver.Split?
  private var overlaps: [(within: PoolOverlap, across: PoolOverlap)]

  /// Which part of an account's followers comes from where; the market has the rest.
  struct Portions: Hashable {
    var team: Double
    var company: Double
    var market: Double { max(0, 1 - team - company) }
  }

  /// Solves the pools.
  ///
  /// - Complexity: O(parties + pairs × classes), some fifteen times; sixty times where the overlaps
  ///   asked can't be had with even portions.
  init(_ plan: CountsPlan, _ draw: CountsDraw) {
    let chances = FollowChances.of(draw.activity)
    let followers = Self.followers(plan, draw)
    self.chances = chances
    self.followers = followers
    market = draw.market
    overlaps = plan.problem.networks.indices.map { network in
      func overlap(_ pairs: AccountPairs) -> PoolOverlap {
        PoolOverlap(pairs, chances) { draw.outsiders(of: $0, staff: plan.problem.employeeCount) }
      }
      return (overlap(plan.withinTeams[network]), overlap(plan.acrossTeams[network]))
    }
    company = draw.market
    teams = plan.teams.map { _ in draw.market }
    portions = plan.problem.networks.map { _ in Portions(team: 0, company: 0) }
    let main = plan.mainNetwork
    guard portions.indices.contains(main) else { return }
    let solver = PoolSizeSolver(
      plan, draw, chances, followers: followers, overlaps[main].within, overlaps[main].across)
    let solved = solver.solved()
    split = solved
    portions[main] = Portions(team: solved.team, company: 1 - solved.team)
    if solved.team < 1 { company = (1 - solved.team) * solved.companySize }
    teams = PoolSizeSolver.sizes(plan, followers: followers, solved, market: market)
    for network in portions.indices where network != main {
      solvePortions(draw.networks[network], network, main: main)
    }
  }

  /// The pools of the same company seen in another way: as they were solved, for other parties and
  /// kinds of teams.
  ///
  /// - Complexity: O(parties).
  init(_ plan: CountsPlan, _ draw: CountsDraw, like other: PoolModel) {
    self = other
    followers = Self.followers(plan, draw)
    overlaps = []
    teams =
      split.map { PoolSizeSolver.sizes(plan, followers: followers, $0, market: market) }
      ?? plan.teams.map { _ in market }
  }

  private static func followers(_ plan: CountsPlan, _ draw: CountsDraw) -> [[Double]] {
    let staff = plan.problem.employeeCount
    return plan.parties.map { party in
      party.followers.map { draw.outsiders(of: $0, staff: staff) }
    }
  }

  /// The people of a team's pool.
  func size(ofTeam team: Int) -> Double { teams[team] }

  /// Where the followers of an account of a team come from, in people.
  ///
  /// What a pool can't hold the market has.
  func sources(
    of followers: Double, team: Int, network: Int
  ) -> (company: Double, market: Double, team: Double) {
    let portion = portions[network]
    let company = min(followers * portion.company, self.company)
    let own = portion.team > 0 ? min(followers * portion.team, teams[team]) : 0
    return (company, max(0, followers - company - own), own)
  }

  /// Solves the portions on a network whose pools have their sizes from another.
  private mutating func solvePortions(_ asked: CountsDraw.Network, _ network: Int, main: Int) {
    let (within, across) = overlaps[network]
    let main = portions[main]
    func portion(
      of wanted: Double, upTo most: Double, near guess: Double, _ overlap: (Double) -> Double
    ) -> Double {
      RootFinding.rising(
        between: 1e-4, and: most, near: guess, tolerance: PoolSizeSolver.width,
        accuracy: PoolSizeSolver.accuracy
      ) { log(overlap($0) / max(wanted, PoolSizeSolver.least)) }
    }
    if !across.isEmpty, main.company > 0 {
      portions[network].company = portion(
        of: asked.companyOverlap, upTo: 1, near: main.company
      ) { $0 * across.inPool(of: company / $0) }
    }
    guard !within.isEmpty, main.team > 0 else { return }
    let common = inCompany(within, network)
    portions[network].team = portion(
      of: asked.teamOverlap, upTo: max(1e-4, 1 - portions[network].company), near: main.team
    ) { portion in common + portion * within.inPools { teams[$0] / portion } }
  }

  /// What pairs have in common in the company's pool.
  private func inCompany(_ pairs: PoolOverlap, _ network: Int) -> Double {
    let portion = portions[network].company
    return portion > 0 ? portion * pairs.inPool(of: company / portion) : 0
  }

  /// The mean overlaps on a network: within teams, across teams; nil where there is no such pair.
  func overlaps(on network: Int) -> (team: Double?, company: Double?) {
    let (within, across) = overlaps[network]
    let portion = portions[network].team
    let own = portion > 0 ? portion * within.inPools { teams[$0] / portion } : 0
    return (
      within.isEmpty ? nil : own + inCompany(within, network),
      across.isEmpty ? nil : inCompany(across, network)
    )
  }
}

/// With which chance people of a pool follow an account: a person of activity d with 1 − exp(−d · x),
/// x such that the pool holds as many followers as the account has there.
struct FollowChances: Sendable {
  /// The classes of activity.
  let activity: MixingNodes
  private let weights: [Lanes]
  private let values: [Lanes]
  /// The mean square of activity.
  let meanSquare: Double
  /// log(x) at shares in even steps of their log odds, from the least on.
  private let table: [Double]
  /// Chances there as parts of the share, classes in lanes.
  private let parts: [Lanes]

  private static let steps = 512
  private static let least = -20.0
  private static let step = -2 * least / Double(steps)
  private static let known = Mutex<[[Double]: FollowChances]>([:])

  /// The chances for some classes.
  ///
  /// - Complexity: O(1) for classes asked about before; else about 0.1 ms.
  static func of(_ activity: MixingNodes) -> FollowChances {
    let key = activity.values
    if let chances = known.withLock({ $0[key] }) { return chances }
    let chances = FollowChances(activity: activity)
    known.withLock { known in
      // Ranges hand out shapes of a grid; what is more is an ever new exact value.
      if known.count > 1000 { known.removeAll() }
      known[key] = chances
    }
    return chances
  }

  private init(activity: MixingNodes) {
    self.activity = activity
    let (weights, values) = (Lanes.packed(activity.weights), Lanes.packed(activity.values))
    self.weights = weights
    self.values = values
    meanSquare = zip(activity.weights, activity.values).reduce(0) { $0 + $1.0 * $1.1 * $1.1 }
    var x = 0.0
    let solved = (0...Self.steps).map { number in
      let odds = exp(Self.least + Double(number) * Self.step)
      let share = odds / (1 + odds)
      for _ in 0..<100 {
        let next = Self.improved(x, share, weights, values)
        let isDone = abs(next - x) <= 1e-12 * x
        x = next
        if isDone { break }
      }
      return (x: x, share: share)
    }
    table = solved.map { log($0.x) }
    parts = solved.flatMap { solved in
      values.map { Lanes.chance(solved.x * $0) / solved.share }
    }
  }

  /// A step of Newton's method, which comes from below on a concave function.
  private static func improved(
    _ x: Double, _ share: Double, _ weights: [Lanes], _ values: [Lanes]
  ) -> Double {
    let (value, slope) = Lanes.seenWithSlope(x, values, weights)
    return max(share, x - (value - share) / slope)
  }

  /// The x of an account that a share of a pool follows.
  ///
  /// A share of all or more is followed by everybody who is ever active.
  ///
  /// - Complexity: O(classes): a table, and a step from there.
  func x(ofShare share: Double) -> Double {
    guard share > 0 else { return 0 }
    guard share < 1 else { return 1e9 }
    let place = Self.place(of: share / (1 - share))
    guard place < Double(Self.steps) else { return 1e9 }
    guard place > 0 else { return share }
    let (middle, t) = Self.node(near: place)
    let (a, b, c) = (table[middle - 1], table[middle], table[middle + 1])
    let near = b + t * (c - a) / 2 + t * t * (c - 2 * b + a) / 2
    return Self.improved(exp(near), share, weights, values)
  }

  /// Where odds are on the scale of the table.
  private static func place(of odds: Double) -> Double { (log(odds) - least) / step }

  /// The node next to a place that has neighbors, and how far the place is from it.
  private static func node(near place: Double) -> (Int, Double) {
    let node = min(max(1, Int(place + 0.5)), steps - 1)
    return (node, place - Double(node))
  }

  /// Adds the chance of each class at an x.
  func add(at x: Double, to chances: inout [Double]) {
    guard x > 0 else {
      for _ in activity.values { chances.append(0) }
      return
    }
    var left = activity.values.count
    for lanes in values {
      let follows = Lanes.chance(lanes * x)
      for lane in 0..<min(8, left) { chances.append(follows[lane]) }
      left -= 8
    }
  }

  /// As many groups of lanes as the classes take.
  var laneCount: Int { values.count }

  /// The weight of each class, in lanes.
  var laneWeights: [Lanes] { weights }

  /// Adds the chance of each class, in lanes, of following an account that so many of a pool follow.
  ///
  /// - Complexity: O(classes), from a table: relative error below 1e-4.
  func add(_ followers: Double, of size: Double, to chances: inout [Lanes]) {
    guard followers < size else {
      // Whoever is ever active follows it.
      for _ in values { chances.append(.all(followers > 0 ? 1 : 0)) }
      return
    }
    let share = followers / size
    let place = Self.place(of: followers / (size - followers))
    guard place > 0 else {
      for lanes in values { chances.append(share * lanes) }
      return
    }
    let (middle, t) = Self.node(near: min(place, Double(Self.steps)))
    let (before, after) = (share * (t * (t - 1) / 2), share * (t * (t + 1) / 2))
    let own = share * (1 - t * t)
    let first = (middle - 1) * values.count
    for lane in values.indices {
      let place = first + lane
      chances.append(
        before * parts[place] + own * parts[place + values.count]
          + after * parts[place + 2 * values.count])
    }
  }
}
