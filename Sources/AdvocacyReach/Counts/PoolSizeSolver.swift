import Foundation

/// Solves the sizes of the company's and the teams' pools, and which part of everybody's followers
/// comes from each, on the network with most accounts.
///
/// Half of the followers come from each pool unless that can't carry the overlaps asked: then the
/// nearest split that can, at first with pools that hold every audience, then with smaller ones.
/// Sizes and factors here are those of a portion of one: a portion p takes pools p times as large.
struct PoolSizeSolver {
  private let within: PoolOverlap
  private let across: PoolOverlap
  private var asked: (team: Double, company: Double)
  private let market: Double
  private let meanSquare: Double
  /// The mean of the larger audience over pairs: across teams, and by team.
  private let acrossScale: Double
  private let scales: [Double]
  /// The least sizes that hold every audience.
  private let leastCompany: Double
  private let leastTeams: [Double]

  /// A split of everybody's followers, with the sizes of the pools.
  struct Split {
    /// The portion of the teams' pools; the company's has the rest.
    var team: Double
    var companySize: Double
    /// The people of a team's pool for each follower of its scale.
    var teamFactor: Double
    /// The least size of a team's pool, as a part of the largest audience in it.
    var teamFloor = 1.0
    /// What colleagues of one team have in common in the company's pool.
    var common = 0.0
    /// The parts by which the overlaps asked are missed.
    var miss = (team: 0.0, company: 0.0)

    var isMet: Bool { max(miss.team, miss.company) < PoolSizeSolver.tolerance }
  }

  /// Logarithms of overlaps in pools of a portion of one.
  private struct Logs {
    /// Of pairs across teams, by the size of the company's pool.
    var across: (Double) -> Double
    /// Of pairs within teams, likewise.
    var within: (Double) -> Double
    /// Of pairs within teams, by the factor of their pools.
    var factor: (_ factor: Double, _ team: Double) -> Double
    /// And by the floor of their pools.
    var floor: (_ floor: Double, _ team: Double) -> Double
  }

  /// Prepares the solver.
  ///
  /// - Complexity: O(parties).
  init(
    _ plan: CountsPlan, _ draw: CountsDraw, _ chances: FollowChances, followers: [[Double]],
    _ within: PoolOverlap, _ across: PoolOverlap
  ) {
    let main = plan.mainNetwork
    self.within = within
    self.across = across
    asked = (draw.networks[main].teamOverlap, draw.networks[main].companyOverlap)
    market = draw.market
    meanSquare = chances.meanSquare
    acrossScale = plan.acrossScale
    scales = plan.teams.map(\.scale)
    leastTeams = Self.leastTeams(plan, followers)
    leastCompany = max(1, leastTeams.max() ?? 1)
  }

  /// The least size of each team's pool that holds every audience in it.
  private static func leastTeams(_ plan: CountsPlan, _ followers: [[Double]]) -> [Double] {
    var teams = [Double](repeating: 1, count: plan.teams.count)
    for (party, own) in zip(plan.parties, followers) {
      teams[party.team] = max(teams[party.team], own[plan.mainNetwork] * margin)
    }
    return teams
  }

  /// The people of each team's pool with a split.
  ///
  /// - Complexity: O(parties).
  static func sizes(
    _ plan: CountsPlan, followers: [[Double]], _ split: Split, market: Double
  ) -> [Double] {
    guard split.team > 0 else { return plan.teams.map { _ in market } }
    return zip(plan.teams, leastTeams(plan, followers)).map { team, least in
      min(market, split.team * max(split.teamFactor * team.scale, split.teamFloor * least))
    }
  }

  /// The split and the sizes.
  func solved() -> Split { solved(attempts: Self.attempts) }

  private func solved(attempts: Int) -> Split {
    guard !within.isEmpty, !across.isEmpty else {
      return split(within.isEmpty ? 0 : 1, isDense: true, exact)
    }
    let even = split(0.5, isDense: false, exact)
    if even.isMet { return even }
    if attempts > 0, isTooClose(even) {
      return likeTeams(even.common).solved(attempts: attempts - 1)
    }
    // Curves tell well enough which portion will do.
    let logs = curves()
    let limits = limits(isDense: false, logs)
    if limits.least <= limits.most {
      return split(min(max(0.5, limits.least), limits.most), isDense: false, exact)
    }
    let wide = self.limits(isDense: true, logs)
    let middle = (limits.least + limits.most) / 2
    // Nothing here jumps: what differs little in what is asked differs little in what comes of it.
    let team =
      wide.least <= wide.most
      ? min(max(middle, wide.least), wide.most) : (wide.least + wide.most) / 2
    return split(team, isDense: true, exact)
  }

