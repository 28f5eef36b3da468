import AdvocacyCore

/// The rates at which accounts' posts are seen, for one draw of the parameters.
struct CountsRates {
  /// The page's, by network.
  let page: [Double]
  /// What a rate means, by network.
  let rates: [SeenRates]
  private let own: [[Double]]
  private let networks: Int
  private static let strengths = ReachProblem.Strength.full.rawValue + 1

  /// Solves the rates of all acts that a problem has.
  ///
  /// - Complexity: O(parties that share × networks × kinds of acts).
  init(_ plan: CountsPlan, _ draw: CountsDraw, strata: AppealStrata) {
    networks = plan.problem.networks.count
    rates = draw.networks.map {
      SeenRates(looks: draw.looks, spread: $0.appealSpread, strata: strata)
    }
    var used = [Set<Int>](repeating: [], count: plan.problem.networks.count)
    for (item, shares) in zip(plan.problem.items, plan.sharing) {
      for share in shares {
        used[item.network].insert(share.party * Self.strengths + share.strength.rawValue)
      }
    }
    var own = [[Double]](repeating: [], count: networks)
    var page: [Double] = []
    for (number, network) in plan.problem.networks.enumerated() {
      let parameters = draw.networks[number]
      let acts = used[number].sorted()
      let chances = acts.map { act in
        let (party, code) = act.quotientAndRemainder(dividingBy: Self.strengths)
        let strength = ReachProblem.Strength(rawValue: code) ?? .full
        return parameters.visibility(
          of: plan.parties[party].followers[number],
          factor: draw.factor(of: strength, on: number))
      }
      let shown = network.page.map { parameters.visibility(ofPage: Double($0.followers)) } ?? 0
      let solved = rates[number].rates(for: chances + [shown])
      page.append(solved.last ?? 0)
      own[number] = [Double](repeating: 0, count: plan.parties.count * Self.strengths)
      for (act, rate) in zip(acts, solved) { own[number][act] = rate }
    }
    self.page = page
    self.own = own
  }

  /// The rate of an act by a party.
  func rate(_ party: Int, _ network: Int, _ strength: ReachProblem.Strength) -> Double {
    own[network][party * Self.strengths + strength.rawValue]
  }
}
