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

  /// Whether a group can have a value of its own: what is left tells of audiences, and its audience is
  /// its members.
  package var isOfGroup: Bool {
    switch self {
    case .pageVisibility, .visibilityExponent, .visibilityRatio, .likeExposure, .appealSpread,
      .impressionsPerPerson, .shareRate, .deepShareFactor, .reactionDelayMedianHours,
      .reactionDelaySigma:
      true
    default: false
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

extension ParameterName {
  /// The part of the program that reads a parameter.
  package enum Purpose: String, Sendable, Hashable {
    /// The reach engine.
    case reach
    /// The simulated behavior of employees.
    case behaviour
  }

  /// The part of the program that reads it.
  package var purpose: Purpose {
    switch self {
    case .reactionDelayMedianHours, .reactionDelaySigma: .behaviour
    default: .reach
    }
  }

  /// What the parameter means, in one sentence.
  package var meaning: String {
    switch self {
    case .pageVisibility:
      "Mean share of the followers of a page of 1,000 who see one of its posts."
    case .visibilityExponent:
      "Visibility falls as the number of followers to the power of minus this."
    case .visibilityRatio:
      "Visibility of an employee's own post, as a multiple of that of a page of equal size."
    case .likeExposure:
      "A like exposes followers at this fraction of the visibility of a post of one's own."
    case .appealSpread: "Standard deviation of a post's log appeal, from post to post."
    case .impressionsPerPerson: "Displays to a person for each sharer that they saw it from."
    case .shareRate: "Chance that somebody who sees the post passes it on."
    case .deepShareFactor: "Factor on the share rate from depth 2 on."
    case .teamOverlap:
      "Overlap of the audiences of two colleagues of one team, as a share of the smaller one."
    case .companyOverlap:
      "Overlap of the audiences of two colleagues of different teams, of the smaller one."
    case .pageOverlap: "Share of an employee's audience that follows the page."
    case .reactionDelayMedianHours: "Median time from seeing a post to acting on it."
    case .reactionDelaySigma: "Standard deviation of the log of that time."
    case .followersMu: "Mean of the log of an ordinary account's number of followers."
    case .followersSigma: "Standard deviation of the log of that number."
    case .quoteFactor:
      "Visibility of a quote, as a fraction of that of a post of one's own."
    case .shareFactor:
      "Visibility of a share with words of one's own, as a fraction of that of one's own post."
    case .repostFactor:
      "Visibility of a plain repost, as a fraction of that of a post of one's own."
    case .commentFactor:
      "Visibility of a comment, as a fraction of that of a post of one's own."
    case .activityShape:
      "Shape of the gamma by which people differ in how many accounts they follow; small: much."
    case .lookShape:
      "Shape of the gamma by which people differ in how often they look; small: much."
    case .colleagueShare:
      "Share of the colleagues who follow an employee, and most of a count that they may be."
    case .pageStaffShare:
      "Share of the staff who follow the page, and most of its count that they may be."
    case .appealCorrelation: "Correlation of a post's log appeal between two networks."
    case .networkCorrelation:
      "Correlation of what is unknown on one network with the same on another."
    case .secondNetworkOverlap:
      "Share of an employee's followers who also follow them on a second network."
    case .deepAudienceCap: "Largest number of followers of an ordinary person who passes it on."
    case .cascadeDepth:
      "Hops that a post takes at most, page and employees the first; on a graph 20 is no limit."
    case .marketSize: "Number of people from whom all audiences are drawn."
    }
  }

  /// The parameters of the same network with which this one varies, each with its part (a loading):
  /// the correlation of the normals behind them.
  ///
  /// Measured on 2,377 groups on five follower graphs, by ranks: the page's overlap goes with that
  /// of a team (0.79; 1,497 groups) and of a company (0.46; 1,316 groups), which go with each other
  /// hardly (0.02; 436 groups).
  package var causes: [(name: ParameterName, loading: Double)] {
    self == .pageOverlap ? [(.teamOverlap, 0.79), (.companyOverlap, 0.46)] : []
  }
}

/// A name that `config.json` took as a parameter in earlier releases.
///
/// Ledgers written by those releases keep it, so that the words stay.
package enum RetiredParameter: String, Sendable, Hashable, CaseIterable {
  case likeRate
  case commentRate
  case rateDispersion
  case engagementExponent
  case halfLifeHours
  case weekendFactor
  case clickRatio
  case accountShare
  case activeShare
  case participation
  case fatigue
  case poolShare

  /// What to do where a configuration names it.
  package var hint: String {
    switch self {
    case .participation: "It has one place: write \"behaviour\": {\"participation\": …}"
    case .fatigue, .poolShare: "No figure depends on it any more; leave it out"
    default: "No figure ever depended on it; leave it out"
    }
  }
}
