package import AdvocacyModel
import Foundation

/// What the closed form takes as given where every parameter is known, and what it makes of it: for
/// whoever works out the same by other means.
///
/// Parties, networks and items are known by number.
package struct CountsFacts: Sendable {
  /// The people of whom a share follows a party's account on a network: a person of activity d with
  /// the chance 1 − exp(−d · rate).
  package typealias Follow = (party: Int, network: Int, share: Double, rate: Double)
  package typealias Pool = (size: Double, follows: [Follow])
  /// Classes of people by a quantity of mean 1; their weights sum to 1.
  package typealias Classes = [(weight: Double, value: Double)]
  /// A page with its followers who are no employees; those who follow employees do so by the rate,
  /// on average the share `overlap` of each employee's.
  package typealias Page = (followers: Double, rate: Double, overlap: Double)
  /// What is seen with a mean chance, and at which rate.
  package typealias Sight = (chance: Double, rate: Double)
  package typealias Act = (item: Int, party: Int, sight: Sight, delay: Double)

  /// The pools in which anybody has followers.
  package let pools: [Pool]
  package let activity: Classes
  package let looks: Classes
  /// The share of people with whom an account's networks go together.
  package let together: Double
  /// By network.
  package let pages: [Page?]
  package let pageSights: [Sight]
  package let appealSpread: [Double]
  package let delays: [ReactionDelay]
  package let appealCorrelation: Double
  package let acts: [Act]
  /// -1 for who has no account.
  package let partyOfEmployee: [Int]
  package let deep: Deep

  /// How people pass on what they see, as on the first network.
  package struct Deep: Sendable {
    package var depth: Int
    package var shareRate: Double
    /// The factor on it beyond the first depth.
    package var laterFactor: Double
    /// The log-normal number of a sharer's followers.
    package var followers: (mu: Double, sigma: Double, cap: Double)
    package var market: Double
    /// By network, what a sharer's followers see of it.
    package var sights: [Sight]
  }

  /// Reads them at the typical values.
  ///
  /// - Complexity: O(parties × networks × classes + shares).
  package init(_ problem: ReachProblem) {
    // People follow each employee, never a party of several.
    var single = CountsPlan.Resolution.full
    single.mostSingle = .max
    let plan = CountsPlan(problem, single)
    let draw = CountsDraw(
      ParameterSource(
        networks: problem.networks.map(\.id), parameters: problem.parameters, place: .typical))
    let people = PeopleModel(plan, draw)
    let rates = CountsRates(plan, draw)
    activity = draw.activity.classes
    looks = draw.looks.classes
    together = people.together
    appealSpread = draw.networks.map(\.appealSpread)
    appealCorrelation = draw.appealCorrelation
    delays = plan.delays
    partyOfEmployee = plan.partyOfEmployee
    pools = Self.pools(plan, people)
    pages = problem.networks.indices.map { network in
      guard people.pageFollowers[network] > 0 else { return nil }
      // The chance of a class is 1 − exp(−d x); that of the least active one is never 1.
      let rate = -log1p(-people.page[network][0]) / draw.activity.values[0]
      return (people.pageFollowers[network], rate, people.attainedPageOverlap[network] ?? 0)
    }
    pageSights = problem.networks.indices.map { (rates.pageVisibility[$0], rates.page[$0]) }
    acts = plan.sharing.enumerated().flatMap { item, shares in
      shares.map { share in
        let network = problem.items[item].network
        let sight = (
          rates.visibility(share.party, network, share.strength),
          rates.rate(share.party, network, share.strength)
        )
        return (item, share.party, sight, share.delay)
      }
    }
    deep = Deep(draw, rates)
  }

  private static func pools(_ plan: CountsPlan, _ people: PeopleModel) -> [Pool] {
    people.sizes.enumerated().compactMap { place, size in
      var follows: [Follow] = []
      for party in plan.parties.indices {
        for kind in PeopleModel.Pool.allCases where people.pool(kind, of: party) == place {
          for (network, followers) in people.followers[party].enumerated() {
            let sources = people.pools.sources(
              of: followers, team: plan.parties[party].team, network: network)
            let count =
              switch kind {
              case .company: sources.company
              case .market: sources.market
              case .team: sources.team
              }
            let share = min(1, count / size)
            guard share > 0 else { continue }
            follows.append((party, network, share, people.pools.chances.x(ofShare: share)))
          }
        }
      }
      return follows.isEmpty ? nil : (size, follows)
    }
  }

  /// How a problem is worked out.
  package enum Way: Sendable {
    /// As reports are.
    case asReported
    /// With so many appeals for each post that they leave nothing.
    case exactly(appeals: Int)
  }

  /// What the closed form makes of a problem at the typical values.
  ///
  /// - Parameters:
  ///   - problem: The problem.
  ///   - way: How it is worked out.
  ///   - choice: Another choice of the points over appeals.
  /// - Returns: The sums, of all that the problem asks.
  package static func sums(of problem: ReachProblem, _ way: Way, choice: Int = 0) -> BlockSums {
    let strata: AppealStrata? =
      switch way {
      case .asReported: nil
      case .exactly(let appeals): AppealStrata(exact: appeals, isCorrected: false)
      }
    return CountsWorker(
      CountsPlan(problem), key: RandomKey(1), draws: 1, choice: choice, strata: strata
    ).runTypical()
  }
}

extension CountsFacts.Deep {
  fileprivate init(_ draw: CountsDraw, _ rates: CountsRates) {
    let first = draw.networks[0]
    depth = draw.depth
    shareRate = first.shareRate
    laterFactor = first.deepShareFactor
    followers = (first.followersMu, first.followersSigma, min(draw.audienceCap, draw.market))
    market = draw.market
    sights = draw.networks.indices.map { network in
      let chance = draw.networks[network].visibility(
        of: draw.sharerAudience(on: network), factor: draw.factor(of: .repost, on: network))
      return (chance, rates.rates[network].rate(for: chance))
    }
  }
}

extension MixingNodes {
  fileprivate var classes: CountsFacts.Classes {
    zip(weights, values).map { (weight: $0, value: $1) }
  }
}