  /// Whether the company's pool alone gives teams more in common than was asked of them.
  private func isTooClose(_ split: Split) -> Bool {
    split.common > max(asked.team, Self.least) * (1 + Self.tolerance)
  }

  /// The solver for a smaller overlap across teams, where that asked gives teams more in common than
  /// was asked of them: colleagues of different teams have no more in common than those of one.
  private func likeTeams(_ common: Double) -> PoolSizeSolver {
    var solver = self
    solver.asked.company *= max(asked.team, Self.least) / common
    return solver
  }

  /// Between which portions of the teams' pools both overlaps asked can be had.
  ///
  /// The least carries that within teams, and the most leaves the company's pool enough for that
  /// across teams; the least is above the most where none can.
  private func limits(isDense: Bool, _ logs: Logs) -> (least: Double, most: Double) {
    func best(_ log: (Double) -> Double) -> Double {
      let steps = 0...(isDense ? Self.denseSteps : 0)
      return exp(steps.map { log(pow(SizeCurve.step, Double($0))) }.max() ?? 0)
    }
    let company = best { logs.across($0 * leastCompany) }
    let most = 1 - max(asked.company, Self.least) / company
    let teams = best { logs.floor($0, 1) }
    let least = RootFinding.rising(
      between: Self.portions.lowerBound, and: Self.portions.upperBound, near: 0.6,
      tolerance: Self.width, accuracy: Self.accuracy
    ) { team in
      let size = companySize(team, isDense: isDense, logs).size
      return log(
        ((1 - team) * exp(logs.within(size)) + team * teams) / max(asked.team, Self.least))
    }
    return (least, min(max(most, Self.portions.lowerBound), Self.portions.upperBound))
  }

  private var exact: Logs {
    Logs(
      across: { log(max(across.inPool(of: $0), 1e-300)) },
      within: { log(max(within.inPool(of: $0), 1e-300)) },
      factor: { factor, team in
        log(
          within.inPools { min(market / team, max(factor * scales[$0], leastTeams[$0])) })
      },
      floor: { floor, team in
        log(
          within.inPools {
            min(market / team, max(Self.leastFactor * scales[$0], floor * leastTeams[$0]))
          })
      })
  }

  private func curves() -> Logs {
    let exact = exact
    var across = SizeCurve(from: leastCompany, exact.across)
    var within = SizeCurve(from: leastCompany, exact.within)
    // The market is no bound here: pools as large as that carry no overlap worth the name.
    var factors = SizeCurve(from: 1) { exact.factor($0, 1) }
    var floors = SizeCurve(from: 1) { exact.floor($0, 1) }
    return Logs(
      across: { across.at($0) }, within: { within.at($0) },
      factor: { factor, _ in factors.at(factor) }, floor: { floor, _ in floors.at(floor) })
  }

  /// The sizes for a portion of the teams' pools.
  ///
  /// - Parameters:
  ///   - team: The portion.
  ///   - isDense: Whether pools may be smaller than the largest audience in them.
  ///   - logs: The overlaps.
  /// - Returns: The split with its sizes, and what it misses.
  private func split(_ team: Double, isDense: Bool, _ logs: Logs) -> Split {
    var split = Split(team: team, companySize: market, teamFactor: market)
    if !across.isEmpty, team < 1 {
      let (size, miss) = companySize(team, isDense: isDense, logs)
      split.companySize = size
      split.miss.company = Self.part(miss, of: asked.company)
      split.common = within.isEmpty ? 0 : (1 - team) * exp(logs.within(size))
    }
    guard !within.isEmpty, team > 0 else { return split }
    let wanted = max(asked.team, Self.least)
    let common = split.common
    func miss(_ overlap: Double) -> Double { log((common + team * exp(overlap)) / wanted) }
    split.teamFactor = RootFinding.falling(
      between: Self.leastFactor, and: max(1, market),
      near: meanSquare * team / max(asked.team - common, asked.team / 100, Self.least),
      tolerance: Self.width, accuracy: Self.accuracy
    ) { miss(logs.factor($0, team)) }
    var missed = miss(logs.factor(split.teamFactor, team))
    if isDense, missed < -Self.tolerance {
      split.teamFactor = Self.leastFactor
      split.teamFloor = Self.floor { miss(logs.floor($0, team)) }
      missed = miss(logs.floor(split.teamFloor, team))
    }
    split.miss.team = Self.part(missed, of: asked.team)
    return split
  }

