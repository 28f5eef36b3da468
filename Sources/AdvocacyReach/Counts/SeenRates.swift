import AdvocacyModel
import Foundation

/// How a person sees what an account shows: a post that pulls with p with the chance
/// 1 − exp(−r · p), r being the rate of the account.
///
/// Published visibilities are means over posts and people, so that r is solved for the mean; pulls
/// average out to less than r, and applying v to appeals as it stands would lose a fifth of it.
struct SeenRates {
  /// How strongly posts pull people.
  let nodes: PullNodes
  private let looks: [Lanes]
  private let lookWeights: [Lanes]

  /// Prepares the rates of a network.
  ///
  /// - Parameters:
  ///   - looks: How differently often people look.
  ///   - spread: The standard deviation of the logarithm of an appeal.
  init(looks: MixingNodes, spread: Double) {
    nodes = .nodes(looks: looks, spread: spread)
    self.looks = Lanes.packed(looks.values)
    lookWeights = Lanes.packed(looks.weights)
  }

  /// The mean chance of seeing a post at a rate, for an appeal given.
  func chance(rate: Double, appeal: Double) -> Double {
    Lanes.seen(rate * appeal, looks, lookWeights)
  }

  /// The mean chance of seeing a post at a rate.
  func chance(rate: Double) -> Double { Lanes.seen(rate, nodes.values, nodes.weights) }

  /// The chance that the nodes can't pass, however high the rate.
  static let ceiling = 0.999

  /// The rate at which posts are seen with a mean chance; one beyond the ceiling is cut.
  ///
  /// - Complexity: O(nodes), about ten times.
  func rate(for chance: Double) -> Double {
    guard chance > 0 else { return 0 }
    let wanted = min(chance, Self.ceiling)
    // The mean is concave in the rate: the rate is no lower than the chance.
    return RootFinding.rising(
      between: wanted, and: 1e9, near: wanted * 1.5, tolerance: 1e-7
    ) { self.chance(rate: $0) - wanted }
  }

  /// The rates of many chances.
  ///
  /// A table of 32 rates, in which each chance is looked up, where there are more
  /// chances than a few.
  ///
  /// - Complexity: O(chances + nodes).
  func rates(for chances: [Double]) -> [Double] {
    guard chances.count > 6 else { return chances.map(rate) }
    let positive = chances.filter { $0 > 0 }
    guard let low = positive.min(), let high = positive.max() else { return chances.map { _ in 0 } }
    let table = MonotoneTable(
      from: log(rate(for: low * 0.999)), to: log(rate(for: min(Self.ceiling, high * 1.001)))
    ) { log(self.chance(rate: exp($0))) }
    return chances.map { $0 > 0 ? exp(table.place(of: log(min($0, Self.ceiling)))) : 0 }
  }
}

/// What rates are multiplied by where a few appeals stand for all: these are seen a little more
/// often, since 1 − exp(−x) bends and each is the mean of those that it stands for.
///
/// Solved at three rates over the range in use, and between them by a parabola in log(rate).
struct RateCorrection {
  private let places: [Double]
  private let values: [Double]

  private static let rates = [0.01, 0.2, 4]

  /// Works out the correction for the points of an item.
  ///
  /// - Complexity: O(points).
  init(_ rates: SeenRates, pulls: [Lanes], weights: [Lanes]) {
    places = Self.rates.map { log($0) }
    values = Self.rates.map { rate in
      // One step of Newton's method: the correction is a few percent at most.
      let wanted = rates.chance(rate: rate)
      let (value, slope) = Lanes.seenWithSlope(rate, pulls, weights)
      return log1p(max(-0.5, (wanted - value) / (rate * slope)))
    }
  }

  /// The rate to use for a rate.
  func corrected(_ rate: Double) -> Double {
    guard rate > 0 else { return 0 }
    let x = min(max(log(rate), places[0]), places[2])
    var sum = 0.0
    for first in 0..<3 {
      var term = values[first]
      for second in 0..<3 where second != first {
        term *= (x - places[second]) / (places[first] - places[second])
      }
      sum += term
    }
    return rate * exp(sum)
  }
}

extension Lanes {
  /// The mean of 1 − exp(−rate · pull).
  static func seen(_ rate: Double, _ pulls: [Lanes], _ weights: [Lanes]) -> Double {
    var sum = Lanes.zero
    for place in pulls.indices { sum += weights[place] * chance(rate * pulls[place]) }
    return sum.sum()
  }

  /// The mean of 1 − exp(−rate · pull), and its derivative.
  static func seenWithSlope(
    _ rate: Double, _ pulls: [Lanes], _ weights: [Lanes]
  ) -> (value: Double, slope: Double) {
    var (value, slope) = (Lanes.zero, Lanes.zero)
    for place in pulls.indices {
      let seen = chance(rate * pulls[place])
      value += weights[place] * seen
      slope += weights[place] * pulls[place] * (1 - seen)
    }
    return (value.sum(), slope.sum())
  }
}

/// How likely followers see what accounts do, for one draw of the parameters: the mean visibility of
/// each act, and the rate that brings it.
struct CountsRates {
  /// The page's rate, by network.
  let page: [Double]
  /// The page's visibility, by network.
  let pageVisibility: [Double]
  /// What a rate means, by network.
  let rates: [SeenRates]
  private let own: [[Double]]
  private let visibilities: [[Double]]
  private static let strengths = ReachProblem.Strength.full.rawValue + 1

  /// Solves the rates of all acts that a problem has.
  ///
  /// - Complexity: O(parties that share × networks × kinds of acts).
  init(_ plan: CountsPlan, _ draw: CountsDraw) {
    rates = draw.networks.map { SeenRates(looks: draw.looks, spread: $0.appealSpread) }
    var own: [[Double]] = []
    var visibilities: [[Double]] = []
    var page: [Double] = []
    var pageVisibility: [Double] = []
    for (number, network) in plan.problem.networks.enumerated() {
      let parameters = draw.networks[number]
      let acts = plan.acts[number]
      var chances = acts.map { act in
        parameters.visibility(
          of: plan.parties[act.party].followers[number],
          factor: draw.factor(of: act.strength, on: number))
      }
      let ofPage = network.page.map { parameters.visibility(ofPage: Double($0.followers)) } ?? 0
      chances.append(ofPage)
      pageVisibility.append(ofPage)
      let solved = rates[number].rates(for: chances)
      page.append(solved.last ?? 0)
      let none = [Double](repeating: 0, count: plan.parties.count * Self.strengths)
      own.append(none)
      visibilities.append(none)
      for (place, act) in acts.enumerated() {
        let index = Self.index(act.party, act.strength)
        own[number][index] = solved[place]
        visibilities[number][index] = chances[place]
      }
    }
    self.page = page
    self.pageVisibility = pageVisibility
    self.own = own
    self.visibilities = visibilities
  }

  @inline(__always)
  private static func index(_ party: Int, _ strength: ReachProblem.Strength) -> Int {
    party * strengths + strength.rawValue
  }

  /// The rate of an act by a party.
  @inline(__always)
  func rate(_ party: Int, _ network: Int, _ strength: ReachProblem.Strength) -> Double {
    own[network][Self.index(party, strength)]
  }

  /// The share of a party's followers who see an act, a mean over posts.
  @inline(__always)
  func visibility(_ party: Int, _ network: Int, _ strength: ReachProblem.Strength) -> Double {
    visibilities[network][Self.index(party, strength)]
  }
}
