package import AdvocacyModel
import Foundation

/// What the plain simulator counts for a group: means over its worlds.
package struct PlainCounts: Sendable {
  /// A mean over worlds and its standard error.
  package struct Estimate: Sendable {
    /// What the present world has come to.
    package var now = 0.0
    private var (worlds, sum, squares) = (0.0, 0.0, 0.0)

    package init() {}

    package var mean: Double { sum / worlds }
    package var standardError: Double {
      (max(0, squares - sum * mean) / (worlds - 1) / worlds).squareRoot()
    }

    /// How many standard errors the mean lies above an expected value, less rounding.
    package func z(_ expected: Double) -> Double {
      abs(mean - expected) <= 1e-9 * abs(expected) ? 0 : (mean - expected) / standardError
    }

    /// Ends a world.
    package mutating func endWorld() {
      (worlds, sum, squares, now) = (worlds + 1, sum + now, squares + now * now, 0)
    }

    /// Takes in the worlds of another.
    mutating func merge(_ other: Estimate) {
      (worlds, sum, squares) = (worlds + other.worlds, sum + other.sum, squares + other.squares)
    }
  }

  /// Sources of a sighting that are no account: the page, and strangers it came to by employees.
  static let fromPage = -1
  static let fromStrangers = -2

  /// People reached by the page alone, with the employees, and the difference.
  package private(set) var page, with, additional: Estimate
  /// Those of them who follow neither the page nor an account: strangers.
  package private(set) var strangers = Estimate()
  /// Sightings by all, repeated ones and the page's too.
  package private(set) var sightings = Estimate()
  /// People of k sightings or more at place k − 1, to k = 10.
  package private(set) var atLeast = Array(repeating: Estimate(), count: 10)
  /// By account, its followers who saw nothing else; who saw it and not the page; and the latter
  /// split equally among the accounts they saw.
  package private(set) var only, alone, shapley: [Estimate]
  /// By pair of accounts, (0, 1), (0, 2), (1, 2), (0, 3), …, who saw both and not the page;
  /// empty where that isn't asked.
  package private(set) var pairs: [Estimate]
  private let holds: [Bool]
  private var sources: [Int] = []

  init(group: [Int], items: Int, accounts: Int, countsPairs: Bool) {
    (page, with, additional) = (Estimate(), Estimate(), Estimate())
    only = Array(repeating: Estimate(), count: accounts)
    (alone, shapley) = (only, only)
    pairs = Array(
      repeating: Estimate(), count: countsPairs ? accounts * max(0, accounts - 1) / 2 : 0)
    holds = (0..<items).map(group.contains)
  }

  /// Counts a person by all that they saw.
  mutating func add(_ seen: [(item: Int, source: Int)], isStranger: Bool = false) {
    var (count, byPage) = (0, false)
    sources.removeAll(keepingCapacity: true)
    for (item, source) in seen where holds[item] {
      count += 1
      if source == Self.fromPage { byPage = true }
      if source >= 0, !sources.contains(source) { sources.append(source) }
    }
    guard count > 0 else { return }
    with.now += 1
    if isStranger { strangers.now += 1 }
    if byPage { page.now += 1 } else { additional.now += 1 }
    sightings.now += Double(count)
    for k in 0..<min(count, 10) { atLeast[k].now += 1 }
    for (rank, source) in sources.enumerated() where !byPage {
      if sources.count == 1 { only[source].now += 1 }
      alone[source].now += 1
      shapley[source].now += 1 / Double(sources.count)
      for other in sources[..<rank] where !pairs.isEmpty {
        let (low, high) = (min(source, other), max(source, other))
        pairs[high * (high - 1) / 2 + low].now += 1
      }
    }
  }

  mutating func endWorld() {
    page.endWorld()
    with.endWorld()
    additional.endWorld()
    strangers.endWorld()
    sightings.endWorld()
    for k in atLeast.indices { atLeast[k].endWorld() }
    for account in only.indices {
      only[account].endWorld()
      alone[account].endWorld()
      shapley[account].endWorld()
    }
    for pair in pairs.indices { pairs[pair].endWorld() }
  }

  /// Takes in the worlds of another simulation of the same scene.
  package mutating func merge(_ other: PlainCounts) {
    page.merge(other.page)
    with.merge(other.with)
    additional.merge(other.additional)
    strangers.merge(other.strangers)
    sightings.merge(other.sightings)
    for k in atLeast.indices { atLeast[k].merge(other.atLeast[k]) }
    for account in only.indices {
      only[account].merge(other.only[account])
      alone[account].merge(other.alone[account])
      shapley[account].merge(other.shapley[account])
    }
    for pair in pairs.indices { pairs[pair].merge(other.pairs[pair]) }
  }
}

/// Random numbers in a row from a key.
struct PlainDice {
  let key: RandomKey
  private var count: UInt64 = 0

  init(_ key: RandomKey) { self.key = key }

  @inline(__always) mutating func uniform() -> Double {
    count &+= 1
    return key.keyed(by: count).uniform
  }

  mutating func normal() -> Double { Normal.quantile(uniform()) }

  /// The whole number below or above, so that the mean is the number itself.
  mutating func whole(_ number: Double) -> Int {
    let below = number.rounded(.down)
    return Int(below) + (below < number && uniform() < number - below ? 1 : 0)
  }

  @inline(__always) mutating func happens(_ chance: Double) -> Bool { uniform() < chance }

  @inline(__always) mutating func happens(rate: Double, factor: Double = 1) -> Bool {
    Self.hits(uniform(), rate: rate, factor: factor)
  }

