/// How many followers of an audience come from its team's pool, the company's and the market.
struct PoolSplit: Equatable {
  var team: Int
  var company: Int
  var market: Int

  /// Splits an audience by shares; heavy accounts take at most a whole pool.
  @inline(__always)
  init(followers: Int, teamShare: Double, companyShare: Double, pools: PoolSizes) {
    team = min(Int(teamShare * Double(followers) + 0.5), pools.team, followers)
    company = min(Int(companyShare * Double(followers) + 0.5), pools.company, followers - team)
    market = min(followers - team - company, pools.market)
  }

  private init() {
    team = 0
    company = 0
    market = 0
  }

  /// Nobody.
  static let none = PoolSplit()

  /// The part from a kind of pool.
  @inline(__always)
  subscript(_ kind: PoolKind) -> Int {
    get {
      switch kind {
      case .team: team
      case .company: company
      case .market: market
      }
    }
    set {
      switch kind {
      case .team: team = newValue
      case .company: company = newValue
      case .market: market = newValue
      }
    }
  }
}

/// Where followers come from: a team's pool, the company's, or the rest of the market.
enum PoolKind: CaseIterable {
  case team
  case company
  case market
}

/// The numbers of people in a team's pool, in the company's pool and in the rest of the market.
struct PoolSizes: Equatable {
  var team: Int
  var company: Int
  var teams: Int
  /// All people, pools included.
  var total: Int

  /// The people of the market in no pool.
  var market: Int { max(1, total - company - teams * team) }

  /// The number of people in a pool of a kind.
  @inline(__always)
  func size(_ kind: PoolKind) -> Int {
    switch kind {
    case .team: team
    case .company: company
    case .market: market
    }
  }

  /// The number of the first person of a pool; of a team's, its index says which.
  @inline(__always)
  func first(_ kind: PoolKind, team index: Int) -> Int {
    switch kind {
    case .team: company + index * team
    case .company: 0
    case .market: total - market
    }
  }
}
