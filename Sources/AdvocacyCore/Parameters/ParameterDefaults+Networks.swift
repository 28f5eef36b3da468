extension ParameterDefaults {
  /// The defaults on X.
  static let x: [ParameterName: Parameter] = [
    .pageVisibility: assumed(0.01, 0.04, 0.10, "within published reports of 1 to 10 %"),
    .visibilityRatio: assumed(1.3, 2, 3.5, "quotient of employees' 8 % and pages' 4 %"),
    .likeExposure: assumed(0, 0.05, 0.20),
    .appealSpread: measured(0.75, 0.9, 1.1, "120 posts of a small account: 0.76; Facebook 1.14"),
    .impressionsPerPerson: assumed(1.1, 1.4, 1.9),
    .likeRate: measured(0.002, 0.008, 0.06, "1,838 corporate posts and 120 of a small account"),
    .commentRate: measured(0.0003, 0.001, 0.003, "1,838 corporate posts"),
    .shareRate: measured(
      0.0005, 0.0025, 0.006, "2.7 reposts by 24,000 followers at an assumed visibility of 4 %"),
    .rateDispersion: measured(0.007, 0.007, 0.007, "likes per impression on Facebook"),
    .engagementExponent: measured(0.5, 0.7, 1, "engagement against reach of 500 Facebook posts"),
    .teamOverlap: assumed(0.05, 0.15, 0.35),
    .companyOverlap: assumed(0.01, 0.03, 0.10),
    .pageOverlap: assumed(0.02, 0.08, 0.20),
    .reactionDelayMedianHours: read(
      0.572, 0.572, 0.572, "kernel of SEISMIC (Zhao 2015) cut at 7 days, as a log-normal"),
    .reactionDelaySigma: read(2.42, 2.42, 2.42, "kernel of SEISMIC (Zhao 2015) cut at 7 days"),
    .halfLifeHours: read(0.33, 0.42, 2.8, "Graffius 2018 to 2023; links: bitly"),
    .weekendFactor: read(0.6, 0.6, 0.6, "day curves of 144 million posts (Klout)"),
    .followersMu: measured(4.47, 4.47, 4.47, "accounts that passed on one widely shared post"),
    .followersSigma: measured(1.31, 1.31, 1.31, "accounts that passed on one widely shared post"),
    .accountShare: assumed(0.25, 0.25, 0.25),
    .activeShare: assumed(0.05, 0.05, 0.05),
  ]

  /// The defaults on LinkedIn.
  static let linkedin: [ParameterName: Parameter] = [
    .pageVisibility: assumed(0.02, 0.04, 0.08, "within published reports of 2 to 8 %"),
    .visibilityRatio: assumed(1.5, 2.5, 5, "quotient of employees' 10 % and pages' 4 %"),
    .likeExposure: assumed(0.02, 0.10, 0.25),
    .appealSpread: assumed(0.8, 1.0, 1.2, "between X and Facebook"),
    .impressionsPerPerson: measured(1.3, 1.65, 2.0, "one post"),
    .likeRate: measured(
      0.008, 0.018, 0.04, "likes are 0.074 % of followers at an assumed visibility of 4 %"),
    .commentRate: measured(0.001, 0.002, 0.004, "one post"),
    .shareRate: assumed(0.0003, 0.001, 0.003),
    .rateDispersion: assumed(0.007, 0.007, 0.007, "as on Facebook"),
    .engagementExponent: assumed(0.7, 0.7, 0.7, "as likes on Facebook"),
    .teamOverlap: assumed(0.10, 0.25, 0.50),
    .companyOverlap: assumed(0.02, 0.05, 0.15),
    .pageOverlap: assumed(0.05, 0.12, 0.30),
    .reactionDelayMedianHours: assumed(2, 6, 12),
    .reactionDelaySigma: assumed(1.3, 1.3, 1.3),
    .halfLifeHours: read(12, 20, 26, "Graffius 2018: 24 hours; shares of news"),
    .weekendFactor: assumed(0.5, 0.5, 0.5),
    .clickRatio: read(1.8, 2, 2.4, "employees' against companies' shares (LinkedIn 2016)"),
    .followersMu: read(5.23, 5.23, 5.23, "median 186, mean 303 (smprotips, a weak source)"),
    .followersSigma: read(0.99, 0.99, 0.99, "median 186, mean 303 (smprotips, a weak source)"),
    .accountShare: assumed(0.80, 0.80, 0.80),
    .activeShare: assumed(0.15, 0.15, 0.15),
  ]

  /// The defaults on Facebook.
  static let facebook: [ParameterName: Parameter] = [
    .pageVisibility: measured(0.017, 0.028, 0.057, "fan reach of one brand's unpaid posts, 2014"),
    .visibilityRatio: assumed(3, 7, 12, "quotient of employees' 20 % and pages' 2.8 %"),
    .likeExposure: assumed(0.02, 0.10, 0.25),
    .appealSpread: measured(1.0, 1.1, 1.2, "reach of one brand's 500 posts: 1.14"),
    .impressionsPerPerson: measured(1.54, 1.76, 2.05, "impressions / reach of 500 posts"),
    .likeRate: measured(0.005, 0.010, 0.016, "quartiles of one brand's 500 posts"),
    .commentRate: measured(0.000_05, 0.000_22, 0.000_56, "quartiles of one brand's 500 posts"),
    .shareRate: measured(0.0007, 0.0019, 0.0033, "quartiles of one brand's 500 posts"),
    .rateDispersion: measured(0.007, 0.007, 0.007, "likes per impression of 500 posts"),
    .engagementExponent: measured(
      0.45, 0.69, 0.69, "one brand's 500 posts: likes 0.69, comments 0.50, shares 0.45"),
    .teamOverlap: assumed(0.05, 0.10, 0.25),
    .companyOverlap: assumed(0.01, 0.02, 0.08),
    .pageOverlap: assumed(0.02, 0.05, 0.15),
    .reactionDelayMedianHours: assumed(0.5, 1.5, 4),
    .reactionDelaySigma: assumed(1.6, 1.6, 1.6),
    .halfLifeHours: read(0.5, 1.5, 14, "Graffius 2018: 30 minutes; links: bitly; shares of news"),
    .weekendFactor: read(0.9, 0.9, 0.9, "day curves of 144 million posts (Klout)"),
    .followersMu: read(5.30, 5.30, 5.30, "median 200, mean 338 friends (Pew 2014)"),
    .followersSigma: read(1.02, 1.02, 1.02, "median 200, mean 338 friends (Pew 2014)"),
    .accountShare: assumed(0.65, 0.65, 0.65),
    .activeShare: assumed(0.05, 0.05, 0.05),
  ]

  /// The defaults on a blog, whose followers are its subscribers.
  static let blog: [ParameterName: Parameter] = [
    .pageVisibility: assumed(0.05, 0.15, 0.30, "share of subscribers"),
    .visibilityRatio: assumed(0.5, 1, 2),
    .likeExposure: assumed(0, 0, 0, "a blog shows nobody's likes"),
    .appealSpread: assumed(1.0, 1.0, 1.0),
    .impressionsPerPerson: assumed(1.2, 1.2, 1.2),
    .commentRate: assumed(0.0005, 0.0005, 0.0005),
    .shareRate: assumed(0.005, 0.005, 0.005),
    .engagementExponent: assumed(1, 1, 1),
    .deepShareFactor: assumed(0, 0, 0, "a blog has no feed to pass posts on in"),
    .reactionDelayMedianHours: assumed(72, 72, 72),
    .reactionDelaySigma: assumed(1.5, 1.5, 1.5),
    .halfLifeHours: assumed(72, 336, 2160, "days to months"),
    .weekendFactor: assumed(0.7, 0.7, 0.7),
  ]
}