  /// Tells whether a uniform number lies below (1 − exp(−rate))·factor; as that is at most
  /// rate·factor, most need no exponential.
  @inline(__always) static func hits(_ u: Double, rate: Double, factor: Double = 1) -> Bool {
    u < rate * factor && u < -expm1(-rate) * factor
  }

  /// Gamma of scale 1 (Marsaglia, Tsang, ACM TOMS 26, 2000), with their boost for shapes below 1.
  mutating func gamma(_ shape: Double) -> Double {
    guard shape >= 1 else { return gamma(shape + 1) * pow(1 - uniform(), 1 / shape) }
    let d = shape - 1 / 3.0
    while true {
      let z = normal()
      let root = 1 + z / (9 * d).squareRoot()
      let v = root * root * root
      if v > 0, log(1 - uniform()) < z * z / 2 + d * (1 - v + log(v)) { return d * v }
    }
  }

  mutating func draw(_ mixing: PlainScene.Mixing) -> Double {
    switch mixing {
    case .none: return 1
    case .gamma(let shape): return gamma(shape) / shape
    case .nodes(let nodes):
      var left = uniform()
      for (weight, value) in nodes {
        left -= weight
        if left < 0 { return value }
      }
      return nodes.last?.value ?? 1
    }
  }
}

extension PlainScene.Mixing {
  /// The mean of a smooth function that is 0 at 0; for Gamma by the trapezoidal rule on log d,
  /// scaled so that the mean of d itself is 1.
  func mean(of function: (Double) -> Double) -> Double {
    switch self {
    case .none: return function(1)
    case .nodes(let nodes): return nodes.reduce(0) { $0 + $1.weight * function($1.value) }
    case .gamma(let shape):
      var (sum, scale) = (0.0, 0.0)
      for logarithm in stride(from: -30, through: log(60 / shape + 10), by: 0.01) {
        let d = exp(logarithm)
        let weight = exp(shape * (logarithm - d))
        sum += weight * function(d)
        scale += weight * d
      }
      return sum / scale
    }
  }
}

/// Draws what is unknown from the stated ranges, plainly and apart from the engine's own draws.
///
/// A parameter is the median and, on either side, a normal half that ends at the 5 and 95 % points:
/// shares on the logit, factors and quantities on the logarithm, correlations as they are; where an
/// end is 0, or a share's is 1, as they are and cut. One network's unknowns go with another's by a
/// common factor; the page's overlap goes with the team's and the company's.
package struct PlainRanges: Sendable {
  private let parameters: ParameterSet
  private let networks: [NetworkID]

  package init(_ parameters: ParameterSet, networks: [NetworkID]) {
    self.parameters = parameters
    self.networks = networks
  }

  /// A set in which every parameter is known: one draw, the same for the same key.
  package func draw(_ key: RandomKey) -> ParameterSet {
    var dice = PlainDice(key)
    var drawn = parameters
    func fix(_ name: ParameterName, _ network: NetworkID?, _ z: Double) -> Double {
      let range = network.map { parameters[name, $0] } ?? parameters[name]
      let value = Self.value(of: range, name, z)
      drawn.override(name, on: network, with: Parameter(value))
      return value
    }
    let correlation = fix(.networkCorrelation, nil, dice.normal())
    var (team, company): ([NetworkID: Double], [NetworkID: Double]) = ([:], [:])
    for name in ParameterName.allCases where name != .networkCorrelation {
      guard name.isPerNetwork else {
        _ = fix(name, nil, dice.normal())
        continue
      }
      let common = dice.normal()
      for network in networks {
        let own = dice.normal()
        // The page's overlap comes last of the three, and goes with the two before it.
        var z = correlation.squareRoot() * common + (1 - correlation).squareRoot() * own
        if name == .pageOverlap {
          z = 0.79 * (team[network] ?? 0) + 0.46 * (company[network] ?? 0) + 0.405_339 * z
        }
        if name == .teamOverlap { team[network] = z }
        if name == .companyOverlap { company[network] = z }
        _ = fix(name, network, z)
      }
    }
    return drawn
  }

  /// The value where a standard normal variable is z.
  static func value(of range: Parameter, _ name: ParameterName, _ z: Double) -> Double {
    let (low, median, high) = (range.low, range.typical, range.high)
    guard low < high else { return median }
    let steps = abs(z) / 1.644_853_626_951_472_2
    let end = z < 0 ? low : high
    func move(_ to: (Double) -> Double, _ back: (Double) -> Double) -> Double {
      end == median ? median : back(to(median) + steps * (to(end) - to(median)))
    }
    let plain = median + steps * (end - median)
    switch name {
    case .appealCorrelation: return min(max(plain, 0), 0.99)
    case .networkCorrelation: return min(max(plain, 0), 0.99)
    case .followersMu: return plain
    case .pageVisibility, .shareRate, .teamOverlap, .companyOverlap, .pageOverlap,
      .secondNetworkOverlap, .colleagueShare, .pageStaffShare:
      guard low > 0, high < 1 else { return min(max(plain, 0), 1) }
      return move({ log($0 / (1 - $0)) }, { 1 / (1 + exp(-$0)) })
    case .likeExposure, .deepShareFactor, .quoteFactor, .shareFactor, .repostFactor,
      .commentFactor:
      guard low > 0 else { return min(max(plain, 0), 1) }
      return min(1, move({ log($0) }, { exp($0) }))
    default:
      let value = low > 0 ? move({ log($0) }, { exp($0) }) : max(plain, 0)
      return min(max(value, name.allowedValues.lowerBound), name.allowedValues.upperBound)
    }
  }
}
