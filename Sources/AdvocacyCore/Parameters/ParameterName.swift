/// The parameters of the model; the raw values are the keys of the configuration.
package enum ParameterName: String, Sendable, CaseIterable, Hashable {
  // One value a network.
  case pageVisibility
  case visibilityRatio
  case likeExposure
  case appealSpread
  case impressionsPerPerson
  case likeRate
  case commentRate
  case shareRate
  case rateDispersion
  case engagementExponent
  case deepShareFactor
  case fatigue
  case teamOverlap
  case companyOverlap
  case pageOverlap
  case reactionDelayMedianHours
  case reactionDelaySigma
  case halfLifeHours
  case weekendFactor
  case clickRatio
  case followersMu
  case followersSigma
  case accountShare
  case activeShare

  // One value for all networks.
  case participation
  case appealCorrelation
  case secondNetworkOverlap
  case poolShare
  case deepAudienceCap
  case cascadeDepth
  case marketSize

  /// Whether every network has a value of its own.
  package var isPerNetwork: Bool {
    switch self {
    case .participation, .appealCorrelation, .secondNetworkOverlap, .poolShare, .deepAudienceCap,
      .cascadeDepth, .marketSize:
      false
    default: true
    }
  }

  /// The unit of the value, in words.
  package var unit: String {
    switch self {
    case .pageVisibility, .accountShare, .activeShare, .participation: "share of people"
    case .teamOverlap, .companyOverlap, .pageOverlap, .secondNetworkOverlap, .poolShare:
      "share of an audience"
    case .likeRate, .commentRate, .shareRate: "per impression"
    case .impressionsPerPerson: "impressions per person"
    case .visibilityRatio, .likeExposure, .deepShareFactor, .weekendFactor, .clickRatio: "factor"
    case .appealSpread, .followersMu, .followersSigma, .reactionDelaySigma: "natural logarithm"
    case .rateDispersion, .appealCorrelation: "correlation"
    case .engagementExponent, .fatigue: "exponent"
    case .reactionDelayMedianHours, .halfLifeHours: "hours"
    case .deepAudienceCap, .marketSize: "people"
    case .cascadeDepth: "hops"
    }
  }

  /// The values that make sense.
  package var allowedValues: ClosedRange<Double> {
    switch self {
    case .pageVisibility, .likeExposure, .likeRate, .commentRate, .shareRate, .rateDispersion,
      .deepShareFactor, .teamOverlap, .companyOverlap, .pageOverlap, .accountShare, .activeShare,
      .participation, .appealCorrelation, .secondNetworkOverlap, .poolShare:
      0...1
    case .visibilityRatio, .clickRatio: 0...1000
    case .appealSpread, .engagementExponent: 0...5
    case .impressionsPerPerson: 1...1000
    case .fatigue, .weekendFactor: 0...10
    case .reactionDelayMedianHours, .halfLifeHours: 0.001...100_000
    case .reactionDelaySigma, .followersSigma: 0...10
    case .followersMu: -10...20
    case .deepAudienceCap: 0...10_000_000
    case .cascadeDepth: 1...20
    case .marketSize: 1000...10_000_000_000
    }
  }

  /// What is wrong with a value for this parameter, in words; nil where nothing is.
  package func fault(in parameter: Parameter) -> String? {
    let values = [parameter.low, parameter.typical, parameter.high]
    guard values.allSatisfy({ $0.isFinite }) else { return "\(rawValue) must be finite" }
    guard parameter.low <= parameter.typical, parameter.typical <= parameter.high else {
      return "\(rawValue) must have low ≤ typical ≤ high"
    }
    let allowed = allowedValues
    guard allowed.contains(parameter.low), allowed.contains(parameter.high) else {
      return "\(rawValue) must lie between \(allowed.lowerBound) and \(allowed.upperBound)"
    }
    return nil
  }
}
