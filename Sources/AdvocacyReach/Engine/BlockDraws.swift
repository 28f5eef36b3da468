import AdvocacyCore
import Foundation

/// The parameters of one block: one draw of each that has a range.
struct BlockDraws {
  /// The draws of each network.
  var networks: [Network]
  /// The correlation of a post's log appeal between two networks.
  var appealCorrelation: Double
  /// The hops that a post takes at most.
  var cascadeDepth: Int
  /// The overlaps and pool shares from which audiences are made.
  var audience: AudienceTargets

  /// The draws of one network.
  struct Network {
    /// The visibility of a page of 1,000 followers, and how it falls with their number.
    var pageVisibility: Double
    var visibilityExponent: Double
    /// An employee's visibility as a multiple of the page's, and the factors of acts on it.
    var visibilityRatio: Double
    var repostFactor: Double
    var likeExposure: Double
    var appealSpread: Double
    var impressionsPerPerson: Double
    /// The thresholds of the coin for passing on, by sighting, at depth 1 and beyond.
    var nearThresholds: [UInt64]
    var deepThresholds: [UInt64]
    /// The size-biased log-normal of an ordinary sharer's followers.
    var followersMu: Double
    var followersSigma: Double
    var audienceCap: Double

    /// The rate -log(1 - v) at which followers see a share of an ordinary person, of 1,000
    /// followers; appeal multiplies it.
    var passingRate: Double {
      BlockDraws.rate(min(1, pageVisibility * visibilityRatio) * repostFactor)
    }

    /// The rates at which the followers of an account see what the page or an employee does.
    func rates(followers: Int, isPage: Bool) -> RootRates {
      let own = VisibilityBySize.visibility(
        atThousand: isPage ? pageVisibility : pageVisibility * visibilityRatio,
        followers: Double(followers), exponent: visibilityExponent)
      return RootRates(
        full: BlockDraws.rate(isPage ? own : own * repostFactor),
        like: BlockDraws.rate(own * likeExposure))
    }
  }

  /// The rates at which followers of an account see its posts or shares, and its likes.
  struct RootRates {
    var full: Double
    var like: Double
  }

  init(_ source: ParameterSource) {
    let cap = source.shared(.deepAudienceCap)
    networks = source.networks.map { id in
      let passOn = source.value(.shareRate, id)
      let fatigue = source.value(.fatigue, id)
      let sigma = source.value(.followersSigma, id)
      return Network(
        pageVisibility: source.value(.pageVisibility, id),
        visibilityExponent: source.value(.visibilityExponent, id),
        visibilityRatio: source.value(.visibilityRatio, id),
        repostFactor: source.shared(.repostFactor), likeExposure: source.value(.likeExposure, id),
        appealSpread: source.value(.appealSpread, id),
        impressionsPerPerson: source.value(.impressionsPerPerson, id),
        nearThresholds: Self.thresholds(passOn, fatigue),
        deepThresholds: Self.thresholds(passOn * source.value(.deepShareFactor, id), fatigue),
        followersMu: source.value(.followersMu, id) + sigma * sigma, followersSigma: sigma,
        audienceCap: cap)
    }
    appealCorrelation = source.shared(.appealCorrelation)
    cascadeDepth = Int(source.shared(.cascadeDepth))
    audience = AudienceTargets(source)
  }

  /// The rate -log(1 - v) of a visibility v, such that appeal multiplies it.
  static func rate(_ visibility: Double) -> Double { -log1p(-visibility) }

  /// The number of sightings for which thresholds are kept; later ones count as the last.
  static let longestFatigue = 255

  private static func thresholds(_ probability: Double, _ fatigue: Double) -> [UInt64] {
    (0...longestFatigue).map { sighting in
      guard sighting > 0 else { return 0 }
      return UInt64(probability * pow(Double(sighting), -fatigue) * 0x1p63)
    }
  }
}

/// Where a block's parameters come from: a fixed place in their range, or a draw for each.
struct ParameterSource {
  let networks: [NetworkID]
  let parameters: ParameterSet
  let place: Place

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

  private func resolve(_ parameter: Parameter, _ name: ParameterName, _ network: String) -> Double {
    guard case .drawn(let key, let block) = place, !parameter.isFixed else {
      return parameter.typical
    }
    let own = normal(name, network, key, block)
    guard name.isPerNetwork, networks.count > 1 else {
      return parameter.value(atNormal: own, of: name)
    }
    // What is unknown of one network is unknown of the others in part for the same reasons.
    let correlation = shared(.networkCorrelation)
    let common = normal(name, "", key, block)
    return parameter.value(
      atNormal: correlation.squareRoot() * common + (1 - correlation).squareRoot() * own, of: name)
  }

  private func normal(
    _ name: ParameterName, _ network: String, _ key: RandomKey, _ block: Int
  ) -> Double {
    Normal.quantile(
      Self.quantile(of: block, key: key.keyed(by: network).keyed(by: name.rawValue)))
  }

  /// A uniform number for a block, stratified: of 50 blocks in a row, each fiftieth has one.
  ///
  /// A Latin hypercube over parameters (McKay, Beckman, Conover, Technometrics 21, 1979), which
  /// keeps the intervals' ends steady.
  static func quantile(of block: Int, key: RandomKey) -> Double {
    let row = key.keyed(by: UInt64(block / stratumCount))
    let stratum = Permutation(Permutation.Shape(size: stratumCount), key: row)(block % stratumCount)
    let place = Double(stratum) + row.keyed(by: UInt64(block)).uniform
    return place / Double(stratumCount)
  }

  /// Draws that are stratified together.
  static let stratumCount = 50
}
