import AdvocacyModel
import Foundation

/// The parameters of one draw, as the engine for counts reads them.
struct CountsDraw {
  /// Those of each network.
  let networks: [Network]
  /// The correlation of a post's log appeal between two networks.
  let appealCorrelation: Double
  /// How differently active people are, and how differently often they look.
  let activity: MixingNodes
  let looks: MixingNodes
  /// The share of an account's followers on one network who follow it on a second.
  let secondNetworkOverlap: Double
  /// The people from whom all audiences come.
  let market: Double
  /// The hops that a post takes at most.
  let depth: Int
  /// The largest audience of an ordinary person who passes a post on.
  let audienceCap: Double
  /// The visibility of an act as a part of that of a post of one's own; a like's is the network's.
  private let factors: [ReachProblem.Strength: Double]
  /// How much of a count colleagues make, and of the page's the staff.
  private let colleagueShare: Double
  private let pageStaffShare: Double

  /// The parameters of one network.
  struct Network {
    /// The mean visibility of a page of 1,000 followers.
    var pageVisibility: Double
    /// The exponent by which it falls with the number of followers.
    var visibilityExponent: Double
    /// The visibility of an employee's own post, as a multiple of that of a page of equal size.
    var visibilityRatio: Double
    var likeExposure: Double
    var appealSpread: Double
    var impressionsPerPerson: Double
    /// The chance that somebody who sees a post passes it on, and its factor from depth 2 on.
    var shareRate: Double
    var deepShareFactor: Double
    /// The size-biased log-normal of an ordinary sharer's followers.
    var followersMu: Double
    var followersSigma: Double
    var teamOverlap: Double
    var companyOverlap: Double
    var pageOverlap: Double

    /// The mean visibility of the page.
    func visibility(ofPage followers: Double) -> Double {
      visibility(of: followers, atThousand: pageVisibility)
    }

    /// The mean visibility of an act by an account.
    func visibility(of followers: Double, factor: Double) -> Double {
      factor * visibility(of: followers, atThousand: pageVisibility * visibilityRatio)
    }

    private func visibility(of followers: Double, atThousand visibility: Double) -> Double {
      VisibilityBySize.visibility(
        atThousand: visibility, followers: followers, exponent: visibilityExponent)
    }
  }

  init(_ source: ParameterSource) {
    networks = source.networks.map { id in
      let sigma = source.value(.followersSigma, id)
      let spread = source.value(.appealSpread, id)
      return Network(
        pageVisibility: source.value(.pageVisibility, id),
        visibilityExponent: source.value(.visibilityExponent, id),
        visibilityRatio: source.value(.visibilityRatio, id),
        likeExposure: source.value(.likeExposure, id),
        appealSpread: source.isOpen(.appealSpread, id) ? PullNodes.onGrid(spread) : spread,
        impressionsPerPerson: source.value(.impressionsPerPerson, id),
        shareRate: source.value(.shareRate, id),
        deepShareFactor: source.value(.deepShareFactor, id),
        followersMu: source.value(.followersMu, id) + sigma * sigma, followersSigma: sigma,
        teamOverlap: source.value(.teamOverlap, id),
        companyOverlap: source.value(.companyOverlap, id),
        pageOverlap: source.value(.pageOverlap, id))
    }
    appealCorrelation = source.shared(.appealCorrelation)
    activity = Self.nodes(source, .activityShape)
    looks = Self.nodes(source, .lookShape)
    secondNetworkOverlap = source.shared(.secondNetworkOverlap)
    market = source.shared(.marketSize)
    depth = Int(source.shared(.cascadeDepth))
    audienceCap = source.shared(.deepAudienceCap)
    factors = [
      .comment: source.shared(.commentFactor), .repost: source.shared(.repostFactor),
      .share: source.shared(.shareFactor), .quote: source.shared(.quoteFactor), .full: 1,
    ]
    colleagueShare = source.shared(.colleagueShare)
    pageStaffShare = source.shared(.pageStaffShare)
  }

  /// A shape that is known is taken as it is; of a range one on the grid, for which classes are
  /// fitted once.
  private static func nodes(_ source: ParameterSource, _ name: ParameterName) -> MixingNodes {
    let shape = source.shared(name)
    return .gamma(shape: source.isOpen(name) ? MixingNodes.onGrid(shape) : shape)
  }

  /// The visibility of an act as a part of that of a post of one's own.
  func factor(of strength: ReachProblem.Strength, on network: Int) -> Double {
    strength == .like ? networks[network].likeExposure : factors[strength] ?? 1
  }

  /// The followers of an account who are no colleagues: employees are in neither count.
  func outsiders(of followers: Double, staff: Int) -> Double {
    guard followers > 0 else { return 0 }
    return followers
      * (1 - min(colleagueShare, colleagueShare * Double(max(0, staff - 1)) / followers))
  }

  /// The followers of the page who are no employees.
  func outsiders(ofPage followers: Double, staff: Int) -> Double {
    guard followers > 0 else { return 0 }
    return followers * (1 - min(pageStaffShare, pageStaffShare * Double(staff) / followers))
  }

  /// The mean number of followers of an ordinary sharer, with the cap.
  func sharerAudience(on network: Int) -> Double {
    let (mu, sigma) = (networks[network].followersMu, networks[network].followersSigma)
    let cap = min(audienceCap, market)
    guard cap > 0 else { return 0 }
    guard sigma > 0 else { return min(exp(mu), cap) }
    let z = (log(cap) - mu) / sigma
    return exp(mu + sigma * sigma / 2) * Normal.probability(below: z - sigma)
      + cap * (1 - Normal.probability(below: z))
  }
}
