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

  /// How finely a problem is looked at (all assumed: a draw takes a millisecond or so in full, and a
  /// tenth of that in outline).
  struct Resolution {
    /// Up to so many employees who share something each is a party of its own.
    var mostSingle: Int
    /// As many parties, about, are worked out one by one.
    var mostParties: Int
    /// As many teams are told apart where there are parties; of more, those alike are one kind.
    var mostTeams: Int
    /// So many shares are looked at one by one beyond the first hop.
    var mostSampled: Int

    /// As reports are.
    static let full = Resolution(
      mostSingle: 400, mostParties: 400, mostTeams: 32, mostSampled: 2_000)
    /// As the draws of a large company are that are not worked out in full.
    static let outline = Resolution(
      mostSingle: 30, mostParties: 30, mostTeams: 4, mostSampled: 24)
  }

  /// Makes a problem ready.
  ///
  /// - Parameters:
  ///   - whole: The problem.
  ///   - resolution: How finely it is looked at.
  /// - Complexity: O(size of the problem).
  init(_ whole: ReachProblem, _ resolution: Resolution = .full) {
    graph = GraphPlan(whole)
    let problem = whole.byCounts
    self.problem = problem
    let counts = problem.networks.indices.map { network in
      problem.networks[network].accounts.count { ($0?.followers ?? 0) > 0 }
    }
    mainNetwork = counts.indices.max { counts[$0] < counts[$1] } ?? 0
    let grouping = PartyGrouping(
      problem, mainNetwork: mainNetwork, resolution, single: graph?.employees ?? [])
    parties = grouping.parties
    sharing = grouping.sharing
    partyOfEmployee = grouping.partyOfEmployee
    sharers = grouping.sharers
    teams = grouping.teams
    paired = whole.pairedContributors
    groups = problem.groups.map { [parties, sharing] in
      GroupPlan($0, problem: problem, parties: parties, sharing: sharing)
    }
    let sampled = Self.sampled(problem, sharing, most: resolution.mostSampled)
    samples = sampled.map { [parties, sharing] item in
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
    let chooser = PairChoice(
      problem,
      teams: grouping.partyOfEmployee.map { [parties] in $0 < 0 ? 0 : parties[$0].team })
    withinTeams = problem.networks.indices.map { chooser.pairs(on: $0, isOneTeam: true) }
    acrossTeams = problem.networks.indices.map { chooser.pairs(on: $0, isOneTeam: false) }
    acrossScale = problem.networks.isEmpty ? 1 : acrossTeams[mainNetwork].meanLarger ?? 1
    delays = Self.delays(problem)
  }

  /// Items of groups, spread evenly, that have about so many shares.
  private static func sampled(
    _ problem: ReachProblem, _ sharing: [[Sharing]], most: Int
  ) -> [Int] {
    let items = Set(problem.groups.joined()).sorted()
    let shares = items.reduce(0) { $0 + sharing[$1].count }
    let step = max(1, (shares + most - 1) / most)
    return stride(from: 0, to: items.count, by: step).map { items[$0] }
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
