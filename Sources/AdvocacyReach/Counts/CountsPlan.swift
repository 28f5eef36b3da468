import AdvocacyCore
import Foundation

/// A problem made ready: what is the same in all draws of the parameters.
struct CountsPlan: Sendable {
  /// The problem, without the accounts whose followers a graph names.
  let problem: ReachProblem
  /// Those accounts, where there are graphs.
  let graph: GraphPlan?
  /// The accounts, each employee's or those of several alike.
  let parties: [Party]
  /// The party of each employee; -1 for who has no account.
  let partyOfEmployee: [Int]
  /// The employees who shared each item, each once.
  let sharers: [[Int]]
  /// The shares of each item, by party.
  let sharing: [[Sharing]]
  /// Pairs of colleagues of one team whose overlap is looked at, by network.
  let withinTeams: [AccountPairs]
  /// Those of different teams.
  let acrossTeams: [AccountPairs]
  /// The network whose accounts decide how large the pools are: that with the most.
  let mainNetwork: Int
  /// The number of teams.
  let teamCount: Int
  /// The mean of the larger audience over pairs of a team, by team: its pool grows with it.
  let teamScale: [Double]
  /// The mean of the larger audience over pairs across teams.
  let acrossScale: Double
  /// The reaction delays at their typical values, by network.
  let delays: [ReactionDelay]

  /// Accounts that are treated alike.
  struct Party: Sendable {
    /// The team.
    let team: Int
    /// The followers by network; 0 where there is no account.
    let followers: [Double]
    /// How many employees.
    let count: Double
  }

  /// What the employees of a party did with an item in one way.
  struct Sharing: Sendable {
    let party: Int
    let strength: ReachProblem.Strength
    /// The share of the party's employees.
    let portion: Double
    /// When, in seconds after the post.
    let delay: Double
  }

  /// Pairs of accounts on a network.
  struct AccountPairs: Sendable {
    /// The parties of the accounts, none twice.
    let parties: [Int]
    /// Each pair, by place among `parties`.
    let pairs: [(Int, Int)]

    init(_ pairs: [(Int, Int)]) {
      let parties = Set(pairs.flatMap { [$0.0, $0.1] }).sorted()
      let places = Dictionary(uniqueKeysWithValues: zip(parties, parties.indices))
      self.parties = parties
      self.pairs = pairs.map { (places[$0.0] ?? 0, places[$0.1] ?? 0) }
    }
  }

  /// Up to so many employees who share something each is a party of its own (assumed).
  static let mostSingle = 400

  /// Makes a problem ready.
  ///
  /// - Complexity: O(size of the problem).
  init(_ whole: ReachProblem) {
    graph = GraphPlan(whole)
    let problem = whole.byCounts
    self.problem = problem
    let grouping = PartyGrouping(problem, single: graph?.employees ?? [])
    parties = grouping.parties
    sharing = grouping.sharing
    partyOfEmployee = grouping.partyOfEmployee
    sharers = grouping.sharers
    teamCount = (problem.teams.max() ?? -1) + 1
    let counts = problem.networks.indices.map { network in
      problem.networks[network].accounts.count { ($0?.followers ?? 0) > 0 }
    }
    mainNetwork = counts.indices.max { counts[$0] < counts[$1] } ?? 0
    let chooser = PairChoice(problem, grouping)
    withinTeams = problem.networks.indices.map { chooser.pairs(on: $0, isOneTeam: true) }
    acrossTeams = problem.networks.indices.map { chooser.pairs(on: $0, isOneTeam: false) }
    teamScale = chooser.teamScale(on: mainNetwork, teams: teamCount)
    let across = problem.networks.isEmpty ? AccountPairs([]) : acrossTeams[mainNetwork]
    let main = mainNetwork
    let sizes = across.parties.map { [parties] in parties[$0].followers[main] }
    let larger = across.pairs.map { max(sizes[$0.0], sizes[$0.1]) }
    acrossScale = larger.isEmpty ? 1 : larger.reduce(0, +) / Double(larger.count)
    delays = problem.networks.map {
      ReactionDelay(network: $0.id, parameters: problem.parameters)
    }
  }
}

/// Puts employees into parties.
struct PartyGrouping {
  private(set) var parties: [CountsPlan.Party] = []
  private(set) var sharing: [[CountsPlan.Sharing]] = []
  /// The employees who shared each item, each once.
  private(set) var sharers: [[Int]] = []
  /// The party of each employee; -1 for who has no account at all.
  private(set) var partyOfEmployee: [Int] = []

  /// How finely audiences are told apart where there are many, the first that leaves few parties.
  ///
  /// Those within a factor of 2^(1/8) are alike, 4 % to either side, or within a larger one. A party
  /// has the mean of its audiences, so that only what colleagues have in common is off.
  private static let binsPerDoubling = [8.0, 4, 2, 1]
  /// As many parties are worked out one by one (assumed: a draw then takes a few milliseconds).
  private static let mostParties = 1000

  private struct Key: Hashable {
    var team: Int
    var bins: [Int]
  }

  private struct ShareKey: Hashable {
    var party: Int
    var strength: ReachProblem.Strength
    var delay: Int
  }

