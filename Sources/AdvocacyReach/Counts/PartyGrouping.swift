import AdvocacyModel
import Foundation

/// Puts employees into parties: each who shares something is one of few, or those alike are one.
struct PartyGrouping {
  private(set) var parties: [CountsPlan.Party] = []
  private(set) var sharing: [[CountsPlan.Sharing]] = []
  /// The teams, or their kinds.
  private(set) var teams: [CountsPlan.Team] = []
  /// Whether those who share something are taken together too.
  let isLarge: Bool
  /// The employees who shared each item, each once.
  private(set) var sharers: [[Int]] = []
  /// The party of each employee; -1 for who has no account at all.
  private(set) var partyOfEmployee: [Int] = []

  /// How finely audiences are told apart where there are many, the first that leaves few parties.
  ///
  /// Those within a factor of 2^(1/2) are alike, 19 % to either side, or within a larger one. A party
  /// has the mean of its audiences, so that only what colleagues have in common is off.
  private static let binsPerDoubling = [2.0, 1, 0.5, 0.25]

  private struct Key: Hashable {
    var team: Int
    /// How many items the employee shared, to a factor of 2: who shares all is met more than once.
    var shares: Int
    var bins: [Int]
  }

  private struct ShareKey: Hashable {
    var party: Int
    var strength: ReachProblem.Strength
    var delay: Int
  }

  /// Groups the employees of a problem; single: those who are one by themselves in any case.
  ///
  /// - Complexity: O(employees × networks + shares × log shares).
  init(
    _ problem: ReachProblem, mainNetwork: Int, _ resolution: CountsPlan.Resolution,
    single: Set<Int> = []
  ) {
    let shares = Self.strongest(problem)
    var counts = [Int](repeating: 0, count: problem.teams.count)
    for share in shares { counts[share.employee] += 1 }
    isLarge = counts.count { $0 > 0 } > resolution.mostSingle
    let kinds = TeamKinds(
      problem, mainNetwork: mainNetwork, most: isLarge ? resolution.mostTeams : .max)
    teams = kinds.teams
    for bins in Self.binsPerDoubling {
      gather(problem, kinds.ofTeam, single, shareCounts: counts, bins)
      if parties.count <= resolution.mostParties { break }
    }
    group(problem, shares)
  }

  /// The strongest share of each employee on each item, by item.
  private static func strongest(_ problem: ReachProblem) -> [ReachProblem.Share] {
    // Of equals the first counts: the place among the shares decides last.
    let order = problem.shares.indices.sorted { first, second in
      let (one, other) = (problem.shares[first], problem.shares[second])
      return (one.item, one.employee, other.strength, first)
        < (other.item, other.employee, one.strength, second)
    }
    var found: [ReachProblem.Share] = []
    for place in order {
      let share = problem.shares[place]
      if let last = found.last, last.item == share.item, last.employee == share.employee {
        continue
      }
      found.append(share)
    }
    return found
  }

  /// Puts each employee into a party.
  private mutating func gather(
    _ problem: ReachProblem, _ kinds: [Int], _ single: Set<Int>, shareCounts: [Int],
    _ binsPerDoubling: Double
  ) {
    var places: [Key: Int] = [:]
    var sums: [(team: Int, followers: [Double], count: Double)] = []
    partyOfEmployee = []
    partyOfEmployee.reserveCapacity(problem.teams.count)
    for employee in problem.teams.indices {
      let followers = problem.networks.map { Double($0.accounts[employee]?.followers ?? 0) }
      guard followers.contains(where: { $0 > 0 }) else {
        partyOfEmployee.append(-1)
        continue
      }
      let team = kinds[problem.teams[employee]]
      var place = sums.count
      if !single.contains(employee), isLarge || shareCounts[employee] == 0 {
        let key = Key(
          team: team,
          shares: Int.bitWidth - shareCounts[employee].leadingZeroBitCount,
          bins: followers.map { $0 > 0 ? Int((log2($0) * binsPerDoubling).rounded()) : -1 })
        place = places[key] ?? sums.count
        places[key] = place
      }
      if place == sums.count { sums.append((team, followers.map { _ in 0 }, 0)) }
      for network in followers.indices { sums[place].followers[network] += followers[network] }
      sums[place].count += 1
      partyOfEmployee.append(place)
    }
    parties = sums.map { sum in
      CountsPlan.Party(
        team: sum.team, followers: sum.followers.map { $0 / sum.count }, count: sum.count)
    }
  }

