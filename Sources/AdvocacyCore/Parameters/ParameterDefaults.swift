/// The default values of parameters, each with its basis and source.
enum ParameterDefaults {
  /// The default on a network, or (nil, or a network without figures) on any.
  static func value(of name: ParameterName, on network: NetworkID?) -> Parameter {
    let own: Parameter? =
      switch network?.text {
      case "x": x[name]
      case "linkedin": linkedin[name]
      case "facebook": facebook[name]
      case "blog": blog[name]
      default: nil
      }
    return own ?? any[name] ?? unknown(name)
  }

  /// The value at the low end of what is allowed, for a name without a row: there is none.
  private static func unknown(_ name: ParameterName) -> Parameter {
    Parameter(name.allowedValues.lowerBound, basis: .assumed, source: "no figure")
  }

  /// Shorthand for an assumed range.
  static func assumed(
    _ low: Double, _ typical: Double, _ high: Double, _ source: String = "no figure was found"
  ) -> Parameter {
    Parameter(low: low, typical: typical, high: high, basis: .assumed, source: source)
  }

  /// Shorthand for a range computed from real posts.
  static func measured(
    _ low: Double, _ typical: Double, _ high: Double, _ source: String
  ) -> Parameter {
    Parameter(low: low, typical: typical, high: high, basis: .measured, source: source)
  }

  /// Shorthand for a range read in a named source.
  static func read(
    _ low: Double, _ typical: Double, _ high: Double, _ source: String
  ) -> Parameter {
    Parameter(low: low, typical: typical, high: high, basis: .read, source: source)
  }

  /// The shared parameters, and what holds on a network without figures of its own.
  private static let any: [ParameterName: Parameter] = [
    .participation: assumed(0.10, 0.25, 0.50, "share of enrolled employees in a programme"),
    .appealCorrelation: measured(
      0.3, 0.4, 0.6, "rank correlation 0.38 of Facebook and LinkedIn shares of the same news item"),
    .secondNetworkOverlap: assumed(0.05, 0.15, 0.40),
    .poolShare: assumed(0.3, 0.5, 0.7, "not identified by the overlaps"),
    .deepAudienceCap: assumed(
      1000, 1000, 1000, "gives an ordinary sharer the 40 viewers on which the depth factor rests"),
    .cascadeDepth: assumed(3, 3, 3, "cascades are shallow at every size (Goel 2015)"),
    .marketSize: read(
      3.07e9, 3.07e9, 3.07e9, "monthly users of Facebook, the largest network (statusbrew 2024)"),
    .pageVisibility: assumed(0.01, 0.04, 0.10, "as on X"),
    .visibilityRatio: assumed(1.3, 2.5, 7, "spans X, LinkedIn and Facebook"),
    .likeExposure: assumed(0.02, 0.10, 0.25, "as on LinkedIn"),
    .appealSpread: assumed(0.75, 1.0, 1.2, "spans X, LinkedIn and Facebook"),
    .impressionsPerPerson: assumed(1.1, 1.5, 2.05, "spans X, LinkedIn and Facebook"),
    .likeRate: assumed(0.002, 0.01, 0.06, "spans X, LinkedIn and Facebook"),
    .commentRate: assumed(0.000_05, 0.001, 0.004, "spans X, LinkedIn and Facebook"),
    .shareRate: assumed(0.0003, 0.0019, 0.006, "spans X, LinkedIn and Facebook"),
    .rateDispersion: assumed(0.007, 0.007, 0.007, "as likes on Facebook"),
    .engagementExponent: assumed(0.45, 0.7, 1, "spans likes, shares and comments on Facebook"),
    .deepShareFactor: assumed(0.1, 0.4, 1, "4 % of counts lie beyond the first hop (Kwak 2010)"),
    .fatigue: assumed(0.2, 0.5, 1, "form after Romero 2011, values assumed"),
    .teamOverlap: assumed(0.05, 0.15, 0.50, "spans X, LinkedIn and Facebook"),
    .companyOverlap: assumed(0.01, 0.03, 0.15, "spans X, LinkedIn and Facebook"),
    .pageOverlap: assumed(0.02, 0.08, 0.30, "spans X, LinkedIn and Facebook"),
    .reactionDelayMedianHours: assumed(0.5, 1.5, 12, "spans Facebook and LinkedIn"),
    .reactionDelaySigma: assumed(1.5, 1.5, 1.5),
    .halfLifeHours: assumed(0.5, 1.5, 26, "spans X, LinkedIn and Facebook"),
    .weekendFactor: assumed(0.7, 0.7, 0.7),
    .clickRatio: read(1.5, 2, 2.4, "employees' against companies' shares (LinkedIn 2016)"),
    .followersMu: assumed(4.47, 4.47, 4.47, "as on X"),
    .followersSigma: assumed(1.31, 1.31, 1.31, "as on X"),
    .accountShare: assumed(0.25, 0.25, 0.25, "as on X"),
    .activeShare: assumed(0.05, 0.05, 0.05, "as on X"),
  ]
}
