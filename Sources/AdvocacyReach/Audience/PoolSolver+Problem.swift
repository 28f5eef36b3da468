extension PoolSolver {
  /// Collects the synthetic audiences of a problem.
  ///
  /// - Complexity: O(networks × employees × log employees).
  init(_ problem: ReachProblem) {
    let teamCount = (problem.teams.max() ?? 0) + 1
    self.teamCount = teamCount
    profiles = problem.networks.map { network in
      let accounts = problem.teams.indices.compactMap { employee in
        network.syntheticFollowers(of: network.accounts[employee]).map {
          (followers: $0, team: problem.teams[employee])
        }
      }
      return AudienceProfile(
        accounts: accounts, teamCount: teamCount,
        page: network.syntheticFollowers(of: network.page))
    }
    let several = problem.teams.indices.compactMap { employee in
      let accounts = problem.networks.enumerated().compactMap { index, network in
        network.syntheticFollowers(of: network.accounts[employee]).map {
          (network: index, followers: $0)
        }
      }
      return accounts.count > 1 ? SeveralNetworks(accounts: accounts) : nil
    }
    severalNetworks = Self.spread(several)
  }

  /// All of few employees; of many every so many-th in the order of their audiences.
  private static func spread(_ employees: [SeveralNetworks]) -> [SeveralNetworks] {
    guard employees.count > PairTable.fewAccounts else { return employees }
    let sizes = employees.map { $0.accounts.reduce(0) { $0 + $1.followers } }
    let order = employees.indices.sorted { (sizes[$0], $0) < (sizes[$1], $1) }
    return (0..<PairTable.fewAccounts).map { rank in
      employees[order[(2 * rank + 1) * order.count / (2 * PairTable.fewAccounts)]]
    }
  }
}

extension ReachProblem.Network {
  /// The followers of an account with a synthetic audience that has any.
  func syntheticFollowers(of account: ReachProblem.Account?) -> Int? {
    guard let account, account.followers > 0 else { return nil }
    guard case .graph = audience, account.node != nil else { return account.followers }
    return nil
  }
}