  /// The size of the company's pool for a portion of the teams' pools, and the logarithm of what the
  /// overlap across teams then is of what was asked.
  private func companySize(
    _ team: Double, isDense: Bool, _ logs: Logs
  ) -> (size: Double, miss: Double) {
    let wanted = log(max(asked.company, Self.least) / (1 - team))
    func miss(_ size: Double) -> Double { logs.across(size) - wanted }
    // Overlaps fall nearly as 1 / size: their logarithm is nearly straight.
    var size = RootFinding.falling(
      between: leastCompany, and: max(leastCompany, market / (1 - team)),
      near: meanSquare * acrossScale * (1 - team) / max(asked.company, Self.least),
      tolerance: Self.width, accuracy: Self.accuracy, miss)
    if isDense, miss(size) < -Self.tolerance {
      size = leastCompany * Self.floor { miss($0 * leastCompany) }
    }
    return (size, miss(size))
  }

  /// The largest part of the largest audience to which pools have to shrink for an overlap; where
  /// none will do, that which comes nearest.
  ///
  /// Smaller pools bring audiences closer, until even the small ones don't fit.
  private static func floor(_ miss: (Double) -> Double) -> Double {
    var best = (floor: 1.0, miss: miss(1))
    for step in 1...denseSteps {
      let floor = pow(SizeCurve.step, Double(step))
      let found = miss(floor)
      if found >= 0 {
        return RootFinding.falling(
          between: floor, and: floor / SizeCurve.step, near: floor * 1.1, tolerance: width, miss)
      }
      if found > best.miss { best = (floor, found) }
    }
    return best.floor
  }

  /// By which part an overlap is missed, of the logarithm of what it is of what was asked.
  private static func part(_ miss: Double, of asked: Double) -> Double {
    abs(exp(miss) * max(asked, least) - asked) / max(asked, 0.001)
  }

  /// A pool is a little larger than any audience in it.
  private static let margin = 1.001
  /// So often an overlap across teams that leaves teams too close is made smaller: it is nearly in
  /// proportion to what they have in common.
  private static let attempts = 10
  /// The portions of the teams' pools that are looked at.
  private static let portions = 0.1...0.95
  /// Pools shrink to a fortieth at most.
  private static let denseSteps = 16
  private static let leastFactor = 1e-3
  /// An overlap of nothing is one of this.
  static let least = 1e-9
  /// The part of an overlap by which it may be missed.
  private static let tolerance = 0.01
  /// The relative width to which pools are solved.
  static let width = 1e-4
  /// The logarithm of an overlap that is near enough to that of the one asked.
  static let accuracy = 1e-5
}

/// The mean overlap of some pairs of accounts, as a share of the smaller audience, as a function of
/// the pools that their followers come from.
///
/// Only sizes relative to the audiences count: with a portion of everybody's followers from a pool
/// the overlap is the portion × that of all followers and a pool larger by 1 / portion. So one
/// function serves all portions.
struct PoolOverlap {
  private let chances: FollowChances
  private let pairs: [AccountPairs.Pair]
  /// The followers of each account of the pairs.
  private let followers: [Double]
  private let teams: [Int]
  /// By pair, its part in the mean over the smaller audience.
  private let factors: [Double]

  /// Prepares the overlaps on a network.
  ///
  /// - Parameters:
  ///   - sample: The pairs.
  ///   - chances: The chances of following.
  ///   - outsiders: How many of an account's followers are no colleagues.
  init(_ sample: AccountPairs, _ chances: FollowChances, outsiders: (Double) -> Double) {
    self.chances = chances
    pairs = sample.pairs
    let counts = sample.accounts.map { outsiders($0.followers) }
    self.followers = counts
    teams = sample.accounts.map(\.team)
    factors = sample.pairs.map { pair in
      let smaller = min(counts[pair.first], counts[pair.second])
      return smaller > 0 ? pair.weight / smaller : 0
    }
  }

  var isEmpty: Bool { pairs.isEmpty }

  /// The overlap in one pool of everybody's.
  ///
  /// - Complexity: O((accounts + pairs) × classes).
  func inPool(of size: Double) -> Double { inPools { _ in size } }

  /// The overlap in pools of teams, for pairs within teams.
  ///
  /// - Complexity: O((accounts + pairs) × classes).
  func inPools(_ size: (_ team: Int) -> Double) -> Double {
    let lanes = chances.laneCount
    var all: [Lanes] = []
    all.reserveCapacity(followers.count * lanes)
    var sizes: [Double] = []
    sizes.reserveCapacity(followers.count)
    for (count, team) in zip(followers, teams) {
      let size = size(team)
      sizes.append(size)
      chances.add(count, of: size, to: &all)
    }
    var sums = [Lanes](repeating: .zero, count: lanes)
    for (number, pair) in pairs.enumerated() {
      let (first, second) = (pair.first, pair.second)
      let factor = factors[number] * sizes[first]
      for lane in 0..<lanes {
        sums[lane] += factor * (all[first * lanes + lane] * all[second * lanes + lane])
      }
    }
    return zip(sums, chances.laneWeights).reduce(0) { $0 + ($1.0 * $1.1).sum() }
  }
}
