/// The parameters of the model: the defaults with a company's own values on top.
package struct ParameterSet: Sendable, Hashable {
  /// The values that replace defaults, sorted by name and network.
  package private(set) var overrides: [EffectiveParameter]

  package init() { overrides = [] }

  /// The value of a parameter on a network.
  ///
  /// The first that exists of: the network's own override, the override for all networks, the
  /// network's default, the default for any network.
  package subscript(_ name: ParameterName, _ network: NetworkID) -> Parameter {
    guard name.isPerNetwork else { return self[name] }
    return override(name, network) ?? override(name, nil)
      ?? ParameterDefaults.value(of: name, on: network)
  }

  /// The value of a shared parameter, or of a network's own one where the network is unknown.
  package subscript(_ name: ParameterName) -> Parameter {
    override(name, nil) ?? ParameterDefaults.value(of: name, on: nil)
  }

  /// Replaces a value, on one network or (nil) on all.
  ///
  /// - Complexity: O(overrides).
  package mutating func override(
    _ name: ParameterName, on network: NetworkID? = nil, with parameter: Parameter
  ) {
    let place = name.isPerNetwork ? network : nil
    overrides.removeAll { $0.name == name && $0.network == place }
    overrides.append(EffectiveParameter(network: place, name: name, parameter: parameter))
    overrides.sort { $0.precedes($1) }
  }

  /// A copy in which a value is replaced, on one network or (nil) on all.
  package func overriding(
    _ name: ParameterName, on network: NetworkID? = nil, with parameter: Parameter
  ) -> ParameterSet {
    var copy = self
    copy.override(name, on: network, with: parameter)
    return copy
  }

  /// The values in force: the shared ones in the order of their names' declaration, then each
  /// network's.
  ///
  /// - Complexity: O(networks × parameters × overrides).
  package func effective(networks: [NetworkID]) -> [EffectiveParameter] {
    let shared = ParameterName.allCases.filter { !$0.isPerNetwork }.map {
      EffectiveParameter(network: nil, name: $0, parameter: self[$0])
    }
    let own = networks.flatMap { network in
      ParameterName.allCases.filter(\.isPerNetwork).map {
        EffectiveParameter(network: network, name: $0, parameter: self[$0, network])
      }
    }
    return shared + own
  }

  private func override(_ name: ParameterName, _ network: NetworkID?) -> Parameter? {
    overrides.first { $0.name == name && $0.network == network }?.parameter
  }
}

/// A parameter's value in force on a network, or (nil) on all.
package struct EffectiveParameter: Sendable, Hashable {
  /// The network; nil where the value holds for all.
  package var network: NetworkID?
  package var name: ParameterName
  package var parameter: Parameter

  package init(network: NetworkID?, name: ParameterName, parameter: Parameter) {
    self.network = network
    self.name = name
    self.parameter = parameter
  }

  fileprivate func precedes(_ other: EffectiveParameter) -> Bool {
    (name.rawValue, network?.text ?? "") < (other.name.rawValue, other.network?.text ?? "")
  }
}

/// The default values of parameters, each with its basis and source.
enum ParameterDefaults {
  /// The default on a network, or (nil, or a network without figures) on any.
  static func value(of name: ParameterName, on network: NetworkID?) -> Parameter {
    let own = network.flatMap { KnownNetwork.parameters(of: $0)[name] }
    return own ?? any[name] ?? unknown(name)
  }

  /// The value at the low end of what is allowed, for a name without a row: there is none.
  private static func unknown(_ name: ParameterName) -> Parameter {
    Parameter(name.allowedValues.lowerBound, basis: .assumed, source: "no figure")
  }

  /// The shared parameters, and what holds on a network without figures of its own.
  private static let any: [ParameterName: Parameter] = [
    .quoteFactor: .assumed(0.5, 0.8, 1, "below a post of one's own, above a plain repost"),
    .shareFactor: .assumed(0.4, 0.7, 1, "below a post of one's own, above a plain repost"),
    .repostFactor: .assumed(
      0.2, 0.5, 1, "the few published pairs of a repost and a post of one's own all say less"),
    .commentFactor: .assumed(0.1, 0.3, 0.6, "between a like and a plain repost"),
    .activityShape: .measured(0.1, 0.2, 0.7, "best of 0.1 to 2 on 78 groups of seven graphs"),
    .lookShape: .read(
      0.1, 0.18, 0.6, "fitted to 35 % who see a post and 61 % in a month (Bernstein 2013)"),
    .colleagueShare: .measured(
      0.0013, 0.30, 0.92, "2,377 groups on five follower graphs: 0.1 to 92 %, median 24 %"),
    .pageStaffShare: .measured(
      0.05, 0.50, 1, "2,377 groups on five follower graphs: 5 to 100 %, median 50 %"),
    .appealCorrelation: .measured(
      0.3, 0.4, 0.6, "rank correlation 0.38 of Facebook and LinkedIn shares of the same news item"),
    .networkCorrelation: .assumed(0, 0.5, 0.9),
    .secondNetworkOverlap: .assumed(0.15, 0.40, 0.70, "at least as much as with a colleague"),
    .deepAudienceCap: .assumed(
      1000, 1000, 1000, "gives an ordinary sharer the 40 viewers on which the depth factor rests"),
    .cascadeDepth: .assumed(3, 3, 3, "cascades are shallow at every size (Goel 2015)"),
    .marketSize: .read(
      3.07e9, 3.07e9, 3.07e9, "monthly users of Facebook, the largest network (statusbrew 2024)"),
    .pageVisibility: .assumed(0.03, 0.10, 0.22, "spans X, LinkedIn and Facebook"),
    .visibilityExponent: .assumed(0.3, 0.4, 0.5, "as on 41,170 LinkedIn pages (Metricool)"),
    .visibilityRatio: .assumed(0.8, 1.5, 4, "spans X, LinkedIn and Facebook"),
    .likeExposure: .assumed(0.02, 0.10, 0.25, "as on LinkedIn"),
    .appealSpread: .assumed(0.75, 1.0, 1.2, "spans X, LinkedIn and Facebook"),
    .impressionsPerPerson: .assumed(1.1, 1.5, 2.05, "spans X, LinkedIn and Facebook"),
    .shareRate: .assumed(0.0003, 0.0019, 0.006, "spans X, LinkedIn and Facebook"),
    .deepShareFactor: .assumed(0.1, 0.4, 1, "4 % of counts lie beyond the first hop (Kwak 2010)"),
    .teamOverlap: .measured(
      0.018, 0.20, 0.83, "1,497 groups on five follower graphs: 1.8 to 83 %, median 24 %"),
    .companyOverlap: .measured(
      0.0002, 0.05, 0.42,
      "1,316 groups on five follower graphs: 0 to 42 %, median 9 %, of strangers 3 %"),
    .pageOverlap: .measured(
      0.018, 0.15, 0.79,
      "2,377 groups on five follower graphs: 1.8 to 79 %, median 24 %, of two teams 21 %; lowered"),
    .reactionDelayMedianHours: .assumed(0.5, 1.5, 12, "spans Facebook and LinkedIn"),
    .reactionDelaySigma: .assumed(1.5, 1.5, 1.5),
    .followersMu: .assumed(4.47, 4.47, 4.47, "as on X"),
    .followersSigma: .assumed(1.31, 1.31, 1.31, "as on X"),
  ]
}

extension Parameter {
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
}
