import Foundation

/// Who follows whom, for one draw: in which pools people are, and with which chance a person of a
/// class follows each account and the page.
struct PeopleModel {
  /// The pools: the company's, the market, and then each team's.
  let sizes: [Double]
  /// The classes of activity.
  let classes: MixingNodes
  /// The share of people with whom the networks of an account go together: whoever follows it on
  /// the smaller one does so on the larger one.
  let together: Double
  /// By network and class, the chance that a person of the employees' audience follows the page.
  let page: [[Double]]
  /// The page's followers on each network who are no employees.
  let pageFollowers: [Double]
  /// Employees' followers who are no colleagues, by party and network.
  let followers: [[Double]]
  /// The pools as they were solved.
  let pools: PoolModel
  /// The largest page overlap that can be had, by network, where the one asked can't.
  let attainedPageOverlap: [Double?]
  private let chances: [Double]
  private let networkCount: Int
  private let teams: [Int]

  /// The pools in which an account has followers.
  enum Pool: Int, CaseIterable {
    case company
    case market
    case team
  }

  /// Works out the chances.
  ///
  /// - Complexity: O(parties × networks × classes).
  init(_ plan: CountsPlan, _ draw: CountsDraw) {
    self.init(plan, draw, PoolModel(plan, draw))
  }

  /// Works out the chances in pools that are solved.
  ///
  /// - Complexity: O(parties × networks × classes).
  init(_ plan: CountsPlan, _ draw: CountsDraw, _ pools: PoolModel) {
    self.pools = pools
    classes = draw.activity
    followers = pools.followers
    networkCount = plan.problem.networks.count
    teams = plan.parties.map(\.team)
    let sizes = [pools.company, draw.market] + plan.teams.indices.map(pools.size)
    self.sizes = sizes
    var chances: [Double] = []
    chances.reserveCapacity(plan.parties.count * networkCount * 3 * classes.weights.count)
    for (party, counts) in zip(plan.parties, pools.followers) {
      for (network, count) in counts.enumerated() {
        let sources = pools.sources(of: count, team: party.team, network: network)
        for (place, people) in [sources.company, sources.market, sources.team].enumerated() {
          let size = place == 2 ? sizes[2 + party.team] : sizes[place]
          let x = pools.chances.x(ofShare: min(1, people / size))
          pools.chances.add(at: x, to: &chances)
        }
      }
    }
    self.chances = chances
    let solver = PageSolver(
      plan: plan, chances: chances, sizes: sizes, followers: pools.followers, classes: classes)
    let staff = plan.problem.employeeCount
    var page: [[Double]] = []
    var audiences: [Double] = []
    var attained: [Double?] = []
    for (number, network) in plan.problem.networks.enumerated() {
      let count = draw.outsiders(ofPage: Double(network.page?.followers ?? 0), staff: staff)
      audiences.append(count)
      let solved = solver.chances(
        asked: draw.networks[number].pageOverlap, audience: count, on: number)
      page.append(solved.chances)
      attained.append(count > 0 && solver.hasAccounts(on: number) ? solved.attained : nil)
    }
    self.page = page
    pageFollowers = audiences
    attainedPageOverlap = attained
    together = solver.together(for: draw.secondNetworkOverlap)
  }

  /// The pool in which an account has such followers.
  func pool(_ pool: Pool, of party: Int) -> Int {
    pool == .team ? 2 + teams[party] : pool.rawValue
  }

  /// The chance that a person of a class follows an account.
  @inline(__always)
  func chance(_ party: Int, _ network: Int, _ pool: Pool, _ number: Int) -> Double {
    chances[
      ((party * networkCount + network) * 3 + pool.rawValue) * classes.weights.count + number]
  }
}

/// Places the page among the employees' followers, and the networks of an account to each other.
private struct PageSolver {
  let plan: CountsPlan
  let chances: [Double]
  let sizes: [Double]
  let followers: [[Double]]
  let classes: MixingNodes

