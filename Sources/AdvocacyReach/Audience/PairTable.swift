import Foundation

/// The pairs of colleagues by classes of audience size, for rosters too large to go through one
/// by one.
///
/// A class holds audiences within a quarter of an octave; its members count as their mean, so
/// that overlaps, which are linear in an audience's size up to the size of a pool, stay as they
/// are.
struct PairTable {
  /// The mean number of followers of each class, ascending.
  private let followers: [Int]
  private let within: [Double]
  private let across: [Double]

  /// The number of accounts up to which no table is made.
  static let fewAccounts = 2048

  /// - Complexity: O(accounts × classes).
  init(followers sorted: [Int], teams: [Int], teamCount: Int) {
    var classes: [Int] = []
    var numbers: [Int] = []
    var sums: [(followers: Int, count: Int)] = []
    for audience in sorted {
      let number = Int(4 * log2(Double(audience)))
      if numbers.last != number {
        numbers.append(number)
        sums.append((0, 0))
      }
      sums[sums.count - 1].followers += audience
      sums[sums.count - 1].count += 1
      classes.append(sums.count - 1)
    }
    let count = sums.count
    var (within, across) = ([Double](), [Double]())
    within = Array(repeating: 0, count: count * count)
    across = within
    var team = [Double](repeating: 0, count: teamCount * count)
    var all = [Double](repeating: 0, count: count)
    for (larger, own) in zip(classes, teams) {
      for smaller in 0...larger {
        let same = team[own * count + smaller]
        within[larger * count + smaller] += same
        across[larger * count + smaller] += all[smaller] - same
      }
      team[own * count + larger] += 1
      all[larger] += 1
    }
    followers = sums.map { Int((Double($0.followers) / Double($0.count)).rounded()) }
    self.within = within
    self.across = across
  }

  /// The sums over pairs within a team and across teams of what two audiences have in common, as
  /// a share of the smaller.
  ///
  /// - Complexity: O(classes²).
  func overlaps(
    teamShare: Double, companyShare: Double, pools: PoolSizes
  ) -> (within: Double, across: Double) {
    let splits = followers.map {
      PoolSplit(followers: $0, teamShare: teamShare, companyShare: companyShare, pools: pools)
    }
    var sums = (within: 0.0, across: 0.0)
    for (larger, split) in splits.enumerated() {
      let team = Double(split.team) / Double(pools.team)
      let company = Double(split.company) / Double(pools.company)
      let market = Double(split.market) / Double(pools.market)
      for smaller in 0...larger {
        let other = splits[smaller]
        let common = company * Double(other.company) + market * Double(other.market)
        let inverse = 1 / Double(followers[smaller])
        let place = larger * followers.count + smaller
        sums.within += within[place] * (team * Double(other.team) + common) * inverse
        sums.across += across[place] * common * inverse
      }
    }
    return sums
  }
}
