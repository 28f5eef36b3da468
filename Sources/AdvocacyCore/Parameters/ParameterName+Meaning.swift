extension ParameterName {
  /// The part of the program that reads a parameter.
  package enum Purpose: String, Sendable, Hashable {
    /// The reach engine.
    case reach
    /// The simulated behaviour of employees.
    case behaviour
    /// Forecasts before a post goes out; the estimate doesn't read it.
    case forecast
  }

  /// The part of the program that reads it.
  package var purpose: Purpose {
    switch self {
    case .participation, .reactionDelayMedianHours, .reactionDelaySigma, .weekendFactor: .behaviour
    case .likeRate, .commentRate, .rateDispersion, .engagementExponent, .halfLifeHours,
      .clickRatio, .accountShare, .activeShare:
      .forecast
    default: .reach
    }
  }

  /// What the parameter means, in one sentence.
  package var meaning: String {
    switch self {
    case .pageVisibility: "Share of the page's followers who see one of its posts."
    case .visibilityRatio: "Visibility of an employee's share, as a multiple of the page's."
    case .likeExposure: "A like exposes followers at this fraction of a share's visibility."
    case .appealSpread: "Standard deviation of a post's log appeal, from post to post."
    case .impressionsPerPerson: "Displays to a person for each sharer that they saw it from."
    case .likeRate: "Likes per impression."
    case .commentRate: "Comments per impression."
    case .shareRate: "Chance that somebody who sees the post passes it on."
    case .rateDispersion: "Over-dispersion of the rates, as a beta-binomial correlation."
    case .engagementExponent: "Exponent of engagement in reach."
    case .deepShareFactor: "Factor on the share rate from depth 2 on."
    case .fatigue: "A person's k-th sighting is passed on with the chance times k^-fatigue."
    case .teamOverlap:
      "Overlap of the audiences of two colleagues of one team, as a share of the smaller one."
    case .companyOverlap:
      "Overlap of the audiences of two colleagues of different teams, of the smaller one."
    case .pageOverlap: "Share of an employee's audience that follows the page."
    case .reactionDelayMedianHours: "Median time from seeing a post to acting on it."
    case .reactionDelaySigma: "Standard deviation of the log of that time."
    case .halfLifeHours: "Time by which a post has had half of its engagement."
    case .weekendFactor: "Activity at weekends, as a multiple of that on working days."
    case .clickRatio: "Click rate of an employee's share, as a multiple of the page's."
    case .followersMu: "Mean of the log of an ordinary account's number of followers."
    case .followersSigma: "Standard deviation of the log of that number."
    case .accountShare: "Share of employees who have an account at all."
    case .activeShare: "Share of employees who have an account and use it."
    case .participation: "Share of the allowed employees who take part in a post."
    case .appealCorrelation: "Correlation of a post's log appeal between two networks."
    case .secondNetworkOverlap:
      "Share of an employee's followers who also follow them on a second network."
    case .poolShare: "Share of an audience drawn from the pools that colleagues have in common."
    case .deepAudienceCap: "Largest number of followers of an ordinary person who passes it on."
    case .cascadeDepth: "Hops that a post takes at most; page and employees reach the first."
    case .marketSize: "Number of people from whom all audiences are drawn."
    }
  }
}
