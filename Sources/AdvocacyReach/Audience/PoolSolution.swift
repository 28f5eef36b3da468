/// The pools and shares that give a synthetic audience its overlaps.
struct PoolSolution {
  /// The sizes of the pools, shared by all networks.
  var pools: PoolSizes
  /// The shares on each network.
  var networks: [Network]
  /// How much of the second largest part of an audience all networks share, in [0, 1].
  var common: Double
  /// The share of an employee's followers on one network who follow them on a second.
  var secondNetwork: Double

  /// The shares on a network, with the overlaps they give.
  struct Network {
    /// The share of an audience from its team's pool.
    var team: Double
    /// The share of an audience from the company's pool.
    var company: Double
    /// The share of every pool that follows the page.
    var pagePortion: Double
    /// The overlaps that result; nil where there is nothing to overlap.
    var teamOverlap: Double?
    var companyOverlap: Double?
    var pageOverlap: Double?
  }
}

extension PoolSizes {
  /// The split of the page's followers: the same share of every pool, the rest from the market.
  func pageSplit(followers: Int, portion: Double) -> PoolSplit {
    var split = PoolSplit(followers: 0, teamShare: 0, companyShare: 0, pools: self)
    split.company = min(Int(portion * Double(company) + 0.5), company, followers)
    let rest = followers - split.company
    split.team = min(Int(portion * Double(team) + 0.5), team, teams > 0 ? rest / teams : 0)
    split.market = min(rest - teams * split.team, market)
    return split
  }
}