  private func chance(_ party: Int, _ network: Int, _ pool: Int, _ number: Int) -> Double {
    chances[
      ((party * plan.problem.networks.count + network) * 3 + pool) * classes.weights.count
        + number]
  }

  private func size(_ party: Int, _ pool: Int) -> Double {
    pool == 2 ? sizes[2 + plan.parties[party].team] : sizes[pool]
  }

  /// Whether anybody follows an employee on a network.
  func hasAccounts(on network: Int) -> Bool {
    plan.parties.indices.contains { followers[$0][network] > 0 }
  }

  /// The chances that bring the mean share of employees' followers who follow the page to what is
  /// asked, or as near as the page's followers allow.
  func chances(
    asked: Double, audience: Double, on network: Int
  ) -> (chances: [Double], attained: Double) {
    let parties = plan.parties.indices.filter { followers[$0][network] > 0 }
    guard asked > 0, audience > 0, !parties.isEmpty else {
      return (classes.weights.map { _ in 0 }, 0)
    }
    // By class, the mean share of employees' followers who are of it.
    var shares = [Double](repeating: 0, count: classes.weights.count)
    var accounts = 0.0
    for party in parties {
      let count = plan.parties[party].count
      accounts += count
      for pool in 0..<3 {
        for number in shares.indices {
          shares[number] +=
            count * size(party, pool) * classes.weights[number]
            * chance(party, network, pool, number) / followers[party][network]
        }
      }
    }
    let inside = insiders(parties, network)
    func sum(_ x: Double, _ parts: [Double]) -> Double {
      zip(parts, classes.values).reduce(0) { $0 - $1.0 * expm1(-$1.1 * x) }
    }
    var x = RootFinding.rising(between: 1e-9, and: 1e6, near: asked) {
      sum($0, shares) / accounts - asked
    }
    if sum(x, inside) > audience {
      x = RootFinding.rising(between: 1e-9, and: x, near: x / 2) { sum($0, inside) - audience }
    }
    return (classes.values.map { -expm1(-$0 * x) }, sum(x, shares) / accounts)
  }

  /// By class, the people who follow an employee on a network.
  private func insiders(_ parties: [Int], _ network: Int) -> [Double] {
    var stays = [[Double]](
      repeating: classes.weights.map { _ in 0 }, count: sizes.count)
    for party in parties {
      for pool in 0..<3 {
        let place = pool == 2 ? 2 + plan.parties[party].team : pool
        let count =
          pool == 2
          ? plan.parties[party].count / plan.teams[plan.parties[party].team].copies
          : plan.parties[party].count
        for number in classes.weights.indices {
          stays[place][number] +=
            count * log1p(-min(chance(party, network, pool, number), 1 - 1e-15))
        }
      }
    }
    return classes.weights.indices.map { number in
      sizes.indices.reduce(0) { sum, place in
        let copies = place < 2 ? 1 : plan.teams[place - 2].copies
        return sum - copies * sizes[place] * classes.weights[number] * expm1(stays[place][number])
      }
    }
  }

  /// The share of people with whom an account's networks go together, such that as many follow it
  /// on a second one as asked, of the smaller audience; 0 or 1 where that can't be had.
  func together(for asked: Double) -> Double {
    var (apart, joint, pairs) = (0.0, 0.0, 0.0)
    for party in plan.parties.indices {
      let networks = followers[party].indices.filter { followers[party][$0] > 0 }
      for (place, first) in networks.enumerated() {
        for second in networks[(place + 1)...] {
          let smaller = min(followers[party][first], followers[party][second])
          let weight = plan.parties[party].count
          pairs += weight
          for pool in 0..<3 {
            for number in classes.weights.indices {
              let people = weight * size(party, pool) * classes.weights[number] / smaller
              let (one, other) = (
                chance(party, first, pool, number), chance(party, second, pool, number)
              )
              apart += people * one * other
              joint += people * min(one, other)
            }
          }
        }
      }
    }
    guard pairs > 0, joint > apart else { return 0 }
    return min(1, max(0, (asked * pairs - apart) / (joint - apart)))
  }
}
