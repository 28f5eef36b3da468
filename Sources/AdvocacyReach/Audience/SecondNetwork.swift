/// The overlap of an employee's audiences on two networks.
struct SecondNetwork {
  let employees: [PoolSolver.SeveralNetworks]

  /// Finds the common portion that gives the overlap asked, or the nearest.
  ///
  /// - Complexity: O(employees × networks²), some twenty times.
  func solve(_ target: Double, _ solution: inout PoolSolution) {
    guard !employees.isEmpty else { return }
    let found = solution
    let parts = employees.flatMap { Self.parts(of: $0, found) }
    let pairs = employees.reduce(0) { $0 + $1.accounts.count * ($1.accounts.count - 1) / 2 }
    var windows: [SlotWindow] = []
    func overlap(_ common: Double) -> Double {
      var sum = 0.0
      for part in parts { sum += part.overlap(common, &windows) }
      return sum / Double(pairs)
    }
    solution.common = PoolSolver.smallest(upTo: 1) { overlap($0) >= target }
    solution.secondNetwork = overlap(solution.common)
  }

  /// An employee's followers in one pool, by network.
  private struct Part {
    let sizes: [Int]
    let pool: Int
    let followers: [Int]

    /// The sum over pairs of networks of the people in both, as shares of the smaller audience.
    func overlap(_ portion: Double, _ windows: inout [SlotWindow]) -> Double {
      let common = SlotWindow.common(portion, of: sizes)
      windows.removeAll(keepingCapacity: true)
      var sum = 0.0
      for second in sizes.indices {
        let window = SlotWindow(network: second, sizes: sizes, common: common, pool: pool)
        for first in 0..<second {
          let smaller = min(followers[first], followers[second])
          sum += Double(windows[first].overlap(window)) / Double(smaller)
        }
        windows.append(window)
      }
      return sum
    }
  }

  private static func parts(
    of employee: PoolSolver.SeveralNetworks, _ solution: PoolSolution
  ) -> [Part] {
    let followers = employee.accounts.map(\.followers)
    let splits = employee.accounts.map { account in
      PoolSplit(
        followers: account.followers, teamShare: solution.networks[account.network].team,
        companyShare: solution.networks[account.network].company, pools: solution.pools)
    }
    return [
      Part(sizes: splits.map(\.team), pool: solution.pools.team, followers: followers),
      Part(sizes: splits.map(\.company), pool: solution.pools.company, followers: followers),
      Part(sizes: splits.map(\.market), pool: solution.pools.market, followers: followers),
    ]
  }
}
