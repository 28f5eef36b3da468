import AdvocacyCore
import AdvocacyTestSupport
import Testing

@testable import AdvocacyReach

/// A problem by counts as the plain simulator takes it: the pools, chances and rates of one set of
/// parameters, whose people it then draws one by one.
struct CountsScene {
  let problem: ReachProblem
  let plan: CountsPlan
  let draw: CountsDraw
  let people: PeopleModel
  let rates: CountsRates

  init(_ problem: ReachProblem) {
    self.problem = problem
    plan = CountsPlan(problem)
    draw = CountsDraw(
      ParameterSource(
        networks: problem.networks.map(\.id), parameters: problem.parameters, place: .typical))
    people = PeopleModel(plan, draw)
    rates = CountsRates(plan, draw)
  }

  /// The engine's own figures for the typical values.
  var sums: BlockSums { CountsWorker(plan, key: RandomKey(1), draws: 50).runTypical() }

  /// Those of each group, the mean over eight choices of the points over appeals: what one of them
  /// leaves is told as the engine's own error, and doesn't belong to the closed form.
  var cells: [BlockSums.Cell] {
    let choices = (0..<8).map {
      CountsWorker(plan, key: RandomKey(1), draws: 50, scramble: $0).runTypical().whole
    }
    return choices[0].indices.map { group in
      let own = choices.map { $0[group] }
      func mean(_ value: (BlockSums.Cell) -> Double) -> Double {
        own.reduce(0) { $0 + value($1) } / Double(own.count)
      }
      var cell = own[0]
      cell.page = mean(\.page)
      cell.with = mean(\.with)
      for place in cell.pageWithin.indices {
        cell.pageWithin[place] = mean { $0.pageWithin[place] }
        cell.withWithin[place] = mean { $0.withWithin[place] }
      }
      return cell
    }
  }

  /// The plain scene.
  ///
  /// Classes: people are drawn from the engine's own classes, else from Gamma distributions.
  func plain(classes: Bool, horizon: Int? = nil) throws -> PlainScene {
    var scene = PlainScene()
    let networks = problem.networks.indices
    scene.activity =
      classes
      ? Self.nodes(draw.activity) : .gamma(shape: problem.parameters[.activityShape].typical)
    scene.look =
      classes ? Self.nodes(draw.looks) : .gamma(shape: problem.parameters[.lookShape].typical)
    scene.theta = people.together
    scene.appealSpread = networks.map { draw.networks[$0].appealSpread }
    scene.appealCorrelation = draw.appealCorrelation
    // An account's x in a pool, from the chance of the first class.
    for (place, size) in people.sizes.enumerated() {
      var portions: [PlainScene.Portion] = []
      for party in plan.parties.indices {
        for kind in PeopleModel.Pool.allCases where people.pool(kind, of: party) == place {
          for network in networks {
            let share = share(of: party, network, kind) / size
            guard share > 0 else { continue }
            portions.append((party, network, people.pools.chances.x(ofShare: share)))
          }
        }
      }
      guard !portions.isEmpty else { continue }
      try #require(size < 1e6, "a pool of \(size) people can't be drawn")
      scene.pools.append((Int(size.rounded()), portions))
    }
    scene.pages = networks.map { network in
      guard people.pageFollowers[network] > 0 else { return nil }
      // The chance of class 0 is 1 − exp(−d x).
      let last = people.page[network].count - 1
      let chance = people.page[network][last]
      let x = chance < 1 ? -logarithm(1 - chance) / draw.activity.values[last] : .infinity
      return (people.pageFollowers[network], x)
    }
    scene.items = problem.items.map { ($0.post, $0.network) }
    scene.pageRates = problem.items.map { rates.page[$0.network] }
    for (item, shares) in plan.sharing.enumerated() {
      let network = problem.items[item].network
      for share in shares {
        scene.shares.append(
          (item, share.party, rates.rate(share.party, network, share.strength), share.delay))
      }
    }
    scene.groups = problem.groups
    if let horizon {
      let delay = plan.delays[0]
      scene.horizon = (Double(horizon), { delay.share(within: $0) })
    }
    return scene
  }

  private func share(of party: Int, _ network: Int, _ kind: PeopleModel.Pool) -> Double {
    let sources = people.pools.sources(
      of: people.followers[party][network], team: plan.parties[party].team, network: network)
    return switch kind {
    case .company: sources.company
    case .market: sources.market
    case .team: sources.team
    }
  }

  private static func nodes(_ nodes: MixingNodes) -> PlainScene.Mixing {
    .nodes(zip(nodes.weights, nodes.values).map { (weight: $0, value: $1) })
  }

  /// Parameters without uncertainty for tests: the typical values, no passing on, and a market in
  /// which people can be drawn.
  static func parameters(_ changes: [(ParameterName, Double)] = []) -> ParameterSet {
    var set = ParameterSet()
    let fixed: [(ParameterName, Double)] =
      [
        (.shareRate, 0), (.marketSize, 20_000), (.pageVisibility, 0.2), (.visibilityRatio, 1.2),
        (.visibilityExponent, 0), (.colleagueShare, 0), (.pageStaffShare, 0),
      ] + changes
    for (name, value) in fixed { set.override(name, with: Parameter(value)) }
    for name in ParameterName.allCases where !fixed.contains(where: { $0.0 == name }) {
      set.override(name, with: Parameter(set[name].typical))
    }
    return set
  }

  /// A problem of a few employees who share posts, drawn from a seed.
  static func drawn(
    _ seed: UInt64, employees: Int, networks: Int, teams: Int, posts: Int,
    changes: [(ParameterName, Double)] = []
  ) throws -> ReachProblem {
    let key = RandomKey(seed).keyed(by: "counts")
    func draw(_ word: UInt64, _ range: ClosedRange<Int>) -> Int {
      range.lowerBound + Int(key.keyed(by: word).bits % UInt64(range.count))
    }
    let followers = (0..<networks).map { network in
      (0..<employees).map { draw(UInt64(network * 100 + $0), 40...400) }
    }
    var problem = try Samples.everyone(
      // The followers whom pages of several networks have in common are no part of the plain scene.
      followers: followers,
      pages: (0..<networks).map { $0 == 0 ? draw(UInt64(900 + $0), 200...900) : nil },
      teams: (0..<employees).map { $0 % teams }, posts: posts, parameters: parameters(changes))
    let strengths: [ReachProblem.Strength] = [.like, .comment, .repost, .share, .quote, .full]
    problem.shares = problem.shares.enumerated().compactMap { number, share in
      guard draw(UInt64(2000 + number), 0...2) > 0 else { return nil }
      var share = share
      share.strength = strengths[draw(UInt64(5000 + number), 0...5)]
      share.delay = draw(UInt64(8000 + number), 0...40_000)
      return share
    }
    if posts > 1 { problem.groups.append([0]) }
    return problem
  }
}

extension BlockSums {
  /// The sums of all groups, of a draw that worked out each.
  var whole: [Cell] { cells.compactMap { $0 } }
}
