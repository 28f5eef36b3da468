import AdvocacyModel
import Foundation

/// A problem made ready: what is the same in all draws of the parameters.
struct CountsPlan: Sendable {
  /// The problem, without the accounts whose followers a graph names.
  private(set) var problem: ReachProblem
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
  /// The groups of items.
  let groups: [GroupPlan]
  /// Items by themselves, for which people who see several sharers are known: all, or as many, spread
  /// evenly, as hold a number of shares.
  let samples: [GroupPlan]
  /// The acts of parties by network: what a rate is solved for.
  let acts: [[Act]]
  /// Pairs of colleagues of one team whose overlap is looked at, by network.
  let withinTeams: [AccountPairs]
  /// Those of different teams.
  let acrossTeams: [AccountPairs]
  /// The network whose accounts decide how large the pools are: that with the most.
  let mainNetwork: Int
  /// The contributors whose pairs are looked at.
  let paired: [Int]
  /// Whether employees are taken together.
  let isLarge: Bool
  /// The teams, or kinds of teams where there are many.
  let teams: [Team]
  /// The mean of the larger audience over pairs across teams.
  let acrossScale: Double
  /// The reaction delays at their typical values, by network.
  private(set) var delays: [ReactionDelay]

  /// Accounts that are treated alike.
  struct Party: Sendable {
    /// The team, or its kind.
    let team: Int
    /// The followers by network; 0 where there is no account.
    let followers: [Double]
    /// How many employees, of all teams of a kind.
    let count: Double
  }

  /// Teams that are alike.
  struct Team: Sendable {
    /// The mean of the larger audience over pairs of such a team: its pool grows with it.
    let scale: Double
    /// How many there are.
    let copies: Double
  }

  /// What a party does on a network.
  struct Act: Sendable, Hashable {
    let party: Int
    let strength: ReachProblem.Strength
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
  /// - Parameters:
  ///   - whole: The problem.
  ///   - mostSingle: Up to how many who share something are each a party of its own.
  /// - Complexity: O(size of the problem).
  init(_ whole: ReachProblem, mostSingle: Int = Self.mostSingle) {
    graph = GraphPlan(whole)
    let problem = whole.byCounts
    self.problem = problem
    let counts = problem.networks.indices.map { network in
      problem.networks[network].accounts.count { ($0?.followers ?? 0) > 0 }
    }
    mainNetwork = counts.indices.max { counts[$0] < counts[$1] } ?? 0
    let grouping = PartyGrouping(
      problem, mainNetwork: mainNetwork, mostSingle: mostSingle, single: graph?.employees ?? [])
    parties = grouping.parties
    sharing = grouping.sharing
    partyOfEmployee = grouping.partyOfEmployee
    sharers = grouping.sharers
    teams = grouping.teams
    isLarge = grouping.isLarge
    paired = whole.pairedContributors
    groups = problem.groups.map { [parties, sharing] in
      GroupPlan($0, problem: problem, parties: parties, sharing: sharing)
    }
    samples = Self.sampled(sharing).map { [parties, sharing] item in
      GroupPlan([item], problem: problem, parties: parties, sharing: sharing)
    }
    var acts = [Set<Act>](repeating: [], count: problem.networks.count)
    for (item, shares) in zip(problem.items, sharing) {
      for share in shares {
        acts[item.network].insert(Act(party: share.party, strength: share.strength))
      }
    }
    self.acts = acts.map {
      $0.sorted { ($0.party, $0.strength) < ($1.party, $1.strength) }
    }
    let chooser = PairChoice(problem, grouping.partyOfEmployee)
    withinTeams = problem.networks.indices.map { chooser.pairs(on: $0, isOneTeam: true) }
    acrossTeams = problem.networks.indices.map { chooser.pairs(on: $0, isOneTeam: false) }
    let across = problem.networks.isEmpty ? AccountPairs([]) : acrossTeams[mainNetwork]
    let main = mainNetwork
    let sizes = across.parties.map { [parties] in parties[$0].followers[main] }
    let larger = across.pairs.map { max(sizes[$0.0], sizes[$0.1]) }
    acrossScale = larger.isEmpty ? 1 : larger.reduce(0, +) / Double(larger.count)
    delays = Self.delays(problem)
  }

  /// So many shares are looked at one by one beyond the first hop (assumed: a draw then takes little
  /// longer).
  private static let mostSampled = 2_000

  private static func sampled(_ sharing: [[Sharing]]) -> [Int] {
    let shares = sharing.reduce(0) { $0 + $1.count }
    let step = max(1, (shares + mostSampled - 1) / mostSampled)
    return Array(stride(from: 0, to: sharing.count, by: step))
  }

  private static func delays(_ problem: ReachProblem) -> [ReactionDelay] {
    problem.networks.map { ReactionDelay(network: $0.id, parameters: problem.parameters) }
  }

  /// The plan of the same problem with other parameters.
  func with(_ parameters: ParameterSet) -> CountsPlan {
    var plan = self
    plan.problem.parameters = parameters
    plan.delays = Self.delays(plan.problem)
    return plan
  }
}

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
