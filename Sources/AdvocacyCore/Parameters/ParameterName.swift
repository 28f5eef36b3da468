/// The parameters of the model; the raw values are the keys of the configuration.
package enum ParameterName: String, Sendable, CaseIterable, Hashable {
  // One value a network.
  case pageVisibility
  case visibilityExponent
  case visibilityRatio
  case likeExposure
  case appealSpread
  case impressionsPerPerson
  case shareRate
  case deepShareFactor
  case teamOverlap
  case companyOverlap
  case pageOverlap
  case reactionDelayMedianHours
  case reactionDelaySigma
  case followersMu
  case followersSigma

  // One value for all networks.
  case quoteFactor
  case shareFactor
  case repostFactor
  case commentFactor
  case activityShape
  case lookShape
  case colleagueShare
  case pageStaffShare
  case appealCorrelation
  case networkCorrelation
  case secondNetworkOverlap
  case deepAudienceCap
  case cascadeDepth
  case marketSize

  /// Whether every network has a value of its own.
  package var isPerNetwork: Bool {
    switch self {
    case .pageVisibility, .visibilityExponent, .visibilityRatio, .likeExposure, .appealSpread,
      .impressionsPerPerson, .shareRate, .deepShareFactor, .teamOverlap, .companyOverlap,
      .pageOverlap, .reactionDelayMedianHours, .reactionDelaySigma, .followersMu, .followersSigma:
      true
    case .quoteFactor, .shareFactor, .repostFactor, .commentFactor, .activityShape, .lookShape,
      .colleagueShare, .pageStaffShare, .appealCorrelation, .networkCorrelation,
      .secondNetworkOverlap, .deepAudienceCap, .cascadeDepth, .marketSize:
      false
    }
  }

  /// The scale on which its range spreads about the typical value.
  package var scale: ParameterScale {
    switch self {
    case .pageVisibility, .shareRate, .teamOverlap, .companyOverlap, .pageOverlap,
      .secondNetworkOverlap, .colleagueShare, .pageStaffShare:
      .share
    case .likeExposure, .deepShareFactor, .quoteFactor, .shareFactor, .repostFactor,
      .commentFactor:
      .factor
    case .visibilityExponent, .visibilityRatio, .appealSpread, .impressionsPerPerson,
      .reactionDelayMedianHours, .reactionDelaySigma, .followersSigma, .activityShape, .lookShape,
      .deepAudienceCap, .cascadeDepth, .marketSize:
      .positive
    case .appealCorrelation, .networkCorrelation: .correlation
    case .followersMu: .plain
    }
  }

  /// The unit of the value, in words.
  package var unit: String {
    switch self {
    case .pageVisibility: "share of people"
    case .teamOverlap, .companyOverlap, .pageOverlap, .secondNetworkOverlap:
      "share of an audience"
    case .colleagueShare, .pageStaffShare: "share of colleagues"
    case .shareRate: "per impression"
    case .impressionsPerPerson: "impressions per person"
    case .visibilityRatio, .likeExposure, .deepShareFactor, .quoteFactor, .shareFactor,
      .repostFactor, .commentFactor:
      "factor"
    case .appealSpread, .followersMu, .followersSigma, .reactionDelaySigma: "natural logarithm"
    case .appealCorrelation, .networkCorrelation: "correlation"
    case .visibilityExponent: "exponent"
    case .activityShape, .lookShape: "shape of a gamma"
    case .reactionDelayMedianHours: "hours"
    case .deepAudienceCap, .marketSize: "people"
    case .cascadeDepth: "hops"
    }
  }

  /// The values that make sense.
  package var allowedValues: ClosedRange<Double> {
    switch self {
    case .pageVisibility, .likeExposure, .shareRate, .deepShareFactor, .teamOverlap,
      .companyOverlap, .pageOverlap, .quoteFactor, .shareFactor, .repostFactor, .commentFactor,
      .colleagueShare, .pageStaffShare, .appealCorrelation, .secondNetworkOverlap:
      0...1
    case .networkCorrelation: 0...0.99
    case .visibilityRatio: 0...1000
    case .visibilityExponent: 0...2
    case .activityShape, .lookShape: 0.01...1_000_000
    case .appealSpread: 0...5
    case .impressionsPerPerson: 1...1000
    case .reactionDelayMedianHours: 0.001...100_000
    case .reactionDelaySigma, .followersSigma: 0...10
    case .followersMu: -10...20
    case .deepAudienceCap: 0...10_000_000
    case .cascadeDepth: 1...20
    case .marketSize: 1000...10_000_000_000
    }
  }

  /// What is wrong with a value for this parameter, in words; nil where nothing is.
  package func fault(in parameter: Parameter) -> String? {
    parameter.fault(named: rawValue, within: allowedValues)
  }
}
