import AdvocacyCore

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
