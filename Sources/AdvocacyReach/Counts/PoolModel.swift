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
  /// The portions on each network.
  private(set) var portions: [Portions]
  private let market: Double
  /// The people of each team's pool.
  private var teams: [Double]
  let chances: FollowChances
  /// The followers who are no colleagues, by party and network.
  let followers: [[Double]]
  private let overlaps: [(within: PoolOverlap, across: PoolOverlap)]

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
    let staff = plan.problem.employeeCount
    let followers = plan.parties.map { party in
      party.followers.map { draw.outsiders(of: $0, staff: staff) }
    }
    self.chances = chances
    self.followers = followers
    market = draw.market
    overlaps = plan.problem.networks.indices.map { network in
      func overlap(_ pairs: CountsPlan.AccountPairs) -> PoolOverlap {
        PoolOverlap(pairs, plan, followers: followers, network: network, chances)
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
    portions[main] = Portions(team: solved.team, company: 1 - solved.team)
    if solved.team < 1 { company = (1 - solved.team) * solved.companySize }
    teams = plan.teams.indices.map { solver.size(ofTeam: $0, solved) }
    for network in portions.indices where network != main {
      solvePortions(draw.networks[network], network, main: main)
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
