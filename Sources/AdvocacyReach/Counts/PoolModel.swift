import Foundation

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
  /// The people of the team's pools for each follower of the team's scale.
  private(set) var teamFactor: Double
  /// The portions on each network.
  private(set) var portions: [Portions]
  private let plan: CountsPlan
  private let draw: CountsDraw
  let chances: FollowChances
  /// The followers who are no colleagues, by party and network.
  let followers: [[Double]]

  /// Which part of an account's followers comes from where; the market has the rest.
  struct Portions: Hashable {
    var team: Double
    var company: Double
    var market: Double { max(0, 1 - team - company) }
  }

  /// Solves the pools.
  ///
  /// - Complexity: O(parties + pairs × classes), some fifty times.
  init(_ plan: CountsPlan, _ draw: CountsDraw) {
    self.plan = plan
    self.draw = draw
    chances = .of(draw.activity)
    let staff = plan.problem.employeeCount
    followers = plan.parties.map { party in
      party.followers.map { draw.outsiders(of: $0, staff: staff) }
    }
    company = draw.market
    teamFactor = draw.market
    portions = plan.problem.networks.map { _ in Portions(team: 0, company: 0) }
    solveSizes()
    for network in portions.indices where network != plan.mainNetwork { solvePortions(network) }
  }

  /// The people of a team's pool.
  func size(ofTeam team: Int) -> Double {
    min(draw.market, max(teamFactor * plan.teams[team].scale, floor.team * heaviest.team[team]))
  }

  /// Where the followers of an account of a team come from, in people.
  ///
  /// What a pool can't hold the market has.
  func sources(
    of followers: Double, team: Int, network: Int
  ) -> (company: Double, market: Double, team: Double) {
    let portion = portions[network]
    let company = min(followers * portion.company, self.company)
    let own = portion.team > 0 ? min(followers * portion.team, size(ofTeam: team)) : 0
    return (company, max(0, followers - company - own), own)
  }

  /// The most followers that an account has in its team's pool, and any in the company's.
  private var heaviest: (team: [Double], company: Double) = ([], 0)
  /// The least size of pools, as a part of the most followers that an account has there.
  private var floor = (team: 1.0, company: 1.0)

  private mutating func findHeaviest() {
    var team = [Double](repeating: 1, count: plan.teams.count)
    var company = 1.0
    for (party, own) in zip(plan.parties, followers) {
      for (count, portion) in zip(own, portions) {
        team[party.team] = max(team[party.team], count * portion.team * Self.margin)
        company = max(company, count * portion.company * Self.margin)
      }
    }
    heaviest = (team, company)
  }

  /// A pool is a little larger than any audience in it.
  private static let margin = 1.001

  // MARK: Sizes, from the network with most accounts

  private mutating func solveSizes() {
    guard !plan.problem.networks.isEmpty else { return findHeaviest() }
    let main = plan.mainNetwork
    let target = draw.networks[main]
    let hasTeams = !plan.withinTeams[main].pairs.isEmpty
    let hasOthers = !plan.acrossTeams[main].pairs.isEmpty
    guard hasTeams, hasOthers else {
      portions[main] = Portions(team: hasTeams ? 1 : 0, company: hasTeams ? 0 : 1)
      findHeaviest()
      if hasTeams { solveTeams(target.teamOverlap, main, isDense: true) }
      if hasOthers { solveCompany(target.companyOverlap, main, isDense: true) }
      return
    }
    // Half of the followers come from each pool unless that can't carry the overlaps: then the
    // nearest split that can, looked for in steps; at first with pools that hold every audience.
    var best = (miss: Double.infinity, model: self)
    for isDense in [false, true] {
      for team in [0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.4, 0.3, 0.2, 0.1] {
        portions[main] = Portions(team: team, company: 1 - team)
        findHeaviest()
        let ofCompany = solveCompany(target.companyOverlap, main, isDense: isDense)
        let ofTeams = solveTeams(target.teamOverlap, main, isDense: isDense)
        if max(ofCompany, ofTeams) < Self.tolerance { return }
        if ofCompany + ofTeams < best.miss { best = (ofCompany + ofTeams, self) }
      }
    }
    self = best.model
  }

  /// Solves the company's pool; dense: smaller than the largest audience, where need be.
  ///
  /// - Returns: By how much the overlap asked is missed, as a part of it.
  @discardableResult
  private mutating func solveCompany(_ asked: Double, _ network: Int, isDense: Bool) -> Double {
    let (pairs, portion) = (plan.acrossTeams[network], portions[network].company)
    func miss(_ size: Double) -> Double {
      log(overlap(pairs, network, [Part(portion: portion) { _ in size }]) / wanted)
    }
    // Overlaps fall nearly as 1 / size: their logarithm is nearly straight.
    let wanted = max(asked, Self.least)
    let guess = guess(asked, portion, scale: plan.acrossScale)
    floor.company = 1
    company = RootFinding.falling(
      between: heaviest.company, and: max(heaviest.company, draw.market), near: guess,
      tolerance: Self.width, accuracy: Self.accuracy, miss)
    if isDense, miss(company) < -Self.tolerance {
      floor.company = Self.floor { miss($0 * heaviest.company) }
      company = floor.company * heaviest.company
    }
    return Self.part(miss(company), of: asked)
  }

  @discardableResult
  private mutating func solveTeams(_ asked: Double, _ network: Int, isDense: Bool) -> Double {
    let pairs = plan.withinTeams[network]
    let portion = portions[network].team
    let (market, least, scale) = (draw.market, heaviest.team, plan.teams.map(\.scale))
    // What two of a team have in common in the company's pool doesn't change meanwhile.
    let common = overlap(pairs, network, [companyPart(network)])
    let wanted = max(asked, Self.least)
    func miss(_ factor: Double, _ floor: Double) -> Double {
      let part = Part(portion: portion) {
        min(market, max(factor * scale[$0], floor * least[$0]))
      }
      return log((common + overlap(pairs, network, [part])) / wanted)
    }
    let guess = guess(max(asked - common, asked / 100), portion, scale: 1)
    floor.team = 1
    teamFactor = RootFinding.falling(
      between: Self.leastFactor, and: max(1, market), near: guess, tolerance: Self.width,
      accuracy: Self.accuracy
    ) { miss($0, 1) }
    if isDense, miss(teamFactor, 1) < -Self.tolerance {
      teamFactor = Self.leastFactor
      floor.team = Self.floor { miss(Self.leastFactor, $0) }
    }
    return Self.part(miss(teamFactor, floor.team), of: asked)
  }

  /// The largest part of the most followers to which pools have to shrink for an overlap; where none
  /// will do, that which comes nearest.
  ///
  /// Smaller pools bring audiences closer, until even the small ones don't fit.
  private static func floor(_ miss: (Double) -> Double) -> Double {
    var best = (floor: 1.0, miss: miss(1))
    for step in 1...denseSteps {
      let floor = pow(0.8, Double(step))
      let found = miss(floor)
      if found >= 0 {
        return RootFinding.falling(
          between: floor, and: floor / 0.8, near: floor * 1.1, tolerance: width, miss)
      }
      if found > best.miss { best = (floor, found) }
    }
    return best.floor
  }

  /// Pools shrink to a fortieth at most.
  private static let denseSteps = 16
  private static let leastFactor = 1e-3
  /// An overlap of nothing is one of this.
  private static let least = 1e-9

  /// By which part an overlap is missed, of the logarithm of what it is of what was asked.
  private static func part(_ miss: Double, of asked: Double) -> Double {
    abs(exp(miss) * max(asked, least) - asked) / max(asked, 0.001)
  }

  /// The size of a pool at which accounts have an overlap, as long as it is small: their followers
  /// meet by chance, the active ones more often.
  private func guess(_ asked: Double, _ portion: Double, scale: Double) -> Double {
    portion * portion * chances.meanSquare * scale / max(asked, 1e-9)
  }

  private static let tolerance = 0.01
  /// The relative width to which pools are solved.
  private static let width = 1e-4
  /// The part of an overlap by which it may be missed.
  private static let accuracy = 1e-5

  // MARK: Portions, on the other networks

  private mutating func solvePortions(_ network: Int) {
    let (across, within) = (plan.acrossTeams[network], plan.withinTeams[network])
    let target = draw.networks[network]
    let main = portions[plan.mainNetwork]
    var companyPortion = 0.0
    if !across.pairs.isEmpty, main.company > 0 {
      companyPortion = RootFinding.rising(
        between: 1e-4, and: 1, near: main.company, tolerance: Self.width, accuracy: Self.accuracy
      ) { portion in
        log(
          overlap(across, network, [Part(portion: portion) { [company] _ in company }])
            / max(target.companyOverlap, Self.least))
      }
    }
    portions[network] = Portions(team: 0, company: companyPortion)
    guard !within.pairs.isEmpty, main.team > 0 else { return }
    let sizes = plan.teams.indices.map(size)
    let most = max(1e-4, 1 - companyPortion)
    let common = overlap(within, network, [companyPart(network)])
    portions[network].team = RootFinding.rising(
      between: 1e-4, and: most, near: main.team, tolerance: Self.width, accuracy: Self.accuracy
    ) { portion in
      log(
        (common + overlap(within, network, [Part(portion: portion) { sizes[$0] }]))
          / max(target.teamOverlap, Self.least))
    }
  }

  // MARK: Overlaps

  /// A part of every account's audience, in a pool.
  private struct Part {
    var portion: Double
    var size: (_ team: Int) -> Double

    init(portion: Double, size: @escaping (_ team: Int) -> Double) {
      self.portion = portion
      self.size = size
    }
  }

  private func companyPart(_ network: Int) -> Part {
    Part(portion: portions[network].company) { [company] _ in company }
  }

  /// The mean overlap of pairs in some pools, as a share of the smaller audience.
  private func overlap(
    _ sample: CountsPlan.AccountPairs, _ network: Int, _ parts: [Part]
  ) -> Double {
    let weights = chances.activity.weights
    let classes = weights.count
    let counts = sample.parties.map { followers[$0][network] }
    var sum = 0.0
    for part in parts where part.portion > 0 {
      var all: [Double] = []
      var sizes: [Double] = []
      all.reserveCapacity(counts.count * classes)
      for (party, count) in zip(sample.parties, counts) {
        let size = part.size(plan.parties[party].team)
        sizes.append(size)
        chances.add(at: chances.x(ofShare: count * part.portion / size), to: &all)
      }
      for (first, second) in sample.pairs {
        var common = 0.0
        for number in 0..<classes {
          common += weights[number] * all[first * classes + number] * all[second * classes + number]
        }
        sum += sizes[first] * common / min(counts[first], counts[second])
      }
    }
    return sample.pairs.isEmpty ? 0 : sum / Double(sample.pairs.count)
  }

  /// The mean overlaps on a network: within teams, across teams; nil where there is no such pair.
  func overlaps(on network: Int) -> (team: Double?, company: Double?) {
    let sizes = plan.teams.indices.map(size)
    let own = Part(portion: portions[network].team) { sizes[$0] }
    let shared = companyPart(network)
    let (within, across) = (plan.withinTeams[network], plan.acrossTeams[network])
    return (
      within.pairs.isEmpty ? nil : overlap(within, network, [own, shared]),
      across.pairs.isEmpty ? nil : overlap(across, network, [shared])
    )
  }
}
