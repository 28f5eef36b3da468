import AdvocacyModel
import Foundation

/// The parameters of one draw, as the engine for counts reads them.
struct CountsDraw: Equatable {
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
  struct Network: Equatable {
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

  /// Whether people follow the same accounts as in another draw of the same problem.
  func hasSamePeople(as other: CountsDraw) -> Bool { ofPeople == other.ofPeople }

  /// All that whom people follow depends on.
  private var ofPeople: [Double] {
    [market, secondNetworkOverlap, colleagueShare, pageStaffShare] + activity.values
      + networks.flatMap { [$0.teamOverlap, $0.companyOverlap, $0.pageOverlap] }
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

/// Where a draw's parameters come from: a fixed place in their range, or a draw for each.
struct ParameterSource {
  let networks: [NetworkID]
  let parameters: ParameterSet
  let place: Place
  /// The correlation of what is unknown of one network with the same of another.
  private var correlation = 0.0

  init(networks: [NetworkID], parameters: ParameterSet, place: Place) {
    self.networks = networks
    self.parameters = parameters
    self.place = place
    if networks.count > 1 { correlation = shared(.networkCorrelation) }
  }

  enum Place {
    /// The typical values.
    case typical
    /// A block's draws, one for each network and name.
    case drawn(RandomKey, block: Int)
  }

  func value(_ name: ParameterName, _ network: NetworkID) -> Double {
    resolve(parameters[name, network], name, network.text)
  }

  func shared(_ name: ParameterName) -> Double { resolve(parameters[name], name, "") }

  /// Whether a shared parameter has a value of its own in each draw.
  func isOpen(_ name: ParameterName) -> Bool {
    guard case .drawn = place else { return false }
    return !parameters[name].isFixed
  }

  /// Whether a network's parameter has a value of its own in each draw.
  func isOpen(_ name: ParameterName, _ network: NetworkID) -> Bool {
    guard case .drawn = place else { return false }
    return !parameters[name, network].isFixed
  }

  private func resolve(_ parameter: Parameter, _ name: ParameterName, _ network: String) -> Double {
    guard case .drawn(let key, let block) = place, !parameter.isFixed else {
      return parameter.typical
    }
    var normal = normal(name, network, key, block)
    let causes = name.causes
    if !causes.isEmpty {
      // What the causes leave open is its own.
      normal *= (1 - causes.reduce(0) { $0 + $1.loading * $1.loading }).squareRoot()
      for cause in causes {
        normal += cause.loading * self.normal(cause.name, network, key, block)
      }
    }
    return parameter.value(atNormal: normal, of: name)
  }

  /// A standard normal for a parameter of a network, or of all.
  private func normal(
    _ name: ParameterName, _ network: String, _ key: RandomKey, _ block: Int
  ) -> Double {
    let own = single(name, network, key, block)
    guard name.isPerNetwork, networks.count > 1 else { return own }
    // What is unknown of one network is unknown of the others in part for the same reasons.
    let common = single(name, "", key, block)
    return correlation.squareRoot() * common + (1 - correlation).squareRoot() * own
  }

  /// The standard normals from which the parameters of a draw are made, each on its own, those that
  /// move results most first.
  ///
  /// - Complexity: O(parameters × networks).
  var normals: [Double] {
    guard case .drawn(let key, let block) = place else { return [] }
    var found: [(direction: Int, value: Double)] = []
    for name in ParameterName.allCases {
      let own = name.isPerNetwork ? networks : []
      let isOpen =
        own.isEmpty ? !parameters[name].isFixed : own.contains { !parameters[name, $0].isFixed }
      guard isOpen else { continue }
      var places = own.map(\.text)
      // What networks have in common is a number of its own.
      if own.isEmpty || own.count > 1 { places.append("") }
      for place in places {
        let network = networks.firstIndex { $0.text == place }
        found.append(
          (
            ParameterPoints.direction(of: name, network: network, of: networks.count),
            single(name, place, key, block)
          ))
      }
    }
    return found.sorted { $0.direction < $1.direction }.map(\.value)
  }

  private func single(
    _ name: ParameterName, _ network: String, _ key: RandomKey, _ block: Int
  ) -> Double {
    let place = network.isEmpty ? nil : networks.firstIndex { $0.text == network }
    let direction = ParameterPoints.direction(of: name, network: place, of: networks.count)
    return Normal.quantile(
      ParameterPoints.quantile(
        of: block, direction: direction, key: key.keyed(by: network).keyed(by: name.rawValue)))
  }
}

/// Where draws of the parameters lie: rows of points that fill the space of all parameters evenly.
///
/// Each row is a rank-1 lattice, shifted at random (Cranley and Patterson, SIAM Journal on Numerical
/// Analysis 13, 1976) and folded like a tent, so that functions that differ at the ends of a range are
/// integrated as well as periodic ones (Hickernell, Monte Carlo and Quasi-Monte Carlo Methods 2000):
/// each parameter by itself has a draw in each of as many equal parts, and so nearly has each pair of
/// those that matter most. Rows are independent, so that they tell the error.
enum ParameterPoints {
  /// The draws of a row.
  static let rowSize = 251

  /// The direction of a parameter: those that move results most come first, since the first
  /// directions go together best.
  ///
  /// - Parameters:
  ///   - name: The parameter.
  ///   - network: The place of its network; nil for what all networks share.
  ///   - count: The number of networks.
  /// - Returns: The direction's number, from 0.
  static func direction(of name: ParameterName, network: Int?, of count: Int) -> Int {
    let rank = ranks[name] ?? 0
    guard count > 1 else { return rank }
    return rank * (count + 1) + (network.map { $0 + 1 } ?? 0)
  }

  /// A uniform number for a draw.
  static func quantile(of draw: Int, direction: Int, key: RandomKey) -> Double {
    guard direction < directions.count else { return stratified(draw, key: key) }
    let (number, place) = draw.quotientAndRemainder(dividingBy: rowSize)
    let point = place * step % rowSize
    let shift = key.keyed(by: UInt64(number)).uniform
    let shifted = Double(point * directions[direction] % rowSize) / Double(rowSize) + shift
    let folded = 1 - abs(2 * (shifted < 1 ? shifted : shifted - 1) - 1)
    return min(max(folded, 1e-12), 1 - 1e-12)
  }

  /// A uniform number for a draw, by itself: each row has one in each of as many equal parts, in an
  /// order of its own (a Latin hypercube: McKay, Beckman, Conover, Technometrics 21, 1979).
  static func stratified(_ draw: Int, key: RandomKey) -> Double {
    let (number, point) = draw.quotientAndRemainder(dividingBy: rowSize)
    let row = key.keyed(by: UInt64(number))
    let stratum = Permutation(Permutation.Shape(size: rowSize), key: row)(point)
    return (Double(stratum) + row.keyed(by: UInt64(draw)).uniform) / Double(rowSize)
  }

  /// How far apart in a row's lattice draws lie that follow each other: the first 50, 100, 150 and 200
  /// then leave gaps of at most three times their mean in each of the 14 best directions (the least
  /// of all steps).
  private static let step = 65

  private static let ranks: [ParameterName: Int] = {
    // Measured: by how much a standard deviation of each moves the logarithm of additional people, in
    // companies of 12 to 100,000 employees.
    let first: [ParameterName] = [
      .repostFactor, .teamOverlap, .visibilityRatio, .colleagueShare, .pageVisibility, .shareRate,
      .lookShape, .pageStaffShare, .companyOverlap, .pageOverlap, .likeExposure,
      .visibilityExponent, .activityShape, .appealSpread, .followersMu, .secondNetworkOverlap,
      .networkCorrelation,
    ]
    let all = first + ParameterName.allCases.filter { !first.contains($0) }
    return Dictionary(uniqueKeysWithValues: zip(all, all.indices))
  }()

  /// The directions, found one after the other such that the sum of squared errors for smooth
  /// periodic functions (P₂, weights 1 / place^1.2) is least.
  private static let directions = [
    1, 70, 19, 102, 43, 119, 53, 115, 15, 81, 64, 98, 34, 87, 49, 96, 66, 47, 11, 13, 36, 85, 117,
    30, 32, 83, 104, 100, 4, 38, 17, 121, 68, 55, 106, 51, 62, 79, 113, 21, 123, 6, 45, 28, 89, 72,
    77, 94, 57, 40, 108, 74, 23, 111, 92, 8, 2, 109, 60, 25, 76, 26, 9, 75, 41, 59, 24, 124, 93, 91,
    58, 7, 73, 110, 27, 56, 107, 61, 10, 39, 22, 95, 105, 5, 78, 29, 12, 122, 46, 42, 97, 37, 112,
    54, 65, 3, 88, 86, 44, 31,
  ]
}
