import Foundation

/// Where a figure comes from.
package enum Basis: String, Codable, Hashable, Sendable, CaseIterable {
  /// Computed from real posts or real follower graphs.
  case measured
  /// Read in a named source.
  case read
  /// Assumed: no figure was found; the interval carries its range.
  case assumed
  /// Given by the company in its configuration.
  case configured
}

/// A number with its range and where it comes from.
package struct Parameter: Hashable, Sendable {
  /// The low end of the range: one value in twenty lies below it.
  package var low: Double
  /// The typical value: the median.
  package var typical: Double
  /// The high end of the range: one value in twenty lies above it.
  package var high: Double
  /// Where the figure comes from.
  package var basis: Basis
  /// The source in words: a study, a file, a reason.
  package var source: String

  package init(low: Double, typical: Double, high: Double, basis: Basis, source: String) {
    self.low = low
    self.typical = typical
    self.high = high
    self.basis = basis
    self.source = source
  }

  /// Makes a parameter that is known: its range is one point.
  package init(_ value: Double, basis: Basis = .configured, source: String = "config.json") {
    self.init(low: value, typical: value, high: value, basis: basis, source: source)
  }

  /// Whether the range is a single point.
  package var isFixed: Bool { low == high }

  /// What is wrong with the values under a name, in words; nil where nothing is.
  package func fault(named name: String, within allowed: ClosedRange<Double>) -> String? {
    guard [low, typical, high].allSatisfy(\.isFinite) else { return "\(name) must be finite" }
    guard low <= typical, typical <= high else { return "\(name) must have low ≤ typical ≤ high" }
    guard allowed.contains(low), allowed.contains(high) else {
      return
        "\(name) must lie between \(allowed.lowerBound.asWritten) and \(allowed.upperBound.asWritten)"
    }
    return nil
  }
}

extension Double {
  /// The number as people write it: a whole one without a point.
  package var asWritten: String {
    self == rounded() && magnitude < 1e15 ? String(Int64(self)) : description
  }
}

extension Parameter {
  /// The value at a quantile in [0, 1]: the median, and on either side a normal half of its own.
  ///
  /// At 0.05, 0.5 and 0.95 it is `low`, `typical` and `high`, but for what the scale cuts off.
  package func quantile(_ probability: Double, on scale: ParameterScale) -> Double {
    value(atNormal: Normal.quantile(probability), on: scale)
  }

  /// The value where a standard normal variable has the value z, within the scale's values.
  ///
  /// Two parameters are drawn as correlated by drawing their z as correlated. A fixed parameter
  /// has its value everywhere.
  package func value(atNormal z: Double, on scale: ParameterScale) -> Double {
    guard !isFixed, z != 0 else { return typical }
    let end = z < 0 ? low : high
    // A side without width has the median everywhere; infinity times no width would be no number.
    guard end != typical else { return typical }
    let steps = z.magnitude / Self.endNormal
    let value =
      switch scale.form(low: low, high: high) {
      case .plain: typical + steps * (end - typical)
      case .logarithm: typical * exponential(steps * logarithm(end / typical))
      case .logit: Self.share(odds: typical / (1 - typical), ratio: end / (1 - end), steps)
      }
    return min(max(value, scale.values.lowerBound), scale.values.upperBound)
  }

  /// The value at a quantile in [0, 1] of the parameter's name: on its scale, within what it allows.
  package func quantile(_ probability: Double, of name: ParameterName) -> Double {
    value(atNormal: Normal.quantile(probability), of: name)
  }

  /// The value at a standard normal z of the parameter's name: on its scale, within what it allows.
  package func value(atNormal z: Double, of name: ParameterName) -> Double {
    guard !isFixed else { return typical }
    let allowed = name.allowedValues
    return min(max(value(atNormal: z, on: name.scale), allowed.lowerBound), allowed.upperBound)
  }

  /// The share whose odds lie some steps from the median's towards an end's.
  private static func share(odds: Double, ratio end: Double, _ steps: Double) -> Double {
    1 / (1 + exponential(-logarithm(odds) - steps * logarithm(end / odds)))
  }

  /// The 95 % point of the standard normal distribution, at which a range ends.
  private static let endNormal = 1.644_853_626_951_472_2
}