  private mutating func group(_ problem: ReachProblem, _ shares: [ReachProblem.Share]) {
    let areTimed = !problem.horizons.isEmpty
    sharers = Array(repeating: [], count: problem.items.count)
    var counts = [[ShareKey: Double]](repeating: [:], count: problem.items.count)
    for share in shares where partyOfEmployee[share.employee] >= 0 {
      sharers[share.item].append(share.employee)
      let party = partyOfEmployee[share.employee]
      // Alike in time as well where many are taken together: to the quarter of an hour.
      let delay = parties[party].count == 1 ? share.delay : share.delay / 900 * 900 + 450
      counts[share.item][
        ShareKey(party: party, strength: share.strength, delay: areTimed ? delay : 0),
        default: 0] += 1
    }
    sharing = counts.map { [parties] counts in
      counts.map { key, count in
        CountsPlan.Sharing(
          party: key.party, strength: key.strength, portion: count / parties[key.party].count,
          delay: Double(key.delay))
      }.sorted {
        ($0.party, $0.strength, $0.delay) < ($1.party, $1.strength, $1.delay)
      }
    }
  }
}

/// Teams by how large the audiences of their members are and how many they are.
private struct TeamKinds {
  private(set) var teams: [CountsPlan.Team] = []
  /// The kind of each team.
  private(set) var ofTeam: [Int] = []

  private struct Key: Hashable {
    var members: Int
    var scale: Int
  }

  /// Groups the teams of a problem, where there are more than so many.
  ///
  /// - Complexity: O(employees × log employees).
  init(_ problem: ReachProblem, mainNetwork: Int, most: Int) {
    let count = (problem.teams.max() ?? -1) + 1
    var sizes = [[Double]](repeating: [], count: count)
    for (employee, team) in problem.teams.enumerated() {
      guard problem.networks.indices.contains(mainNetwork),
        let followers = problem.networks[mainNetwork].accounts[employee]?.followers, followers > 0
      else { continue }
      sizes[team].append(Double(followers))
    }
    let scales = sizes.map(Self.scale)
    guard count > most else {
      teams = scales.map { CountsPlan.Team(scale: $0, copies: 1) }
      ofTeam = Array(0..<count)
      return
    }
    var places: [Key: Int] = [:]
    var sums: [(scale: Double, copies: Double)] = []
    for (members, scale) in zip(sizes, scales) {
      let key = Key(
        members: Int(log2(Double(max(1, members.count))).rounded()),
        scale: Int((log2(scale) * 2).rounded()))
      let place = places[key] ?? sums.count
      places[key] = place
      if place == sums.count { sums.append((0, 0)) }
      sums[place].scale += scale
      sums[place].copies += 1
      ofTeam.append(place)
    }
    teams = sums.map { CountsPlan.Team(scale: $0.scale / $0.copies, copies: $0.copies) }
  }

  /// The mean of the larger audience over pairs of a team, in followers.
  private static func scale(_ sizes: [Double]) -> Double {
    guard sizes.count > 1 else { return max(1, sizes.first ?? 1) }
    // Each is the larger one of the pairs with all before it.
    let sum = sizes.sorted().enumerated().reduce(0.0) { $0 + $1.element * Double($1.offset) }
    return sum / (Double(sizes.count) * Double(sizes.count - 1) / 2)
  }
}