  /// Single: those who are one by themselves in any case.
  init(_ problem: ReachProblem, single: Set<Int> = []) {
    let sharers = Set(problem.shares.map(\.employee))
    let few = sharers.count <= CountsPlan.mostSingle ? sharers : []
    for bins in Self.binsPerDoubling {
      gather(problem, single: few.union(single), bins)
      if parties.count <= Self.mostParties { break }
    }
    group(problem)
  }

  /// Puts each employee into a party; single: those who are one by themselves.
  private mutating func gather(
    _ problem: ReachProblem, single: Set<Int>, _ binsPerDoubling: Double
  ) {
    var places: [Key: Int] = [:]
    var sums: [(team: Int, followers: [Double], count: Double)] = []
    partyOfEmployee = []
    for employee in problem.teams.indices {
      let followers = problem.networks.map { Double($0.accounts[employee]?.followers ?? 0) }
      guard followers.contains(where: { $0 > 0 }) else {
        partyOfEmployee.append(-1)
        continue
      }
      var place = sums.count
      if !single.contains(employee) {
        let key = Key(
          team: problem.teams[employee],
          bins: followers.map { $0 > 0 ? Int((log2($0) * binsPerDoubling).rounded()) : -1 })
        place = places[key] ?? sums.count
        places[key] = place
      }
      if place == sums.count {
        sums.append((problem.teams[employee], followers.map { _ in 0 }, 0))
      }
      for network in followers.indices { sums[place].followers[network] += followers[network] }
      sums[place].count += 1
      partyOfEmployee.append(place)
    }
    parties = sums.map { sum in
      CountsPlan.Party(
        team: sum.team, followers: sum.followers.map { $0 / sum.count }, count: sum.count)
    }
  }

  private mutating func group(_ problem: ReachProblem) {
    var strongest = [[Int: ReachProblem.Share]](repeating: [:], count: problem.items.count)
    for share in problem.shares where partyOfEmployee[share.employee] >= 0 {
      let known = strongest[share.item][share.employee]
      let isStronger =
        known.map { ($0.strength, share.delay) < (share.strength, $0.delay) } ?? true
      if isStronger { strongest[share.item][share.employee] = share }
    }
    sharers = strongest.map { $0.keys.sorted() }
    let areTimed = !problem.horizons.isEmpty
    sharing = strongest.map { shares in
      var counts: [ShareKey: Double] = [:]
      for share in shares.values {
        let party = partyOfEmployee[share.employee]
        // Alike in time as well where many are taken together: to the quarter of an hour.
        let delay = parties[party].count == 1 ? share.delay : share.delay / 900 * 900 + 450
        counts[
          ShareKey(party: party, strength: share.strength, delay: areTimed ? delay : 0),
          default: 0] += 1
      }
      return counts.map { key, count in
        CountsPlan.Sharing(
          party: key.party, strength: key.strength, portion: count / parties[key.party].count,
          delay: Double(key.delay))
      }.sorted {
        ($0.party, $0.strength, $0.delay) < ($1.party, $1.strength, $1.delay)
      }
    }
  }
}

/// Chooses the pairs of accounts whose overlap is looked at: all of a few, else a sample.
private struct PairChoice {
  private let problem: ReachProblem
  private let grouping: PartyGrouping
  private let ofTeam: [[Int]]

  /// As many pairs of each kind are looked at (assumed: the mean over more hardly differs).
  private static let most = 48

  init(_ problem: ReachProblem, _ grouping: PartyGrouping) {
    self.problem = problem
    self.grouping = grouping
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
    let found = employees(
      members, members.flatMap { $0 }, isOneTeam, key: RandomKey(isOneTeam ? 1 : 2))
    return CountsPlan.AccountPairs(
      found.map { (grouping.partyOfEmployee[$0.0], grouping.partyOfEmployee[$0.1]) })
  }

  private func employees(
    _ members: [[Int]], _ all: [Int], _ isOneTeam: Bool, key: RandomKey
  ) -> [(Int, Int)] {
    let inTeams = members.reduce(0) { $0 + $1.count * ($1.count - 1) / 2 }
    let count = isOneTeam ? inTeams : all.count * (all.count - 1) / 2 - inTeams
    guard count > 0 else { return [] }
    if all.count <= 100, count <= Self.most {
      var found: [(Int, Int)] = []
      for (place, first) in all.enumerated() {
        for second in all[(place + 1)...]
        where (problem.teams[first] == problem.teams[second]) == isOneTeam {
          found.append((first, second))
        }
      }
      return found
    }
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

  /// The mean of the larger audience over pairs of each team, in followers.
  func teamScale(on network: Int, teams: Int) -> [Double] {
    (0..<teams).map { team in
      let sizes = ofTeam[team].map { Double(followers($0, on: network)) }.filter { $0 > 0 }
        .sorted()
      guard sizes.count > 1 else { return max(1, sizes.first ?? 1) }
      // Each is the larger one of the pairs with all before it.
      let sum = sizes.enumerated().reduce(0.0) { $0 + $1.element * Double($1.offset) }
      return sum / (Double(sizes.count) * Double(sizes.count - 1) / 2)
    }
  }
}
