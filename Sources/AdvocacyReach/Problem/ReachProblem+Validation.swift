package import AdvocacyCore

extension ReachProblem {
  /// Checks that all indices lead somewhere and all counts make sense.
  ///
  /// - Throws: `Failure` of cause `internal`: whoever builds a problem has checked its inputs.
  /// - Complexity: O(size of the problem).
  package func validate() throws(Failure) {
    for network in networks {
      try require(network.accounts.count == employeeCount, "accounts of \(network.id)")
      var nodes = 0
      if case .graph(let graph) = network.audience { nodes = graph.nodeCount }
      for account in network.accounts + [network.page] {
        guard let account else { continue }
        try require(account.followers >= 0, "followers on \(network.id)")
        try require(account.node.map { Int($0) < nodes } ?? true, "node on \(network.id)")
      }
    }
    try require(teams.allSatisfy { $0 >= 0 }, "teams")
    for item in items {
      try require(networks.indices.contains(item.network) && item.post >= 0, "items")
    }
    for share in shares {
      try require(
        items.indices.contains(share.item) && teams.indices.contains(share.employee)
          && Self.times.contains(share.delay), "shares")
    }
    for group in groups {
      try require(group.allSatisfy(items.indices.contains), "groups")
    }
    try require(
      horizons.allSatisfy(Self.times.contains) && horizons.count < Int(UInt8.max)
        && zip(horizons, horizons.dropFirst()).allSatisfy(<), "horizons")
    guard let contributors else { return }
    try require(
      groups.indices.contains(contributors.group)
        && contributors.ofEmployee.count == employeeCount
        && contributors.ofEmployee.allSatisfy { ($0 ?? 0) >= 0 && ($0 ?? -1) < contributors.count },
      "contributors")
  }

  /// Times in seconds: up to a century.
  private static let times = 0...3_155_760_000

  private func require(_ condition: Bool, _ what: String) throws(Failure) {
    guard condition else { throw Failure(.internal, "reach problem: \(what) don't fit") }
  }
}