/// The scale on which a parameter's range spreads about its median.
package enum ParameterScale: String, Hashable, Sendable, CaseIterable {
  /// A share in [0, 1]: on the logit, or the plain scale where an end is 0 or 1.
  case share
  /// A factor of at most 1: on the logarithm, cut at 1; on the plain scale where the low end is 0.
  case factor
  /// A positive quantity: on the logarithm; on the plain scale where the low end is 0.
  case positive
  /// A correlation: on the plain scale, cut to 0…0.99.
  case correlation
  /// Any number: on the plain scale, uncut.
  case plain

  /// The values that a draw on the scale may take.
  package var values: ClosedRange<Double> {
    switch self {
    case .share, .factor: 0...1
    case .positive: 0...Double.greatestFiniteMagnitude
    case .correlation: 0...0.99
    case .plain: -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
    }
  }

  /// How a value moves with a step from the median.
  enum Form {
    case plain
    case logarithm
    case logit
  }

  /// The form that can hold a range: a logarithm can't reach 0, nor a logit 1.
  func form(low: Double, high: Double) -> Form {
    switch self {
    case .share: low > 0 && high < 1 ? .logit : .plain
    case .factor, .positive: low > 0 ? .logarithm : .plain
    case .correlation, .plain: .plain
    }
  }
}

/// How long after a post somebody reacts to it: a log-normal distribution, cut at seven days.
///
/// For X it stands for the kernel that Zhao et al. published for a month of retweets ("SEISMIC: A
/// Self-Exciting Point Process Model for Predicting Tweet Popularity", KDD 2015).
package struct ReactionDelay: Sendable, Hashable {
  /// The natural logarithm of the median, in milliseconds.
  package let logMedian: Double
  /// The standard deviation of the natural logarithm.
  package let sigma: Double

  /// The longest delay: reactions later than this are as good as none.
  package static let longest = Instant.Span.days(7)

  package init(network: NetworkID, parameters: ParameterSet) {
    let hours = parameters[.reactionDelayMedianHours, network].typical
    logMedian = logarithm(max(hours, 1e-6) * 3_600_000)
    sigma = parameters[.reactionDelaySigma, network].typical
  }

  /// The delay at a quantile in [0, 1), never longer than the cut.
  ///
  /// The quantile is taken within the part of the distribution below the cut, so that no mass
  /// piles up there.
  package func delay(quantile: Double) -> Instant.Span {
    guard sigma > 0 else { return Self.longest(or: exponential(logMedian)) }
    let cut = Normal.probability(
      below: (logarithm(Double(Self.longest.milliseconds)) - logMedian) / sigma)
    let z = Normal.quantile(quantile * cut)
    return Self.longest(or: exponential(logMedian + sigma * z))
  }

  /// The share of reactions that come within some seconds, in [0, 1].
  package func share(within seconds: Double) -> Double {
    guard seconds > 0 else { return 0 }
    let cut = Double(Self.longest.milliseconds)
    let time = min(seconds * 1000, cut)
    guard sigma > 0 else { return time >= min(cut, exponential(logMedian)) ? 1 : 0 }
    let whole = Normal.probability(below: (logarithm(cut) - logMedian) / sigma)
    return Normal.probability(below: (logarithm(time) - logMedian) / sigma) / whole
  }

  private static func longest(or milliseconds: Double) -> Instant.Span {
    min(longest, Instant.Span(milliseconds: Int64(min(milliseconds, 1e15))))
  }
}

/// How the visibility of an account's posts falls with its number of followers.
///
/// The share of followers who see a post is v(1,000) · (followers / 1,000)^-exponent. Metricool's
/// 41,170 LinkedIn pages have a mean of 261 impressions at 500 to 2,000 followers and 6,484 above
/// 50,000, which is an exponent of 0.4.
package enum VisibilityBySize {
  /// The highest share to which a small size lifts a visibility.
  package static let ceiling = 0.9

  /// The numbers of followers between which the law holds; beyond them it stays level.
  package static let followers: ClosedRange<Double> = 300...10_000_000

  /// The visibility of an account with so many followers, in [0, 1].
  ///
  /// It is cut at the ceiling, or at the visibility at 1,000 followers where that is higher.
  package static func visibility(
    atThousand visibility: Double, followers count: Double, exponent: Double
  ) -> Double {
    guard exponent != 0 else { return min(1, visibility) }
    let size = min(max(count, followers.lowerBound), followers.upperBound)
    let scaled = visibility * pow(size / 1000, -exponent)
    return min(scaled, max(ceiling, min(1, visibility)))
  }
}

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
