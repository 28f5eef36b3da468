import AdvocacyModel

/// Chooses the pairs of accounts whose overlap is looked at: all of a few, else an even sample.
struct PairChoice {
  private let problem: ReachProblem
  private let partyOfEmployee: [Int]
  private let ofTeam: [[Int]]

  /// As many pairs of each kind are looked at (assumed: the mean over more hardly differs).
  private static let most = 300
  /// Up to so many employees all pairs are gone through.
  private static let few = 100

  init(_ problem: ReachProblem, _ partyOfEmployee: [Int]) {
    self.problem = problem
    self.partyOfEmployee = partyOfEmployee
    var ofTeam = [[Int]](repeating: [], count: (problem.teams.max() ?? -1) + 1)
    for employee in problem.teams.indices { ofTeam[problem.teams[employee]].append(employee) }
    self.ofTeam = ofTeam
  }

  private func followers(_ employee: Int, on network: Int) -> Int {
    guard problem.networks.indices.contains(network) else { return 0 }
    return problem.networks[network].accounts[employee]?.followers ?? 0
  }

  /// The pairs on a network.
  func pairs(on network: Int, isOneTeam: Bool) -> CountsPlan.AccountPairs {
    let members = ofTeam.map { $0.filter { followers($0, on: network) > 0 } }
    let all = members.flatMap { $0 }
    let found =
      all.count <= Self.few
      ? evenly(all, on: network, isOneTeam)
      : drawn(members, all, isOneTeam, key: RandomKey(isOneTeam ? 1 : 2))
    return CountsPlan.AccountPairs(
      found.map { (partyOfEmployee[$0.0], partyOfEmployee[$0.1]) })
  }

  /// All pairs; of many as many as are looked at, evenly by the sizes of their audiences: a sample by
  /// chance had means that were off by 2 points.
  ///
  /// - Complexity: O(employees² × log employees).
  private func evenly(_ all: [Int], on network: Int, _ isOneTeam: Bool) -> [(Int, Int)] {
    var found: [(Int, Int)] = []
    for (place, first) in all.enumerated() {
      for second in all[(place + 1)...]
      where (problem.teams[first] == problem.teams[second]) == isOneTeam {
        found.append((first, second))
      }
    }
    guard found.count > Self.most else { return found }
    let bySize = found.map { pair in
      let sizes = (followers(pair.0, on: network), followers(pair.1, on: network))
      return (min(sizes.0, sizes.1), max(sizes.0, sizes.1), pair.0, pair.1)
    }.sorted(by: <)
    return (0..<Self.most).map { number in
      let chosen = bySize[(2 * number + 1) * bySize.count / (2 * Self.most)]
      return (chosen.2, chosen.3)
    }
  }

  private func drawn(
    _ members: [[Int]], _ all: [Int], _ isOneTeam: Bool, key: RandomKey
  ) -> [(Int, Int)] {
    let inTeams = members.reduce(0) { $0 + $1.count * ($1.count - 1) / 2 }
    let count = isOneTeam ? inTeams : all.count * (all.count - 1) / 2 - inTeams
    guard count > 0 else { return [] }
    var found: [(Int, Int)] = []
    var draw = key
    // A pair of the wrong kind is drawn again; one kind may be rare, so that the end is bounded.
    for _ in 0..<Self.most * 200 where found.count < Self.most {
      draw = draw.keyed(by: 1)
      let first = all[Int(draw.bits % UInt64(all.count))]
      let others = isOneTeam ? members[problem.teams[first]] : all
      let second = others[Int(draw.keyed(by: 2).bits % UInt64(others.count))]
      if first != second, (problem.teams[first] == problem.teams[second]) == isOneTeam {
        found.append((first, second))
      }
    }
    return found
  }
}
